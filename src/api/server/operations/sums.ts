import { PrecisionError, parseDecimal, printDecimal } from '../../../kernel/exact.ts'
import { malformed } from '../errors.ts'

const decimalsOfXml = 9

/** A sum as XML carries it, with nine decimals: `120.500000000` (server-api §1). `scale`: digits of the minor unit. */
export function xmlSum(units: bigint, scale: number): string {
  const text = printDecimal(units * 10n ** BigInt(decimalsOfXml - scale), decimalsOfXml)
  const [whole = '0', fraction = ''] = text.split('.')
  return `${whole}.${fraction.padEnd(decimalsOfXml, '0')}`
}

/** A sum of the wire in minor units; refuses more decimals than the currency has. */
export function readSum(text: string, field: string, scale: number): bigint {
  try {
    return parseDecimal(text, scale)
  } catch (error) {
    if (error instanceof PrecisionError)
      throw malformed(`Wrong value of '${field}': at most ${scale} decimals are expected, not '${text}'`)
    throw error
  }
}
