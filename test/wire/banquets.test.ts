import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'
import { type Json, noon, paymentTypeId } from './cloud-deliveries-driver.ts'
import { waiterOf } from './hall-driver.ts'
import { byBonuses, loyaltyOf } from './loyalty-driver.ts'
import { cardOnline, type Tables, tableId, tablesOf } from './table-orders-driver.ts'

// A banquet from its reserve to its receipt: ordered through the cloud, served and paid at the till.

let server: TestServer
let hall: Tables
beforeAll(async () => {
  server = await startServer()
  hall = tablesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

let lastTable = 0
const aBanquet = (order: Json = {}, more: Json = {}): Json => ({
  ...hall.place,
  ...{ customer: { type: 'regular', name: 'Анна' }, phone: '+79005550380', guests: { count: 4 } },
  ...{ durationInMinutes: 120, shouldRemind: true, estimatedStartTime: '2027-03-12 18:00:00.000' },
  tableIds: [tableId(`main/${++lastTable}`)],
  order: { items: [hall.anItem('10101', 420, { amount: 2 })], ...order },
  ...more,
})
async function byId(id: string): Promise<Json> {
  const { organizationId } = hall
  const answer = await hall.post('reserve/status_by_id', { organizationId, reserveIds: [id] })
  expect(answer.status, answer.text).toBe(200)
  return answer.json.reserves[0].reserve
}
async function placed(body: Json): Promise<string> {
  const answer = await hall.post('reserve/create', body)
  expect(answer.status, answer.text).toBe(200)
  await server.settle()
  return answer.json.reserveInfo.id
}
async function prepay(reserveId: string, payments: Json[]): Promise<void> {
  const { organizationId } = hall
  const answer = await hall.post('reserve/add_payments', { organizationId, reserveId, payments })
  await server.settle()
  expect(await hall.commandStatus(answer.json.correlationId)).toEqual({ state: 'Success' })
}
const cash = (sum: number): Json => ({ typeId: paymentTypeId('cash'), sum })

test('guests come, eat, get the bill and pay the rest: the reserve follows, and is told of', async () => {
  const receiver = await startWebhookReceiver()
  await server.post('/api/1/webhooks/update_settings', {
    organizationId: hall.organizationId,
    webHooksUri: receiver.url,
    authToken: null,
    webHooksFilter: { reserveFilter: { updates: true, errors: true } },
  })
  const waiter = await waiterOf(server)
  const id = await placed(aBanquet())
  await prepay(id, [cardOnline(300)])
  expect(await waiter.cannot({ kind: 'reserve.printBill', orderId: id })).toBe('order.wrong-status')
  await waiter.does({ kind: 'reserve.guestsCame', orderId: id })
  expect(await byId(id)).toMatchObject({ status: 'Started', order: { whenBillPrinted: null } })
  const dish = { productId: hall.anItem('10101', 420).productId, amount: 1 }
  await waiter.does({ kind: 'reserve.addItems', orderId: id, items: [dish] })
  await waiter.does({ kind: 'reserve.printToKitchen', orderId: id })
  await waiter.does({ kind: 'reserve.printBill', orderId: id })
  const billed = await byId(id)
  expect(billed.order.whenBillPrinted).not.toBeNull()
  expect(billed.order.items.map(({ status }: Json) => status)).toEqual([
    'PrintedNotCooking',
    'PrintedNotCooking',
  ])
  expect(await waiter.cannot({ kind: 'reserve.addItems', orderId: id, items: [dish] })).toBe(
    'order.bill-printed',
  )
  expect(await waiter.cannot({ kind: 'reserve.close', orderId: id, payments: [cash(959)] })).toBe(
    'order.payment-not-enough',
  )
  expect((await byId(id)).status).toBe('Started')

  const shiftBefore = (await waiter.board()).shift
  const call = crypto.randomUUID()
  const closing = { kind: 'reserve.close', orderId: id, payments: [cash(1000)] }
  expect((await waiter.send(closing, call)).json).toEqual({ ok: true })
  expect((await waiter.send(closing, call)).json).toEqual({ ok: true })
  await server.settle()
  const closed = await byId(id)
  expect(closed).toMatchObject({
    ...{ status: 'Closed', cancelReason: null },
    order: { sum: 1260, processedPaymentsSum: 1260 },
  })
  expect(closed.guestsComingTime).not.toBeNull()
  expect(closed.order.whenClosed).not.toBeNull()
  expect(closed.order.payments.map(({ sum, isPrepay }: Json) => [sum, isPrepay])).toEqual([
    [300, true],
    [960, false],
  ])
  const { shift } = await waiter.board()
  expect(shift.revenue - shiftBefore.revenue).toBe(1260)
  expect(shift.closedOrders - shiftBefore.closedOrders).toBe(1)
  // The table is free again.
  await placed(aBanquet({}, { tableIds: [tableId(`main/${lastTable}`)] }))

  await receiver.waitFor(({ eventInfo }) => eventInfo.id === id && eventInfo.reserve?.status === 'Closed')
  const told = receiver.events.filter(({ eventInfo }) => eventInfo.id === id)
  expect(told.every(({ eventType }) => eventType === 'ReserveUpdate')).toBe(true)
  expect([...new Set(told.map(({ eventInfo }) => eventInfo.reserve?.status))]).toEqual([
    'New',
    'Started',
    'Closed',
  ])
  expect(told.some(({ eventInfo }) => eventInfo.reserve.order?.whenBillPrinted)).toBe(true)
  await receiver.close()
})

test('remainders are counted when the kitchen gets the dishes, not when they are thought of', async () => {
  const waiter = await waiterOf(server)
  const { productId } = hall.anItem('10102', 390)
  await waiter.does({ kind: 'stopList.put', productId, balance: 5 })
  const left = async (): Promise<number> =>
    (await waiter.board()).stopList.find((stop: Json) => stop.productId === productId)?.balance
  const id = await placed(aBanquet({ items: [hall.anItem('10102', 390, { amount: 3 })] }))
  expect(await left()).toBe(5)
  await waiter.does({ kind: 'reserve.guestsCame', orderId: id })
  await waiter.does({ kind: 'reserve.printBill', orderId: id })
  expect(await left()).toBe(2)
  await waiter.does({ kind: 'reserve.printToKitchen', orderId: id })
  expect(await left()).toBe(2)
  await waiter.does({ kind: 'stopList.remove', productId })
})

test('bonuses pay for a banquet as for any order, and come back when it is cancelled', async () => {
  const desk = loyaltyOf(server)
  const waiter = await waiterOf(server)
  const { id: guest, phone } = await desk.aGuest()
  const kept = await placed(aBanquet({ payments: [byBonuses(200, phone)] }, { phone }))
  expect(await desk.balance(guest)).toBe(100)
  const { organizationId } = hall
  await hall.post('reserve/cancel', { organizationId, reserveId: kept, cancelReason: 'ClientRefused' })
  await server.settle()
  expect(await desk.balance(guest)).toBe(300)

  const id = await placed(aBanquet({ payments: [byBonuses(200, phone)] }, { phone }))
  expect((await byId(id)).order.payments).toMatchObject([{ sum: 200, isPrepay: false }])
  await waiter.does({ kind: 'reserve.guestsCame', orderId: id })
  await waiter.does({ kind: 'reserve.close', orderId: id, payments: [cash(640)] })
  expect(await desk.balance(guest)).toBe(132)
})

test('a waiter may keep reserves but not take money, and a courier neither', async () => {
  const id = await placed(aBanquet())
  const [waiter, courier] = [await waiterOf(server, '4444'), await waiterOf(server, '5555')]
  expect(await courier.cannot({ kind: 'reserve.guestsCame', orderId: id })).toBe('access.permission-denied')
  await waiter.does({ kind: 'reserve.guestsCame', orderId: id })
  expect(await waiter.cannot({ kind: 'reserve.close', orderId: id, payments: [cash(840)] })).toBe(
    'access.permission-denied',
  )
  const reason = { kind: 'reserve.cancel', orderId: id, cancelReason: 'Whatever' }
  expect(await waiter.cannot(reason)).toBe('request.field-invalid')
  expect(await waiter.cannot({ kind: 'reserve.close', orderId: 'none' })).toBe('access.permission-denied')
})
