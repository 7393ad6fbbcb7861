import type { CloudOrder } from '../../../app/ports.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { type Call, type Handler, nothing, requireRight } from '../call.ts'
import { fault } from '../faults.ts'
import { placeOf } from '../wire/place.ts'
import { commandOrder } from './add-order.ts'
import { orderNamed } from './find-orders.ts'

export const problemTextMax = 1000

const assign: Handler = async (call) => {
  requireRight(call, 'deliveries/update_order_courier')
  const { body, query } = call
  const courierId = body.requiredId('courierId')
  const order = await orderNamed(call, query.id('organization'), body.requiredId('orderId'))
  const { id: orderId } = order
  await commandOrder(call, order, {
    kind: 'delivery.changeCourier',
    orderId,
    courierId,
    isSelectedManually: true,
  })
  return nothing
}

/** Delivered, or back on its way; only its own courier says so (biz-card-api §5.16). */
const delivered: Handler = async (call) => {
  requireRight(call, statusRight)
  const { body, query } = call
  const courierId = body.requiredId('courierId')
  const isDelivered = body.flag('delivered')
  if (isDelivered === null) throw body.missing('delivered')
  const order = await orderNamed(call, query.id('organization'), body.requiredId('orderId'))
  await setDelivered(call, order, { courierId, isDelivered, time: body.text('actualDeliveryTime') })
  return nothing
}

export const statusRight = 'deliveries/update_order_delivery_status'

/** `time` is by the restaurant's clock; null: now. */
export async function setDelivered(
  call: Call,
  order: CloudOrder,
  { courierId, isDelivered, time }: { courierId: Uuid; isDelivered: boolean; time: string | null },
): Promise<void> {
  const { catalog, app } = call
  if (order.state?.courier?.id !== courierId)
    throw fault(400, `Order ${order.id} is not carried by courier ${courierId}`)
  const outlet = catalog.find('organization', order.organizationId)
  const at =
    time === null || !outlet
      ? app.clock.now()
      : placeOf(catalog, outlet, order.terminalGroupId).readTime(time, 'actualDeliveryTime')
  await commandOrder(call, order, {
    ...{ kind: 'delivery.updateStatus', orderId: order.id },
    ...(isDelivered ? { status: 'Delivered', deliveryDate: at } : { status: 'OnWay', deliveryDate: null }),
  })
}

const problem: Handler = async (call) => {
  requireRight(call, problemRight)
  const { body, query } = call
  const description = body.requiredText('problemText', problemTextMax)
  const order = await orderNamed(call, query.id('organization'), body.requiredId('orderId'))
  await setProblem(call, order, description)
  return nothing
}

export const problemRight = 'deliveries/update_order_problem'

export const setProblem = (call: Call, order: CloudOrder, description: string): Promise<void> =>
  commandOrder(call, order, {
    ...{ kind: 'delivery.changeProblem', orderId: order.id },
    ...{ hasProblem: true, description },
  })

/** What couriers and sites change of an order: nothing else can be in this API (§5.1, §5.16). */
export const courierHandlers = {
  'orders/assigncourier': assign,
  'orders/set_order_delivered': delivered,
  'orders/add_order_problem': problem,
} satisfies Record<string, Handler>
