import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { DeliveryOrder } from '../order.ts'
import type { TillContext } from '../till-context.ts'
import type { Deed } from './deed.ts'

type Courier = NonNullable<DeliveryOrder['courier']>

/** Who drives and when he will be there; undefined leaves a value, null takes it away (cloud-api §4.11). */
export const changeCourier: Deed<'delivery.changeCourier'> = (ctx, order, command) => {
  const { courierId, isSelectedManually } = command
  const courier =
    courierId === undefined ? order.courier : courierFor(ctx, order, courierId, isSelectedManually)
  const estimatedTime = command.estimatedTime === undefined ? order.estimatedTime : command.estimatedTime
  const isSame = courier?.id === order.courier?.id && estimatedTime === order.estimatedTime
  return isSame ? [] : [{ kind: 'delivery.courierChanged', courier, estimatedTime }]
}

/** A courier of the organization on shift, for a delivery that a courier makes. */
function courierFor(
  ctx: TillContext,
  order: DeliveryOrder,
  courierId: Uuid | null,
  isSelectedManually: boolean,
): Courier | null {
  if (courierId === (order.courier?.id ?? null)) return order.courier
  if (courierId === null) {
    if (order.status === 'OnWay' || order.status === 'Delivered') throw refuse('courier.required')
    return null
  }
  const item = ctx.catalog.living('employee', courierId)
  const works = item?.body.organizationIds.includes(ctx.organizationId)
  if (!item || !works || !item.body.isCourier) throw refuse('courier.unknown', { id: courierId })
  const notAssignable = (reason: string) => refuse('courier.not-assignable', { reason })
  if (order.serviceType !== 'DeliveryByCourier') throw notAssignable('the guest comes himself')
  if (order.status === 'Delivered' && order.courier) throw notAssignable('the order is delivered')
  if (!ctx.hasOpenPersonalShift(courierId))
    throw notAssignable(`${item.body.name} has no open personal shift`)
  return { id: courierId, name: item.body.name, phone: item.body.phone, isSelectedManually }
}
