import { type Handler, nothing, requireRight } from '../call.ts'
import { fault } from '../faults.ts'
import { placeOf } from '../wire/place.ts'
import { commandOrder } from './add-order.ts'
import { orderNamed } from './find-orders.ts'

const problemTextMax = 1000

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
  requireRight(call, 'deliveries/update_order_delivery_status')
  const { body, query, catalog, app } = call
  const courierId = body.requiredId('courierId')
  const isDelivered = body.flag('delivered')
  if (isDelivered === null) throw body.missing('delivered')
  const order = await orderNamed(call, query.id('organization'), body.requiredId('orderId'))
  if (order.state?.courier?.id !== courierId)
    throw fault(400, `Order ${order.id} is not carried by courier ${courierId}`)
  const outlet = catalog.find('organization', order.organizationId)
  const text = body.text('actualDeliveryTime')
  const at =
    text === null || !outlet
      ? app.clock.now()
      : placeOf(catalog, outlet, order.terminalGroupId).readTime(text, 'actualDeliveryTime')
  await commandOrder(call, order, {
    ...{ kind: 'delivery.updateStatus', orderId: order.id },
    ...(isDelivered ? { status: 'Delivered', deliveryDate: at } : { status: 'OnWay', deliveryDate: null }),
  })
  return nothing
}

const problem: Handler = async (call) => {
  requireRight(call, 'deliveries/update_order_problem')
  const { body, query } = call
  const description = body.requiredText('problemText', problemTextMax)
  const order = await orderNamed(call, query.id('organization'), body.requiredId('orderId'))
  await commandOrder(call, order, {
    ...{ kind: 'delivery.changeProblem', orderId: order.id },
    ...{ hasProblem: true, description },
  })
  return nothing
}

/** What couriers and sites change of an order: nothing else can be in this API (§5.1, §5.16). */
export const courierHandlers = {
  'orders/assigncourier': assign,
  'orders/set_order_delivered': delivered,
  'orders/add_order_problem': problem,
} satisfies Record<string, Handler>
