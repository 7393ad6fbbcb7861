import { printDecimal } from '../../../kernel/exact.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { followsKitchen, unprintedItems } from '../cooking.ts'
import type { DeliveryOrder } from '../order.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import { orderSums } from '../totals.ts'
import { checkRestrictions } from './check-restrictions.ts'
import type { Deed } from './deed.ts'

/**
 * Waiting, OnWay and Delivered, the three statuses that a command may set (cloud-api §4.9). A jump that the payment
 * setting does not know is "changed at the restaurant checkout"; the status it has already is no change.
 */
export const updateStatus: Deed<'delivery.updateStatus'> = (ctx, order, { status, deliveryDate }) => {
  const isCorrection = status === 'Delivered' && deliveryDate !== null && deliveryDate !== order.whenDelivered
  if (order.status === status && !isCorrection) return []
  const isJump =
    status === 'Delivered'
      ? order.status !== 'OnWay' && order.status !== 'Delivered'
      : status === 'Waiting' && organizationOf(ctx).deliveryOrderPaymentSettings === 'WhenOrderOnTheWay'
  if (isJump) throw refuse('order.status-changed-at-till')
  if (unprintedItems(order).length > 0)
    throw refuse('order.illegal-status', { from: order.status, to: status })
  if (followsKitchen(order.status)) checkRestrictions(ctx, order)
  if (status === 'OnWay' && order.status !== 'Delivered') checkDispatch(ctx, order)
  return [
    { kind: 'delivery.statusChanged', status, deliveryDate: status === 'Delivered' ? deliveryDate : null },
  ]
}

/** A courier on shift, and the money where it is taken before sending (cloud-api §4.11). */
function checkDispatch(ctx: TillContext, order: DeliveryOrder): void {
  if (order.serviceType === 'DeliveryByCourier') {
    const { courier } = order
    if (!courier) throw refuse('courier.required')
    if (!ctx.hasOpenPersonalShift(courier.id))
      throw refuse('personal-shift.not-open', { employee: courier.name })
  }
  if (organizationOf(ctx).deliveryOrderPaymentSettings !== 'WhenOrderOnTheWay') return
  const { processedPaymentsSum, sum } = orderSums(order)
  if (processedPaymentsSum < sum) {
    const { scale } = organizationOf(ctx).currency
    const params = { paid: printDecimal(processedPaymentsSum, scale), total: printDecimal(sum, scale) }
    throw refuse('order.not-paid-before-sending', params)
  }
}
