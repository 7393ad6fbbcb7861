/** What guests, discounts and card payments of an order look like in the event log. */
import type { AppliedDiscount, Payment, Sale } from '../orders/order.ts'
import { bankSum } from '../orders/paying/bank-payment.ts'
import { isReturning } from '../orders/paying/fold-paying.ts'
import type { PaidKind, PayingEvent } from '../orders/paying/paying-commands.ts'
import { sumValues } from './events-of-sale.ts'
import type { EventDraft } from './logged-event.ts'

export const discounted = (after: Sale, discounts: readonly AppliedDiscount[]): EventDraft => ({
  type: 'orderDiscountChanged',
  values: { discountType: discounts.map(({ type }) => type.id), ...sumValues(after) },
})

const lineValues = ({ type, sum }: Payment) => ({ paymentType: type.id, sum: { money: sum } })

/** `before`: the order that the bank was asked about. Its answer is told, the asking is nobody's event. */
export function eventsOfPaying(event: PayingEvent<PaidKind>, before: Sale): EventDraft[] {
  if ('payment' in event)
    return [{ type: 'orderPaymentAdded', values: { ...lineValues(event.payment), isPreliminary: false } }]
  if ('paymentId' in event) {
    const line = before.payments.find(({ id }) => id === event.paymentId)
    return line ? [{ type: 'orderPaymentReturned', values: lineValues(line) }] : []
  }
  const { bankPayment: asked } = before
  if (!('result' in event) || !asked || event.result.status === 'unknown') return []
  const values = {
    paymentType: (asked.payment ?? asked.tips)?.type.id,
    sum: { money: bankSum(asked) },
  }
  if (event.result.status !== 'approved') return [{ type: 'orderPaymentDeclined', values }]
  return isReturning(before, asked)
    ? [{ type: 'orderPaymentReturned', values }]
    : [{ type: 'orderPaymentAdded', values: { ...values, isPreliminary: false } }]
}
