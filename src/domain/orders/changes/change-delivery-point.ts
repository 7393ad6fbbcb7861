import { refuse } from '../../../kernel/refusals.ts'
import { checkDeliveryPoint } from '../placing/contact.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import { cookingStartOf } from '../placing/timing.ts'
import type { Deed } from './deed.ts'

/** A whole new point, not a patch; a promise "as soon as possible" moves with the way (cloud-api §4.11). */
export const changeDeliveryPoint: Deed<'delivery.changeDeliveryPoint'> = (ctx, order, command) => {
  if (order.serviceType !== 'DeliveryByCourier') {
    throw refuse('order.type-incorrect', { name: order.orderType.name, serviceType: 'DeliveryByCourier' })
  }
  checkDeliveryPoint(ctx, organizationOf(ctx), order.serviceType, true)
  const { contactId, deliveryZone } = command
  const deliveryDuration = command.deliveryDuration ?? order.deliveryDuration
  const delayMs = order.isAsap ? (deliveryDuration - order.deliveryDuration) * 60_000 : 0
  const completeBefore = order.completeBefore + delayMs
  const cookingStartTime = cookingStartOf(ctx, completeBefore, deliveryDuration)
  const times = { deliveryDuration, completeBefore, cookingStartTime }
  return [{ kind: 'delivery.contactChanged', contactId, deliveryZone, ...times }]
}
