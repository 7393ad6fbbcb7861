/**
 * A delivery order as its till owns it. The state is what `evolve` makes of the order's journal entries and nothing
 * else; names are kept as they were at the moment of sale. Persons are not here: `contactId` points at a record that
 * can be destroyed (corrections 1).
 */
import type { Money, Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { PaymentTypeKind, ServiceType } from '../reference/books.ts'
import type { BankFailure, BankPhase, BankReceipt } from './paying/bank-receipt.ts'

/** Life cycle of a delivery (cloud-api §4.9). `ReadyForCooking` is read from old clients but never produced. */
/** In the order in which a delivery goes through them; the last two end it. */
export const deliveryStatuses = [
  'Unconfirmed',
  'WaitCooking',
  'ReadyForCooking',
  'CookingStarted',
  'CookingCompleted',
  'Waiting',
  'OnWay',
  'Delivered',
  'Closed',
  'Cancelled',
] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

/** Somebody has still to cook, pack or bring it. */
export const statusesUnderWay: readonly DeliveryStatus[] = deliveryStatuses.slice(
  0,
  deliveryStatuses.indexOf('Delivered'),
)

export type ItemStatus = 'Added' | 'PrintedNotCooking' | 'CookingStarted' | 'CookingCompleted' | 'Served'

export type NamedRef = { id: Uuid; name: string }

export type ItemModifier = {
  positionId: Uuid
  productId: Uuid
  name: string
  /** Null for a simple modifier. */
  groupId: Uuid | null
  groupName: string | null
  /** Per one unit of the parent unless `amountIndependentOfParentAmount`. */
  amount: Quantity
  amountIndependentOfParentAmount: boolean
  /** Units of `amount` that cost nothing. */
  freeAmount: Quantity
  defaultAmount: Quantity
  hideIfDefaultAmount: boolean
  price: Money
}

export type CompoundComponent = {
  positionId: Uuid
  productId: Uuid
  name: string
  price: Money
  modifiers: ItemModifier[]
}

export type ComboMembership = { comboId: Uuid; comboSourceId: Uuid; groupId: Uuid; groupName: string | null }

export type ItemDeletion = {
  removalType: NamedRef | null
  comment: string | null
  /** To whom the loss is written off; null means the restaurant. */
  writeoffUserId: Uuid | null
  /** Nothing is written off, whatever the removal type could do (front-api §2.6.5, `WithoutWriteoff`). */
  withoutWriteoff?: true
  at: number
}

type ItemBase = {
  /** Unique in the whole system (cloud-api §3.7). */
  positionId: Uuid
  productId: Uuid
  name: string
  size: NamedRef | null
  amount: Quantity
  comment: string | null
  combo: ComboMembership | null
  /** Null: nothing to cook, the kitchen never sees it (services, the delivery charge). */
  cookingPlaceId: Uuid | null
  /** Category at the moment of sale; categorised discounts look at it (cloud-api §4.7). */
  productCategoryId: Uuid | null
  status: ItemStatus
  whenPrinted: number | null
  whenCookingStarted: number | null
  whenCookingCompleted: number | null
  /** Absent: the guest has not got it. */
  whenServed?: number
  deleted: ItemDeletion | null
  /** Added by the till itself, e.g. the delivery charge. */
  isAutomatic: boolean
  /** Of an order on a table: the guest whose it is; absent: it is common to all of them. */
  orderGuestId?: Uuid
  /** When it is served: 0 is VIP, then 1…20 (front-api §2.6.4 `OrderItemCourse`); absent: as it comes. */
  course?: number
  /**
   * Cut off a greater item: how much of that stands before this part. Parts are priced by what the whole costs up to
   * their ends, so their costs sum to the whole's.
   */
  partFrom?: Quantity
}
export type ProductItem = ItemBase & {
  kind: 'Product'
  price: Money
  pricePredefined: boolean
  modifiers: ItemModifier[]
}
/** A product made of halves; `modifiers` are the indivisible ones. */
export type CompoundItem = ItemBase & {
  kind: 'Compound'
  primary: CompoundComponent
  secondary: CompoundComponent | null
  modifiers: ItemModifier[]
}
export type OrderItem = ProductItem | CompoundItem

export type OrderCombo = {
  id: Uuid
  name: string
  amount: number
  /** Of one combo. */
  price: Money
  sourceId: Uuid
  programId: Uuid | null
  size: NamedRef | null
  /** The price covers the members' modifiers; otherwise they are paid on top (cloud-api §6.5). */
  includesModifiers: boolean
}

/** Personal texts of a contact's record whose keys begin with `prefix`. */
export type SealedPlace = { recordId: Uuid; prefix: string }

export type Payment = {
  id: Uuid
  type: { id: Uuid; name: string; kind: PaymentTypeKind }
  sum: Money
  /** Planned, not yet taken. */
  isPreliminary: boolean
  /** Created through an API. */
  isExternal: boolean
  /** The money was already taken outside. */
  isProcessedExternally: boolean
  isFiscalizedExternally: boolean
  isPrepay: boolean
  /** Where what the payment's own kind needs is sealed (card number, credential, custom data); opaque to the order. */
  sealedIn: SealedPlace | null
  /** Bonuses that the till took while it could not ask: the wallet is charged in another way (corrections 10). */
  isTakenOffline?: true
  /** A bank moved the money for the till: what it takes to give it back. */
  bank?: BankReceipt
  /** Who owes the restaurant, of a payment on credit. */
  counteragent?: NamedRef
  /** The till took it before the order's end, in this cash shift: a prepayment (front-api §3.4). */
  prepaidIn?: Uuid
}
export type TipsPayment = Payment & { tipsType: NamedRef | null }

/** Lines of a payment that wait for the bank: taken together with its answer, and the order is closed. */
export type WaitingLines = { payments: Payment[]; tips: TipsPayment[] }

export type BankPayment = {
  transactionId: Uuid
  phase: BankPhase
  /** The key of the plugin's payment system that is asked; absent: the terminal of the till. */
  system?: string
  /** As it will be once it is taken; of a return, as it was. Null: only tips are paid by card. */
  payment: Payment | null
  /** Tips that are part of the same sum. */
  tips: TipsPayment | null
  /** Null: nothing follows. */
  waiting: WaitingLines | null
  /** It gives money of a closed order back: the return that is made once all of its money went. */
  ofReturn?: ReturnUnderWay
  /** The banquet is given up for this reason once all of its prepayments are back. */
  cancelReason?: CancelReason
}

/** Why guests of a reserve do not come (front-api §2.8 `ReserveCancelReason`). */
export type CancelReason = 'ClientNotAppeared' | 'ClientRefused' | 'Other'

/** A part of a return that goes back by the bank that took it: a payment may go back in many. */
/** `type`: money goes out by a system that took none of it (front-api §3.2, `ReturnPaymentWithoutOrder`). */
export type BankRefund = { paymentId: Uuid; sum: Money; type?: Payment['type'] }
/** A return that waits for a bank; `isBack`: this money went, whatever becomes of the rest. */
export type ReturnUnderWay = { returned: SaleReturn; refunds: (BankRefund & { isBack: boolean })[] }

export type AppliedDiscount = {
  source: 'RMS' | 'iikoCard'
  type: NamedRef
  /** Hundredths of a percent for percent discounts, else null. */
  percentHundredths: number | null
  /** Fixed sum for the sum modes, else null; recomputed sums stand in {@link OrderTotals}. */
  fixedSum: Money | null
  categoryPercents: { categoryId: Uuid; percentHundredths: number }[] | null
  /** The discount rests while the order costs less (cloud-api §4.7). */
  minOrderSum: Money
  /** Null: the whole order. */
  positions: Uuid[] | null
  /** For fixed loyalty results: sum per position. */
  positionSums: { positionId: Uuid; sum: Money }[] | null
  /** The till's own loyalty found it: it is found anew when the order changes. */
  isFoundByTill?: true
}

/** Of one position of an order, with what belongs to it. */
export type ReturnedLine = { positionId: Uuid; amount: Quantity }
export type ReturnedPayment = { type: Payment['type']; sum: Money }

/** Money that came back for a closed order: a receipt of its own, in the cash shift of its moment (ADR 25). */
export type SaleReturn = {
  id: Uuid
  lines: ReturnedLine[]
  /** What the lines were sold for; the payments add up to it. */
  sum: Money
  payments: ReturnedPayment[]
  /** What of the payments a bank gave back; absent: nothing, or nobody asked one. */
  byBank?: BankRefund[]
  /** Why; it says whether the goods are lost. */
  removalType: NamedRef
  comment: string | null
  /** False: what was sold is written off, nothing comes back to the store. */
  isBackInStock: boolean
  shiftId: Uuid
  by: NamedRef | null
  /** Whose right it was, where who did it had none. */
  confirmedBy: NamedRef | null
  at: number
}

/** What every kind of order is: something sold and paid for. Deliveries and orders on tables are siblings of it (ADR 12). */
export type Sale = {
  id: Uuid
  /** The till's own id; differs from `id` for orders that came through the cloud. */
  posId: Uuid
  tenantId: Uuid
  organizationId: Uuid
  terminalGroupId: Uuid
  /** Number of the accounting day, given by the till; every kind of order counts on in one row. */
  number: number
  externalNumber: string | null
  sourceKey: string | null
  menuId: string | null
  priceCategory: NamedRef | null
  conception: { id: Uuid; name: string; code: string } | null
  guestId: Uuid | null
  items: OrderItem[]
  combos: OrderCombo[]
  payments: Payment[]
  tips: TipsPayment[]
  /** Absent: nothing was returned; oldest first. */
  returns?: SaleReturn[]
  /** It sold nothing: its goods came back without any receipt, and its one return says how (ADR 46). */
  isGoodsReturn?: true
  /** Money that a bank is moving just now; absent or null: none. */
  bankPayment?: BankPayment | null
  /** Why the last one came to nothing, until another is tried. */
  bankFailure?: BankFailure | null
  /** A return of which some money went back and some did not: the next one asked for goes on with it. */
  returning?: ReturnUnderWay | null
  discounts: AppliedDiscount[]
  loyalty: {
    coupon: string | null
    appliedManualConditions: Uuid[]
    dynamicDiscounts: { manualConditionId: Uuid; sum: Money }[]
    /** Somebody at the till asked for it, so the till runs the programmes (ADR 11); else whoever ordered has. */
    isOfTill?: true
  } | null
  /** Where the receipt is sent stands in the contact's texts, as `cheque.email` and `cheque.phone`. */
  cheque: Readonly<Record<string, string | boolean>> | null
  /** `isDeleted`: of a change, which takes the key off (front-api §2.6.6). */
  externalData: { key: string; value: string; isPublic: boolean; isDeleted?: true }[]
  whenReceivedByApi: number | null
  whenCreated: number
  whenBillPrinted: number | null
  whenClosed: number | null
  /** Number of journal entries that made this state. */
  version: number
}

export type DeliveryOrder = Sale & {
  serviceType: Exclude<ServiceType, 'Common'>
  orderType: NamedRef
  status: DeliveryStatus
  contactId: Uuid
  comment: string | null
  guests: { count: number; splitBetweenPersons: boolean }
  marketingSource: NamedRef | null
  operator: NamedRef | null
  courier: (NamedRef & { phone: string | null; isSelectedManually: boolean }) | null
  problem: { hasProblem: boolean; description: string | null } | null
  deliveryZone: string | null
  /** Minutes. */
  deliveryDuration: number
  isAsap: boolean
  completeBefore: number
  cookingStartTime: number
  estimatedTime: number | null
  /** Dishes, address, time or service type are others than the delivery restrictions were asked about (cloud-api §5.4). */
  isChangedSinceCheck: boolean
  whenConfirmed: number | null
  whenPrinted: number | null
  whenCookingCompleted: number | null
  whenPacked: number | null
  whenSended: number | null
  whenDelivered: number | null
  cancel: { at: number; cause: NamedRef | null; comment: string | null; movedOrderId: Uuid | null } | null
  isDeleted: boolean
}

/** Who a delivery is for and where it goes: a record of its own, destroyed when the guest asks (corrections 1). */
export type Contact = {
  phone: string
  phoneExtension: string | null
  customer: ContactCustomer | null
  deliveryPoint: DeliveryPoint | null
  /** What else a command said about the person: credentials, tracks, the address of the receipt; by place in it. */
  texts?: PersonalTexts
}
export type PersonalTexts = Readonly<Record<string, string>>
export type ContactCustomer =
  | {
      type: 'regular'
      name: string | null
      surname: string | null
      comment: string | null
      birthdate: string | null
      email: string | null
      gender: 'NotSpecified' | 'Male' | 'Female'
      shouldReceiveOrderStatusNotifications: boolean | null
    }
  | { type: 'one-time'; name: string | null }
export type DeliveryPoint = {
  coordinates: { latitude: number; longitude: number } | null
  address: DeliveryAddress | null
  externalCartographyId: string | null
  comment: string | null
}
export type DeliveryAddress = {
  type: 'legacy' | 'city'
  street: { id: Uuid | null; classifierId: string | null; name: string; city: NamedRef | null } | null
  line1: string | null
  index: string | null
  house: string | null
  building: string | null
  flat: string | null
  entrance: string | null
  floor: string | null
  doorphone: string | null
  region: NamedRef | null
}
