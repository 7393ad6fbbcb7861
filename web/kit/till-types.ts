/** What a till says over `/till/{code}/api` (its side: `src/api/till`). Times are epoch milliseconds. */
import type { CookingStep, Item } from './item-types.ts'
import type { Named } from './named.ts'
import type { GoodsReturn, NewCombo, NewItem, Recomposition } from './new-item-types.ts'
import type { PaidKind, PayingBooks, PayingCommand, SaleDiscount, SaleMoney } from './paying-types.ts'

export type { Named } from './named.ts'

import type { CancelReason, ReserveCommand } from './reserve-types.ts'
import type { OrderGuest, QuickMenu, TableCommand } from './table-types.ts'

export type Permission =
  | 'deliveries.edit'
  | 'deliveries.cancel'
  | 'deliveries.close'
  | 'deliveries.send'
  | 'deliveries.confirm'
  | 'stop-list.edit'
  | 'shift.open'
  | 'shift.close'
  | 'shift.move-cash'
  | 'kitchen.reprint'
  | 'kitchen.bump'
  | 'orders.discount'
  | 'orders.price-category'
  | 'orders.cancel-bill'
  | 'orders.on-the-house'
  | 'deliveries.bypass-restrictions'
  | 'tables.edit'
  | 'tables.close'
  | 'tables.cancel'
  | 'tables.delete-printed'
  | 'tables.comment-printed'
  | 'tables.move'
  | 'tables.change-waiter'
  | 'reserves.edit'
  | 'orders.return'
  | 'orders.return-to-stock'
  | 'orders.return-again'
  | 'shift.report'
  | 'personal-shifts.manage'
  | 'till.promote'
  | 'kiosk.run'
  | 'queue-board.run'
  | 'call-centre.work'

export type Currency = { isoName: string; scale: number }
export type TillChoice = {
  id: string
  code: string
  name: string
  nameEn: string | null
  organizationName: string
  organizationNameEn: string | null
}
export type Session = {
  token: string
  employee: { id: string; name: string; permissions: Permission[] }
  till: {
    code: string
    name: string
    nameEn: string | null
    organizationName: string
    timeZone: string
    currency: Currency
  }
}

export type DeliveryStatus =
  | 'Unconfirmed'
  | 'WaitCooking'
  | 'ReadyForCooking'
  | 'CookingStarted'
  | 'CookingCompleted'
  | 'Waiting'
  | 'OnWay'
  | 'Delivered'
  | 'Closed'
  | 'Cancelled'
export type Payment = {
  id: string
  typeId: string
  name: string
  kind: string
  sum: number
  isPreliminary: boolean
  isProcessedExternally: boolean
  isByBank: boolean
  /** The till took it before the order's end. */
  isPrepaid: boolean
  cardNumber: string | null
}
/** What is sold and what it comes to, wherever it is eaten. */
export type Sale = SaleMoney & {
  id: string
  number: number
  whenCreated: number
  whenBillPrinted: number | null
  whenClosed: number | null
  items: Item[]
  payments: Payment[]
  discounts: SaleDiscount[]
  cost: number
  sum: number
  paid: number
  planned: number
  due: number
}
export type Delivery = Sale & {
  externalNumber: string | null
  version: number
  status: DeliveryStatus
  serviceType: 'DeliveryByCourier' | 'DeliveryByClient'
  isAsap: boolean
  completeBefore: number
  cookingStartTime: number
  whenPrinted: number | null
  whenSended: number | null
  whenDelivered: number | null
  phone: string | null
  customerName: string | null
  address: string | null
  addressComment: string | null
  comment: string | null
  guests: number
  courier: { id: string; name: string } | null
  operator: string | null
  source: string | null
  problem: string | null
  zone: string | null
  cancel: { at: number; cause: string | null; comment: string | null } | null
  /** Kinds of commands that may be tried now. */
  allowed: string[]
}

export type TableOrderStatus = 'New' | 'Bill' | 'Closed' | 'Deleted'
export type TableOrder = Sale & {
  version: number
  status: TableOrderStatus
  tableIds: string[]
  tabName: string | null
  guests: number
  guestList: OrderGuest[]
  waiter: string | null
  waiterId: string | null
  parentOrderId: string | null
  orderType: string
  /** `kiosk` of those that guests made themselves. */
  source: string | null
  customerName: string | null
  allowed: string[]
  /** Never said by a till: it is on this device only and has no number yet. */
  isUnsent?: true
}
/** Tables kept for a guest; with `banquet` something is ordered in advance. */
export type Reserve = {
  id: string
  version: number
  status: 'New' | 'Started' | 'Closed'
  tableIds: string[]
  startsAt: number
  durationInMinutes: number
  guests: number
  customerName: string | null
  phone: string | null
  comment: string | null
  eventType: string | null
  cancelReason: CancelReason | null
  guestsComingTime: number | null
  shouldRemind: boolean
  /** The order that the guests of a plain reserve got. */
  seatedOrderId: string | null
  banquet: Sale | null
  allowed: string[]
}

export type Stop = { productId: string; sizeId: string | null; balance: number; dateAdd: number }
export type Shift = {
  id: string
  number: number
  openedAt: number
  openedBy: string | null
  closedOrders: number
  revenue: number
  byPaymentType: { name: string; sum: number }[]
  payIn: number
  payOut: number
  collected: number
  returned: number
  cashInDrawer: number
}
/** How the till stands with its cloud. */
export type CloudLink = {
  now: number
  isConnected: boolean
  waitingEntries: number
  cloudSeenAt: number | null
  /** How the till stands with its other node; null: it has none. */
  pair: {
    epoch: number
    standby: 'none' | 'in-sync' | 'catching-up' | 'away'
    partnerUrl: string | null
  } | null
}
export type Board = {
  now: number
  link: CloudLink
  deliveries: Delivery[]
  tableOrders: TableOrder[]
  reserves: Reserve[]
  stopList: Stop[]
  shift: Shift | null
  staffOnShift: string[]
}
export type Notice = { orderId: string | null; source: string; text: string }

export type RemovalType = Named & { needsComment: boolean; needsUser: boolean; writesOff: boolean }
export type PaymentType = Named & { kind: string; isCombinable: boolean }
/** Of cash that comes in or goes out without a sale; `parties`: who may stand on the other side. */
export type PayType = Named & {
  type: 'PAYIN' | 'PAYOUT' | 'PAY_COLLECTION'
  needsComment: boolean
  parties: { id: string; name: string }[]
}

/** What somebody with a right shows to lend it. */
export type Confirmation = { pin: string } | { card: string }

/** How phones of the country are written: its code without the plus, and how many digits follow. */
export type PhoneRule = { code: string; min: number; max: number }

export type Table = { id: string; number: number; seats: number }
/** A hall of the till. */
export type Section = Named & { tables: Table[] }
export type Books = {
  paying: PayingBooks
  revision: string
  cancelCauses: Named[]
  removalTypes: RemovalType[]
  paymentTypes: PaymentType[]
  payTypes: PayType[]
  couriers: { id: string; name: string; isOnShift: boolean }[]
  employees: { id: string; name: string }[]
  cookingPlaces: Named[]
  sections: Section[]
  quickMenus: QuickMenu[]
  settings: {
    isConfirmationEnabled: boolean
    isItemCommentEnabled: boolean
    isPaidBeforeSending: boolean
    cookingMinutes: number
    /** Orders are opened by a name, without a table of their own. */
    isTabMode: boolean
    phone: PhoneRule
  }
}

type NewPayment = { typeId: string; sum: number }
/** What a screen may ask the till to do in the hall: at a table, or of a reserve with its banquet. */
export type HallCommand =
  | TableCommand
  | { kind: 'tableOrder.addItems'; orderId: string; items: NewItem[]; combos: NewCombo[] }
  | {
      kind: 'tableOrder.place'
      orderId: string
      tableIds: string[]
      guestCount: number
      tabName?: string
      items?: NewItem[]
    }
  | {
      kind:
        | 'tableOrder.printToKitchen'
        | 'tableOrder.printBill'
        | 'tableOrder.cancelBill'
        | 'reserve.printToKitchen'
        | 'reserve.printBill'
        | 'reserve.cancelBill'
      orderId: string
    }
  | ReserveCommand
  | { kind: 'tableOrder.addItems' | 'reserve.addItems'; orderId: string; items: NewItem[] }
  | {
      kind: 'tableOrder.setCooking' | 'reserve.setCooking'
      orderId: string
      positionIds: string[]
      status: CookingStep | 'Served'
      /** As the screen shows the dishes: what somebody has moved since is left alone. */
      from?: CookingStep | 'Served'
    }
  /** Somebody whom the till cannot look up, by phone and name. */
  | {
      kind: 'tableOrder.addCustomer'
      orderId: string
      guest: { phone: string; name: string }
    }
  /** The guest has the dishes. */
  | { kind: 'tableOrder.handOver'; orderId: string; positionIds: string[] }
  | { kind: 'tableOrder.close' | 'reserve.close'; orderId: string; payments: NewPayment[] }
  /** Of an order that the kitchen knows nothing of. */
  | { kind: 'tableOrder.cancel'; orderId: string }
/** What a screen may ask the till to do. */
export type Command =
  | HallCommand
  | PayingCommand
  | {
      kind:
        | 'delivery.confirm'
        | 'delivery.cancelConfirmation'
        | 'delivery.printToKitchen'
        | 'delivery.printBill'
        | 'delivery.cancelBill'
      orderId: string
    }
  | { kind: 'delivery.addItems'; orderId: string; items: NewItem[] }
  | ({ kind: 'delivery.recomposeItem'; orderId: string } & Recomposition)
  | { kind: 'delivery.changeItemAmount'; orderId: string; positionId: string; by: number }
  | {
      kind: 'delivery.deleteItems'
      orderId: string
      positionIds: string[]
      removalTypeId: string | null
      comment: string | null
      userIdForWriteoff: string | null
    }
  | {
      kind: 'delivery.setCooking'
      orderId: string
      positionIds: string[]
      status: CookingStep | 'Served'
      /** As the screen shows the dishes: what somebody has moved since is left alone. */
      from?: CookingStep | 'Served'
    }
  | { kind: 'delivery.updateStatus'; orderId: string; status: 'Waiting' | 'OnWay' | 'Delivered' }
  | { kind: 'delivery.changeComment'; orderId: string; comment: string | null }
  | { kind: 'delivery.changeProblem'; orderId: string; description: string | null }
  | { kind: 'delivery.changeCourier'; orderId: string; courierId: string | null }
  | { kind: 'delivery.close'; orderId: string; payments: { typeId: string; sum: number }[] }
  | {
      kind: 'delivery.cancel'
      orderId: string
      cancelCauseId: string | null
      comment: string | null
      removalTypeId: string | null
      removalComment: string | null
      userIdForWriteoff: string | null
    }
  | { kind: 'stopList.put'; productId: string; sizeId: string | null; balance: number }
  | { kind: 'stopList.remove'; productId: string; sizeId: string | null }
  | { kind: 'shift.open' }
  | { kind: 'shift.close'; countedCash: number | null }
  | {
      kind: 'shift.moveCash'
      typeId: string
      sum: number
      counteragentId: string | null
      comment: string | null
    }
  | {
      kind: `${PaidKind}.return`
      orderId: string
      returnId: string
      /** Absent: all that is left. */
      lines?: { positionId: string; amount: number }[]
      refunds?: { typeId: string; sum: number }[]
      removalTypeId: string
      comment: string | null
      userIdForWriteoff: string | null
    }
  | GoodsReturn
  | { kind: 'personalShift.open' | 'personalShift.close'; employeeId: string }
