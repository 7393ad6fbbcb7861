import { divideRounded, type Money, parseDecimal, printDecimal } from '../../kernel/exact.ts'

/** Billionths of a product's main unit: 1.5 kg is 1_500_000_000n (corrections of the design, 8). */
export type Amount = bigint
/** Billionths of the major unit of the currency: a rouble is 1_000_000_000n. */
export type Cost = bigint

export const billionth = 9

/** Minor units as a cost; exact because no currency has more than nine decimals. */
export const costOfMoney = (money: Money, scale: number): Cost => money * 10n ** BigInt(billionth - scale)

/** The part of `whole` that belongs to `part` of `total`, rounded to a billionth; the last part takes what is left. */
export const shareOf = (whole: Cost, part: Amount, total: Amount): Cost =>
  part === total ? whole : divideRounded(whole * part, total)

/** `amount` of something at `price` for one unit, both in billionths. */
export const timesBillionths = (price: bigint, amount: Amount): bigint =>
  divideRounded(price * amount, 10n ** BigInt(billionth))

export const parseBillionths = (value: number | string): bigint => parseDecimal(value, billionth)
export const printBillionths = (units: bigint): string => printDecimal(units, billionth)
