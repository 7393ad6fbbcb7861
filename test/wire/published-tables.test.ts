import { readDefinitions } from '../../src/api/cloud/testing/sample.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import type { TestServer } from '../support/start-server.ts'
import { deliveriesOf, employeeId, type Json, noon } from './cloud-deliveries-driver.ts'
import { holdAgainstSamples } from './published-driver.ts'
import {
  distrusted,
  everyPayment,
  everyTip,
  passingOrder,
  wholeCheque,
  wholeOrder,
} from './published-orders.ts'
import { cardOnline, type Tables, tableId, tablesOf } from './table-orders-driver.ts'

// Level 3 of the parity ledger for orders on tables.

const phone = '+79005550301'
const uuid = (): string => crypto.randomUUID()

/** What an order on tables says like a delivery. */
function wholeTableOrder(server: TestServer, hall: Tables): Json {
  const { order } = wholeOrder(server, hall)
  const { externalNumber, customer, items, combos, sourceKey, discountsInfo, loyaltyInfo } = order
  const { menuId, priceCategoryId, externalData, chequeAdditionalInfo } = order
  return {
    ...hall.place,
    order: {
      ...{ externalNumber, phone, customer, items, combos, sourceKey, discountsInfo, loyaltyInfo },
      ...{ menuId, priceCategoryId, externalData, chequeAdditionalInfo },
      ...{ id: uuid(), tableIds: [tableId('main/3')], guests: { count: 2 }, tabName: 'Birthday' },
      orderTypeId: demoId('orderType', 'table'),
      payments: everyPayment(phone),
      tips: everyTip(phone, demoId('tipsType', 'kitchen')),
    },
    createOrderSettings: { transportToFrontTimeout: 60, servicePrint: true, checkStopList: true },
  }
}

async function created(server: TestServer, body: Json, status = 'Success'): Promise<string> {
  const { json, text } = await server.post('/api/1/order/create', body, undefined, { Prefer: 'wait=60' })
  if (json.orderInfo?.creationStatus !== status) throw new Error(text)
  return json.orderInfo.id
}

/** An order that is added to, paid and closed; gives its guest. */
async function closed(server: TestServer, hall: Tables): Promise<string> {
  const id = await created(server, wholeTableOrder(server, hall))
  const { items, combos } = wholeTableOrder(server, hall).order
  await hall.done('add_items', id, { items, combos, addOrderItemsSettings: { servicePrint: true } })
  const externalData = [{ key: 'a', value: '3', isPublic: true }]
  await hall.done('change_external_data', id, { externalData })
  const tips = everyTip(phone, demoId('tipsType', 'kitchen'))
  await hall.done('add_payments', id, { payments: everyPayment(phone), tips })
  const { order } = await hall.byId(id)
  const paid = order.payments.reduce((total: number, { sum }: Json) => total + sum, 0)
  await hall.done('add_payments', id, { payments: [cardOnline(order.sum - paid)] })
  await hall.done('print_bill', id)
  await hall.done('close', id, { chequeAdditionalInfo: wholeCheque })
  return order.customer.id
}

/** Orders that say what excludes something in the whole one; one of them is thrown away. */
async function others(server: TestServer, hall: Tables, guestId: string): Promise<void> {
  const { items, discountsInfo } = passingOrder(server, hall).order
  const discounted = { items, discountsInfo, guestCount: 2, tableIds: [tableId('main/5')] }
  const id = await created(server, hall.anOrder(discounted))
  const { type: _, shouldReceivePromoActionsInfo: __, ...customer } = wholeOrder(server, hall).order.customer
  await hall.done('add_customer', id, { customer: { ...customer, id: guestId, phone } })
  const tips = everyTip(phone, demoId('tipsType', 'kitchen'))
  await hall.done('change_payments', id, { payments: everyPayment(phone), tips })
  const card = { tableIds: [tableId('main/6')], discountsInfo: { card: { track: '7780000000000001' } } }
  await created(server, hall.anOrder(card))
  const gone = await created(server, wholeTableOrder(server, hall))
  await hall.done('cancel', gone, {
    removalTypeId: demoId('removalType', 'user'),
    removalComment: 'thrown away',
    userIdForWriteoff: employeeId('5555'),
  })
  const unsized = { items: [hall.anItem('20001', 650)], externalNumber: 'A-18' }
  await created(server, hall.anOrder({ ...unsized, tableIds: [tableId('main/7')] }), 'Error')
}

/** Orders that waiters opened, in a hall with a concept of its own. */
async function openedByWaiters(server: TestServer): Promise<void> {
  const kazan = tablesOf(server, 'baumana')
  const { organizationId, terminalGroupId } = kazan
  const ofTill = { organizationId, terminalGroupId }
  const waiterId = employeeId('4446')
  const tableIds = [tableId('hall/1')]
  const item = kazan.anItem('10101', 380, { amount: 2 })
  await created(server, kazan.anOrder({ tableIds: [tableId('hall/3')], items: [item] }))
  await kazan.openedAtTill(tableIds, { waiterId, guestCount: 2 })
  await server.post('/api/1/order/init_by_table', { ...ofTill, tableIds })
  await server.settle()
  const [{ posId }] = await kazan.byTable(tableIds)
  await server.post('/api/1/order/init_by_posOrder', { ...ofTill, posOrderIds: [posId] })
  await server.settle()
}

async function read(server: TestServer, hall: Tables): Promise<void> {
  const organizationIds = [hall.organizationId, server.till('baumana').organizationId]
  const tableIds = ['main/3', 'main/5', 'main/6', 'main/7', 'hall/1', 'hall/3'].map(tableId)
  const statuses = readDefinitions('request')['TableOrderStatus']?.enum
  const days = { dateFrom: '2027-03-12 00:00:00.000', dateTo: '2027-03-13 00:00:00.000' }
  const found = await server.post('/api/1/order/by_table', { organizationIds, tableIds, statuses, ...days })
  await server.post('/api/1/order/by_table', { organizationIds, tableIds, sourceKeys: ['site'] })
  const orders: Json[] = found.json.orders
  const shown = { organizationIds, returnExternalDataKeys: ['a', 'b'] }
  await server.post('/api/1/order/by_id', { ...shown, orderIds: orders.map(({ id }) => id) })
  const posOrderIds = orders.flatMap(({ posId }) => posId ?? [])
  await server.post('/api/1/order/by_id', { ...shown, posOrderIds, sourceKeys: ['site'] })
}

holdAgainstSamples(
  [
    '/api/1/order/create',
    '/api/1/order/by_id',
    '/api/1/order/by_table',
    '/api/1/order/add_items',
    '/api/1/order/close',
    '/api/1/order/cancel',
    '/api/1/order/change_payments',
    '/api/1/order/change_external_data',
    '/api/1/order/init_by_table',
    '/api/1/order/init_by_posOrder',
    '/api/1/order/add_customer',
    '/api/1/order/add_payments',
    '/api/1/order/print_bill',
  ],
  async (server) => {
    server.clock.jumpTo(noon)
    const hall = tablesOf(server, 'pokrovka')
    await distrusted(server, deliveriesOf(server, 'pokrovka'))
    await others(server, hall, await closed(server, hall))
    await openedByWaiters(server)
    await read(server, hall)
  },
)
