import { readDefinitions } from '../../src/api/cloud/testing/sample.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import type { TestServer } from '../support/start-server.ts'
import {
  type Deliveries,
  deliveriesOf,
  employeeId,
  hourMs,
  type Json,
  noon,
} from './cloud-deliveries-driver.ts'
import { holdAgainstSamples } from './published-driver.ts'
import {
  cardOrder,
  distrusted,
  everyPayment,
  everyTip,
  passingOrder,
  pizzaAndLemonade,
  twoHalves,
  wholeOrder,
} from './published-orders.ts'

// Level 3 of the parity ledger for deliveries.

const phone = '+79005550301'

/** Asks for an order and waits for what its till says. */
async function created(server: TestServer, body: Json, status = 'Success'): Promise<string> {
  const { json, text } = await server.post('/api/1/deliveries/create', body, undefined, { Prefer: 'wait=60' })
  if (json.orderInfo?.creationStatus !== status) throw new Error(text)
  return json.orderInfo.id
}

/** From the order to the door. */
async function delivered(server: TestServer, shop: Deliveries): Promise<void> {
  const id = await created(server, wholeOrder(server, shop))
  const { organizationId } = shop
  const ofOrder = { organizationId, orderId: id }
  const items = [wholeOrder(server, shop).order.items[0], twoHalves(server)]
  const { combos, items: lunch } = wholeOrder(server, shop).order
  const pizza = pizzaAndLemonade(server, shop)
  await shop.done('add_items', id, {
    items: [...items, ...lunch.slice(1, 5), ...pizza.items],
    combos: [combos[0], pizza.combo],
  })
  await shop.done('change_complete_before', id, { newCompleteBefore: '2027-03-12 19:30:00.000' })
  await shop.done('change_comment', id, { comment: 'ring twice' })
  await shop.done('change_operator', id, { operatorId: employeeId('6666') })
  await shop.done('change_external_data', id, { externalData: [{ key: 'a', value: '3', isPublic: true }] })
  await shop.done('update_order_problem', id, { hasProblem: true, problem: 'late' })
  await shop.done('add_payments', id, {
    payments: everyPayment(phone),
    tips: everyTip(phone, demoId('tipsType', 'courier')),
  })
  await server.post('/api/1/deliveries/update_tracking_link', {
    ...ofOrder,
    trackingLink: 'https://track.example/1',
  })
  await shop.atTill({ kind: 'delivery.printToKitchen', orderId: id })
  await shop.done('update_order_courier', id, { employeeId: employeeId('5555') })
  await shop.done('change_driver_info', id, {
    driverId: employeeId('5555'),
    estimatedTime: '2027-03-12 19:00:00.000',
  })
  const { order } = await shop.byId(id)
  const paid = order.payments.reduce((total: number, { sum }: Json) => total + sum, 0)
  const [, , , cash] = everyPayment(phone)
  await shop.done('add_payments', id, { payments: [{ ...cash, sum: order.sum - paid }] })
  await shop.done('print_delivery_bill', id)
  await shop.done('update_order_delivery_status', id, { deliveryStatus: 'OnWay' })
  const deliveryDate = '2027-03-12 12:45:00.000'
  await shop.done('update_order_delivery_status', id, { deliveryStatus: 'Delivered', deliveryDate })
  await shop.done('close', id, { deliveryDate })
}

/** Another way, other payments, and in the end another order in its place. */
async function moved(server: TestServer, shop: Deliveries): Promise<void> {
  const id = await created(server, passingOrder(server, shop))
  const gone = await created(server, wholeOrder(server, shop))
  const { deliveryPoint } = wholeOrder(server, shop).order
  const { address } = passingOrder(server, shop).order.deliveryPoint
  await shop.done('change_delivery_point', id, { newDeliveryPoint: { ...deliveryPoint, address } })
  await shop.done('change_delivery_point', id, { newDeliveryPoint: deliveryPoint })
  await shop.done('change_service_type', id, { newServiceType: 'DeliveryByClient' })
  for (const point of [deliveryPoint, { ...deliveryPoint, address }])
    await shop.done('change_service_type', id, { newServiceType: 'DeliveryByCourier', deliveryPoint: point })
  const paid = { payments: everyPayment(phone), tips: everyTip(phone, demoId('tipsType', 'courier')) }
  // Bonuses are a guest's: who only passes by has none.
  await shop.done('change_payments', await created(server, shop.anOrder()), paid)
  // It stays where it is: lists show its address in one line.
  await created(server, passingOrder(server, shop))
  const repaid = await created(server, shop.anOrder())
  await server.post('/api/1/deliveries/update_order_payments', {
    ...{ organizationId: shop.organizationId, orderId: repaid },
    paymentItems: paid.payments,
  })
  await server.settle()
  await shop.atTill({ kind: 'delivery.printToKitchen', orderId: id })
  const { order } = await shop.byId(id)
  const positionIds = order.items.map(({ positionId }: Json) => positionId)
  for (const status of ['CookingStarted', 'CookingCompleted'])
    await shop.atTill({ kind: 'delivery.setCooking', orderId: id, positionIds, status })
  await shop.atTill({ kind: 'delivery.printToKitchen', orderId: gone })
  await shop.done('cancel', gone, {
    movedOrderId: await created(server, cardOrder(shop)),
    cancelCauseId: demoId('cancelCause', 'guest'),
    cancelComment: 'no show',
    removalTypeId: demoId('removalType', 'user'),
    removalComment: 'thrown away',
    userIdForWriteoff: employeeId('5555'),
  })
}

async function confirmed(server: TestServer): Promise<void> {
  const kazan = deliveriesOf(server, 'baumana')
  const address = { street: { name: 'Баумана', city: 'Казань' }, house: '7' }
  const items = [kazan.anItem('10101', 380, { amount: 2 })]
  const id = await created(server, kazan.anOrder({ deliveryPoint: { address }, items }))
  await kazan.done('confirm', id)
  await kazan.done('cancel_confirmation', id)
  await kazan.done('confirm', id)
}

async function read(server: TestServer, shop: Deliveries, refused: string): Promise<void> {
  const { organizationId } = shop
  const kazan = server.till('baumana').organizationId
  const organizationIds = [organizationId, kazan]
  const ask = (path: string, body: Json) => server.post(`/api/1/deliveries/${path}`, body)
  const days = { deliveryDateFrom: '2027-03-12 00:00:00.000', deliveryDateTo: '2027-03-13 00:00:00.000' }
  const found = await ask('by_delivery_date_and_status', { organizationIds, ...days })
  const sourceKeys = ['site']
  const orders: Json[] = found.json.ordersByOrganizations.flatMap((one: Json) => one.orders)
  const orderIds = [...orders.map(({ id }) => id), refused]
  const posOrderIds = orders.map(({ posId }) => posId)
  const shown = { returnExternalDataKeys: ['a', 'b'], returnLockedByUser: true }
  for (const id of organizationIds) await ask('by_id', { organizationId: id, orderIds, ...shown })
  await ask('by_id', { organizationId, posOrderIds, ...shown, sourceKeys })

  const since = { startRevision: (noon - hourMs) * 1000, rowsCount: 100 }
  const everyStatus = readDefinitions('request')['DeliveryStatus']?.enum
  for (const more of [{}, { sourceKeys, statuses: everyStatus, courierIds: [employeeId('5555')] }])
    await ask('by_delivery_date_and_status', { organizationIds, ...days, ...more })
  for (const more of [{}, { sourceKeys }]) {
    await ask('by_revision', { organizationIds, startRevision: since.startRevision, ...more })
    const named = { organizationIds, phone, ...days, ...since, ...more }
    for (const path of ['by_delivery_date_and_phone', 'history/by_delivery_date_and_phone'])
      await ask(path, named)
  }
  const search = 'by_delivery_date_and_source_key_and_filter'
  await ask(search, { organizationIds, ...days, rowsCount: 100 })
  await ask(search, { organizationIds, orderIds })
  await ask(search, { organizationIds, posOrderIds })
  await ask(search, {
    ...{
      organizationIds,
      terminalGroupIds: [shop.terminalGroupId],
      ...days,
      statuses: everyStatus,
      sourceKeys,
    },
    ...{ hasProblem: true, orderServiceType: 'DeliveryByCourier', searchText: 'A-17', rowsCount: 10 },
    ...{
      timeToCookingErrorTimeout: 1,
      cookingTimeout: 1,
      sortProperty: 'Number',
      sortDirection: 'Descending',
    },
  })
}

holdAgainstSamples(
  [
    '/api/1/deliveries/create',
    '/api/1/deliveries/change_external_data',
    '/api/1/deliveries/update_order_problem',
    '/api/1/deliveries/update_order_payments',
    '/api/1/deliveries/update_order_delivery_status',
    '/api/1/deliveries/update_order_courier',
    '/api/1/deliveries/add_items',
    '/api/1/deliveries/close',
    '/api/1/deliveries/cancel',
    '/api/1/deliveries/change_complete_before',
    '/api/1/deliveries/change_delivery_point',
    '/api/1/deliveries/change_service_type',
    '/api/1/deliveries/change_payments',
    '/api/1/deliveries/change_comment',
    '/api/1/deliveries/print_delivery_bill',
    '/api/1/deliveries/confirm',
    '/api/1/deliveries/cancel_confirmation',
    '/api/1/deliveries/change_operator',
    '/api/1/deliveries/add_payments',
    '/api/1/deliveries/change_driver_info',
    '/api/1/deliveries/update_tracking_link',
    '/api/1/deliveries/by_id',
    '/api/1/deliveries/by_revision',
    '/api/1/deliveries/by_delivery_date_and_status',
    '/api/1/deliveries/by_delivery_date_and_phone',
    '/api/1/deliveries/by_delivery_date_and_source_key_and_filter',
    '/api/1/deliveries/history/by_delivery_date_and_phone',
  ],
  async (server) => {
    server.clock.jumpTo(noon)
    const shop = deliveriesOf(server, 'pokrovka')
    await distrusted(server, shop)
    await delivered(server, shop)
    await moved(server, shop)
    await confirmed(server)
    const refused = shop.anOrder({ externalNumber: 'A-18', items: [shop.anItem('20001', 650)] })
    await read(server, shop, await created(server, refused, 'Error'))
  },
)
