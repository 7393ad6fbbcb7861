import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import { type LoyaltyScope, requireGuest } from './loyalty-scope.ts'
import { writeMovement } from './move-money.ts'

export type BalanceChange = { guestId: Uuid; walletId: Uuid; sum: Money; comment: string | null }

/** Tops a wallet up or charges it off, at once. Without the client's key a repeat changes it again (cloud-api §9.5). */
export async function changeBalance(
  app: App,
  scope: LoyaltyScope,
  kind: 'topUp' | 'chargeOff',
  { guestId, walletId, sum, comment }: BalanceChange,
): Promise<void> {
  await app.storage.transaction(async (tx) => {
    if (await scope.earlierCall(tx)) return
    await requireGuest(tx, scope, guestId)
    const signed = kind === 'topUp' ? sum : -sum
    await writeMovement(app, tx, scope, { id: null, kind, guestId, walletId, sum: signed, comment })
  })
  app.wake()
}
