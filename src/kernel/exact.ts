/** Exact numbers: money in minor units and quantities in thousandths, both bigint (design.md §5). */

/** Minor units of the organization's currency: kopecks for RUB. */
export type Money = bigint
/** Thousandths of a unit: 1.5 kg is 1500n. */
export type Quantity = bigint

const decimalPattern = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i

const wholeMax = 1e9
const powers = [1, 10, 100, 1000] as const

/** Thrown by the parsers when a number has more digits than its scale can hold. */
export class PrecisionError extends RangeError {}

/**
 * Reads a JSON number (or its decimal text) as an integer count of `10^-scale`.
 * `parseDecimal(350.5, 2)` is `35050n`. Throws {@link PrecisionError} rather than rounding.
 */
export function parseDecimal(value: number | string, scale: number): bigint {
  // Most sums and amounts are small and whole; the product is an exact integer as well.
  if (typeof value === 'number' && Number.isInteger(value) && scale <= 3 && Math.abs(value) < wholeMax)
    return BigInt(value * (powers[scale] ?? 0))
  const match = decimalPattern.exec(String(value))
  if (!match) throw new PrecisionError(`not a decimal number: ${value}`)
  const [, sign = '', whole = '0', fraction = '', exponentText = '0'] = match
  const exponent = Number(exponentText)
  const digits = whole + fraction
  const shift = scale - fraction.length + exponent
  if (shift > 60) throw new PrecisionError(`number is out of range: ${value}`)
  let units: bigint
  if (shift >= 0) {
    units = BigInt(digits + '0'.repeat(shift))
  } else {
    const kept = digits.length + shift
    const dropped = kept > 0 ? digits.slice(kept) : digits
    if (/[1-9]/.test(dropped)) throw new PrecisionError(`more than ${scale} decimals: ${value}`)
    units = kept > 0 ? BigInt(digits.slice(0, kept)) : 0n
  }
  return sign ? -units : units
}

/** Prints an integer count of `10^-scale` as a plain decimal without trailing zeros: `35050n, 2` is `350.5`. */
export function printDecimal(units: bigint, scale: number): string {
  const negative = units < 0n
  const digits = (negative ? -units : units).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  return `${negative ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
}

/** Minor units to the number that JSON carries. The text is exact; JSON readers see the same decimal. */
export const moneyToJson = (money: Money, scale = 2): number => Number(printDecimal(money, scale))

/** A JSON number to minor units; throws {@link PrecisionError} when the currency has fewer decimals. */
export const moneyFromJson = (value: number, scale = 2): Money => parseDecimal(value, scale)

/** Thousandths to the number that JSON carries. */
export const quantityToJson = (quantity: Quantity): number => Number(printDecimal(quantity, 3))

/** A JSON number to thousandths; throws {@link PrecisionError} beyond three decimals. */
export const quantityFromJson = (value: number): Quantity => parseDecimal(value, 3)

/** Divides and rounds half away from zero, as cash registers do. The divisor must be positive. */
export function divideRounded(value: bigint, divisor: bigint): bigint {
  if (divisor <= 0n) throw new RangeError('divisor must be positive')
  const negative = value < 0n
  const magnitude = negative ? -value : value
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n)
  return negative ? -rounded : rounded
}

/** Price of `amount` units: money × thousandths ÷ 1000, rounded to the minor unit. */
export const priceOf = (price: Money, amount: Quantity): Money => divideRounded(price * amount, 1000n)

/** Splits `total` in proportion to `weights` so that the parts sum to it exactly (largest remainder first). */
export function allocate(total: Money, weights: readonly bigint[]): Money[] {
  const sum = weights.reduce((a, b) => a + b, 0n)
  if (sum <= 0n) return weights.map((_, i) => (i === 0 ? total : 0n))
  const sign = total < 0n ? -1n : 1n
  const magnitude = total * sign
  const parts = weights.map((weight) => (magnitude * weight) / sum)
  let rest = magnitude - parts.reduce((a, b) => a + b, 0n)
  const order = weights
    .map((weight, index) => ({ index, remainder: (magnitude * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of order) {
    if (rest === 0n) break
    parts[index] = (parts[index] ?? 0n) + 1n
    rest -= 1n
  }
  return parts.map((part) => part * sign)
}
