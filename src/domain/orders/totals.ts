/** The arithmetic of an order: exact, rounded half away from zero per position, parts always sum to the whole. */
import { allocate, type Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { discountMatrix } from './discount-sums.ts'
import { costOf, type Line, linesOf } from './line-costs.ts'
import type { Sale } from './order.ts'

/** One priced part of an item: the item alone, a component or a modifier. */
export type PartTotals = { positionId: Uuid; cost: Money; resultSum: Money }

/** Sums of one item of the order; zero for a deleted one. `cost` and `resultSum` include modifiers and components. */
export type PositionTotals = {
  positionId: Uuid
  /** Before discounts; members of a combo carry their share of its price. */
  cost: Money
  /** Positive lowers the price, negative is a surcharge. */
  discountSum: Money
  resultSum: Money
  /** The item without its modifiers, each component and each modifier; they sum to `cost` and `resultSum`. */
  parts: PartTotals[]
}

/** What one entry of `order.discounts` came to; `positions` sum to `sum`. */
export type DiscountTotals = { sum: Money; positions: { positionId: Uuid; sum: Money }[] }

export type OrderTotals = {
  /** One for each item of the order, in its order. */
  positions: PositionTotals[]
  /** Before discounts. */
  cost: Money
  /** After discounts and surcharges (cloud-api §4.16). */
  sum: Money
  discountSum: Money
  /** One for each discount of the order, in its order. */
  discountSums: DiscountTotals[]
  processedPaymentsSum: Money
  plannedPaymentsSum: Money
  /** What is still to be taken; never negative. */
  due: Money
}

/** Sums of an order as it stands; nothing of it is stored. */
export function orderTotals(order: Pick<Sale, 'items' | 'combos' | 'discounts' | 'payments'>): OrderTotals {
  const lines = linesOf(order.items, order.combos)
  const matrix = discountMatrix(lines, order.discounts)
  const positions = lines.map((line, index) =>
    positionTotals(line, total(matrix.map((row) => row[index] ?? 0n))),
  )
  const sum = total(positions.map((position) => position.resultSum))
  const processedPaymentsSum = total(
    order.payments.map((payment) => (payment.isPreliminary ? 0n : payment.sum)),
  )
  return {
    positions,
    cost: total(positions.map((position) => position.cost)),
    sum,
    discountSum: total(positions.map((position) => position.discountSum)),
    discountSums: matrix.map((row) => discountTotals(lines, row)),
    processedPaymentsSum,
    plannedPaymentsSum: total(order.payments.map((payment) => (payment.isPreliminary ? payment.sum : 0n))),
    due: sum > processedPaymentsSum ? sum - processedPaymentsSum : 0n,
  }
}

const total = (sums: readonly Money[]): Money => sums.reduce((a, b) => a + b, 0n)

function positionTotals({ item, parts }: Line, discountSum: Money): PositionTotals {
  const cost = costOf(parts)
  const resultSum = cost - discountSum
  const results = allocate(
    resultSum,
    parts.map((part) => part.cost),
  )
  return {
    positionId: item.positionId,
    cost,
    discountSum,
    resultSum,
    parts: parts.map((part, index) => ({
      positionId: part.positionId,
      cost: part.cost,
      resultSum: results[index] ?? 0n,
    })),
  }
}

/** Positions that a discount did not touch are left out. */
function discountTotals(lines: readonly Line[], row: readonly Money[]): DiscountTotals {
  const positions = lines.map(({ item }, index) => ({ positionId: item.positionId, sum: row[index] ?? 0n }))
  return { sum: total(row), positions: positions.filter((position) => position.sum !== 0n) }
}
