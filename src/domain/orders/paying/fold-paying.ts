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
    return { bankPayment: null, bankFailure }
  }
  const { payments, tips } = sale
  if (isReturn) {
    return {
      bankPayment: null,
      payments: payments.filter(({ id }) => id !== asked.payment?.id),
      tips: tips.filter(({ id }) => id !== asked.tips?.id),
    }
  }
  const moved = <P extends Payment>(line: P): P => ({
    ...line,
    bank: { transactionId, ...result.receipt },
    isPreliminary: false,
  })
  return {
    bankPayment: null,
    payments: asked.payment ? [...payments, moved(asked.payment)] : payments,
    tips: asked.tips ? [...tips, moved(asked.tips)] : tips,
  }
}

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

/** Money that is on the order already can only be on its way back. */
export const isReturning = ({ payments, tips }: Pick<Sale, 'payments' | 'tips'>, asked: BankPayment) =>
  [...payments, ...tips].some(({ id }) => id === asked.payment?.id || id === asked.tips?.id)
