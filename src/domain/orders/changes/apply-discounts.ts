import { resolveDiscounts } from '../placing/discounts.ts'
import { refuseIfBilled } from './bill.ts'
import type { Deed } from './deed.ts'

/** The new list replaces the old; an empty one takes all discounts off (cloud-api §4.7). */
export const applyDiscounts: Deed<'delivery.applyDiscounts'> = (ctx, order, command) => {
  refuseIfBilled(order)
  const discounts = resolveDiscounts(ctx, order, command)
  if (discounts.length === 0 && order.discounts.length === 0) return []
  return [{ kind: 'delivery.discountsChanged', discounts }]
}
