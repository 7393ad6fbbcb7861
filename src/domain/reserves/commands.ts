/** What anybody can ask a till to do with a reserve. `orderId` is the reserve's id: it may have an order under it. */
import type { Uuid } from '../../kernel/ids.ts'
import type {
  ComboInput,
  CookingChange,
  ItemInput,
  PaymentInput,
  SaleInput,
  TipsInput,
} from '../orders/commands.ts'
import type { Sale } from '../orders/order.ts'
import type { PayingCommand } from '../orders/paying/paying-commands.ts'
import type { ReturnRequest } from '../orders/returns/return-request.ts'
import type { CancelReason } from './reserve.ts'

/** What is ordered stands in the lists of a sale, which are empty where nothing is. */
export type PlaceReserve = SaleInput & {
  kind: 'reserve.place'
  contactId: Uuid
  isBanquet: boolean
  guestCount: number
  comment: string | null
  durationInMinutes: number
  shouldRemind: boolean
  tableIds: Uuid[]
  estimatedStartTime: number
  eventType: string | null
}

/** What the book of reserves says of one besides its guest and its dishes. Times as in {@link PlaceReserve}. */
export type ReserveDetails = Pick<
  PlaceReserve,
  | 'tableIds'
  | 'estimatedStartTime'
  | 'durationInMinutes'
  | 'guestCount'
  | 'comment'
  | 'eventType'
  | 'shouldRemind'
>

/** The order that guests of a plain reserve get at its tables. */
export type Seating = { orderId: Uuid; waiterId: Uuid | null }

export type PayingAtBanquet = Exclude<PayingCommand<'reserve'>, { kind: 'reserve.setGuest' }>
export type ChangeReserve = { orderId: Uuid } & (
  | { kind: 'reserve.addItems'; items: ItemInput[]; combos: ComboInput[] }
  /** Null: the list stays as it is. */
  | { kind: 'reserve.changeItems'; items: ItemInput[] | null; combos: ComboInput[] }
  | { kind: 'reserve.addPayments'; payments: PaymentInput[]; tips: TipsInput[] }
  | { kind: 'reserve.changeTables'; tableIds: Uuid[] }
  | { kind: 'reserve.changeStartTime'; estimatedStartTime: number }
  /** All of it or nothing, as the new place and time are judged together; what is absent stays (front-api §2.8). */
  | { kind: 'reserve.change'; changes: Partial<ReserveDetails> }
  /**
   * A reserve has done its work, a banquet begins (cloud-api §8.5). `seating`: a plain reserve opens this order
   * (front-api §2.8 `ActivateReserveAndBindToOrder`); a banquet has its own.
   */
  | { kind: 'reserve.guestsCame'; seating?: Seating }
  /** `returnsPrepayments`: what was taken for the banquet is given back first; a bank's answer is waited for. */
  | { kind: 'reserve.cancel'; cancelReason: CancelReason; returnsPrepayments?: true }
  /** Opens a closed reserve again (front-api §2.8 `ReopenReserve`): its guests are awaited as before. */
  | { kind: 'reserve.restore' }
  /** Of a banquet that goes on: the kitchen, the bill, the money (as at any table, cloud-api §8.4). */
  | { kind: 'reserve.printToKitchen' }
  | { kind: 'reserve.printBill' }
  | { kind: 'reserve.cancelBill' }
  | ({ kind: 'reserve.setCooking' } & CookingChange)
  /** Discounts, tips, a bank's terminal: as at any table. The guest is who reserved. */
  | PayingAtBanquet
  /** Gives money of a banquet that is over back (ADR 25). */
  | ({ kind: 'reserve.return' } & ReturnRequest)
  /** Takes what is still due (`payments` given by the waiter) and closes banquet and reserve. `cheque` null: as it is. */
  | { kind: 'reserve.close'; payments: PaymentInput[]; cheque: Sale['cheque'] }
)

export type ReserveCommand = PlaceReserve | ChangeReserve
