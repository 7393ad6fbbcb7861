/** What the tills are out of when the demo starts. */
import type { SeedStop } from './demo-chain.ts'
import { sizeId } from './menu/dictionaries.ts'
import { productId } from './menu/modifiers.ts'
import { tillId } from './outlets.ts'

export const stops = (): SeedStop[] => [
  // Out of salmon sashimi at Pokrovka: an order in «Центр» goes to Taganka while Taganka is open.
  { terminalGroupId: tillId('pokrovka'), productId: productId('40012'), sizeId: null, balance: 0n },
  { terminalGroupId: tillId('pokrovka'), productId: productId('20008'), sizeId: sizeId('35'), balance: 0n },
  { terminalGroupId: tillId('pokrovka'), productId: productId('10507'), sizeId: null, balance: 3000n },
  { terminalGroupId: tillId('taganka'), productId: productId('10108'), sizeId: null, balance: 0n },
  { terminalGroupId: tillId('baumana'), productId: productId('50007'), sizeId: null, balance: 5000n },
  { terminalGroupId: tillId('malysheva'), productId: productId('50004'), sizeId: null, balance: 0n },
]
