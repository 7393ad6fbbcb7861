/** What anybody can ask a till to do with an order on a table, whoever asks: a waiter, the cloud, a plugin. */
import type { Uuid } from '../../../kernel/ids.ts'
import type { ComboInput, CookingChange, ItemInput, PaymentInput, SaleInput, TipsInput } from '../commands.ts'
import type { Sale } from '../order.ts'
import type { PayingCommand } from '../paying/paying-commands.ts'
import type { ReturnRequest } from '../returns/return-request.ts'
import type { RearrangeTableOrders, ServeTableOrder } from './serving-commands.ts'

export type PlaceTableOrder = SaleInput & {
  kind: 'tableOrder.place'
  contactId: Uuid | null
  /** Empty: the default table of the group. */
  tableIds: Uuid[]
  guestCount: number | null
  /** A plugin adds guests by itself: the new order has none (front-api §2.6.3). Absent: a waiter sees each of them. */
  seatsNobody?: true
  tabName: string | null
  waiterId: Uuid | null
  /** The kitchen gets its tickets at once (cloud-api §3.5). */
  servicePrint: boolean
}

/**
 * Gives money for goods that no order of the till is known to have sold (front-api §2.6.7, `StornoPastOrderItems`): the
 * till opens an order of its own that is over at once (ADR 46). Prices are the menu's, whatever the items say.
 */
export type ReturnGoods = Pick<
  ReturnRequest,
  'returnId' | 'removalTypeId' | 'comment' | 'userIdForWriteoff' | 'employeeId' | 'confirmedById'
> & {
  kind: 'tableOrder.returnGoods'
  orderId: Uuid
  items: ItemInput[]
  /** All of the money goes back so. */
  paymentTypeId: Uuid
  /** Null: the default type of the hall. */
  orderTypeId: Uuid | null
}

/** Makes open orders of the till's group visible for the cloud: by their tables or by their own ids (cloud-api §8.3). */
export type ShowTableOrders =
  | { kind: 'tableOrder.show'; tableIds: Uuid[] }
  | { kind: 'tableOrder.show'; posOrderIds: Uuid[] }

/** Changes of an existing order; `orderId` is the id it is known by everywhere. */
export type ChangeTableOrder = ServeTableOrder | SellAtTable

type SellAtTable = { orderId: Uuid } & (
  | PayingCommand<'tableOrder'>
  | { kind: 'tableOrder.addItems'; items: ItemInput[]; combos: ComboInput[]; servicePrint: boolean }
  /** Of what the kitchen has no ticket for: of all, of these dishes, of one course (null: of none). */
  | { kind: 'tableOrder.printToKitchen'; positionIds?: Uuid[]; course?: number | null }
  | ({ kind: 'tableOrder.setCooking' } & CookingChange)
  /** A guest of the book, or somebody with a contact of their own. */
  | { kind: 'tableOrder.addCustomer'; contactId: Uuid | null; guestId: Uuid | null }
  | { kind: 'tableOrder.addPayments'; payments: PaymentInput[]; tips: TipsInput[] }
  | { kind: 'tableOrder.changePayments'; payments: PaymentInput[]; tips: TipsInput[] }
  | { kind: 'tableOrder.changeExternalData'; externalData: Sale['externalData'] }
  | { kind: 'tableOrder.printBill' }
  | { kind: 'tableOrder.cancelBill' }
  /** Takes the planned payments (and `payments` given by the waiter) and closes. `cheque` null: as it is. */
  | { kind: 'tableOrder.close'; payments: PaymentInput[]; cheque: Sale['cheque'] }
  /** Gives money of the closed order back. */
  | ({ kind: 'tableOrder.return' } & ReturnRequest)
  | {
      kind: 'tableOrder.cancel'
      removalTypeId: Uuid | null
      removalComment: string | null
      userIdForWriteoff: Uuid | null
    }
)

export type TableOrderCommand =
  | PlaceTableOrder
  | ReturnGoods
  | ShowTableOrders
  | ChangeTableOrder
  | RearrangeTableOrders
