/** The arithmetic of an order: exact, rounded half away from zero per position, parts always sum to the whole. */
import { allocate, type Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { type DiscountMatrix, discountMatrix } from './discount-sums.ts'
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

export type OrderSums = {
  /** Before discounts. */
  cost: Money
  /** After discounts and surcharges (cloud-api §4.16). */
  sum: Money
  discountSum: Money
  processedPaymentsSum: Money
  plannedPaymentsSum: Money
  /** What is still to be taken; never negative. */
  due: Money
}

export type OrderTotals = OrderSums & {
  /** One for each item of the order, in its order. */
  positions: PositionTotals[]
  /** One for each discount of the order, in its order. */
  discountSums: DiscountTotals[]
}

type Priced = Pick<Sale, 'items' | 'combos' | 'discounts' | 'payments'>

/** Sums of an order as it stands; nothing of it is stored. */
export function orderTotals(order: Priced): OrderTotals {
  const lines = linesOf(order.items, order.combos)
  const matrix = discountMatrix(lines, order.discounts)
  return {
    ...sumsOf(order, lines, matrix),
    positions: lines.map((line, index) =>
      positionTotals(
        line,
        total(matrix, (row) => row[index] ?? 0n),
      ),
    ),
    discountSums: matrix.map((row) => discountTotals(lines, row)),
  }
}

/** The sums alone, for who does not ask what each position comes to: many do, and that is the dear part. */
export function orderSums(order: Priced): OrderSums {
  const lines = linesOf(order.items, order.combos)
  return sumsOf(order, lines, discountMatrix(lines, order.discounts))
}

function sumsOf({ payments }: Priced, lines: readonly Line[], matrix: DiscountMatrix): OrderSums {
  const cost = total(lines, ({ parts }) => costOf(parts))
  const discountSum = total(matrix, (row) => total(row, itself))
  const sum = cost - discountSum
  const processedPaymentsSum = total(payments, (payment) => (payment.isPreliminary ? 0n : payment.sum))
  return {
    cost,
    sum,
    discountSum,
    processedPaymentsSum,
    plannedPaymentsSum: total(payments, (payment) => (payment.isPreliminary ? payment.sum : 0n)),
    due: sum > processedPaymentsSum ? sum - processedPaymentsSum : 0n,
  }
}

const itself = (sum: Money): Money => sum

function total<Item>(items: readonly Item[], sumOf: (item: Item) => Money): Money {
  let sum = 0n
  for (const item of items) sum += sumOf(item)
  return sum
}

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
  return { sum: total(row, itself), positions: positions.filter((position) => position.sum !== 0n) }
}
