import { isLiving } from '../cooking.ts'
import type { OrderEvent } from '../events.ts'
import { checkDeliveryPoint } from '../placing/contact.ts'
import { defaultOrderType } from '../placing/order-type.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import type { Deed } from './deed.ts'

/** The default type of the new service; a pickup has no courier and pays for no way (cloud-api §4.11, §5.5). */
export const changeServiceType: Deed<'delivery.changeServiceType'> = (ctx, order, command) => {
  if (order.serviceType === command.serviceType) return []
  const { serviceType, orderType } = defaultOrderType(ctx, command.serviceType)
  checkDeliveryPoint(ctx, organizationOf(ctx), serviceType, command.hasDeliveryPoint)
  const contactId = command.contactId ?? order.contactId
  const events: OrderEvent[] = [{ kind: 'delivery.serviceTypeChanged', serviceType, orderType, contactId }]
  if (serviceType === 'DeliveryByCourier') return events
  const { estimatedTime } = order
  if (order.courier) events.push({ kind: 'delivery.courierChanged', courier: null, estimatedTime })
  const charges = order.items
    .filter((item) => item.isAutomatic && isLiving(item))
    .map((item) => item.positionId)
  if (charges.length > 0) {
    const deletion = { removalType: null, comment: null, writeoffUserId: null, at: ctx.now }
    events.push({ kind: 'delivery.itemsDeleted', positionIds: charges, deletion })
  }
  return events
}
