import { divideRounded, type Money } from '../../kernel/exact.ts'
import { refuse } from '../../kernel/refusals.ts'
import { type Amount, billionth, timesBillionths } from '../stock/amounts.ts'
import type { DocumentItem } from './document.ts'

const wholePercent = 10_000n

/** The part of a sum that is not VAT: the tax is inside it (cloud-api §10.3). */
const withoutVat = (sum: Money, vatHundredths: number | null): Money =>
  divideRounded(sum * wholePercent, wholePercent + BigInt(vatHundredths ?? 0))

/**
 * Fills in what follows from what was given: a sum from the price or a price from the sum, and the sum without VAT.
 * Both given must agree: a price is usually rounded to the minor unit, so half a unit for each piece is forgiven.
 */
export function withSums(item: DocumentItem, scale: number, field: string): DocumentItem {
  const sum = item.sum ?? (item.price === null ? null : sumOf(item.price, item.amount, scale))
  if (sum === null) throw refuse('document.price-or-sum-required', { field: `${field}.price` })
  const price = item.price ?? priceOf(sum, item.amount, scale)
  const difference = sum - sumOf(price, item.amount, scale)
  const forgiven = 1n + divideRounded(item.amount, 2n * 10n ** BigInt(billionth))
  if (difference > forgiven || difference < -forgiven)
    throw refuse('document.sum-mismatch', { field: `${field}.sum` })
  return { ...item, price, sum, sumWithoutVat: withoutVat(sum, item.vatHundredths) }
}

/** What a returned line costs us, by the price where no sum is given. */
export const withIncomeSum = (item: DocumentItem, scale: number): DocumentItem =>
  item.incomeSum !== null || item.incomePrice === null
    ? item
    : { ...item, incomeSum: sumOf(item.incomePrice, item.amount, scale) }

const minorInBillionths = (scale: number): bigint => 10n ** BigInt(billionth - scale)

const sumOf = (price: bigint, amount: Amount, scale: number): Money =>
  divideRounded(timesBillionths(price, amount), minorInBillionths(scale))

const priceOf = (sum: Money, amount: Amount, scale: number): bigint =>
  divideRounded(sum * minorInBillionths(scale) * 10n ** BigInt(billionth), amount)
