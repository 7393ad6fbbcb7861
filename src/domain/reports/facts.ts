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
  kind: 'delivery' | 'tableOrder'
  number: number
  isDeleted: boolean
  terminalGroupId: Uuid
  sectionId: Uuid | null
  tableNumber: number | null
  orderTypeId: Uuid
  serviceType: ServiceType
  conceptionId: Uuid | null
  priceCategoryId: Uuid | null
  /** Whose order it is; nothing else of a person is in facts. */
  guestId: Uuid | null
  guests: number
  openedAt: LocalDateTime
  billAt: LocalDateTime | null
  closedAt: LocalDateTime | null
  waiterId: Uuid | null
  /** Who closed or deleted it at the till; null: a program did. */
  cashierId: Uuid | null
  payTypes: string | null
  discountTypes: string | null
  discountTypeIds: string | null
  increaseTypes: string | null
  increaseTypeIds: string | null
  coupon: string | null
  comment: string | null
  externalNumber: string | null
  externalData: string | null
  sourceKey: string | null
  deliveryZone: string | null
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
  payTypeId: Uuid | null
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
