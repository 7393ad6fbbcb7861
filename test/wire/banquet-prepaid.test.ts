/** A banquet's prepayments at the till and through operations: drawer, reports, bill, books of the office (front-api §3.4). */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listIn, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Banquets, banquetsOf, paymentType, tillApi } from './banquet-driver.ts'
import type { Json } from './cloud-deliveries-driver.ts'
import { type Front, frontOf } from './front-table-driver.ts'

let server: TestServer
let banquets: Banquets
let token: string
let front: Front

beforeAll(async () => {
  server = await startServer()
  banquets = await banquetsOf(server)
  token = banquets.token
  front = frontOf(server)
})
beforeEach(() => banquets.terminal([]))
afterAll(() => server.close())

const prepay = (orderId: string, key: string, sum: number): Json => ({
  ...{ kind: 'reserve.prepay', orderId, typeId: paymentType(key), sum },
})
const wordsOf = ({ json }: { json: Json }): string =>
  json.lines.flatMap(({ spans = [] }: Json) => spans.map(({ text }: Json) => text)).join(' ')

test('cash and a card are taken ahead: the drawer has the cash, the revenue comes with the end', async () => {
  const [id, before, had] = [await banquets.ordered(), await banquets.report(), await banquets.charged()]
  await banquets.till.does(prepay(id, 'cash', 1000))
  await banquets.till.does(prepay(id, 'card', 500))
  await banquets.bankIsDone(id)
  expect(await banquets.charged()).toEqual([...had, 50_000])
  expect(await banquets.reserve(id)).toMatchObject({
    status: 'New',
    banquet: {
      ...{ sum: 4200, paid: 1500, due: 2700 },
      payments: [
        { sum: 1000, isPrepaid: true, isByBank: false },
        { sum: 500, isPrepaid: true, isByBank: true },
      ],
    },
  })
  const ahead = await banquets.report()
  expect(ahead.expectedCash - before.expectedCash).toBe(1000)
  expect(ahead.revenue).toBe(before.revenue)
  expect(ahead.prepayments).toMatchObject({ taken: 1500, returned: 0, settled: 0 })

  // The cloud tells the same money of the same reserve, as prepayments.
  const told = await server.post('/api/1/reserve/status_by_id', {
    organizationId: server.till('pokrovka').organizationId,
    reserveIds: [id],
  })
  expect(told.json.reserves[0].reserve.order.payments).toMatchObject([
    { sum: 1000, isPrepay: true, isPreliminary: false },
    { sum: 500, isPrepay: true, isPreliminary: false },
  ])

  await banquets.till.does({ kind: 'reserve.guestsCame', orderId: id })
  await banquets.till.does({
    ...{ kind: 'reserve.pay', orderId: id, tips: [] },
    payments: [{ typeId: paymentType('cash'), sum: 3000 }],
  })
  expect(await banquets.reserve(id)).toMatchObject({ status: 'Closed', banquet: { paid: 4200 } })
  const after = await banquets.report()
  expect(after.revenue - before.revenue).toBe(4200)
  expect(after.expectedCash - before.expectedCash).toBe(1000 + 2700)
  expect(after.prepayments).toMatchObject({ taken: 1500, returned: 0, settled: 1500 })
})

test('a prepayment of yesterday is counted in the drawer that it came into, and in the sales of today', async () => {
  const id = await banquets.ordered()
  await banquets.till.does(prepay(id, 'cash', 1000))
  await banquets.till.does({ kind: 'shift.close', countedCash: (await banquets.report()).expectedCash })
  await banquets.till.does({ kind: 'shift.open', startCash: 0 })
  await banquets.till.does({ kind: 'reserve.guestsCame', orderId: id })
  await banquets.till.does({
    ...{ kind: 'reserve.pay', orderId: id, tips: [] },
    payments: [{ typeId: paymentType('cash'), sum: 3200 }],
  })
  const today = await banquets.report()
  expect(today).toMatchObject({
    ...{ revenue: 4200, expectedCash: 3200 },
    prepayments: { taken: 0, returned: 0, settled: 1000 },
  })
  await server.settle()
  const office = await openBackOffice(server)
  const shifts = await office.get(
    '/v2/cashshifts/list?openDateFrom=2027-03-12&openDateTo=2027-03-12&status=ANY',
  )
  const own = shifts.json.filter((one: Json) => one.sessionNumber === today.number)
  expect(own).toMatchObject([{ salesCash: 3200, payOrders: 3200 }])
})

test('what guests get back is taken out of the drawer, and given up in one deed with the reserve', async () => {
  const [id, before, had] = [await banquets.ordered(), await banquets.report(), await banquets.charged()]
  await banquets.till.does(prepay(id, 'cash', 700))
  await banquets.till.does(prepay(id, 'card', 300))
  await banquets.bankIsDone(id)
  expect(
    await banquets.till.cannot({ kind: 'reserve.cancel', orderId: id, cancelReason: 'ClientRefused' }),
  ).toBe('cancel.has-processed-payments')
  await banquets.terminal([{ do: 'decline', text: 'Возврат отклонён' }])
  const givesUp = { kind: 'reserve.cancel', orderId: id, cancelReason: 'Other', returnsPrepayments: true }
  await banquets.till.does(givesUp)
  await banquets.bankIsDone(id)
  expect(await banquets.reserve(id)).toMatchObject({ status: 'New', banquet: { paid: 1000 } })
  await banquets.till.does(givesUp)
  await expect
    .poll(async () => await banquets.reserve(id), { timeout: 5000 })
    .toMatchObject({ status: 'Closed', cancelReason: 'Other', banquet: { paid: 0, payments: [] } })
  expect(await banquets.charged()).toEqual(had)
  const after = await banquets.report()
  expect(after.expectedCash).toBe(before.expectedCash)
  expect(after.prepayments.returned - (before.prepayments?.returned ?? 0)).toBe(1000)
})

test('the bill says what was paid ahead, and each prepayment has a slip', async () => {
  const id = await banquets.ordered()
  await banquets.till.does(prepay(id, 'cash', 1200))
  await banquets.till.does({ kind: 'reserve.guestsCame', orderId: id })
  await banquets.till.does({ kind: 'reserve.printBill', orderId: id })
  const bill = wordsOf(await server.get(`${tillApi}/paper?kind=bill&orderId=${id}`, token))
  expect(bill).toMatch(/ИТОГО +4.200,00 Оплачено +1.200,00 К ОПЛАТЕ +3.000,00/)
  await server.settle()
  const { jobs } = (await server.get(`${tillApi}/printing`, token)).json
  const slip = jobs.find((job: Json) => job.orderId === id && job.paper === 'prepayment')
  const text = wordsOf(await server.get(`${tillApi}/print-jobs/${slip.id}`, token))
  expect(text).toMatch(/ПРЕДОПЛАТА.*Сумма +1.200,00/)
})

test('a plugin plans a line, takes it as a prepayment and gives it back', async () => {
  const [id, before] = [await banquets.ordered(), await banquets.report()]
  const payment = crypto.randomUUID()
  await front.edit([
    ['addPaymentItem', { id: payment, order: id, paymentType: paymentType('cash'), paymentSum: 800 }],
    ['processPrepay', { order: id, paymentItem: { stub: payment } }],
  ])
  expect(await front.call('getOrderById', { id })).toMatchObject({
    payments: [{ id: payment, sum: 800, status: 'Processed', isPrepay: true }],
  })
  expect((await banquets.report()).expectedCash - before.expectedCash).toBe(800)
  await front.call('unprocessPayment', { order: id, paymentItem: payment })
  expect((await front.call('getOrderById', { id })).payments).toEqual([])
  expect((await banquets.report()).expectedCash).toBe(before.expectedCash)
  expect((await front.fails('processPrepay', { order: id, paymentItem: payment })).exception).toBe(
    'EntityNotFoundException',
  )
})

test('the event log of the office tells what was taken and given back', async () => {
  const id = await banquets.ordered()
  await banquets.till.does(prepay(id, 'cash', 900))
  const { payments, number } = (await banquets.reserve(id)).banquet
  await banquets.till.does({ kind: 'reserve.returnPayment', orderId: id, paymentId: payments[0].id })
  await server.settle()
  const office = await openBackOffice(server)
  const asked = `<eventsRequestData><orderNums><orderNum>${number}</orderNum></orderNums></eventsRequestData>`
  const { xml } = await office.postXml('/events', asked)
  const told = listIn(xml.event).filter(({ type: kind }: Json) => kind.startsWith('orderPayment'))
  expect(told.map(({ type: kind }: Json) => kind)).toEqual(['orderPaymentAdded', 'orderPaymentReturned'])
  for (const { attribute } of told)
    expect(attribute).toContainEqual(expect.objectContaining({ name: 'sum', value: '900' }))
})
