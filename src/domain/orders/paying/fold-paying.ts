/** How a bank's part in a payment changes a sale. Nothing passed in is touched. */
import type { BankPayment, Payment, ReturnUnderWay, Sale } from '../order.ts'
import type { BankResult } from './bank-payment.ts'
import type { BankFailure } from './bank-receipt.ts'

/** A sale as it is while a bank is asked: what went wrong before is forgotten. */
export const withBankPayment = (bankPayment: BankPayment) => ({ bankPayment, bankFailure: null })

/** What a bank's answer makes of a sale. Of an answer that nobody waits for nothing comes. */
export function withBankResult(sale: Sale, transactionId: string, result: BankResult): Partial<Sale> {
  const asked = sale.bankPayment
  if (asked?.transactionId !== transactionId) return {}
  if (result.status === 'unknown') return { bankPayment: { ...asked, phase: 'unknown' } }
  if (asked.ofReturn) return withRefundResult(asked, asked.ofReturn, result)
  const isReturn = isReturning(sale, asked)
  if (result.status !== 'approved') {
    const { status, text } = result
    const bankFailure: BankFailure = { transactionId, reason: isReturn ? 'not-returned' : status, text }
    const failed = { bankPayment: null, bankFailure }
    // A line that was planned goes with the attempt that came to nothing (front-api §3.2).
    return isReturn || result.keepsPlan ? failed : { ...failed, ...withoutLines(sale, asked) }
  }
  const { payments, tips } = sale
  if (isReturn) {
    return { bankPayment: null, ...withoutLines(sale, asked) }
  }
  const moved = <P extends Payment>(line: P): P => ({
    ...line,
    bank: { transactionId, ...result.receipt },
    isPreliminary: false,
  })
  return {
    bankPayment: null,
    payments: asked.payment ? withLine(payments, moved(asked.payment)) : payments,
    tips: asked.tips ? withLine(tips, moved(asked.tips)) : tips,
  }
}

/** A line in the place of the planned one, or behind the others. */
const withLine = <P extends Payment>(lines: readonly P[], line: P): P[] =>
  lines.some(({ id }) => id === line.id)
    ? lines.map((one) => (one.id === line.id ? line : one))
    : [...lines, line]

const withoutLines = ({ payments, tips }: Sale, asked: BankPayment): Pick<Sale, 'payments' | 'tips'> => ({
  payments: payments.filter(({ id }) => id !== asked.payment?.id),
  tips: tips.filter(({ id }) => id !== asked.tips?.id),
})

/** A prepayment as it was taken, and an order that gave one back. */
export const withPrepayment = ({ payments }: Sale, payment: Payment): Pick<Sale, 'payments'> => ({
  payments: withLine(payments, { ...payment, isPreliminary: false }),
})
export const withoutPrepayment = ({ payments }: Sale, paymentId: string): Pick<Sale, 'payments'> => ({
  payments: payments.filter(({ id }) => id !== paymentId),
})

/** The payments of a closed order stay: its returns say what went back. */
function withRefundResult(
  { transactionId, payment }: BankPayment,
  { returned, refunds }: ReturnUnderWay,
  result: Exclude<BankResult, { status: 'unknown' }>,
): Partial<Sale> {
  if (result.status === 'approved') {
    const moved = refunds.map((one) => (one.paymentId === payment?.id ? { ...one, isBack: true } : one))
    return { bankPayment: null, returning: { returned, refunds: moved } }
  }
  const isBegun = refunds.some(({ isBack }) => isBack)
  return {
    bankPayment: null,
    bankFailure: { transactionId, reason: 'not-returned', text: result.text },
    returning: isBegun ? { returned, refunds } : null,
  }
}

/**
 * Money that is on the order already can only be on its way back; a planned line is none. What a return gives back may be on
 * no order at all (front-api §3.2, `ReturnPaymentWithoutOrder`).
 */
export const isReturning = ({ payments, tips }: Pick<Sale, 'payments' | 'tips'>, asked: BankPayment) =>
  asked.ofReturn !== undefined ||
  [...payments, ...tips].some(
    ({ id, isPreliminary }) => !isPreliminary && (id === asked.payment?.id || id === asked.tips?.id),
  )
