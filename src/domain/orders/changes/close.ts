import { wrongStatus } from '../allowed-operations.ts'
import { followsKitchen } from '../cooking.ts'
import type { OrderEvent } from '../events.ts'
import type { DeliveryOrder, WaitingLines } from '../order.ts'
import { resolvePayment } from '../placing/payments.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import type { Deed } from './deed.ts'
import { ticketsFor } from './print-to-kitchen.ts'
import { settleWith } from './settle.ts'

/** Closes with the lines that a cashier gives (cloud-api §4.10–4.11). */
export const close: Deed<'delivery.close'> = (ctx, order, command) => {
  refuseTooEarly(ctx, order)
  const organization = organizationOf(ctx)
  const payments = command.payments.map((payment) => resolvePayment(ctx, organization, payment, false))
  return closeDelivery(ctx, order, { payments, tips: [] }, command.deliveryDate)
}

/**
 * Takes the money and closes: a pickup at once, a courier order once it is sent. A courier order that has to be paid
 * before sending is paid and waits: "Success while the order stays Waiting".
 */
export function closeDelivery(
  ctx: TillContext,
  order: DeliveryOrder,
  { payments, tips }: WaitingLines,
  deliveryDate: number | null,
): OrderEvent[] {
  refuseTooEarly(ctx, order)
  const settled = settleWith(ctx, order, payments, tips)
  const replaced: OrderEvent[] = settled ? [{ kind: 'delivery.paymentsReplaced', ...settled }] : []
  const events = [...ticketsFor(order), ...replaced]
  if (!isAwaited(order)) return [...events, { kind: 'delivery.closed', deliveryDate }]
  if (order.status === 'Waiting') return events
  return [...events, { kind: 'delivery.statusChanged', status: 'Waiting', deliveryDate: null }]
}

/** The courier has still to leave with it. */
const isAwaited = ({ serviceType, status }: DeliveryOrder): boolean =>
  serviceType === 'DeliveryByCourier' && (status === 'Waiting' || followsKitchen(status))

function refuseTooEarly(ctx: TillContext, order: DeliveryOrder): void {
  const isPaidFirst = organizationOf(ctx).deliveryOrderPaymentSettings === 'WhenOrderOnTheWay'
  if (isAwaited(order) && !isPaidFirst) throw wrongStatus('delivery.close', order.status)
}
