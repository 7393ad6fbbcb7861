/** What each discount of an order comes to (cloud-api §4.7, front-api §2.6.9). */
import { allocate, divideRounded, type Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { isLiving } from './cooking.ts'
import { costOf, type Line } from './line-costs.ts'
import type { AppliedDiscount } from './order.ts'

/** Per discount, per line; positive lowers the price. */
export type DiscountMatrix = Money[][]

/**
 * Applies the discounts one after another, each to what the ones before it left. A discount never exceeds what is
 * left of an item; a surcharge has no limit.
 */
export function discountMatrix(
  lines: readonly Line[],
  discounts: readonly AppliedDiscount[],
): DiscountMatrix {
  if (discounts.length === 0) return []
  const rest = lines.map((line) => costOf(line.parts))
  // What stands before a part of a cut item is lowered along with it: percents of the parts sum to those of the whole.
  const before = lines.map((line) => line.costBefore)
  const orderCost = rest.reduce((a, b) => a + b, 0n)
  return discounts.map((discount) => {
    if (orderCost < discount.minOrderSum) return lines.map(() => 0n)
    const wanted = sumsPerLine(discount, lines, rest, before)
    return wanted.map((sum, index) => {
      const left = rest[index] ?? 0n
      const taken = sum > left ? left : sum
      rest[index] = left - taken
      return taken
    })
  })
}

function sumsPerLine(
  discount: AppliedDiscount,
  lines: readonly Line[],
  rest: readonly Money[],
  before: Money[],
): Money[] {
  if (discount.positionSums) return fixedPositionSums(discount.positionSums, lines)
  const chosen = chosenLines(discount.positions, lines)
  const bases = lines.map((_, index) => (chosen.has(index) ? (rest[index] ?? 0n) : 0n))
  if (discount.fixedSum !== null) return spread(discount.fixedSum, bases, chosen)
  const percents = lines.map(({ item }) => percentFor(discount, item.productCategoryId))
  return bases.map((base, index) => {
    const percentOf = (sum: Money): Money => divideRounded(sum * BigInt(percents[index] ?? 0), 10_000n)
    const from = chosen.has(index) ? (before[index] ?? 0n) : 0n
    if (from === 0n) return percentOf(base)
    before[index] = from - percentOf(from)
    return percentOf(from + base) - percentOf(from)
  })
}

/** Categories replace the general percent (cloud-api §4.7 `isCategorisedDiscount`). */
function percentFor(discount: AppliedDiscount, categoryId: Uuid | null): number {
  if (!discount.categoryPercents) return discount.percentHundredths ?? 0
  return discount.categoryPercents.find((entry) => entry.categoryId === categoryId)?.percentHundredths ?? 0
}

/** A fixed sum is split by what the items cost; a discount is cut to that, a surcharge is not. */
function spread(sum: Money, bases: Money[], chosen: ReadonlySet<number>): Money[] {
  if (chosen.size === 0) return bases.map(() => 0n)
  const total = bases.reduce((a, b) => a + b, 0n)
  if (total > 0n) return allocate(sum > total ? total : sum, bases)
  const [first] = chosen
  return bases.map((_, index) => (index === first && sum < 0n ? sum : 0n))
}

/** Results that loyalty has fixed per position; sums of parts of one item add up. */
function fixedPositionSums(
  sums: NonNullable<AppliedDiscount['positionSums']>,
  lines: readonly Line[],
): Money[] {
  return lines.map((line) =>
    sums.filter(({ positionId }) => names(line, positionId)).reduce((total, { sum }) => total + sum, 0n),
  )
}

function chosenLines(positions: readonly Uuid[] | null, lines: readonly Line[]): Set<number> {
  const chosen = new Set<number>()
  for (const [index, line] of lines.entries()) {
    if (isLiving(line.item) && (!positions || positions.some((id) => names(line, id)))) chosen.add(index)
  }
  return chosen
}

/** An item may be named by its own position or by that of a component or modifier. */
const names = (line: Line, positionId: Uuid): boolean =>
  line.parts.length > 0 &&
  (line.item.positionId === positionId || line.parts.some((part) => part.positionId === positionId))
