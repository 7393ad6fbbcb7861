import { checkPromise, cookingStartOf } from '../placing/timing.ts'
import { refuseIfBilled } from './bill.ts'
import type { Deed } from './deed.ts'

/** A new promise by the rules of the first; the start of cooking follows it (cloud-api §4.11). */
export const changeCompleteBefore: Deed<'delivery.changeCompleteBefore'> = (
  ctx,
  order,
  { completeBefore },
) => {
  refuseIfBilled(order)
  checkPromise(ctx, completeBefore)
  if (completeBefore === order.completeBefore) return []
  const cookingStartTime = cookingStartOf(ctx, completeBefore, order.deliveryDuration)
  return [{ kind: 'delivery.completeBeforeChanged', completeBefore, cookingStartTime }]
}
