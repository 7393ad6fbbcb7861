/** What open tills were complained about: money that is taken, given back and counted. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import { hourMs, type Json, noon, paymentTypeId } from '../cloud-deliveries-driver.ts'
import { type ComplaintTill, cake, codes, kopecks, once, openTill, soup, tillOf, uuid } from './a-till.ts'

let till: ComplaintTill
beforeAll(async () => {
  till = await openTill()
  await till.hasShift()
})
afterAll(() => till.server.close())

const lost = demoId('removalType', 'cafe')
const change = demoId('payInOutType', 'change')

test('a payment that was tried again after an error was taken twice', async () => {
  const { phone, desk, dish, orderOf } = till
  const orderId = await till.anOrder([dish(soup)])
  const before = await till.report()
  const pay = await till.byCash(orderId)
  await phone.does(pay)
  // The screen never heard of it: whoever presses again says it anew, here and at the next screen.
  expect(await phone.cannot(pay)).toBe('order.wrong-status')
  expect(await desk.cannot(pay)).toBe('order.wrong-status')
  expect(once((await orderOf(orderId)).payments)).toMatchObject({ sum: 420 })
  const after = await till.report()
  expect([after.revenue - before.revenue, after.orders - before.orders]).toEqual([420, 1])
})

test('the note that the guest gave was counted, not what they owed', async () => {
  const { phone, dish, orderOf } = till
  const orderId = await till.anOrder([dish(soup)])
  const before = await till.report()
  const payments = [{ typeId: paymentTypeId('cash'), sum: 1000 }]
  await phone.does({ kind: 'tableOrder.close', orderId, payments })
  expect(once((await orderOf(orderId)).payments)).toMatchObject({ sum: 420 })
  const after = await till.report()
  expect([after.revenue - before.revenue, after.expectedCash - before.expectedCash]).toEqual([420, 420])
})

test('an order was closed a kopeck short, or a kopeck over', async () => {
  const { phone, dish, orderOf } = till
  const orderId = await till.anOrder([dish(cake), dish(soup)])
  await till.ten(orderId)
  const { due } = await orderOf(orderId)
  const card = (sum: number): Json => ({
    ...{ kind: 'tableOrder.pay', orderId, tips: [] },
    payments: [{ typeId: paymentTypeId('card'), sum }],
  })
  expect(await phone.cannot(card(due - 0.01))).toBe('order.payment-not-enough')
  expect(await phone.cannot(card(due + 0.01))).toBe('order.payment-too-large')
  await phone.does(card(due))
  await expect.poll(async () => (await orderOf(orderId)).status).toBe('Closed')
})

test('a discount after a part was paid made the guest be owed money', async () => {
  const { phone, dish, orderOf, server } = till
  const orderId = await till.anOrder([dish(soup)])
  await server.post('/__/till/pokrovka/terminal', { steps: [{ do: 'approve' }, { do: 'decline' }] }, null)
  const card = (key: string, sum: number) => ({ typeId: demoId('paymentType', key), sum })
  const payments = [card('card', 400), card('cardOnline', 20)]
  await phone.does({ kind: 'tableOrder.pay', orderId, payments, tips: [] })
  await expect.poll(async () => (await orderOf(orderId)).bankFailure?.reason).toBe('declined')
  const discounts = [{ discountTypeId: demoId('discountType', 'ten') }]
  expect(await phone.cannot({ kind: 'tableOrder.changeDiscounts', orderId, discounts })).not.toBe('')
  expect(await orderOf(orderId)).toMatchObject({ sum: 420, paid: 400, due: 20, discounts: [] })
})

test('cash that was paid in by a double tap lay in the drawer twice', async () => {
  const { phone } = till
  const before = (await till.report()).expectedCash
  const id = uuid()
  const payIn = { kind: 'shift.moveCash', movementId: uuid(), typeId: change, sum: 500 }
  expect(codes(await Promise.all([1, 2, 3].map(() => phone.send(payIn, id))))).toEqual([200, 200, 200])
  expect((await till.report()).expectedCash - before).toBe(500)
})

test('two people gave the money of one receipt back', async () => {
  const { phone, dish, orderOf } = till
  const orderId = await till.anOrder([dish(soup)])
  await phone.does(await till.byCash(orderId))
  const before = await till.report()
  const back = (): Json => ({ kind: 'tableOrder.return', orderId, returnId: uuid(), removalTypeId: lost })
  const answers = await Promise.all([phone.send(back()), phone.send(back())])
  expect(codes(answers)).toEqual([200, 'return.nothing-left'])
  expect((await orderOf(orderId)).status).toBe('Closed')
  const after = await till.report()
  expect(before.expectedCash - after.expectedCash).toBe(420)
  expect(after.returns.receipts - before.returns.receipts).toBe(1)
})

test('the price without its discount was given back', async () => {
  const { phone, dish } = till
  const items = [dish(soup), dish(cake)]
  const orderId = await till.anOrder(items)
  await till.ten(orderId)
  await phone.does(await till.byCash(orderId))
  const lines = [{ positionId: items[0]?.positionId, amount: 1 }]
  await phone.does({ kind: 'tableOrder.return', orderId, returnId: uuid(), removalTypeId: lost, lines })
  expect((await till.get(`/receipts/${orderId}`)).json).toMatchObject({ sum: 666, returned: 378 })
  await phone.does({ kind: 'tableOrder.return', orderId, returnId: uuid(), removalTypeId: lost })
  expect((await till.get(`/receipts/${orderId}`)).json.returned).toBe(666)
})

test('orders were numbered anew, and doubly, after the clock was put back', async () => {
  const { phone, dish, orderOf, server } = till
  const before = await till.anOrder([dish(soup)])
  const open = await till.report()
  server.clock.jumpTo(noon - 3 * hourMs)
  try {
    const after = await till.anOrder([dish(cake)])
    const all = (await phone.board()).tableOrders.map(({ number }: Json) => number)
    expect(new Set(all).size).toBe(all.length)
    for (const id of [before, after]) await phone.does(await till.byCash(id))
    const closed = await orderOf(before)
    expect(closed).toMatchObject({ status: 'Closed', paid: 420 })
    const { revenue, number } = await till.report()
    expect([revenue - open.revenue, number]).toEqual([740, open.number])
    // Every receipt can be found and given back all the same.
    const found = (await till.get('/receipts')).json.filter(({ id }: Json) => [before, after].includes(id))
    expect(found).toHaveLength(2)
    await phone.does({ kind: 'tableOrder.return', orderId: before, returnId: uuid(), removalTypeId: lost })
  } finally {
    server.clock.jumpTo(noon)
  }
})

test('the clock was a day off in the morning: the orders of both days had one number', async () => {
  const { server } = till
  const numbers: number[] = []
  for (const at of [noon + 24 * hourMs, noon, noon + 24 * hourMs]) {
    server.clock.jumpTo(at)
    // Whoever worked yesterday logs in anew.
    till = await tillOf(server)
    numbers.push((await till.orderOf(await till.anOrder([till.dish(soup)]))).number)
  }
  server.clock.jumpTo(noon)
  till = await tillOf(server)
  // A day counts from one; the same day never gives a number twice.
  expect(numbers[2]).toBeGreaterThan(numbers[0] ?? 0)
})

test('two screens closed the shift at once, and there were two Z reports', async () => {
  const { phone, dish } = till
  const open = await till.anOrder([dish(soup)])
  const sold = await till.anOrder([dish(cake)])
  await phone.does(await till.byCash(sold))
  const z = (await till.papers('Касса')).filter((lines) => lines.join('\n').includes('Z-ОТЧЁТ')).length
  const { number } = await till.report()
  const answers = await Promise.all([
    phone.send({ kind: 'shift.close' }),
    phone.send({ kind: 'shift.close' }),
    phone.send({ kind: 'shift.close' }),
  ])
  expect(codes(answers)).toEqual([200, 'shift.not-open', 'shift.not-open'])
  const papers = (await till.papers('Касса')).filter((lines) => lines.join('\n').includes('Z-ОТЧЁТ'))
  expect(papers.length - z).toBe(1)

  // A table that stayed open: without a shift it is not closed, in the next one it is, and counts there alone.
  expect(await phone.cannot(await till.byCash(open))).toBe('shift.not-open')
  await phone.does({ kind: 'shift.open' })
  await phone.does(await till.byCash(open))
  const next = await till.report()
  expect(next).toMatchObject({ revenue: 420, number: number + 1, orders: 1 })
})

test('sums of the shift were not those of its receipts', async () => {
  const { phone, dish, orderOf } = till
  const before = await till.report()
  const ids: string[] = []
  for (const code of [soup, cake, '10102']) {
    const id = await till.anOrder([dish(code, { amount: 3 })])
    await till.ten(id)
    ids.push(id)
    await phone.does(await till.byCash(id))
  }
  const orders = await Promise.all(ids.map((id) => orderOf(id)))
  const sum = orders.reduce((total, order) => total + kopecks(order.sum), 0)
  const after = await till.report()
  expect(kopecks(after.revenue) - kopecks(before.revenue)).toBe(sum)
  expect(kopecks(after.expectedCash) - kopecks(before.expectedCash)).toBe(sum)
})
