/** Books of prices: lists, categories, schedules, and orders that change prices from a day on (server-api §7.5–7.6, §13). */
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { Named } from './named.ts'

export type Price = { price: Money; isIncludedInMenu: boolean }

/**
 * Prices of one organization in one price category (null category: base prices). Key: `productId` or `productId:sizeId`.
 * They are in force where no order of prices is.
 */
export type PriceList = { priceCategoryId: Uuid | null; prices: Record<string, Price> }

/** What a category makes of a base price: hundredths of a percent (negative: a discount), or minor units, on top. */
export type PricingStrategy =
  | { kind: 'percent'; percentHundredths: number }
  | { kind: 'absolute'; delta: Money }

export type PriceCategory = Named & {
  code?: string
  /** People may choose it for an order. Absent: they may. */
  isAssignableManually?: boolean
  /** Absent: the base price. */
  strategy?: PricingStrategy
}

/** Hours of the week, half-open; minutes after local midnight, `toMinutes` up to 1440; ISO weekdays. */
export type PeriodSchedule = Named & {
  periods: { fromMinutes: number; toMinutes: number; weekdays: number[] }[]
}

export type PriceOrderLine = {
  organizationId: Uuid
  productId: Uuid
  sizeId: Uuid | null
  isIncludedInMenu: boolean
  /** Null: the price stays what it is. */
  price: Money | null
  isDishOfDay: boolean
  isInFlyerProgram: boolean
  /** Categories that the product is sold to, or is not; others buy at the base price after their strategy. */
  includeForCategories: { categoryId: Uuid; isIncluded: boolean }[]
  pricesForCategories: { categoryId: Uuid; price: Money | null }[]
  taxCategoryId: Uuid | null
  /** The tax category is the one of the line, not of the product's card. */
  isTaxCategoryEnabled: boolean
}

/** An order of prices: in force from the first minute of its day, by each restaurant's clock (server-api §13.2, ADR 17). */
export type PriceOrder = {
  number: string
  /** Only a PROCESSED one is in force. */
  status: 'NEW' | 'PROCESSED' | 'DELETED'
  from: LocalDate
  /** The first day on which it is over; null: it has no end. */
  until: LocalDate | null
  comment: string
  /** Caption at the till. */
  shortName: string
  /** Null: a base order; else it counts in the hours of the schedule only, before base orders. */
  scheduleId: Uuid | null
  /** What it does not name leaves the menu of the restaurants that it names. */
  replacesMenu: boolean
  lines: PriceOrderLine[]
}

/** The last moment, epoch ms, at which a dated price began or ended and clients were told; one item for the corporation. */
export type PriceMoment = { at: number }
