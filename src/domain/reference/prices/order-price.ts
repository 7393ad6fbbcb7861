/** What somebody pays where an order of prices names the product (server-api §7.5, §13.1). */
import { divideRounded, type Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Price, PricingStrategy } from '../price-books.ts'
import type { DatedPrice } from './order-fold.ts'

const wholePercents = 10_000n

/** What a category pays of a base price; never less than nothing. */
function strategyPrice(base: Money, strategy: PricingStrategy | undefined): Money {
  if (!strategy) return base
  const price =
    strategy.kind === 'absolute'
      ? base + strategy.delta
      : divideRounded(base * (wholePercents + BigInt(strategy.percentHundredths)), wholePercents)
  return price < 0n ? 0n : price
}

type Listed = {
  /** Base price of the lists, and the price of the lists in the category that is asked for. */
  base: Money | null
  inCategory: Money | null
}

/**
 * The price in a category (null: the base price). A category that the line includes pays the line's price for it, one that
 * it excludes is not sold to, any other pays the base price after its strategy. Null where nobody ever set a price.
 */
export function orderPrice(
  { price, line, isIncludedInMenu }: DatedPrice,
  listed: Listed,
  category: { id: Uuid; strategy: PricingStrategy | undefined } | null,
): Price | null {
  const base = price ?? listed.base
  if (base === null) return null
  if (category === null) return { price: base, isIncludedInMenu }
  const isExcluded = line?.includeForCategories.some(
    ({ categoryId, isIncluded }) => categoryId === category.id && !isIncluded,
  )
  if (isExcluded) return { price: base, isIncludedInMenu: false }
  const own = line?.pricesForCategories.find(({ categoryId }) => categoryId === category.id)?.price
  const usual = price === null ? listed.inCategory : null
  return { price: own ?? usual ?? strategyPrice(base, category.strategy), isIncludedInMenu }
}
