/** Orders as plugins see them (front-api §8.1, §8.3, §8.4); immutable snapshots. */
import type { Uuid } from '../../../kernel/ids.ts'
import type {
  OrderItemCourse,
  OrderItemStatus,
  OrderServiceType,
  OrderStatus,
  PaymentStatus,
  PaymentTypeKind,
} from './enums.ts'
import type { Table } from './organisation.ts'
import type { Decimal, Entity, Instant, ProductRef, Ref, Versioned } from './values.ts'

export type OrderKind = 'table' | 'delivery' | 'banquet'

export type Order = Versioned & {
  kind: OrderKind
  number: number
  externalNumber: string | null
  /** Source marker. */
  originName: string | null
  status: OrderStatus
  openTime: Instant
  billTime: Instant | null
  closeTime: Instant | null
  orderType: Ref & { orderServiceType: OrderServiceType }
  priceCategory: Ref | null
  isBanquetOrder: boolean
  isFastFoodOrder: boolean
  tabName: string | null
  tables: Table[]
  waiter: Ref | null
  estimatedGuestsCount: number
  guests: OrderGuest[]
  /** Root items of all guests, deleted ones flagged. */
  items: OrderItem[]
  combos: OrderCombo[]
  discounts: DiscountItem[]
  /** Those that had an effect. */
  appliedDiscounts: AppliedDiscountItem[]
  payments: PaymentItem[]
  /** Tips. */
  donations: PaymentItem[]
  /** Before discounts. */
  fullSum: Decimal
  /** After discounts. */
  resultSum: Decimal
  processedPaymentsSum: Decimal
  wasPrepaid: boolean
  /** Bound guests of the book. */
  customerIds: Uuid[]
  /** Source of a split. */
  parentOrderId: Uuid | null
  reserveId: Uuid | null
  externalData: Readonly<Record<string, ExternalDataItem>>
  /** A bank moves money of it just now: it rests until the bank has answered. */
  isBankAsked: boolean
}
export type ExternalDataItem = { value: string; isPublic: boolean }

export type OrderGuest = Entity & { name: string | null; rank: number }

type RootItem = Entity & {
  deleted: boolean
  deletionMethod: { removalType: Ref | null; comment: string | null } | null
  /** Null: common to all guests. */
  guestId: Uuid | null
  /** Null: not printed. */
  printTime: Instant | null
  status: OrderItemStatus
  amount: Decimal
  comment: string | null
  cookingStartTime: Instant | null
  cookingFinishTime: Instant | null
  serveTime: Instant | null
  course: OrderItemCourse
  /** The place that cooks it; null: nothing to cook. */
  kitchen: Ref | null
  size: Ref | null
  comboId: Uuid | null
  /** With modifiers and components. */
  cost: Decimal
  resultSum: Decimal
}
export type OrderProductItem = RootItem & {
  type: 'product'
  product: ProductRef
  price: Decimal
  isPricePredefined: boolean
  modifiers: OrderModifierItem[]
}
export type OrderCompoundItem = RootItem & {
  type: 'compound'
  template: Ref | null
  commonModifiers: OrderModifierItem[]
  primaryComponent: OrderCompoundItemComponent
  /** Null: not halved. */
  secondaryComponent: OrderCompoundItemComponent | null
}
export type OrderItem = OrderProductItem | OrderCompoundItem

export type OrderCompoundItemComponent = Entity & {
  product: ProductRef
  price: Decimal
  cost: Decimal
  resultSum: Decimal
  modifiers: OrderModifierItem[]
}
export type OrderModifierItem = Entity & {
  product: ProductRef
  /** Null: a single modifier. */
  productGroup: Ref | null
  amount: Decimal
  amountIndependentOfParentAmount: boolean
  /** The rest is free. */
  payableAmount: Decimal
  price: Decimal
  cost: Decimal
  resultSum: Decimal
}
export type OrderCombo = Entity & {
  name: string
  amount: number
  price: Decimal
  programId: Uuid | null
  sourceActionId: Uuid
  size: Ref | null
}
export type DiscountItem = {
  discountType: Ref
  isSelectivelyApplied: boolean
  isCardLoyalty: boolean
}
export type AppliedDiscountItem = {
  discount: DiscountItem
  /** Negative: a surcharge. */
  discountSum: Decimal
  discountSumByOrderItemId: Readonly<Record<Uuid, Decimal>>
}
/** Of one transaction, as the acquirer said it: only what it said. */
export type BankTransactionDetails = {
  providerTransactionId?: string
  amount?: Decimal
  currencyCode?: string
  initiatedAt?: Instant
  operationKind?: string
  paymentMethod?: string
  paymentChannel?: string
  paymentInitiationMethod?: string
  paymentSystem?: string
  merchantId?: string
  terminalId?: string
  acquirerId?: string
  authCode?: string
  rrn?: string
  extensions?: Readonly<Record<string, string>>
}
export type PaymentItem = Entity & {
  type: Ref & { kind: PaymentTypeKind }
  sum: Decimal
  status: PaymentStatus
  /** Added by an API. */
  isExternal: boolean
  /** The money was taken outside. */
  isProcessedExternally: boolean
  isFiscalizedExternally: boolean
  isPrepay: boolean
  /** Planned, of a delivery. */
  isPreliminary: boolean
  /** Of tips. */
  donationType: Ref | null
  /** What the acquirer said (front-api §3.7). */
  bankTransactionDetails: BankTransactionDetails | null
}
