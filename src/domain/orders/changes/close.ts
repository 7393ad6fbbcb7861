import { type Money, printDecimal } from '../../../kernel/exact.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { wrongStatus } from '../allowed-operations.ts'
import { followsKitchen } from '../cooking.ts'
import type { OrderEvent } from '../events.ts'
import type { DeliveryOrder, Payment } from '../order.ts'
import { resolvePayment } from '../placing/payments.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import { orderTotals } from '../totals.ts'
import type { Deed } from './deed.ts'
import { ticketsFor } from './print-to-kitchen.ts'

/**
 * Takes the money and closes (cloud-api §4.10–4.11): a pickup at once, a courier order once it is sent. A courier
 * order that has to be paid before sending is paid and waits: "Success while the order stays Waiting".
 */
export const close: Deed<'delivery.close'> = (ctx, order, command) => {
  const { kind, deliveryDate } = command
  const isUnsent = order.status === 'Waiting' || followsKitchen(order.status)
  const isAwaited = order.serviceType === 'DeliveryByCourier' && isUnsent
  const isPaidFirst = organizationOf(ctx).deliveryOrderPaymentSettings === 'WhenOrderOnTheWay'
  if (isAwaited && !isPaidFirst) throw wrongStatus(kind, order.status)
  if (!ctx.cashShiftId) throw refuse('shift.not-open')
  const cashier = command.payments.map((payment) => resolvePayment(ctx, organizationOf(ctx), payment, false))
  const payments = settle(ctx, order, cashier)
  const replaced: OrderEvent[] = payments
    ? [{ kind: 'delivery.paymentsReplaced', payments, tips: taken(order.tips) }]
    : []
  const events = [...ticketsFor(order), ...replaced]
  if (!isAwaited) return [...events, { kind: 'delivery.closed', deliveryDate }]
  if (order.status === 'Waiting') return events
  return [...events, { kind: 'delivery.statusChanged', status: 'Waiting', deliveryDate: null }]
}

/** The payments once all is taken, or null when they stand so already. */
function settle(ctx: TillContext, order: DeliveryOrder, cashier: readonly Payment[]): Payment[] | null {
  const { sum } = orderTotals(order)
  const offered = [...order.payments, ...cashier]
  const paid = offered.reduce((total, payment) => total + payment.sum, 0n)
  const { scale } = organizationOf(ctx).currency
  const print = (money: Money) => printDecimal(money, scale)
  if (paid < sum) throw refuse('order.payment-not-enough', { paid: print(paid), total: print(sum) })
  const { payments, excess } = withoutChange(offered, paid - sum)
  if (excess > 0n) throw refuse('order.payment-too-large', { paid: print(sum + excess), total: print(sum) })
  const isSettled = paid === sum && offered.every((payment) => !payment.isPreliminary)
  const hasOpenTips = order.tips.some((tips) => tips.isPreliminary)
  return isSettled && cashier.length === 0 && !hasOpenTips ? null : taken(payments)
}

/** Change is given from cash that is not taken yet, planned cash first; what is stored is the part that was due. */
function withoutChange(offered: readonly Payment[], change: Money): { payments: Payment[]; excess: Money } {
  let excess = change
  const payments = offered.map((payment) => {
    if (payment.type.kind !== 'Cash' || !payment.isPreliminary) return payment
    const back = payment.sum < excess ? payment.sum : excess
    excess -= back
    return back === 0n ? payment : { ...payment, sum: payment.sum - back }
  })
  return { payments: payments.filter((payment) => payment.sum > 0n), excess }
}

const taken = <P extends Payment>(payments: readonly P[]): P[] =>
  payments.map((payment) => ({ ...payment, isPreliminary: false }))
