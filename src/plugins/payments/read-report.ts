import type { PaymentReport } from '../../app/till/paying/payment-system.ts'
import { maskedCards } from './mask-cards.ts'
import { readBankDetails } from './read-bank-details.ts'
import { paymentDataLengthMax } from './rollback-notes.ts'

const shortMax = 100
/**
 * What a plugin says of money that it moved. The money is not doubted for a report that is too long: what cannot be kept
 * is left out, and `complain` says so. Whole card numbers are masked.
 */
export function readReport(
  value: unknown,
  kept: string | null,
  complain: (words: string) => void,
): PaymentReport {
  const { report, rollbackData, bank } = (value ?? {}) as Record<string, unknown>
  const { cardNumber, cardType } = (report ?? {}) as Record<string, unknown>
  const textOf = (name: string, given: unknown, max: number): string | null => {
    if (given === undefined || given === null) return null
    if (typeof given === 'string' && given.length <= max) return given
    complain(`${name} of a payment must be a text of at most ${max} characters; it is not kept`)
    return null
  }
  const number = textOf('cardNumber', cardNumber, shortMax)
  return {
    cardNumber: number === null ? null : maskedCards(number),
    cardType: textOf('cardType', cardType, shortMax),
    rollbackData: textOf('rollbackData', rollbackData, paymentDataLengthMax) ?? kept,
    details: readBankDetails(bank, complain),
  }
}
