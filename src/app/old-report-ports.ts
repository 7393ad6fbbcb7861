/** Port of iiko's reports of the first version that OLAP does not make (server-api §19): statements over the same facts. */
import type { DocumentKind } from '../domain/documents/kinds.ts'
import type { TransactionType } from '../domain/finance/flow.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { LocalDate, LocalDateTime } from '../kernel/local-time.ts'
import type { ReportQuery } from './report-ports.ts'

/** Whose accounting days; both ends are in. */
export type DaysAsked = Pick<ReportQuery, 'tenantId' | 'restaurants' | 'signal'> & {
  from: LocalDate
  to: LocalDate
}

/** Null: everything. */
export type StoreMoveFilter = {
  stores: readonly Uuid[] | null
  otherAccounts: readonly Uuid[] | null
  counteragents: readonly Uuid[] | null
  products: readonly Uuid[] | null
  otherProducts: readonly Uuid[] | null
  types: readonly TransactionType[] | null
  kinds: readonly DocumentKind[] | null
  withCorrections: boolean
}

/**
 * What came to a store (amounts and costs are positive) or left it (they are negative), billionths: of one document, or
 * of one product.
 */
export type StoreMove = {
  organizationId: Uuid
  storeId: Uuid
  otherAccountId: Uuid
  type: TransactionType
  kind: DocumentKind
  isIncoming: boolean
  document: {
    id: Uuid
    number: string
    comment: string | null
    expenseAccountId: Uuid | null
    revenueAccountId: Uuid | null
    at: number
  } | null
  product: { id: Uuid; otherId: Uuid | null; vatHundredths: number | null } | null
  /** Of different goods it means nothing: null unless products are told apart. */
  amount: bigint | null
  otherAmount: bigint | null
  cost: bigint
  /** Of goods that were bought, beside their cost. */
  vat: bigint
}

/** Seconds that something took: how often, together and at most. */
export type Spell = { count: number; sum: number; max: number }

export type CourierDay = {
  courierId: Uuid
  day: LocalDate
  orders: number
  way: Spell
  total: Spell
  /** Ways with two orders, and with three or more: orders that left within a minute. */
  doubled: number
  tripled: number
}

/** The stages of a delivery: kitchen, packing, waiting for a courier, all of them, on the way, from order to guest. */
export type DeliveryStage = 'pizza' | 'cutting' | 'onShelf' | 'inRestaurant' | 'onTheWay' | 'total'

export type HalfHour = {
  /** Its beginning, by the restaurant's clock. */
  at: LocalDateTime
  isByCourier: boolean
  orders: number
  /** Thousandths of dishes, and their sum in units of facts. */
  amount: bigint
  revenue: bigint
}

export type DeliveryZone = {
  zone: string | null
  /** Closed ones; `taken` counts those that were cancelled, too. */
  orders: number
  taken: number
  delivered: number
  maxOfDay: number
  total: Spell
}

export type GuestDay = {
  day: LocalDate
  orders: number
  /** Of orders whose guest is known. */
  guests: number
  guestOrders: number
  leastOfGuest: number
  mostOfGuest: number
  /** Guests who never had a delivery from these restaurants before. */
  newGuests: number
  zones: { zone: string | null; orders: number }[]
}

/**
 * Each takes no more of the database than OLAP does: one that takes too long is refused (`back-office.report-too-long`),
 * one of too many rows too (`back-office.report-too-large`), and one whose asker goes away ends with {@link AskerGone}.
 */
export type OldReports = {
  /** What came to stores and left them, by documents or by products. */
  storeMoves(asked: DaysAsked & { isByProduct: boolean; filter: StoreMoveFilter }): Promise<StoreMove[]>
  /** Days of couriers by their closed orders. */
  courierDays(asked: DaysAsked): Promise<CourierDay[]>
  deliveryCycle(asked: DaysAsked): Promise<Record<DeliveryStage, Spell>>
  halfHours(asked: DaysAsked): Promise<HalfHour[]>
  deliveryZones(asked: DaysAsked): Promise<DeliveryZone[]>
  guestDays(asked: DaysAsked): Promise<GuestDay[]>
}
