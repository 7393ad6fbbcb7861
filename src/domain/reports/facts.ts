/** What reports are made of (ADR 14). Sums are in 0.0001 of the currency's unit, whatever its scale; times are local. */
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate, LocalDateTime } from '../../kernel/local-time.ts'
import type { ServiceType } from '../reference/books.ts'

/** Digits behind the point of a sum in a report's facts. */
export const factScale = 4

/** How a dish left its order, by iiko's codes (server-api §22.1). */
export type DishDeletion = 'NOT_DELETED' | 'DELETED_WITH_WRITEOFF' | 'DELETED_WITHOUT_WRITEOFF'

/** An order that was closed or deleted. */
export type OrderFact = {
  tenantId: Uuid
  organizationId: Uuid
  /** Accounting day of the opening. */
  day: LocalDate
  id: Uuid
  kind: 'delivery' | 'tableOrder' | 'banquet'
  number: number
  isDeleted: boolean
  /** Of a return: the order whose money went back. Its amounts and sums are below zero (ADR 25). */
  returnOfId: Uuid | null
  /** Of a return: what was sold is in the store again. */
  isBackInStock: boolean | null
  terminalGroupId: Uuid
  sectionId: Uuid | null
  tableNumber: number | null
  orderTypeId: Uuid
  serviceType: ServiceType
  conceptionId: Uuid | null
  priceCategoryId: Uuid | null
  /** Whose order it is, and since when they are a guest; nothing else of a person is in facts. */
  guestId: Uuid | null
  guestSince: LocalDate | null
  guests: number
  openedAt: LocalDateTime
  billAt: LocalDateTime | null
  closedAt: LocalDateTime | null
  waiterId: Uuid | null
  /** Of the waiter when the order was over. */
  waiterTeamId: Uuid | null
  /** Who closed or deleted it at the till; null: a program did. */
  cashierId: Uuid | null
  /** The order that this one was split off. */
  sourceOrderId: Uuid | null
  sourceOrderNumber: number | null
  payTypes: string | null
  discountTypes: string | null
  discountTypeIds: string | null
  increaseTypes: string | null
  increaseTypeIds: string | null
  coupon: string | null
  couponSeriesId: Uuid | null
  comment: string | null
  externalNumber: string | null
  externalData: string | null
  externalDataXml: string | null
  sourceKey: string | null
  deliveryZone: string | null
  /** Of an address no more than that. */
  cityId: Uuid | null
  regionId: Uuid | null
  courierId: Uuid | null
  operatorId: Uuid | null
  marketingSourceId: Uuid | null
  cancelCauseId: Uuid | null
  cancelComment: string | null
  isAsap: boolean | null
  expectedAt: LocalDateTime | null
  confirmedAt: LocalDateTime | null
  printedAt: LocalDateTime | null
  cookedAt: LocalDateTime | null
  packedAt: LocalDateTime | null
  sentAt: LocalDateTime | null
  deliveredAt: LocalDateTime | null
  /** When the courier said to be there. */
  predictedAt: LocalDateTime | null
}

/** A dish, a component or a modifier of an order, as far as it was paid in one way. */
export type SaleFact = {
  line: number
  share: number
  positionId: Uuid
  productId: Uuid
  mainProductId: Uuid | null
  mainPositionId: Uuid | null
  sizeId: Uuid | null
  categoryId: Uuid | null
  cookingPlaceId: Uuid | null
  comboId: Uuid | null
  comboGroupId: Uuid | null
  comboSizeId: Uuid | null
  payTypeId: Uuid | null
  /** Paid from a wallet. */
  isBonus: boolean
  /** Payments by vouchers of this type, told on the first line of the order that they paid. */
  vouchers: number
  deletion: DishDeletion
  removalTypeId: Uuid | null
  deletionComment: string | null
  writeoffUserId: Uuid | null
  comment: string | null
  /** Names of the discounts and surcharges that touched it. */
  discountTypes: string | null
  printedAt: LocalDateTime | null
  cookingStartedAt: LocalDateTime | null
  cookingCompletedAt: LocalDateTime | null
  servedAt: LocalDateTime | null
  /** Its course at a table; null: none. */
  serveNumber: number | null
  /** How long the card says that it is cooked; null: it says nothing. */
  normMinutes: number | null
  /** Thousandths. */
  amount: bigint
  vatHundredths: number
  cost: bigint
  discount: bigint
  increase: bigint
  result: bigint
  vat: bigint
  isVatOnTop: boolean
}
