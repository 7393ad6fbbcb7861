/** A banquet is served, paid and returned like an order on a table: kitchen, discounts, tips, bank, return (ADR 12, 25, 27). */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { openBackOffice } from '../support/back-office.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Banquets, banquetsOf, paymentType, tillApi } from './banquet-driver.ts'
import type { Json } from './cloud-deliveries-driver.ts'

let server: TestServer
let banquets: Banquets
let token: string

beforeAll(async () => {
  server = await startServer()
  banquets = await banquetsOf(server)
  token = banquets.token
})
beforeEach(() => banquets.terminal([]))
afterAll(() => server.close())

const receiptOf = async (id: string): Promise<Json> => {
  await server.settle()
  return (await server.get(`${tillApi}/receipts/${id}`, token)).json
}
const pay = (orderId: string, payments: Json[], tips: Json[] = []): Json => ({
  ...{ kind: 'reserve.pay', orderId, payments, tips },
})
const line = (key: string, sum: number, more: Json = {}): Json => ({ typeId: paymentType(key), sum, ...more })
const giveBack = (orderId: string, more: Json = {}): Json => ({
  ...{ kind: 'reserve.return', orderId, returnId: crypto.randomUUID() },
  ...{ removalTypeId: demoId('removalType', 'cafe'), ...more },
})

test('the kitchen gets its tickets and cooks; before that nothing is moved', async () => {
  const id = await banquets.begun()
  const [item] = (await banquets.reserve(id)).banquet.items
  const cook = (status: string): Json => ({
    ...{ kind: 'reserve.setCooking', orderId: id, positionIds: [item.positionId], status },
  })
  expect(await banquets.till.cannot(cook('CookingStarted'))).toBe('item.wrong-status')
  await banquets.till.does({ kind: 'reserve.printToKitchen', orderId: id })
  await banquets.till.does(cook('CookingStarted'))
  await banquets.till.does(cook('CookingCompleted'))
  expect((await banquets.reserve(id)).banquet.items).toMatchObject([
    { status: 'CookingCompleted', whenCookingStarted: expect.any(Number) },
  ])
  const told = await server.post('/api/1/reserve/status_by_id', {
    organizationId: server.till('pokrovka').organizationId,
    reserveIds: [id],
  })
  expect(told.json.reserves[0].reserve.order.items[0].status).toBe('CookingCompleted')
})

test('a card is asked of the bank with its tips: declined it stays open, approved it is closed', async () => {
  const [id, had, before] = [await banquets.begun(), await banquets.charged(), await banquets.report()]
  const tips = [line('card', 500, { tipsTypeId: demoId('tipsType', 'waiter') })]
  const lines = [line('card', 3000), line('cash', 1500)]
  expect(await banquets.till.cannot(pay(id, [line('card', 4199)]))).toBe('order.payment-not-enough')
  await banquets.terminal([{ do: 'decline', text: 'Недостаточно средств' }])
  await banquets.till.does(pay(id, lines, tips))
  await banquets.bankIsDone(id)
  expect(await banquets.reserve(id)).toMatchObject({
    status: 'Started',
    banquet: { payments: [], due: 4200, bankFailure: { reason: 'declined', text: 'Недостаточно средств' } },
  })
  const call = crypto.randomUUID()
  for (const _ of [1, 2])
    expect((await banquets.till.send(pay(id, lines, tips), call)).json).toEqual({ ok: true })
  await banquets.bankIsDone(id)
  expect(await banquets.reserve(id)).toMatchObject({
    ...{ status: 'Closed', cancelReason: null },
    banquet: {
      ...{ paid: 4200, bankFailure: null, tips: [{ sum: 500, isPreliminary: false }] },
      payments: [
        { typeId: paymentType('card'), sum: 3000, isByBank: true },
        { typeId: paymentType('cash'), sum: 1200, isByBank: false },
      ],
    },
  })
  expect(await banquets.charged()).toEqual([...had, 350_000])
  const after = await banquets.report()
  expect(after.revenue - before.revenue).toBe(4200)
  expect(after.expectedCash - before.expectedCash).toBe(1200)
  // Tips are nobody's sale: they stand beside the revenue, to the kopeck.
  expect(after.tips.sum - before.tips.sum).toBe(500)
  expect(after.tips.byPaymentType).toMatchObject([{ kind: 'Card', sum: 500 }])
})

test('while the bank is asked nothing else happens to the money', async () => {
  const id = await banquets.begun()
  await banquets.terminal([{ do: 'approve', after: 'PT1H' }])
  await banquets.till.does(pay(id, [line('card', 4200)]))
  expect((await banquets.reserve(id)).banquet.bankPayment).toMatchObject({ phase: 'authorizing', sum: 4200 })
  expect(await banquets.till.cannot(pay(id, [line('cash', 4200)]))).toBe('order.bank-is-asked')
  expect(
    await banquets.till.cannot({ kind: 'reserve.close', orderId: id, payments: [line('cash', 4200)] }),
  ).toBe('order.bank-is-asked')
  const cancelled = await server.post(`${tillApi}/orders/reserve/${id}/bank-payment/cancel`, {}, token)
  expect(cancelled.json).toEqual({ ok: true })
  await banquets.bankIsDone(id)
  expect((await banquets.reserve(id)).status).toBe('Started')
})

test('a discount by hand makes it cheaper, to the kopeck in what is due', async () => {
  const id = await banquets.begun()
  const discounts = [{ discountTypeId: demoId('discountType', 'ten') }]
  await banquets.till.does({ kind: 'reserve.changeDiscounts', orderId: id, discounts })
  expect((await banquets.reserve(id)).banquet).toMatchObject({ cost: 4200, sum: 3780, due: 3780 })
  await banquets.till.does(pay(id, [line('cash', 3780)]))
  expect(await receiptOf(id)).toMatchObject({ kind: 'reserve', sum: 3780, tables: [expect.any(Number)] })
})

test('a receipt of a banquet is returned by parts, its card first by the bank, however often it is asked', async () => {
  const [id, had, before] = [await banquets.begun(), await banquets.charged(), await banquets.report()]
  await banquets.till.does(pay(id, [line('card', 4200)]))
  await banquets.bankIsDone(id)
  const { left } = await receiptOf(id)
  const part = giveBack(id, { lines: [{ positionId: left[0].positionId, amount: 4 }] })
  await banquets.till.does(part)
  await banquets.till.does(part)
  const returned = () => expect.poll(async () => (await receiptOf(id)).returned, { timeout: 5000 })
  await returned().toBe(1680)
  await banquets.till.does(part)
  expect(await banquets.charged()).toEqual([...had, 252_000])
  await banquets.till.does(giveBack(id))
  await returned().toBe(4200)
  expect(await banquets.charged()).toEqual(had)
  expect(await banquets.till.cannot(giveBack(id))).toBe('return.nothing-left')
  const after = await banquets.report()
  expect(after.returns.receipts - before.returns.receipts).toBe(2)
  expect(after.net - before.net).toBe(0)

  const office = await openBackOffice(server)
  const sales = await office.postJson('/v2/reports/olap', {
    ...{ reportType: 'SALES', groupByRowFields: ['Storned'], aggregateFields: ['DishDiscountSumInt'] },
    filters: {
      'OpenDate.Typed': {
        ...{ filterType: 'DateRange', periodType: 'CUSTOM', from: '2027-03-12', to: '2027-03-14' },
      },
      OrderNum: {
        filterType: 'IncludeValues',
        values: [String((await banquets.reserve(id)).banquet.number)],
      },
    },
  })
  expect(sales.status, sales.text).toBe(200)
  const sums = Object.fromEntries(sales.json.data.map((row: Json) => [row.Storned, row.DishDiscountSumInt]))
  expect(sums).toEqual({ FALSE: 4200, TRUE: -4200 })
})

test('nothing is returned of what is not paid, and a plain reserve has no money', async () => {
  const id = await banquets.begun()
  expect(await banquets.till.cannot(giveBack(id))).toBe('order.wrong-status')
  const orderId = crypto.randomUUID()
  await banquets.till.does({
    ...{ kind: 'reserve.place', orderId, isBanquet: false, guests: 2, comment: null, shouldRemind: false },
    ...{ tableIds: [demoId('table', 'main/12')], durationInMinutes: 60 },
    ...{ startsAt: server.clock.now() + 60_000, guest: { phone: '9005550383', name: 'Пара' } },
  })
  expect(await banquets.till.cannot(pay(orderId, [line('cash', 1)]))).toBe('reserve.no-order')
})

test('tips in cash at a table are in the X report and in the drawer, once however often they are sent', async () => {
  const [orderId, before] = [crypto.randomUUID(), await banquets.report()]
  await banquets.till.does({
    ...{ kind: 'tableOrder.place', orderId, guestCount: 1, tableIds: [demoId('table', 'main/11')] },
    items: [{ productId: productByCode(server.chain, '10101'), amount: 1 }],
  })
  const tips = [line('cash', 33.33, { tipsTypeId: demoId('tipsType', 'waiter') })]
  const [paying, call] = [
    { ...pay(orderId, [line('cash', 420)], tips), kind: 'tableOrder.pay' },
    crypto.randomUUID(),
  ]
  for (const _ of [1, 2]) expect((await banquets.till.send(paying, call)).json).toEqual({ ok: true })
  await server.settle()
  const after = await banquets.report()
  const cashTips = ({ tips: { byPaymentType } }: Json): number =>
    byPaymentType.find(({ kind }: Json) => kind === 'Cash')?.sum ?? 0
  expect(cashTips(after) - cashTips(before)).toBeCloseTo(33.33, 6)
  expect(after.revenue - before.revenue).toBe(420)
  expect(after.expectedCash - before.expectedCash).toBeCloseTo(453.33, 6)
})
