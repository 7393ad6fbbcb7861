import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'
import { employeeId, type Json, noon, paymentTypeId } from './cloud-deliveries-driver.ts'
import { waiterOf } from './hall-driver.ts'
import { cardOnline, type Tables, tableId, tablesOf } from './table-orders-driver.ts'

let server: TestServer
let hall: Tables
beforeAll(async () => {
  server = await startServer()
  hall = tablesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

const init = (operation: string, body: Json): Promise<Json> =>
  hall.send(operation, { terminalGroupId: hall.terminalGroupId, ...body })

test('[cloud-api §8.3] an order of the till is seen after init_by_table, followed and paid', async () => {
  const tables = [tableId('main/5')]
  const orderId = await hall.openedAtTill(tables, { waiterId: employeeId('1111'), guestCount: 2 })
  const other = await hall.openedAtTill([tableId('main/6')])
  expect(await hall.byTable(tables)).toEqual([])
  expect(await hall.byId(orderId)).toBeUndefined()
  const early = await hall.post('order/print_bill', { organizationId: hall.organizationId, orderId })
  expect(early.json.error).toBe('OrderNotFound')

  expect(await init('init_by_table', { tableIds: tables })).toEqual({ state: 'Success' })
  const [info] = await hall.byTable(tables)
  expect(info).toMatchObject({ creationStatus: 'Success', order: { status: 'New', sum: 420 } })
  expect(info.posId).not.toBe(info.id)
  expect(info.order.waiter).toMatchObject({ id: employeeId('1111') })
  expect(await hall.byId(other)).toBeUndefined()

  await hall.atTill({ kind: 'tableOrder.printBill', orderId })
  expect((await hall.byId(info.id)).order.status).toBe('Bill')
  await hall.done('add_payments', info.id, { payments: [cardOnline(420)] })
  expect((await hall.done('close', info.id)).status).toBe('Closed')
})

test('[cloud-api §8.3] init_by_posOrder takes the id of the till; closed orders and empty tables show nothing', async () => {
  const orderId = await hall.openedAtTill([tableId('main/7')])
  const { tenantId } = server.till('pokrovka')
  const posId = (await server.node.app.storage.now.cloudTableOrders.load(tenantId, [orderId])).get(orderId)
    ?.state?.posId
  const closed = await hall.openedAtTill([tableId('main/8')])
  await hall.atTill({
    kind: 'tableOrder.cancel',
    orderId: closed,
    removalTypeId: null,
    removalComment: null,
    userIdForWriteoff: null,
  })
  expect(await init('init_by_table', { tableIds: [tableId('main/8')] })).toEqual({ state: 'Success' })
  expect(await hall.byTable([tableId('main/8')])).toEqual([])
  expect(await init('init_by_posOrder', { posOrderIds: [crypto.randomUUID()] })).toEqual({ state: 'Success' })
  expect(await hall.byId(orderId)).toBeUndefined()
  expect(await init('init_by_posOrder', { posOrderIds: [posId] })).toEqual({ state: 'Success' })
  expect((await hall.byId(orderId)).posId).toBe(posId)
  // Once more changes nothing.
  expect(await init('init_by_posOrder', { posOrderIds: [posId] })).toEqual({ state: 'Success' })
})

test('a till shows orders of its own group only', async () => {
  const tables = [tableId('hall/1')]
  const kazan = tablesOf(server, 'baumana')
  const orderId = await kazan.openedAtTill(tables)
  expect(await init('init_by_table', { tableIds: tables })).toEqual({ state: 'Success' })
  expect(await kazan.byId(orderId)).toBeUndefined()
  const organizationId = kazan.organizationId
  const mixed = await hall.post('order/init_by_table', {
    organizationId,
    terminalGroupId: hall.terminalGroupId,
    tableIds: tables,
  })
  expect(mixed.status).toBe(400)
  expect(
    await kazan.send('init_by_table', { terminalGroupId: kazan.terminalGroupId, tableIds: tables }),
  ).toEqual({
    state: 'Success',
  })
  expect((await kazan.byId(orderId)).order.status).toBe('New')
})

test.each([
  ['init_by_table', { tableIds: [] }, 'tableIds'],
  ['init_by_table', { tableIds: ['third'] }, 'tableIds[0]'],
  ['init_by_posOrder', { posOrderIds: [] }, 'posOrderIds'],
  ['init_by_posOrder', {}, 'posOrderIds'],
])('%s %j is refused by its name', async (operation, body, field) => {
  const { organizationId, terminalGroupId } = hall
  const answer = await hall.post(`order/${operation}`, { organizationId, terminalGroupId, ...body })
  expect(answer.status).toBe(400)
  expect(answer.json.errorDescription).toContain(field)
})

test('[cloud-api §7.2] webhooks tell of listed statuses, of dishes and of errors; hidden orders are not told of', async () => {
  const receiver = await startWebhookReceiver()
  const subscribe = (filter: Json) =>
    server.post('/api/1/webhooks/update_settings', {
      organizationId: hall.organizationId,
      webHooksUri: receiver.url,
      authToken: null,
      webHooksFilter: filter,
    })
  const answer = await subscribe({
    tableOrderFilter: { orderStatuses: ['Bill', 'Closed'], itemStatuses: ['CookingStarted'], errors: true },
  })
  expect(answer.status, answer.text).toBe(200)
  const hidden = await hall.openedAtTill([tableId('main/9')])
  await hall.atTill({ kind: 'tableOrder.printBill', orderId: hidden })

  const { id, order } = await hall.placed(hall.anOrder({ payments: [cardOnline(840)] }))
  await hall.atTill({ kind: 'tableOrder.printToKitchen', orderId: id })
  const positionIds = [order.items[0].positionId]
  await hall.atTill({ kind: 'tableOrder.setCooking', orderId: id, positionIds, status: 'CookingStarted' })
  await hall.done('print_bill', id)
  await hall.done('close', id)
  const wrong = await hall.outcome(hall.anOrder({ tableIds: [demoId('table', 'nowhere')] }))

  await receiver.waitFor(({ eventInfo }) => eventInfo.id === wrong.id)
  await receiver.waitFor(({ eventInfo }) => eventInfo.order?.status === 'Closed')
  const told = (orderId: string): Json[] =>
    receiver.events.filter(({ eventInfo }) => eventInfo.id === orderId)
  expect(told(wrong.id)).toMatchObject([
    { eventType: 'TableOrderError', eventInfo: { creationStatus: 'Error' } },
  ])
  expect(told(id).every(({ eventType }) => eventType === 'TableOrderUpdate')).toBe(true)
  expect([...new Set(told(id).map(({ eventInfo }) => eventInfo.order.status))]).toEqual([
    'New',
    'Bill',
    'Closed',
  ])
  expect(told(hidden)).toEqual([])
  await subscribe(undefined)
  await receiver.close()
})

test('[cloud-api §8.2–8.3] what a waiter opens on the screen takes its id, is seen after init and told of', async () => {
  const receiver = await startWebhookReceiver()
  const subscribe = (filter: Json) =>
    server.post('/api/1/webhooks/update_settings', {
      organizationId: hall.organizationId,
      webHooksUri: receiver.url,
      authToken: null,
      webHooksFilter: filter,
    })
  await subscribe({
    tableOrderFilter: { orderStatuses: ['New', 'Bill', 'Closed'], itemStatuses: [], errors: true },
  })
  const waiter = await waiterOf(server)
  const orderId = crypto.randomUUID()
  const tableIds = [tableId('main/11')]
  const dish = { productId: productByCode(server.chain, '10101'), amount: 2 }
  await waiter.does({ kind: 'tableOrder.place', orderId, tableIds, guestCount: 2, items: [dish] })

  // Nobody else makes an order of this id, at the cloud or at the till, and nothing of it is seen.
  const taken = await hall.create(hall.anOrder({ id: orderId }))
  expect([taken.status, taken.json.error]).toEqual([400, 'DuplicatedOrderId'])
  const inDelivery = await hall.post('deliveries/create', hall.aPickup({ id: orderId }))
  expect([inDelivery.status, inDelivery.json.error]).toEqual([400, 'DuplicatedOrderId'])
  expect(await waiter.cannot({ kind: 'tableOrder.place', orderId, tableIds })).toBe('order.duplicate-id')
  expect(await hall.byTable(tableIds)).toEqual([])

  expect(await init('init_by_table', { tableIds })).toEqual({ state: 'Success' })
  const [info] = await hall.byTable(tableIds)
  expect(info).toMatchObject({ id: orderId, order: { status: 'New', sum: 840, guestsInfo: { count: 2 } } })
  const byPos = await hall.post('order/by_id', {
    organizationIds: [hall.organizationId],
    posOrderIds: [info.posId],
  })
  expect(byPos.json.orders.map(({ id }: Json) => id)).toEqual([orderId])
  expect(await init('init_by_posOrder', { posOrderIds: [info.posId] })).toEqual({ state: 'Success' })

  await waiter.does({ kind: 'tableOrder.addItems', orderId, items: [dish] })
  await waiter.does({ kind: 'tableOrder.printBill', orderId })
  expect(await waiter.cannot({ kind: 'tableOrder.addItems', orderId, items: [dish] })).toBe(
    'order.bill-printed',
  )
  const payments = [{ typeId: paymentTypeId('cash'), sum: 1680 }]
  await waiter.does({ kind: 'tableOrder.close', orderId, payments })
  expect((await hall.byId(orderId)).order).toMatchObject({
    status: 'Closed',
    sum: 1680,
    processedPaymentsSum: 1680,
  })
  await receiver.waitFor(({ eventInfo }) => eventInfo.id === orderId && eventInfo.order?.status === 'Closed')
  const told = receiver.events.filter(({ eventInfo }) => eventInfo.id === orderId)
  expect(told.every(({ eventType }) => eventType === 'TableOrderUpdate')).toBe(true)
  expect([...new Set(told.map(({ eventInfo }) => eventInfo.order.status))]).toEqual(['New', 'Bill', 'Closed'])
  await subscribe(undefined)
  await receiver.close()
})

test('a screen’s order without tables, with a wrong one or by somebody without the right is refused', async () => {
  const waiter = await waiterOf(server)
  const place = { kind: 'tableOrder.place', orderId: crypto.randomUUID(), tableIds: [tableId('main/11')] }
  expect(await waiter.cannot({ ...place, tableIds: ['third'] })).toBe('request.field-invalid')
  expect(await waiter.cannot({ ...place, tableIds: undefined })).toBe('request.field-required')
  expect(await waiter.cannot({ ...place, guestCount: 0 })).toBe('request.field-invalid')
  expect(await waiter.cannot({ ...place, tableIds: [tableId('hall/1')] })).toBe('table.unknown')
  const courier = await waiterOf(server, '5555')
  expect(await courier.cannot(place)).toBe('access.permission-denied')
})
