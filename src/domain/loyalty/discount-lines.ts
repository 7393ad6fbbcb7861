import { allocate, divideRounded, type Money } from '../../kernel/exact.ts'
import type { CheckinLine } from './checkin.ts'

/** What is left of each line after the discounts so far, by the line's key. */
export type Remains = Map<string, Money>
/** A part of a discount on one line; always positive. */
export type LineDiscount = { line: CheckinLine; sum: Money }

const tenThousand = 10_000n
const smaller = (a: Money, b: Money): Money => (a < b ? a : b)
const sumOf = (values: readonly Money[]): Money => values.reduce((total, value) => total + value, 0n)

export const percentOf = (sum: Money, percentHundredths: number): Money =>
  divideRounded(sum * BigInt(percentHundredths), tenThousand)

/**
 * A percent of the lines' prices, rounded once for all of them and spread over them to the kopeck; no line falls below
 * zero, and together they stay within the limit.
 */
export function percentDiscount(
  lines: readonly CheckinLine[],
  percentHundredths: number,
  limit: Money | null,
  remains: Remains,
): LineDiscount[] {
  const costs = lines.map(({ cost }) => cost)
  const whole = percentOf(sumOf(costs), percentHundredths)
  const shares = allocate(limit === null ? whole : smaller(whole, limit), costs)
  return take(lines, shares, remains)
}

/** A sum, or as much of it as is left of the lines, spread by what is left of each. */
export function fixedDiscount(lines: readonly CheckinLine[], sum: Money, remains: Remains): LineDiscount[] {
  const left = lines.map(({ key }) => remains.get(key) ?? 0n)
  return take(lines, allocate(smaller(sum, sumOf(left)), left), remains)
}

/** Some units of a line for nothing. */
export function freeUnits(line: CheckinLine, amount: bigint, remains: Remains): LineDiscount[] {
  const price = divideRounded(line.cost * smaller(amount, line.amount), line.amount)
  return take([line], [price], remains)
}

function take(lines: readonly CheckinLine[], shares: readonly Money[], remains: Remains): LineDiscount[] {
  return lines.flatMap((line, index) => {
    const left = remains.get(line.key) ?? 0n
    const sum = smaller(shares[index] ?? 0n, left)
    if (sum <= 0n) return []
    remains.set(line.key, left - sum)
    return [{ line, sum }]
  })
}

export const totalOf = (remains: Remains): Money => sumOf([...remains.values()])
