/** The prices of a restaurant over time, as the back office lists them (server-api §13.1). */
import type { Uuid } from '../../../kernel/ids.ts'
import type { LocalDate } from '../../../kernel/local-time.ts'
import type { Price } from '../price-books.ts'
import type { DatedPrice, MenuOrder } from './order-fold.ts'

/** Days are half-open; `until` null: without end. `order` null: it is the price of the lists, in force where none is. */
export type PricePeriod = {
  from: LocalDate
  until: LocalDate | null
  price: DatedPrice
  order: MenuOrder | null
}

/** Before every day that a list of prices is asked for. */
export const firstDay: LocalDate = '2000-01-01'

/** Base prices of a product in a restaurant, one period after the other; of `orders` those that win come last. */
export function basePeriods(
  orders: readonly MenuOrder[],
  organizationId: Uuid,
  key: string,
  listed: Price | null,
): PricePeriod[] {
  const own = orders.filter(({ schedule, lines, replacesMenu }) => {
    const named = lines.get(organizationId)
    return schedule === null && named !== undefined && (replacesMenu || named.has(key))
  })
  const days = [firstDay, ...own.flatMap(({ from, until }) => (until === null ? [from] : [from, until]))]
  const turns = [...new Set(days)].sort()
  return turns.flatMap((from, index): PricePeriod[] => {
    const inForce = own.filter((order) => order.from <= from && (order.until === null || from < order.until))
    const period = { from, until: turns[index + 1] ?? null }
    let price: DatedPrice | null = listed && { ...listed, line: null }
    for (const { lines } of inForce) {
      const line = lines.get(organizationId)?.get(key)
      if (line)
        price = { price: line.price ?? price?.price ?? null, line, isIncludedInMenu: line.isIncludedInMenu }
      else if (price) price = { ...price, isIncludedInMenu: false }
    }
    return price ? [{ ...period, price, order: inForce.at(-1) ?? null }] : []
  })
}

/** What scheduled orders say of a product, each for its own days. */
export const scheduledPeriods = (
  orders: readonly MenuOrder[],
  organizationId: Uuid,
  key: string,
): PricePeriod[] =>
  orders.flatMap((order): PricePeriod[] => {
    const line = order.lines.get(organizationId)?.get(key)
    if (order.schedule === null || !line) return []
    const { price, isIncludedInMenu } = line
    return [{ from: order.from, until: order.until, price: { price, line, isIncludedInMenu }, order }]
  })
