import { divideRounded, type Money, type Quantity } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { isLiving } from '../cooking.ts'
import type { OrderItem, Sale, SaleReturn } from '../order.ts'
import { orderTotals } from '../totals.ts'

/** Amounts of an item that were back before a return and after it; `whole` is what was sold. */
type Portion = { whole: Quantity; before: Quantity; after: Quantity }

/**
 * The part of any figure of a position that one return takes. Counted from all that was back after it less all that was
 * back before it, so that the returns of a position add up to its figure to the last kopeck.
 */
export const shareOf = (figure: bigint, { whole, before, after }: Portion): bigint =>
  divideRounded(figure * after, whole) - divideRounded(figure * before, whole)

type Returned = Pick<SaleReturn, 'lines'>
type Sold = Pick<Sale, 'items' | 'combos' | 'discounts' | 'payments' | 'returns'>

/** How much of each position is back already. */
function returnedAmounts(returns: readonly Returned[]): Map<Uuid, Quantity> {
  const amounts = new Map<Uuid, Quantity>()
  for (const { positionId, amount } of returns.flatMap(({ lines }) => lines))
    amounts.set(positionId, (amounts.get(positionId) ?? 0n) + amount)
  return amounts
}

/** What can still be returned: positions with an amount left. */
export function returnableLines({ items, returns = [] }: Pick<Sale, 'items' | 'returns'>) {
  const back = returnedAmounts(returns)
  return items.filter(isLiving).flatMap((item) => {
    const amount = item.amount - (back.get(item.positionId) ?? 0n)
    return amount > 0n ? [{ item, amount }] : []
  })
}

/** Portions that a return takes, by position; `earlier`: the returns before it. */
export function portionsOf(
  items: readonly OrderItem[],
  returned: Returned,
  earlier: readonly Returned[],
): Map<Uuid, Portion> {
  const back = returnedAmounts(earlier)
  const whole = new Map(items.map(({ positionId, amount }) => [positionId, amount]))
  return new Map(
    returned.lines.map(({ positionId, amount }) => {
      const before = back.get(positionId) ?? 0n
      return [positionId, { whole: whole.get(positionId) ?? amount, before, after: before + amount }]
    }),
  )
}

/** The returns of an order before one of them. */
export const returnsBefore = (sale: Pick<Sale, 'returns'>, { id }: Pick<SaleReturn, 'id'>): SaleReturn[] => {
  const returns = sale.returns ?? []
  const index = returns.findIndex((one) => one.id === id)
  return index < 0 ? [...returns] : returns.slice(0, index)
}

/** What the lines were sold for, discounts taken off. */
export function returnedSum(sale: Sold, returned: Returned, earlier: readonly Returned[]): Money {
  const portions = portionsOf(sale.items, returned, earlier)
  let sum = 0n
  for (const { positionId, parts } of orderTotals(sale).positions) {
    const portion = portions.get(positionId)
    if (portion) for (const { resultSum } of parts) sum += shareOf(resultSum, portion)
  }
  return sum
}

/** What was paid by each type and is not back yet, in the order of the payments. */
export function refundable({ payments, returns = [] }: Pick<Sale, 'payments' | 'returns'>) {
  const left = new Map<Uuid, SaleReturn['payments'][number]>()
  const add = ({ type, sum }: SaleReturn['payments'][number]): void => {
    const before = left.get(type.id)
    left.set(type.id, { type, sum: (before?.sum ?? 0n) + sum })
  }
  for (const { type, sum, isPreliminary } of payments) if (!isPreliminary) add({ type, sum })
  for (const { type, sum } of returns.flatMap((one) => one.payments)) add({ type, sum: -sum })
  return [...left.values()].filter(({ sum }) => sum > 0n)
}
