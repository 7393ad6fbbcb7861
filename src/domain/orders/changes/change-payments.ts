/** Planned and prepaid money of an open order (cloud-api §4.6). */
import { refuse } from '../../../kernel/refusals.ts'
import type { ServiceType } from '../../reference/books.ts'
import { wrongStatus } from '../allowed-operations.ts'
import type { PaymentInput, TipsInput } from '../commands.ts'
import type { DeliveryOrder, Payment, Sale, TipsPayment } from '../order.ts'
import { resolvePayment, resolveTips } from '../placing/payments.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import type { Change, Deed } from './deed.ts'

/** Appends; a repeat adds again, as at iiko (corrections 9). */
export const addPayments: Deed<'delivery.addPayments'> = (ctx, order, command) => {
  refuseIfPaidBefore(ctx, order, command.kind)
  const added = resolvePayments(ctx, order.serviceType, command)
  return added.payments.length + added.tips.length > 0 ? [{ kind: 'delivery.paymentsAdded', ...added }] : []
}

/** Removes all and adds the new ones, unless some money is taken already. */
export const changePayments: Deed<'delivery.changePayments'> = (ctx, order, command) => {
  refuseIfPaidBefore(ctx, order, command.kind)
  refuseIfTaken(order)
  return [{ kind: 'delivery.paymentsReplaced', ...resolvePayments(ctx, order.serviceType, command) }]
}

export function refuseIfTaken(order: Pick<Sale, 'payments' | 'tips'>): void {
  const isProcessed = (payment: Payment) => !payment.isPreliminary
  if (order.payments.some(isProcessed) || order.tips.some(isProcessed))
    throw refuse('payment.processed-exists')
}

export function resolvePayments(
  ctx: TillContext,
  serviceType: ServiceType,
  { payments, tips }: { payments: PaymentInput[]; tips: TipsInput[] },
): { payments: Payment[]; tips: TipsPayment[] } {
  const organization = organizationOf(ctx)
  return {
    payments: payments.map((payment) => resolvePayment(ctx, organization, payment, true)),
    tips: tips.map((entry) => resolveTips(ctx, organization, serviceType, entry, true)),
  }
}

/** Where orders are paid before sending, a delivered one is settled. */
function refuseIfPaidBefore(
  ctx: TillContext,
  { status }: DeliveryOrder,
  operation: Change<'delivery.addPayments' | 'delivery.changePayments'>['kind'],
): void {
  const isSettled = organizationOf(ctx).deliveryOrderPaymentSettings === 'WhenOrderOnTheWay'
  if (status === 'Delivered' && isSettled) throw wrongStatus(operation, status)
}
