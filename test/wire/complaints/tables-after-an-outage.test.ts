/** What open tills were complained about, asked of ours: devices that come back with late actions to one till. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../../support/orders.ts'
import { startServer, type TestServer } from '../../support/start-server.ts'
import type { Json } from '../cloud-deliveries-driver.ts'
import { waiterOf } from '../hall-driver.ts'
import { tableId, tablesOf } from '../table-orders-driver.ts'

type Waiter = Awaited<ReturnType<typeof waiterOf>>
let server: TestServer
let phone: Waiter
let desk: Waiter
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  phone = await waiterOf(server, '1111')
  desk = await waiterOf(server, '2222')
})
afterAll(() => server.close())

const table = (number: number): string => tableId(`main/${number}`)
const uuid = (): string => crypto.randomUUID()
const dish = (code: string, more: Json = {}): Json => ({
  productId: productByCode(server.chain, code),
  positionId: uuid(),
  amount: 1,
  modifiers: [],
  ...more,
})
const soup = '10101'
const cake = '50001'
const adds = (orderId: string, ...items: Json[]): Json => ({ kind: 'tableOrder.addItems', orderId, items })
const orderOf = async (id: string): Promise<Json> =>
  (await desk.board()).tableOrders.find((order: Json) => order.id === id)
const positionsOf = async (id: string): Promise<string[]> =>
  (await orderOf(id)).items.map((item: Json) => item.positionId)

let count = 0
/** Guests at one of the first ten tables; several orders may sit at one. */
async function anOrder(...items: Json[]): Promise<string> {
  const orderId = uuid()
  const tableIds = [table(1 + (count++ % 10))]
  await phone.does({ kind: 'tableOrder.place', orderId, tableIds, guestCount: 2, items })
  return orderId
}
const byCash = async (orderId: string): Promise<Json> => {
  const cash = (await desk.books()).paymentTypes.find((type: Json) => type.kind === 'Cash')
  const { due } = await orderOf(orderId)
  return { kind: 'tableOrder.close', orderId, payments: [{ typeId: cash.id, sum: due }] }
}

test('the dishes of one device wiped out those of the other when both came back', async () => {
  const order = await anOrder()
  const [ours, theirs] = [
    [dish(soup), dish(cake)],
    [dish(soup), dish(cake)],
  ]
  const answers = await Promise.all([
    ...ours.map((item) => phone.send(adds(order, item))),
    ...theirs.map((item) => desk.send(adds(order, item))),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const ids = [...ours, ...theirs].map(({ positionId }) => positionId)
  expect((await positionsOf(order)).sort()).toEqual(ids.sort())
  expect((await orderOf(order)).sum).toBe(2 * 420 + 2 * 320)
})

test('two devices opened one table without the line, and one of the orders vanished', async () => {
  const tableIds = [table(12)]
  const [mine, yours] = [uuid(), uuid()]
  const place = (orderId: string, items: Json[]) => ({
    kind: 'tableOrder.place',
    orderId,
    tableIds,
    guestCount: 1,
    items,
  })
  await Promise.all([phone.does(place(mine, [dish(soup)])), desk.does(place(yours, [dish(cake)]))])
  const here = (await desk.board()).tableOrders.filter((order: Json) => order.tableIds[0] === tableIds[0])
  expect(here.map(({ id }: Json) => id).sort()).toEqual([mine, yours].sort())
  expect(here.map(({ sum }: Json) => sum).sort()).toEqual([320, 420])
})

test('a number was given to two orders that came at once', async () => {
  const ids = Array.from({ length: 6 }, uuid)
  const tableIds = [table(11)]
  await Promise.all(
    ids.map((orderId, index) =>
      (index % 2 ? phone : desk).does({ kind: 'tableOrder.place', orderId, tableIds, guestCount: 1 }),
    ),
  )
  const numbers = (await desk.board()).tableOrders
    .filter(({ id }: Json) => ids.includes(id))
    .map(({ number }: Json) => number)
  expect(new Set(numbers).size).toBe(6)
})

test('a dish that was sent again in another action stood in the order twice', async () => {
  const order = await anOrder()
  const item = dish(soup)
  await phone.does(adds(order, item))
  expect(await phone.cannot(adds(order, item))).toBe('item.position-taken')
  expect(await desk.cannot(adds(order, dish(cake), item))).toBe('item.position-taken')
  expect(await positionsOf(order)).toEqual([item.positionId])
})

test('an order that another device made under the same id was written over', async () => {
  const order = await anOrder(dish(soup))
  const again = {
    kind: 'tableOrder.place',
    orderId: order,
    tableIds: [table(1)],
    guestCount: 9,
    items: [dish(cake)],
  }
  expect(await desk.cannot(again)).toBe('order.duplicate-id')
  expect(await orderOf(order)).toMatchObject({ guests: 2, sum: 420 })
})

test('dishes for an order that was paid meanwhile were taken and never paid', async () => {
  const order = await anOrder(dish(soup))
  await desk.does(await byCash(order))
  const late = dish(cake)
  expect(await phone.cannot(adds(order, late))).toBe('order.wrong-status')
  expect(await orderOf(order)).toMatchObject({ status: 'Closed', sum: 420 })
  // The way out that the screen offers: a new order takes the same positions.
  const other = uuid()
  await phone.does({
    ...{ kind: 'tableOrder.place', orderId: other, tableIds: [table(1)], guestCount: 2 },
    items: [late],
  })
  expect(await positionsOf(other)).toEqual([late.positionId])
})

test('an order that was deleted at the till came back with a late dish', async () => {
  const order = await anOrder(dish(soup))
  await phone.does({ kind: 'tableOrder.cancel', orderId: order })
  expect(await desk.cannot(adds(order, dish(cake)))).toBe('order.wrong-status')
  expect((await orderOf(order))?.status ?? 'Deleted').toBe('Deleted')
})

test('a dish slipped in behind the bill that the guest had already', async () => {
  const order = await anOrder(dish(soup))
  await desk.does({ kind: 'tableOrder.printBill', orderId: order })
  const late = dish(cake)
  expect(await phone.cannot(adds(order, late))).toBe('order.bill-printed')
  expect((await orderOf(order)).sum).toBe(420)
  await desk.does({ kind: 'tableOrder.cancelBill', orderId: order })
  await phone.does(adds(order, late))
  expect((await orderOf(order)).sum).toBe(740)
})

test('two devices closed one order, and the guest paid twice', async () => {
  const order = await anOrder(dish(soup))
  const pay = await byCash(order)
  const answers = await Promise.all([phone.send(pay), desk.send(pay)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(await orderOf(order)).toMatchObject({ status: 'Closed', paid: 420 })
  expect((await orderOf(order)).payments).toHaveLength(1)
})

test('a double tap took the money twice', async () => {
  const order = await anOrder(dish(soup))
  const pay = await byCash(order)
  const id = uuid()
  const answers = await Promise.all([phone.send(pay, id), phone.send(pay, id), phone.send(pay, id)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect((await orderOf(order)).payments).toHaveLength(1)
})

test('a refused action that was sent again went through behind everybody’s back', async () => {
  const order = await anOrder(dish(soup))
  await desk.does({ kind: 'tableOrder.printBill', orderId: order })
  const id = uuid()
  const late = adds(order, dish(cake))
  expect((await phone.send(late, id)).json.code).toBe('order.bill-printed')
  await desk.does({ kind: 'tableOrder.cancelBill', orderId: order })
  // The person was shown the no, and decides anew: under the old id it stays a no.
  expect((await phone.send(late, id)).json.code).toBe('order.bill-printed')
  expect((await orderOf(order)).items).toHaveLength(1)
})

test('the price that an old screen showed was charged', async () => {
  const order = await anOrder()
  await phone.does(adds(order, dish(soup, { price: 1, sum: 1, cost: 1 })))
  expect((await orderOf(order)).sum).toBe(420)
})

test('a dish that had run out meanwhile was sold, or took the others with it', async () => {
  const order = await anOrder()
  const productId = productByCode(server.chain, cake)
  await phone.does({ kind: 'stopList.put', productId, balance: 0 })
  const [good, gone] = [dish(soup), dish(cake)]
  const code = await phone.cannot(adds(order, good, gone))
  expect(code).toMatch(/stop/)
  // All or nothing; then each by itself, as the screen offers.
  expect(await positionsOf(order)).toEqual([])
  await phone.does(adds(order, good))
  expect(await phone.cannot(adds(order, gone))).toBe(code)
  expect(await positionsOf(order)).toEqual([good.positionId])
  await phone.does({ kind: 'stopList.remove', productId })
})

test('a wrong clock of a device moved its order to another day', async () => {
  const orderId = uuid()
  const yesterday = server.clock.now() - 24 * 3_600_000
  await phone.does({
    ...{ kind: 'tableOrder.place', orderId, tableIds: [table(1)], guestCount: 1, items: [] },
    ...{ whenCreated: yesterday, composedAt: yesterday },
  })
  expect((await orderOf(orderId)).whenCreated).toBe(server.clock.now())
})

test('notes for the kitchen were lost on the way', async () => {
  const order = await anOrder()
  await phone.does(adds(order, dish(soup, { comment: 'без лука' })))
  expect((await orderOf(order)).items[0].comment).toBe('без лука')
})

test('a table was shown as free on the other device though guests sat there', async () => {
  const order = await anOrder()
  expect((await desk.board()).tableOrders.find(({ id }: Json) => id === order)).toMatchObject({
    status: 'New',
  })
})

test('open orders were lost when somebody closed the cash shift', async () => {
  const order = await anOrder(dish(soup))
  const pay = await byCash(order)
  const closed = await phone.send({ kind: 'shift.close' })
  if (closed.status === 200) {
    expect(await phone.cannot(pay)).not.toBe('')
    expect(await orderOf(order)).toMatchObject({ status: 'New', sum: 420 })
    await phone.does({ kind: 'shift.open' })
  }
  await phone.does(pay)
  expect(await orderOf(order)).toMatchObject({ status: 'Closed', paid: 420 })
})

test('a position that is no id was taken as a new dish', async () => {
  const order = await anOrder()
  const answer = await phone.send(adds(order, dish(soup, { positionId: 'first' })))
  expect(answer.status).toBe(400)
  expect(answer.json.text.en).toContain('positionId')
  expect(await positionsOf(order)).toEqual([])
})

test('the discount of an order was lost when a late dish came', async () => {
  const api = tablesOf(server, 'pokrovka')
  const discounts = [{ type: 'RMS', discountTypeId: demoId('discountType', 'ten') }]
  const { id } = await api.placed(api.anOrder({ discountsInfo: { discounts } }))
  expect(await orderOf(id)).toMatchObject({ cost: 840, sum: 756 })
  await phone.does(adds(id, dish(cake)))
  const order = await orderOf(id)
  expect(order.discounts).toHaveLength(1)
  expect([order.cost, order.sum + order.discounts[0].sum]).toEqual([1160, 1160])
  expect(order.discounts[0].sum).toBeGreaterThanOrEqual(84)
})

test('an order could not be paid right after another device had changed it; a pause was the cure', async () => {
  for (let round = 0; round < 5; round += 1) {
    const order = await anOrder(dish(soup))
    expect((await phone.send(adds(order, dish(cake)))).status).toBe(200)
    expect((await desk.send(await byCash(order))).status).toBe(200)
    expect(await orderOf(order)).toMatchObject({ status: 'Closed', paid: 740 })
  }
})

test('an order that lay open on one screen could not be touched on another', async () => {
  const order = await anOrder(dish(soup))
  await Promise.all([phone.board(), desk.board()])
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => (index % 2 ? phone : desk).send(adds(order, dish(cake)))),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  expect((await orderOf(order)).items).toHaveLength(9)
})
