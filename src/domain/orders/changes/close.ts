import { wrongStatus } from '../allowed-operations.ts'
import { followsKitchen } from '../cooking.ts'
import type { OrderEvent } from '../events.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import type { Deed } from './deed.ts'
import { ticketsFor } from './print-to-kitchen.ts'
import { settle } from './settle.ts'

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
  const settled = settle(ctx, order, command.payments)
  const replaced: OrderEvent[] = settled ? [{ kind: 'delivery.paymentsReplaced', ...settled }] : []
  const events = [...ticketsFor(order), ...replaced]
  if (!isAwaited) return [...events, { kind: 'delivery.closed', deliveryDate }]
  if (order.status === 'Waiting') return events
  return [...events, { kind: 'delivery.statusChanged', status: 'Waiting', deliveryDate: null }]
}
