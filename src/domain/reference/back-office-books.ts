/** Books that only the back office looks into. */
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { Named } from './named.ts'

/** By what the bookkeeper sorts nomenclature. The default one is that of new products (server-api §11.1). */
export type AccountingCategory = Named & { code: string; isDefault: boolean }

/** Class of an alcoholic drink as the state counts it. */
export type AlcoholClass = Named & { code: string }

/** A system by which orders go to suppliers; who is bound to it sees those (server-api §23). */
export type EdiSystem = Named & { code: string }

/** The mark of one bottle, as the state follows it by its certificate B (server-api §20.3). */
export type ExciseMark = Named & {
  /** What the mark says; `name` shows its end. */
  mark: string
  /** The certificate B that the bottle came under. */
  bRegId: string
  alcCode: string
  /** Numbers in EGAIS of the buyer, whose bottle it is, and of who sent it. */
  fsRarId: string
  sourceRarId: string
  isWrittenOff: boolean
  /** Until when this holds; null: without end. */
  until: number | null
}

/** What a time at work counts as: at work, on leave, ill (server-api §9.5). */
export type AttendanceType = Named & {
  code: string
  comment: string
  /** Thousandths of the usual pay. */
  payRateThousandths: number
  /** Counts as work. */
  isWork: boolean
}

/** A shift that people are scheduled for (server-api §9.4). */
export type ScheduleType = Named & {
  code: string
  comment: string
  /** After local midnight. */
  startMinutes: number
  lengthMinutes: number
  isOvertime: boolean
  /** For the whole shift, by words of the bookkeeper; absent: none. */
  tariff?: Money
}

/** How the storekeeper tells apart what the till sees as a good or a service (server-api §4). */
export type ProductSubtype = 'Prepared' | 'Outer' | 'Petrol' | 'Rate'

/** What only the back office knows of a card of nomenclature, be it of a product or of a group. */
export type BackOfficeCard = {
  /** Quick code at the till; the article is the `code` of the product. */
  fastCode: string
  /** `#rrggbb` of the button and of its text. */
  color: string
  fontColor: string
  position: number | null
  accountingCategoryId: Uuid | null
}

export type BackOfficeProduct = BackOfficeCard & {
  /** Sections that do not sell it; null: it is not in the menu by itself. */
  excludedSectionIds: Uuid[] | null
  /** Litres in one unit. */
  unitCapacity: number
  isNotStocked: boolean
  coldLossPercent: number
  hotLossPercent: number
  /** For costs while nothing was received. */
  estimatedPurchasePrice: Money
  /** Price where no order has set one. */
  defaultPrice: Money
  isInMenuByDefault: boolean
  balanceLevels: { storeId: Uuid; min: number | null; max: number | null }[]
}

export type BackOfficeGroup = BackOfficeCard & {
  taxCategoryId: Uuid | null
  categoryId: Uuid | null
  /** Departments that see the group, or that do not. */
  visibility: { organizationIds: Uuid[]; isExcluding: boolean } | null
}

/** A payroll of a restaurant, both days inclusive (server-api §9.8). */
export type Payroll = {
  number: string
  from: LocalDate
  to: LocalDate
  status: 'NEW' | 'PROCESSED' | 'DELETED'
  comment: string
}

/** What a cell of a quick menu opens; the day is that of the week from 0, Monday, or null: every day. */
export type QuickLabel = {
  day: number | null
  page: number
  x: number
  y: number
  entityId: Uuid
  entityType: 'PRODUCT' | 'PRODUCT_GROUP'
}

/** Three pages of 3 × 8 buttons at the tills of a restaurant, or of one of its sections (server-api §14). */
export type QuickMenu = {
  /** Labels are of days of the week. */
  isByWeekday: boolean
  /** Null: of the whole restaurant. */
  sectionId: Uuid | null
  pageNames: string[]
  labels: QuickLabel[]
}
