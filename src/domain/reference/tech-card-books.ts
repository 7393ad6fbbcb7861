/** Tech cards: of what and how a product is made (server-api §12). */
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'

/** Restaurants that something counts for: these, or all but these. Nobody but none is everywhere. */
export type StoreSpecification = { organizationIds: Uuid[]; isInverse: boolean }

/** Gross and yield of a trial cooking, in billionths of a kilogram. */
export type TrialCooking = { gross: bigint; yield: bigint }

/** A line of a tech card. Amounts are billionths of the ingredient's main unit and are for the whole batch. */
export type TechCardItem = {
  id: Uuid
  /** By which people sort the lines. */
  sortWeight: number
  productId: Uuid
  /** The size of what is made that the line is for; null: any. */
  sizeId: Uuid | null
  /** Restaurants that the line is for; null: any. */
  stores: StoreSpecification | null
  /** What is taken: the only amount by which stock is written off. */
  gross: bigint
  /** After cold and after hot losses. */
  net: bigint
  yield: bigint
  trials: TrialCooking[]
  /** Billionths of packages, and which ones. */
  packages: bigint
  containerId: Uuid | null
}

/**
 * The card of a product from an accounting day on. It ends where the next one of the product starts, so its end is written
 * nowhere; a product has at most one card a day.
 */
export type TechCard = {
  productId: Uuid
  /** The first accounting day on which it counts. */
  validFrom: LocalDate
  /** Days that it started on before it was moved. */
  movedFrom?: LocalDate[]
  /** Billionths of the product's main unit that one batch makes. */
  batch: bigint
  /** What is written off of it: ingredients, or the product itself where `wholeAt` says so. */
  writeOff: 'ASSEMBLE' | 'DIRECT'
  wholeAt: StoreSpecification
  /** Sizes take the same lines times the size's factor, or lines of their own. */
  sizes: 'COMMON' | 'SPECIFIC'
  items: TechCardItem[]
  texts: { technology: string; description: string; appearance: string; organoleptic: string; yield: string }
}
