/** Entries that tell how an order of the legacy scheme went from its call centre to its till (biz-card-api §16.2). */
import type { Uuid } from '../../kernel/ids.ts'
import type { GuestEvent } from '../loyalty/loyalty-scope.ts'
import { walletKinds } from '../till/follow-wallets.ts'
import { tillCommandKind } from '../till/till-command.ts'

/** The call centre's server gave an order that it owned to the till that has accepted it (corrections 3). */
export const handedOverKind = 'route.handedOver'
export type HandedOver = {
  /** The node that owned it. */
  from: Uuid
  /** The terminal group whose till owns it from now on. */
  to: Uuid
  /** Its number there. */
  number: number
}

/** What tills are told: what to do, and what is in the wallets of the company's guests. */
export const toTillKinds: readonly string[] = [tillCommandKind, ...walletKinds]
/** What is told of the company's guests themselves: their card travels beside the entry. */
export const guestKinds: readonly GuestEvent['kind'][] = [
  'guest.registered',
  'guest.changed',
  'guest.categorySet',
  'guest.categoryRemoved',
]
/** What travels with an order from its call centre to its till. */
export const ofOrdersKinds: readonly string[] = [...toTillKinds, handedOverKind]
