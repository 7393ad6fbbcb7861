import type { PaymentReport } from '../../app/till/paying/payment-system.ts'
import { paymentDataLengthMax } from './rollback-notes.ts'

const shortMax = 100
/** Digits of a whole card number (front-api §3.3: never store one). */
const cardNumberPattern = /\d(?:[ -]?\d){12,18}/g

/**
 * What a plugin says of money that it moved. The money is not doubted for a report that is too long: what cannot be kept
 * is left out, and `complain` says so. Whole card numbers are masked.
 */
export function readReport(
  value: unknown,
  kept: string | null,
  complain: (words: string) => void,
): PaymentReport {
  const { report, rollbackData } = (value ?? {}) as { report?: unknown; rollbackData?: unknown }
  const { cardNumber, cardType } = (report ?? {}) as Record<string, unknown>
  const textOf = (name: string, given: unknown, max: number): string | null => {
    if (given === undefined || given === null) return null
    if (typeof given === 'string' && given.length <= max) return given
    complain(`${name} of a payment must be a text of at most ${max} characters; it is not kept`)
    return null
  }
  const number = textOf('cardNumber', cardNumber, shortMax)
  return {
    cardNumber: number?.replace(cardNumberPattern, (pan) => `**** ${pan.slice(-4)}`) ?? null,
    cardType: textOf('cardType', cardType, shortMax),
    rollbackData: textOf('rollbackData', rollbackData, paymentDataLengthMax) ?? kept,
  }
}
