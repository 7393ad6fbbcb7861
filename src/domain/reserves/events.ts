/** What can happen to a reserve: the payloads of its journal entries. */
import type { Uuid } from '../../kernel/ids.ts'
import type { SaleEvent } from '../orders/events.ts'
import type { AppliedDiscount, OrderCombo, OrderItem, Sale } from '../orders/order.ts'
import type { PayingEvent } from '../orders/paying/paying-commands.ts'
import type { CancelReason, Reserve } from './reserve.ts'

export type ReserveEvent =
  /** What a banquet has in common with every order. */
  | Exclude<SaleEvent<'reserve'>, { kind: 'reserve.externalDataChanged' }>
  | PayingEvent<'reserve'>
  | { kind: 'reserve.discountsChanged'; discounts: AppliedDiscount[] }
  | { kind: 'reserve.placed'; reserve: Omit<Reserve, 'version'> }
  | { kind: 'reserve.itemsReplaced'; items: OrderItem[]; combos: OrderCombo[] }
  | { kind: 'reserve.tablesChanged'; tableIds: Uuid[] }
  | { kind: 'reserve.startTimeChanged'; estimatedStartTime: number }
  /** All of them as they are now. */
  | ({ kind: 'reserve.detailsChanged' } & Pick<
      Reserve,
      'durationInMinutes' | 'guestCount' | 'comment' | 'eventType' | 'shouldRemind'
    >)
  /** The guests of a banquet have come. */
  | { kind: 'reserve.started' }
  /** The guests of a banquet have paid. */
  | { kind: 'reserve.paid'; cheque: Sale['cheque'] }
  /** Reason null: it has done its work. `seatedOrderId`: the order that its guests got. */
  | { kind: 'reserve.closed'; cancelReason: CancelReason | null; seatedOrderId?: Uuid }
  /** A closed reserve is open again. `previousOrderId`: what its guests had got; null: nobody was seated. */
  | { kind: 'reserve.restored'; previousOrderId: Uuid | null }
