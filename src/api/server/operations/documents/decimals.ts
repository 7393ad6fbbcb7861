import { divideRounded, type Money, parseDecimal } from '../../../../kernel/exact.ts'
import { malformed } from '../../errors.ts'

/*
 * XML carries decimals with nine digits and takes any number of them (server-api §1). Inside, amounts are billionths and
 * sums are minor units; what is finer than that is rounded half away from zero.
 */

const places = 18
const limit = 10n ** 12n

function roundedTo(text: string, scale: number, field: string): bigint {
  const exact = parseDecimal(text, places)
  const magnitude = exact < 0n ? -exact : exact
  if (magnitude > limit * 10n ** BigInt(places)) throw malformed(`'${field}' must not exceed ${limit}`)
  return divideRounded(exact, 10n ** BigInt(places - scale))
}

/** Billionths of a unit. */
export const readBillionths = (text: string | undefined, field: string): bigint | null =>
  text === undefined ? null : roundedTo(text, 9, field)

/** Minor units of the currency. */
export const readMoney = (text: string | undefined, scale: number, field: string): Money | null =>
  text === undefined ? null : roundedTo(text, scale, field)

/** Hundredths of a percent; 22.001 is 22. */
export function readPercent(text: string | undefined, field: string): number | null {
  if (text === undefined) return null
  const hundredths = roundedTo(text, 2, field)
  if (hundredths < 0n || hundredths > 10_000n) throw malformed(`'${field}' must be between 0 and 100`)
  return Number(hundredths)
}

/** Nine digits after the point, always. */
export function nineDigits(units: bigint, scale = 9): string {
  const digits = (units < 0n ? -units : units) * 10n ** BigInt(9 - scale)
  const text = digits.toString().padStart(10, '0')
  return `${units < 0n ? '-' : ''}${text.slice(0, -9)}.${text.slice(-9)}`
}
