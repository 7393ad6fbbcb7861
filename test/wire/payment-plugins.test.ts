/** Payment systems of plugins at a till: front-api §3, §10.6; ADR 36. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { givePaymentType } from '../../src/cli/payment-types.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { BankPlugin } from '../support/bank-plugin.ts'
import { productByCode } from '../support/orders.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { frontOf } from './front-table-driver.ts'

type Json = any // any: a test looks where it likes

const till = '/till/pokrovka/api'
const screenId = crypto.randomUUID()
const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-payments-'))
const bank = new BankPlugin(dataDir)
const giftCards = fileURLToPath(new URL('../plugins-fixtures/gift-cards', import.meta.url))
cpSync(giftCards, join(dataDir, 'plugins/gift-cards'), { recursive: true })
let server: TestServer
let token: string
beforeAll(async () => {
  // The plugin that is killed in the middle is told of.
  server = await startServer({ dataDir, expectError: ({ msg }) => msg === 'a payment of a till failed' })
  const { app } = server.node
  const scope = { tenantId: server.chain.tenant.id, actor: 'test' }
  await givePaymentType({ app, scope, print: () => {} }, 'GIFT', { system: 'example-bank' })
  await givePaymentType({ app, scope, print: () => {} }, 'AGGR', { system: 'gift-cards' })
  token = (await server.post(`${till}/login`, { pin: '1111' }, null)).json.token
  await server.plugins?.ready()
  await vi.waitFor(() => expect(systems()).toEqual(['example-bank', 'gift-cards']), 20_000)
  if ((await board()).shift === null) await done({ kind: 'shift.open' })
})
afterAll(async () => {
  await server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const sessions = () => server.plugins?.host.sessions(server.till('pokrovka').terminalGroupId) ?? []
const systems = () =>
  sessions()
    .flatMap(({ paymentSystems }) => [...paymentSystems.keys()])
    .sort()
const send = (command: Json, more: object = {}): Promise<Answer> =>
  server.post(`${till}/commands`, { id: crypto.randomUUID(), command, ...more }, token)
async function done(command: Json, more: object = {}): Promise<void> {
  const answer = await send(command, more)
  expect(answer.status, answer.text).toBe(200)
}
const board = async (): Promise<Json> => (await server.get(`${till}/board`, token)).json
const orderOf = async (id: string): Promise<Json> =>
  (await board()).tableOrders.find((order: Json) => order.id === id)
const receiptOf = async (id: string): Promise<Json> =>
  (await server.get(`${till}/receipts/${id}`, token)).json

let table = 0
async function ordered(): Promise<string> {
  const orderId = crypto.randomUUID()
  table = (table % 12) + 1
  await done({
    ...{ kind: 'tableOrder.place', orderId, guestCount: 1, tableIds: [demoId('table', `main/${table}`)] },
    items: [{ productId: productByCode(server.chain, '10101'), sizeId: null, amount: 1 }],
  })
  return orderId
}
const pay = (orderId: string, sum = 420) => ({
  ...{ kind: 'tableOrder.pay', orderId, tips: [] },
  payments: [{ typeId: bank.paymentTypeId, sum }],
})
const giveBack = (orderId: string) => ({
  ...{ kind: 'tableOrder.return', orderId, returnId: crypto.randomUUID() },
  removalTypeId: demoId('removalType', 'cafe'),
})
async function dialog(): Promise<Json> {
  let shown: Json
  const ask = async () => {
    shown = (await server.get(`${till}/plugins?screenId=${screenId}`, token)).json.dialogs[0]
    return shown !== undefined
  }
  await expect.poll(ask).toBe(true)
  return shown
}
const says = async (value: unknown) =>
  server.post(`${till}/plugins/dialogs/${(await dialog()).dialogId}`, { value }, token)

test('without a screen the plugin pays silently; the order closes with what the bank said, and goes back by it', async () => {
  const orderId = await ordered()
  await done(pay(orderId))
  await expect.poll(async () => (await orderOf(orderId)).status).toBe('Closed')
  expect(await orderOf(orderId)).toMatchObject({
    payments: [{ sum: 420, isByBank: true, cardNumber: '**** 4242' }],
  })
  expect(bank.has()).toEqual([42_000])
  await done(giveBack(orderId))
  await expect.poll(async () => (await receiptOf(orderId)).returned).toBe(420)
  expect(bank.has()).toEqual([])
})

test('at a screen the card is asked for before the money moves; who says no pays nothing', async () => {
  const orderId = await ordered()
  await done(pay(orderId), { screenId })
  expect((await dialog()).dialog).toMatchObject({ kind: 'question', text: '420.00' })
  await says(false)
  await expect.poll(async () => (await orderOf(orderId)).bankFailure).toMatchObject({ reason: 'cancelled' })
  expect([(await orderOf(orderId)).due, bank.has()]).toEqual([420, []])
  await done(pay(orderId), { screenId })
  await says(true)
  await expect.poll(async () => (await orderOf(orderId)).status).toBe('Closed')
  expect(bank.has()).toEqual([42_000])
})

test('the bank declines in its words, and the cashier stops what has not begun', async () => {
  const before = bank.has()
  const orderId = await ordered()
  bank.plays('decline', 'wait')
  await done(pay(orderId))
  await expect
    .poll(async () => (await orderOf(orderId)).bankFailure)
    .toMatchObject({ reason: 'declined', text: 'Недостаточно средств / Insufficient funds' })
  await done(pay(orderId))
  await expect
    .poll(async () => {
      await server.post(`${till}/orders/tableOrder/${orderId}/bank-payment/cancel`, {}, token)
      return (await orderOf(orderId)).bankFailure
    })
    .toMatchObject({ reason: 'cancelled' })
  expect(bank.has()).toEqual(before)
})

test('a part by the plugin is given back while the order is open', async () => {
  const before = bank.has()
  const orderId = await ordered()
  // The bank charges the first half and declines the second one: the first stays on the order.
  bank.plays('approve', 'decline')
  const halves = [200, 220].map((sum) => ({ typeId: bank.paymentTypeId, sum }))
  await done({ ...pay(orderId), payments: halves })
  await expect.poll(async () => (await orderOf(orderId)).bankFailure).toMatchObject({ reason: 'declined' })
  const { payments, paid } = await orderOf(orderId)
  expect([paid, bank.has()]).toEqual([200, [...before, 20_000]])
  await done({
    ...{ kind: 'tableOrder.returnPayment', orderId, paymentId: payments[0].id },
    transactionId: crypto.randomUUID(),
  })
  await expect.poll(async () => (await orderOf(orderId)).paid).toBe(0)
  expect(bank.has()).toEqual(before)
})

/** Somebody who is no cashier plans the plugin's money, as the cloud or another plugin does (front-api §3.4, "Background"). */
async function planned(sum = 420): Promise<{ orderId: string; payment: string }> {
  const [orderId, payment] = [await ordered(), crypto.randomUUID()]
  await frontOf(server).call('addExternalPaymentItem', {
    ...{ id: payment, order: orderId, isProcessed: false, paymentType: bank.paymentTypeId },
    ...{ paymentSum: sum, additionalData: { customData: 'table 7' } },
  })
  return { orderId, payment }
}

test('payOrder has planned money moved silently, and resolves when the order is closed', async () => {
  const before = bank.has()
  const { orderId, payment } = await planned()
  expect((await orderOf(orderId)).payments).toMatchObject([{ id: payment, isPreliminary: true }])
  await frontOf(server).call('payOrder', { order: orderId, isPaymentLocal: true })
  expect(await orderOf(orderId)).toMatchObject({
    status: 'Closed',
    payments: [{ id: payment, sum: 420, isByBank: true }],
  })
  expect(bank.has()).toEqual([...before, 42_000])
  // What the acquirer said stands on the payment for whoever compares it with the bank's statement (front-api §3.7).
  const [item] = (await frontOf(server).call('getOrderById', { id: orderId })).payments
  expect(item.bankTransactionDetails).toEqual({
    ...{ rrn: expect.any(String), amount: 420, currencyCode: 'RUB' },
    ...{ operationKind: 'purchase', paymentSystem: 'MIR' },
  })
})

test('payOrder rejects with the words of the bank; the line that failed is gone, the order is open', async () => {
  const before = bank.has()
  const { orderId } = await planned()
  bank.plays('decline')
  const failure = await frontOf(server).fails('payOrder', { order: orderId, isPaymentLocal: true })
  expect(failure).toMatchObject({
    exception: 'PaymentActionFailedException',
    fields: { reason: 'PaymentsProcessingFailed', details: 'Недостаточно средств / Insufficient funds' },
  })
  expect(await orderOf(orderId)).toMatchObject({ status: 'New', payments: [], paid: 0 })
  expect(bank.has()).toEqual(before)
})

test('a plugin’s money is a prepayment that goes back by the plugin, silently', async () => {
  const before = bank.has()
  const { orderId, payment } = await planned(200)
  const front = frontOf(server)
  await front.call('processPrepay', { order: orderId, paymentItem: payment })
  expect(await orderOf(orderId)).toMatchObject({
    ...{ status: 'New', paid: 200, due: 220 },
    payments: [{ id: payment, isPrepaid: true, isByBank: true }],
  })
  expect(bank.has()).toEqual([...before, 20_000])
  await front.call('unprocessPayment', { order: orderId, paymentItem: payment })
  expect([(await orderOf(orderId)).paid, bank.has()]).toEqual([0, before])
})

test('a cashier who takes the rest has what was planned moved too', async () => {
  const before = bank.has()
  const { orderId } = await planned(200)
  await done({ ...pay(orderId), payments: [{ typeId: demoId('paymentType', 'cash'), sum: 220 }] })
  await expect.poll(async () => (await orderOf(orderId)).status).toBe('Closed')
  expect(bank.has()).toEqual([...before, 20_000])
})

/** What the plugin of gift cards has heard of a line. */
const heard = (payment: string): string[] =>
  readFileSync(join(dataDir, 'CashServer/Logs/plugin-gift-cards.log'), 'utf8')
    .split('\n')
    .flatMap((line) => (line.includes(payment) ? [/(\w+) [0-9a-f-]{36} ([\d.]+) of/.exec(line) ?? []] : []))
    .map(([, deed, sum]) => `${deed} ${sum}`)

test('a planned line is told to its system, which refuses it, keeps its sum or takes it off', async () => {
  const front = frontOf(server)
  const plan = async (sum: number, customData: string): Promise<{ orderId: string; payment: string }> => {
    const [orderId, payment] = [await ordered(), crypto.randomUUID()]
    await front.call('addPaymentItem', {
      ...{ id: payment, order: orderId, paymentType: demoId('paymentType', 'aggregator') },
      ...{ paymentSum: sum, additionalData: { customData } },
    })
    return { orderId, payment }
  }
  const lines = async ({ orderId }: { orderId: string }) =>
    (await orderOf(orderId)).payments.map(({ sum }: Json) => sum)
  const change = (name: string, { orderId, payment }: { orderId: string; payment: string }, sum = 0) => ({
    ...{ order: orderId, paymentItem: payment },
    ...(name === 'changePaymentItemSum' ? { paymentSum: sum } : {}),
  })

  const usual = await plan(200, 'usual')
  await front.call('changePaymentItemSum', change('changePaymentItemSum', usual, 250))
  expect(await lines(usual)).toEqual([250])
  await front.call('deletePaymentItem', change('deletePaymentItem', usual))
  expect(await lines(usual)).toEqual([])
  await expect.poll(() => heard(usual.payment)).toEqual(['added 200.00', 'editing 200.00', 'deleting 250.00'])

  const fixed = await plan(200, 'fixed')
  expect(await front.fails('changePaymentItemSum', change('changePaymentItemSum', fixed, 100))).toMatchObject(
    {
      ...{ exception: 'ConstraintViolationException', fields: { reason: 'PaymentTypeUsing' } },
    },
  )
  expect(await lines(fixed)).toEqual([200])

  const expired = await plan(200, 'expired')
  await front.call('changePaymentItemSum', change('changePaymentItemSum', expired, 100))
  expect(await lines(expired)).toEqual([])

  const [orderId, id] = [await ordered(), crypto.randomUUID()]
  const failure = await front.fails('addPaymentItem', {
    ...{ id, order: orderId, paymentType: demoId('paymentType', 'aggregator'), paymentSum: 400 },
  })
  expect(failure).toMatchObject({
    exception: 'PaymentActionFailedException',
    fields: { details: 'На карте 300 / The card has 300' },
  })
  expect(await lines({ orderId })).toEqual([])
})

test('a closed order that was paid in cash goes back by a plugin that took nothing of it, in part', async () => {
  const front = frontOf(server)
  const [orderId, byCards] = [await ordered(), demoId('paymentType', 'aggregator')]
  await done({ ...pay(orderId), payments: [{ typeId: demoId('paymentType', 'cash'), sum: 420 }] })
  const offered = await front.call('getPaymentTypesToStornoPastOrderItems')
  expect(offered.map(({ id }: Json) => id)).toContain(byCards)
  // The bank gives back only what it took.
  expect(offered.map(({ id }: Json) => id)).not.toContain(bank.paymentTypeId)
  const [{ positionId }] = (await receiptOf(orderId)).left
  const asked = { pastOrder: orderId, items: [{ id: positionId, amount: 0.5 }], sum: 210 }
  const removalType = demoId('removalType', 'cafe')
  expect(
    await front.fails('stornoPastOrder', { ...asked, removalType, paymentType: bank.paymentTypeId }),
  ).toMatchObject({ exception: 'PaymentActionFailedException' })
  await front.call('stornoPastOrder', { ...asked, removalType, paymentType: byCards })
  await expect.poll(async () => (await receiptOf(orderId)).returned).toBe(210)
  const log = readFileSync(join(dataDir, 'CashServer/Logs/plugin-gift-cards.log'), 'utf8')
  expect(log).toMatch(new RegExp(`given [0-9a-f-]{36} 210.00 of ${orderId}`))
  const { report } = (await server.get(`${till}/shift/report`, token)).json
  expect(report.returns.sum).toBeGreaterThanOrEqual(210)
})

/** Borscht at 420 that nobody knows the order of. */
const goods = (amount: number) => ({
  ...{ kind: 'tableOrder.returnGoods', orderId: crypto.randomUUID(), comment: null },
  items: [{ productId: productByCode(server.chain, '10101'), sizeId: null, amount }],
  ...{ paymentTypeId: demoId('paymentType', 'aggregator'), removalTypeId: demoId('removalType', 'cafe') },
})
const cardsLog = () => readFileSync(join(dataDir, 'CashServer/Logs/plugin-gift-cards.log'), 'utf8')
const returned = async (): Promise<number> =>
  (await server.get(`${till}/shift/report`, token)).json.report.returns.sum

test('goods without any order go back by a plugin that is told of no order; what it declines came to nothing', async () => {
  const types = (await server.get(`${till}/goods-return-types`, token)).json.map(({ id }: Json) => id)
  expect(types).toContain(demoId('paymentType', 'aggregator'))
  expect(types).not.toContain(bank.paymentTypeId)
  const before = await returned()
  const given = goods(1)
  await done(given)
  await expect.poll(async () => (await returned()) - before).toBe(420)
  expect(cardsLog()).toMatch(/given [0-9a-f-]{36} 420.00 of null/)
  const declined = goods(5)
  await done(declined)
  await expect
    .poll(async () => (await orderOf(declined.orderId)).bankFailure)
    .toMatchObject({ reason: 'not-returned', text: 'Не больше 2000 / At most 2000' })
  const listed = (await server.get(`${till}/receipts`, token)).json.map(({ id }: Json) => id)
  expect([listed.includes(given.orderId), listed.includes(declined.orderId)]).toEqual([true, false])
  // Who tried it sees why, and gives it back in another way.
  const cash = demoId('paymentType', 'cash')
  const tried = await receiptOf(declined.orderId)
  expect(tried.refundable).toContainEqual({ typeId: cash, name: 'Наличные', kind: 'Cash', sum: 2100 })
  await done({ kind: 'shift.moveCash', typeId: demoId('payInOutType', 'change'), sum: 5000 })
  await done({ ...giveBack(declined.orderId), refunds: [{ typeId: cash, sum: 2100 }] })
  expect(await receiptOf(declined.orderId)).toMatchObject({ returned: 2100, left: [], refundable: [] })
  // What the bank took it gives back; what it did not take it does not.
  const byBank = { ...goods(1), paymentTypeId: bank.paymentTypeId }
  await done(byBank)
  await expect
    .poll(async () => (await orderOf(byBank.orderId)).bankFailure)
    .toMatchObject({ reason: 'not-returned' })
  expect(await returned()).toBe(before + 2520)
})

test('a plugin that dies after it gave money for goods is asked what became of it: the return is made once', async () => {
  const before = await returned()
  const { orderId, ...rest } = goods(3)
  await done({ ...rest, orderId })
  await vi.waitFor(() => expect(cardsLog()).toMatch(/given [0-9a-f-]{36} 1260.00 of null/))
  expect((await orderOf(orderId)).bankPayment).toMatchObject({ isReturn: true, sum: 1260 })
  sessions()
    .find(({ manifest }) => manifest.name === 'gift-cards')
    ?.kill('the test')
  await expect.poll(async () => (await returned()) - before, { timeout: 30_000 }).toBe(1260)
  expect(cardsLog().match(/given [0-9a-f-]{36} 1260/g)).toHaveLength(1)
  expect(cardsLog()).toMatch(/asked of cancelling [0-9a-f-]{36} 1260.00 of null/)
  expect((await receiptOf(orderId)).returns).toMatchObject([{ sum: 1260 }])
}, 60_000)

test('what was kept before the bank was asked is forgotten once the answer is written', async () => {
  const { rows } = await server.pool.query(`select key from plugin_data where key like 'payment:%'`)
  expect(rows).toEqual([])
})

test('only payment types that may be are given to a plugin', async () => {
  const { app } = server.node
  const scope = { tenantId: server.chain.tenant.id, actor: 'test' }
  const give = (code: string) => givePaymentType({ app, scope, print: () => {} }, code, { system: 'x' })
  await expect(give('CASH')).rejects.toMatchObject({ code: 'request.field-invalid' })
  await expect(give('NOBODY')).rejects.toMatchObject({ code: 'request.field-invalid' })
})

test('the plugin goes away in the middle: the order waits, and people say what became of the money', async () => {
  const before = bank.has()
  const orderId = await ordered()
  bank.plays('lose')
  await done(pay(orderId))
  await expect.poll(() => bank.has()).toEqual([...before, 42_000])
  await server.plugins?.host.stop()
  expect((await orderOf(orderId)).bankPayment).toMatchObject({ phase: 'authorizing' })
  const cancelled = await server.post(`${till}/orders/tableOrder/${orderId}/bank-payment/cancel`, {}, token)
  expect(cancelled.json).toEqual({ ok: true })
  const { transactionId, phase } = (await orderOf(orderId)).bankPayment
  expect(phase).toBe('unknown')
  await done({ kind: 'tableOrder.resolveBankPayment', orderId, transactionId, isMoved: true })
  expect(await orderOf(orderId)).toMatchObject({ bankPayment: null, paid: 420, due: 0 })
})

test('no plugin, no charge: a payment is declined with the name of the system', async () => {
  const before = bank.has()
  const orderId = await ordered()
  await done(pay(orderId))
  await expect
    .poll(async () => (await orderOf(orderId)).bankFailure)
    .toMatchObject({ reason: 'declined', text: expect.stringContaining('example-bank') })
  expect(bank.has()).toEqual(before)
})
