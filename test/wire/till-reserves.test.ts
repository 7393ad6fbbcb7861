import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Json, noon } from './cloud-deliveries-driver.ts'
import { waiterOf } from './hall-driver.ts'
import { type Tables, tableId, tablesOf } from './table-orders-driver.ts'

// The book of reserves as people at the till keep it (front-api §2.8): the cloud's reserves are the same reserves.

let server: TestServer
let hall: Tables
beforeAll(async () => {
  server = await startServer()
  hall = tablesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

const hour = 3_600_000
const evening = () => server.clock.now() + 6 * hour
const table = (number: number): string => tableId(`main/${number}`)
const aReserve = (number: number, more: Json = {}): Json => ({
  ...{ kind: 'reserve.place', orderId: crypto.randomUUID(), isBanquet: false },
  ...{ tableIds: [table(number)], startsAt: evening(), durationInMinutes: 120, guests: 4 },
  ...{ comment: 'у окна', shouldRemind: true, guest: { phone: '9005550381', name: 'Вера' } },
  ...more,
})
async function inCloud(id: string): Promise<Json> {
  const { organizationId } = hall
  const answer = await hall.post('reserve/status_by_id', { organizationId, reserveIds: [id] })
  return answer.json.reserves[0]
}
const onBoard = async (waiter: Awaited<ReturnType<typeof waiterOf>>, id: string): Promise<Json> =>
  (await waiter.board()).reserves.find((reserve: Json) => reserve.id === id)

test('a reserve that is written down at the till is the cloud’s too, and its guest is found by phone', async () => {
  const waiter = await waiterOf(server)
  const asked = aReserve(1)
  await waiter.does(asked)
  expect(await onBoard(waiter, asked.orderId)).toMatchObject({
    ...{ status: 'New', startsAt: asked.startsAt, durationInMinutes: 120, guests: 4, comment: 'у окна' },
    ...{ customerName: 'Вера', phone: '+79005550381', shouldRemind: true, banquet: null },
    allowed: expect.arrayContaining(['reserve.change', 'reserve.guestsCame', 'reserve.cancel']),
  })
  expect(await inCloud(asked.orderId)).toMatchObject({
    creationStatus: 'Success',
    reserve: { phone: '+79005550381', guestsCount: 4, durationInMinutes: 120, status: 'New' },
  })
  // Whom somebody books through the cloud under that phone is the same guest.
  const clash = await hall.post('reserve/create', {
    ...hall.place,
    ...{ customer: { type: 'regular', name: 'Вера' }, phone: '+79005550381', guests: { count: 2 } },
    ...{ durationInMinutes: 60, shouldRemind: false, tableIds: [table(1)] },
    estimatedStartTime: (await inCloud(asked.orderId)).reserve.estimatedStartTime,
  })
  await server.settle()
  expect((await inCloud(clash.json.reserveInfo.id)).errorInfo.message).toContain('reserved from')
})

test('a repeat writes nothing down twice; a table that is kept is refused in words', async () => {
  const waiter = await waiterOf(server)
  const [asked, call] = [aReserve(2), crypto.randomUUID()]
  for (const _ of [1, 2]) expect((await waiter.send(asked, call)).json).toEqual({ ok: true })
  await server.settle()
  const { reserves } = await waiter.board()
  expect(reserves.filter(({ tableIds }: Json) => tableIds.includes(table(2)))).toHaveLength(1)
  const taken = await waiter.send(aReserve(2, { startsAt: evening() + hour }))
  expect(taken.json).toMatchObject({ code: 'reserve.table-taken' })
  expect(taken.json.text.ru).toMatch(/занят резервом с .+ до .+/)
  expect(taken.json.text.ru).not.toContain(asked.orderId)
})

test('a reserve is changed at once or not at all, and the cloud tells how it is now', async () => {
  const waiter = await waiterOf(server)
  const [asked, other] = [aReserve(3), aReserve(4)]
  await waiter.does(asked)
  await waiter.does(other)
  const orderId: string = asked.orderId
  const move = { kind: 'reserve.change', orderId, tableIds: [table(4)], guests: 7 }
  expect(await waiter.cannot(move)).toBe('reserve.table-taken')
  expect(await onBoard(waiter, orderId)).toMatchObject({ guests: 4, tableIds: [table(3)] })
  const startsAt = evening() + 3 * hour
  await waiter.does({ ...move, startsAt, durationInMinutes: 90, comment: null })
  expect(await onBoard(waiter, orderId)).toMatchObject({
    ...{ guests: 7, tableIds: [table(4)], startsAt, durationInMinutes: 90, comment: null },
    ...{ customerName: 'Вера', shouldRemind: true },
  })
  expect((await inCloud(orderId)).reserve).toMatchObject({ guestsCount: 7, tableIds: [table(4)] })
})

test('guests who come get an order on their table, with their name, in the same deed', async () => {
  const waiter = await waiterOf(server)
  const [asked, newOrderId, call] = [aReserve(5), crypto.randomUUID(), crypto.randomUUID()]
  await waiter.does(asked)
  const came = { kind: 'reserve.guestsCame', orderId: asked.orderId, newOrderId }
  for (const _ of [1, 2]) expect((await waiter.send(came, call)).json).toEqual({ ok: true })
  await server.settle()
  const { tableOrders, reserves } = await waiter.board()
  expect(reserves.find(({ id }: Json) => id === asked.orderId)).toMatchObject({
    ...{ status: 'Closed', cancelReason: null, seatedOrderId: newOrderId },
  })
  const opened = tableOrders.filter(({ tableIds }: Json) => tableIds.includes(table(5)))
  expect(opened).toMatchObject([
    { id: newOrderId, status: 'New', guests: 4, customerName: 'Вера', waiter: expect.any(String) },
  ])
  expect(opened[0].guestList).toHaveLength(4)
  // The table is free for the next reserve, and the order is sold as any other.
  await waiter.does(aReserve(5))
  expect(await waiter.cannot(came)).toBe('order.wrong-status')
})

test('a banquet is written down empty, its dishes are chosen afterwards', async () => {
  const waiter = await waiterOf(server)
  const asked = aReserve(6, { isBanquet: true, durationInMinutes: 180 })
  await waiter.does(asked)
  const { productId } = hall.anItem('10101', 420)
  await waiter.does({ kind: 'reserve.addItems', orderId: asked.orderId, items: [{ productId, amount: 10 }] })
  expect((await onBoard(waiter, asked.orderId)).banquet).toMatchObject({ sum: 4200, due: 4200 })
  expect((await inCloud(asked.orderId)).reserve.order).toMatchObject({ sum: 4200 })
})

test.each([
  ['request.field-invalid', { startsAt: 'tonight' }],
  ['request.field-invalid', { startsAt: 1.5 }],
  ['request.field-invalid', { durationInMinutes: 10 }],
  ['request.field-invalid', { durationInMinutes: 0 }],
  ['request.field-invalid', { guests: 0 }],
  ['request.field-invalid', { comment: 'c'.repeat(251) }],
  ['request.field-invalid', { guest: 'Вера' }],
  ['request.field-required', { guest: { name: 'Вера' } }],
  ['request.field-required', { tableIds: [] }],
  ['guest.phone-invalid', { guest: { phone: '12', name: 'Вера' } }],
  ['order.guest-name-required', { guest: { phone: '9005550999', name: null } }],
  ['order.date-too-small', { startsAt: 1 }],
  ['table.unknown', { tableIds: ['00000000-0000-4000-8000-000000000000'] }],
])('what is no reserve is refused: %s %o', async (code, more) => {
  const waiter = await waiterOf(server)
  const before = (await waiter.board()).reserves.length
  expect(await waiter.cannot(aReserve(7, more))).toBe(code)
  expect((await waiter.board()).reserves).toHaveLength(before)
})

test('a till without its cloud keeps its book, and the cloud hears of it afterwards', async () => {
  const waiter = await waiterOf(server)
  await server.till('pokrovka').unplug()
  const asked = aReserve(8)
  expect((await waiter.send(asked)).json).toEqual({ ok: true })
  server.till('pokrovka').plug()
  await server.settle()
  expect(await inCloud(asked.orderId)).toMatchObject({ creationStatus: 'Success' })
})

test('a reserve that was given up is restored once, while its table is free, and the cloud awaits it again', async () => {
  const waiter = await waiterOf(server)
  const asked = aReserve(7)
  await waiter.does(asked)
  await waiter.does({ kind: 'reserve.cancel', orderId: asked.orderId, cancelReason: 'ClientRefused' })
  const restore = { kind: 'reserve.restore', orderId: asked.orderId }
  expect(await onBoard(waiter, asked.orderId)).toMatchObject({ allowed: ['reserve.restore'] })
  const other = aReserve(7)
  await waiter.does(other)
  expect(await waiter.cannot(restore)).toBe('reserve.table-taken')
  await waiter.does({ kind: 'reserve.cancel', orderId: other.orderId, cancelReason: 'Other' })
  const call = crypto.randomUUID()
  for (const _ of [1, 2]) expect((await waiter.send(restore, call)).json).toEqual({ ok: true })
  expect(await waiter.cannot(restore)).toBe('order.wrong-status')
  expect(await onBoard(waiter, asked.orderId)).toMatchObject({
    ...{ status: 'New', cancelReason: null, guests: 4, startsAt: asked.startsAt, customerName: 'Вера' },
  })
  expect((await inCloud(asked.orderId)).reserve).toMatchObject({ status: 'New', cancelReason: null })
  // Where it keeps its table again nobody else gets it.
  expect(await waiter.cannot(aReserve(7))).toBe('reserve.table-taken')
})

test('who may keep no reserves writes none down', async () => {
  const courier = await waiterOf(server, '5555')
  expect(await courier.cannot(aReserve(9))).toBe('access.permission-denied')
  expect(await courier.cannot({ kind: 'reserve.change', orderId: crypto.randomUUID() })).toBe(
    'access.permission-denied',
  )
})
