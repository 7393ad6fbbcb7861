/** What open tills were complained about: bills that are split, merged and carried to another table. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import type { Json } from '../cloud-deliveries-driver.ts'
import { type ComplaintTill, cake, codes, kopecks, openTill, soup, table, uuid } from './a-till.ts'

let till: ComplaintTill
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.server.close())

const living = (order: Json): Json[] => order.items.filter(({ isDeleted }: Json) => !isDeleted)
const amounts = (...orders: Json[]): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const { name, amount } of orders.flatMap(living)) sums[name] = (sums[name] ?? 0) + amount * 1000
  return sums
}
const sumOf = (...orders: Json[]): number => orders.reduce((total, { sum }) => total + kopecks(sum), 0)

test('a dish was lost when the bill was split by guests', async () => {
  const { phone, dish, orderOf } = till
  const items = [dish(soup, { amount: 3 }), dish(cake, { comment: 'со свечой' }), dish('10102')]
  const orderId = await till.anOrder(items)
  const whole = await orderOf(orderId)
  const [first, second] = whole.guestList
  const give = (positionId: string, guestId: string): Promise<void> =>
    phone.does({ kind: 'tableOrder.assignItems', orderId, positionIds: [positionId], guestId })
  await give(items[1]?.positionId, first.id)
  await give(items[2]?.positionId, second.id)
  const newOrderId = uuid()
  const guests = [{ guestId: second.id, newOrderId }]
  await phone.does({ kind: 'tableOrder.splitByGuests', orderId, guests, shareCommon: true })
  const parts = [await orderOf(orderId), await orderOf(newOrderId)]
  expect(amounts(...parts)).toEqual(amounts(whole))
  expect(sumOf(...parts)).toBe(sumOf(whole))
  expect(parts.flatMap(living).filter(({ comment }) => comment === 'со свечой')).toHaveLength(1)
})

test('a kopeck came or went when one dish was shared by three', async () => {
  const { phone, dish, orderOf } = till
  const orderId = await till.anOrder([dish(cake), dish(soup)], { guestCount: 3 })
  await till.ten(orderId)
  const whole = await orderOf(orderId)
  const guestIds = whole.guestList.map(({ id }: Json) => id)
  const positionIds = living(whole).map(({ positionId }) => positionId)
  await phone.does({ kind: 'tableOrder.shareItems', orderId, positionIds, guestIds })
  const shared = await orderOf(orderId)
  expect(living(shared)).toHaveLength(6)
  expect(amounts(shared)).toEqual(amounts(whole))
  expect(sumOf(shared)).toBe(sumOf(whole))
  expect(living(shared).reduce((total, { sum }) => total + kopecks(sum), 0)).toBe(kopecks(whole.sum))
  const guests = guestIds.slice(1).map((guestId: string) => ({ guestId, newOrderId: uuid() }))
  await phone.does({ kind: 'tableOrder.splitByGuests', orderId, guests, shareCommon: true })
  const bills = await Promise.all(
    [orderId, ...guests.map(({ newOrderId }: Json) => newOrderId)].map((id) => orderOf(id)),
  )
  expect(sumOf(...bills)).toBe(sumOf(whole))
  expect(bills.map(({ discounts }) => discounts.length)).toEqual([1, 1, 1])
})

test('the discount was gone after the guests had moved to another table', async () => {
  const { phone, dish, orderOf } = till
  const orderId = await till.anOrder([dish(soup, { amount: 2 })])
  await till.ten(orderId)
  await phone.does({ kind: 'tableOrder.changeTables', orderId, tableIds: [table(12)] })
  expect(await orderOf(orderId)).toMatchObject({
    ...{ tableIds: [table(12)], cost: 840, sum: 756 },
    discounts: [{ typeId: demoId('discountType', 'ten'), sum: 84 }],
  })
})

test('the part that was split off was charged without its discount', async () => {
  const { phone, dish, orderOf } = till
  const items = [dish(soup), dish(cake)]
  const orderId = await till.anOrder(items)
  await till.ten(orderId)
  const whole = await orderOf(orderId)
  const to = { orderId: uuid(), tableIds: whole.tableIds }
  const parts = [{ positionId: items[1]?.positionId }]
  await phone.does({ kind: 'tableOrder.move', orderId, parts, guestIds: [], to })
  const [left, gone] = [await orderOf(orderId), await orderOf(to.orderId)]
  expect(gone).toMatchObject({ cost: 320, sum: 288, discounts: [{ sum: 32 }] })
  expect(sumOf(left, gone)).toBe(sumOf(whole))
})

test('amounts were set back to one when a dish went to another bill', async () => {
  const { phone, dish, orderOf } = till
  const item = dish(soup, { amount: 5 })
  const orderId = await till.anOrder([item])
  const to = { orderId: uuid(), tableIds: [table(12)] }
  const parts = [{ positionId: item.positionId, amount: 3 }]
  await phone.does({ kind: 'tableOrder.move', orderId, parts, guestIds: [], to })
  expect(living(await orderOf(orderId))).toMatchObject([{ amount: 2, cost: 840 }])
  expect(living(await orderOf(to.orderId))).toMatchObject([{ amount: 3, cost: 1260 }])
})

test('notes and courses of a dish stayed behind at the old table', async () => {
  const { phone, dish, orderOf } = till
  const item = dish(soup, { comment: 'без сметаны', course: 2 })
  const orderId = await till.anOrder([item, dish(cake)])
  const other = await till.anOrder([dish(cake)])
  const parts = [{ positionId: item.positionId }]
  await phone.does({ kind: 'tableOrder.move', orderId, parts, guestIds: [], to: { orderId: other } })
  const moved = (await orderOf(other)).items.find(({ positionId }: Json) => positionId === item.positionId)
  expect(moved).toMatchObject({ comment: 'без сметаны', course: 2, amount: 1 })
})

test('dishes that moved to another table were cooked once more', async () => {
  const { phone, dish, orderOf } = till
  const items = [dish(soup), dish(cake)]
  const orderId = await till.anOrder(items)
  await phone.does({ kind: 'tableOrder.printToKitchen', orderId })
  const positionIds = [items[0]?.positionId]
  await phone.does({ kind: 'tableOrder.setCooking', orderId, positionIds, status: 'CookingStarted' })
  const tickets = (await till.papers('Кухня')).length
  const to = { orderId: uuid(), tableIds: [table(13)] }
  const parts = items.map(({ positionId }) => ({ positionId }))
  const both = { parts: parts.slice(0, 1), guestIds: [], to }
  await phone.does({ kind: 'tableOrder.move', orderId, ...both })
  await phone.does({ kind: 'tableOrder.printToKitchen', orderId: to.orderId })
  await phone.does({ kind: 'tableOrder.printToKitchen', orderId })
  expect(await till.papers('Кухня')).toHaveLength(tickets)
  expect(living(await orderOf(to.orderId))).toMatchObject([{ status: 'CookingStarted' }])
})

test('a second tap moved the dishes twice', async () => {
  const { phone, desk, dish, orderOf } = till
  const item = dish(soup, { amount: 4 })
  const orderId = await till.anOrder([item])
  const to = { orderId: uuid(), tableIds: [table(9)] }
  const move = {
    ...{ kind: 'tableOrder.move', orderId, guestIds: [], to },
    parts: [{ positionId: item.positionId, amount: 1 }],
  }
  const id = uuid()
  const answers = await Promise.all([phone.send(move, id), phone.send(move, id), phone.send(move, id)])
  expect(codes(answers)).toEqual([200, 200, 200])
  // Said anew it would open the same bill again.
  expect(await phone.cannot(move)).toBe('order.duplicate-id')
  expect(await desk.cannot(move)).not.toBe('')
  expect(living(await orderOf(orderId))).toMatchObject([{ amount: 3 }])
  expect(living(await orderOf(to.orderId))).toMatchObject([{ amount: 1 }])
})

test('the old table stayed taken after its guests had moved', async () => {
  const { phone, dish } = till
  const orderId = await till.anOrder([dish(soup)], { tableIds: [table(10)] })
  await phone.does({ kind: 'tableOrder.changeTables', orderId, tableIds: [table(11)] })
  const open = (await phone.board()).tableOrders.filter(({ status }: Json) => status === 'New')
  const at = (number: number) => open.filter(({ tableIds }: Json) => tableIds.includes(table(number)))
  expect([at(10).length, at(11).map(({ id }: Json) => id)]).toEqual([0, [orderId]])
})

test('a table was free as soon as the first of its two bills was paid', async () => {
  const { phone, dish, orderOf } = till
  const tableIds = [table(13)]
  const [first, second] = [
    await till.anOrder([dish(soup)], { tableIds }),
    await till.anOrder([dish(cake)], { tableIds }),
  ]
  await phone.does(await till.byCash(first))
  expect((await orderOf(first)).status).toBe('Closed')
  expect(await orderOf(second)).toMatchObject({ status: 'New', tableIds, sum: 320 })
})

test('money that one of the bills had taken was lost when the bills were put together', async () => {
  const { phone, dish, orderOf, server } = till
  const orderId = await till.anOrder([dish(soup, { amount: 2 })])
  const paid = await till.anOrder([dish(soup, { amount: 2 })])
  // The first of two cards is charged, the second declined: 400 are the order's already.
  await server.post('/__/till/pokrovka/terminal', { steps: [{ do: 'approve' }, { do: 'decline' }] }, null)
  const card = (key: string, sum: number) => ({ typeId: demoId('paymentType', key), sum })
  const payments = [card('card', 400), card('cardOnline', 440)]
  await phone.does({ kind: 'tableOrder.pay', orderId: paid, payments, tips: [] })
  await expect.poll(async () => (await orderOf(paid)).bankFailure?.reason).toBe('declined')
  expect(await orderOf(paid)).toMatchObject({ status: 'New', paid: 400, due: 440 })
  const merge = { kind: 'tableOrder.merge', orderId, fromOrderIds: [paid] }
  expect(await phone.cannot(merge)).toBe('table.merged-is-paid')
  expect(await orderOf(paid)).toMatchObject({ status: 'New', paid: 400, sum: 840 })
  // The other way round nothing is lost.
  await phone.does({ kind: 'tableOrder.merge', orderId: paid, fromOrderIds: [orderId] })
  expect(await orderOf(paid)).toMatchObject({ paid: 400, sum: 1680, due: 1280 })
})

test('a dish that was added while the bills were put together vanished with the old one', async () => {
  const { phone, desk, dish, orderOf } = till
  for (let round = 0; round < 4; round += 1) {
    const [orderId, from] = [await till.anOrder([dish(soup)]), await till.anOrder([dish(soup)])]
    const late = dish(cake)
    const [, added] = await Promise.all([
      phone.send({ kind: 'tableOrder.merge', orderId, fromOrderIds: [from] }),
      desk.send({ kind: 'tableOrder.addItems', orderId: from, items: [late] }),
    ])
    const places = [await orderOf(orderId), await orderOf(from)].filter(({ status }) => status === 'New')
    const found = places.flatMap(living).filter(({ positionId }) => positionId === late.positionId)
    // It is in the merged bill, or whoever added it was told that the old one is gone.
    expect([added.status, added.json.code ?? null, found.length]).toEqual(
      added.status === 200 ? [200, null, 1] : [409, 'order.wrong-status', 0],
    )
  }
})
