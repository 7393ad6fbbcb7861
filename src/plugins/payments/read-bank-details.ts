import { Decimal } from '../../../sdk/plugin/src/wire/decimal.ts'
import { type BankDetails, bankDetailTexts } from '../../domain/orders/paying/bank-details.ts'
import { maskedCards } from './mask-cards.ts'
import { paymentDataLengthMax } from './rollback-notes.ts'

const textMax = 200

/**
 * `BankTransactionDetails` of a payment (front-api §3.7). The money has moved: what cannot be kept is left out, and
 * `complain` says so.
 */
export function readBankDetails(value: unknown, complain: (words: string) => void): BankDetails | null {
  if (value === undefined || value === null) return null
  if (typeof value !== 'object' || Array.isArray(value)) {
    complain('bank of a payment must be an object; it is not kept')
    return null
  }
  const said = value as Record<string, unknown>
  const read = <T>(name: string, as: (given: unknown) => T | null, wanted: string): { [name: string]: T } => {
    const given = said[name]
    if (given === undefined || given === null) return {}
    const known = as(given)
    if (known !== null) return { [name]: known }
    complain(`bank.${name} of a payment must be ${wanted}; it is not kept`)
    return {}
  }
  const details: BankDetails = {
    ...read('amount', decimalOf, 'a decimal number'),
    ...read('currencyCode', currencyOf, 'a code of ISO 4217'),
    ...read('initiatedAt', momentOf, 'a date'),
    ...Object.assign(
      {},
      ...bankDetailTexts.map((name) => read(name, textOf, `a text of at most ${textMax}`)),
    ),
    ...read('extensions', extensionsOf, `texts of at most ${textMax} by name`),
  }
  const isTooLong = JSON.stringify(details).length > paymentDataLengthMax
  if (isTooLong)
    complain(`bank of a payment is longer than ${paymentDataLengthMax} characters; it is not kept`)
  return isTooLong || Object.keys(details).length === 0 ? null : details
}

const textOf = (given: unknown): string | null =>
  typeof given === 'string' && given.length > 0 && given.length <= textMax ? given : null

const currencyOf = (given: unknown): string | null =>
  typeof given === 'string' && /^[A-Z]{3}$/.test(given) ? given : null

function decimalOf(given: unknown): string | null {
  if (given instanceof Decimal) return String(given)
  const isNumber = typeof given === 'number' || typeof given === 'string' || typeof given === 'bigint'
  return isNumber && /^-?\d{1,15}(?:\.\d{1,9})?$/.test(String(given)) ? String(given) : null
}

function momentOf(given: unknown): number | null {
  const at =
    given instanceof Date ? given.getTime() : typeof given === 'string' ? Date.parse(given) : Number.NaN
  return Number.isNaN(at) ? null : at
}

function extensionsOf(given: unknown): Record<string, string> | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null
  const all = Object.entries(given).map(([name, text]) => [name, textOf(text)] as const)
  if (!all.every((one): one is readonly [string, string] => one[1] !== null && textOf(one[0]) !== null))
    return null
  return Object.fromEntries(all.map(([name, text]) => [name, maskedCards(text)]))
}
