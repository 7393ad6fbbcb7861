import { printDecimal } from '../../../kernel/exact.ts'

/** A number that is printed with nine digits behind the point, as the portal prints sums and amounts (biz-card-api §1.4). */
export class NineDigits {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const digits = 9

/** `units` count 10^-scale: sums in the currency's minor units, amounts in thousandths. */
export function nineDigits(units: bigint, scale: number): NineDigits {
  const [whole = '0', fraction = ''] = printDecimal(units, scale).split('.')
  return new NineDigits(`${whole}.${fraction.padEnd(digits, '0')}`)
}

/** No stored text holds U+0000, so nobody's words are taken for a number. */
const mark = '\0'
const marked = /"\\u0000(-?\d+\.\d+)"/g

/** JSON with {@link NineDigits} as the numbers that they are. */
export const writeJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (inner instanceof NineDigits ? `${mark}${inner.text}` : inner)).replace(
    marked,
    '$1',
  )
