/**
 * The crash table of front-api §3.5: plugin and till are killed before the bank has moved the money, after it has, between
 * two payments and after the last: at payments, prepayments and what goes back of them. Whatever dies, the bank's ledger,
 * the order and the shift agree.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { demoChain } from '../../src/seed/demo/index.ts'
import { BankPlugin, type BankStep } from '../support/bank-plugin.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { productByCode } from '../support/orders.ts'
import { type ServerProcess, spawnServer } from '../support/server-process.ts'

type Json = any // any: a test looks where it likes

const chain = demoChain()
const api = '/till/pokrovka/api'
const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-plugin-money-'))
const bank = new BankPlugin(dataDir)
const patient = { timeout: 40_000, interval: 200 }
let database: TestDatabase
let server: ServerProcess
let token: string
/** What the bank should have, in minor units. */
let expected: number[] = []

async function call(path: string, body?: unknown): Promise<Json> {
  const response = await fetch(`${server.baseUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  })
  const json = await response.json()
  if (!response.ok) throw new Error(`${path} answered ${response.status} ${JSON.stringify(json)}`)
  return json
}
const does = (command: Json) => call(`${api}/commands`, { id: crypto.randomUUID(), command })
const board = () => call(`${api}/board`)
const orderOf = async (id: string) => (await board()).tableOrders.find((order: Json) => order.id === id)
const receiptOf = (id: string) => call(`${api}/receipts/${id}`)

async function startTill(): Promise<void> {
  server = await spawnServer(['--data', dataDir], { DATABASE_URL: database.url })
  token = ''
  token = (await call(`${api}/login`, { pin: '1111' })).token
}
async function killTill(): Promise<void> {
  server.kill('SIGKILL')
  await server.exited
}
/** The plugin's processes at all tills of the server. */
async function killPlugin(): Promise<void> {
  for (const pid of await server.childPids())
    if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('bank-acquiring')) process.kill(pid, 'SIGKILL')
}

beforeAll(async () => {
  database = await testDatabase()
  await startTill()
  await bank.addPaymentType(database.pool)
  await killTill()
  await startTill()
  if ((await board()).shift === null) await does({ kind: 'shift.open' })
  await pluginIsThere()
}, 120_000)
afterAll(async () => {
  server.kill('SIGTERM')
  await server.exited
  await database.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A first payment that goes through says that the plugin has registered. */
const pluginIsThere = (): Promise<void> =>
  vi.waitFor(
    async () => {
      const orderId = await ordered()
      await does(pay(orderId))
      await vi.waitFor(async () => expect((await orderOf(orderId)).bankPayment).toBeNull(), 5000)
      const { status } = await orderOf(orderId)
      if (status !== 'Closed') await does({ kind: 'tableOrder.cancel', orderId })
      expect(status).toBe('Closed')
      expected = [...expected, 42_000]
    },
    { timeout: 40_000, interval: 500 },
  )

async function ordered(amount = 1): Promise<string> {
  const orderId = crypto.randomUUID()
  await does({
    ...{ kind: 'tableOrder.place', orderId, guestCount: 1, tableIds: [demoId('table', 'main/1')] },
    items: [{ productId: productByCode(chain, '10101'), sizeId: null, amount }],
  })
  return orderId
}
const pay = (orderId: string) => ({
  ...{ kind: 'tableOrder.pay', orderId, tips: [] },
  payments: [{ typeId: bank.paymentTypeId, sum: 420 }],
})
const prepay = (orderId: string) => ({
  ...{ kind: 'tableOrder.prepay', orderId, typeId: bank.paymentTypeId, sum: 200 },
})
/** What the running shift has counted of prepayments. */
const prepaid = async (): Promise<Json> =>
  (await call(`${api}/shift/report`)).report.prepayments ?? { taken: 0, returned: 0, settled: 0 }
const giveBack = (orderId: string) => ({
  ...{ kind: 'tableOrder.return', orderId, returnId: crypto.randomUUID() },
  removalTypeId: demoId('removalType', 'cafe'),
})
const answered = (orderId: string) =>
  expect.poll(async () => (await orderOf(orderId))?.bankPayment ?? null, patient).toBeNull()

const deaths = [
  ['plugin', killPlugin],
  [
    'till',
    async () => {
      await killTill()
      await startTill()
    },
  ],
] as const
/** When it dies: the request is in the journal and the bank has not begun; or it has ended and nobody has heard of it. */
const moments: readonly (readonly [string, BankStep])[] = [
  ['before the bank moved the money', 'wait'],
  ['after the bank moved the money', 'lose'],
]
const every = deaths.flatMap(([who, dies]) => moments.map(([when, step]) => ({ who, dies, when, step })))
/**
 * Every step has two deaths by default: each of who dies and each of when. `MONEY_CASES=all` plays all four, as
 * `npm run test:long` does.
 */
const half = (isOdd: boolean) =>
  process.env['MONEY_CASES'] === 'all'
    ? every
    : every.filter(({ who, step }) => (who === 'plugin') === ((step === 'wait') === isOdd))

describe.sequential('the crash table', () => {
  test.each(half(true))('paying: the $who dies $when', async ({ dies, step }) => {
    const orderId = await ordered()
    bank.plays(step)
    await does(pay(orderId))
    expect((await orderOf(orderId)).bankPayment).toMatchObject({ phase: 'authorizing', sum: 420 })
    await expect.poll(() => bank.isAsked(), patient).toBe(true)
    await dies()
    await answered(orderId)
    if (step === 'lose') {
      expected = [...expected, 42_000]
      expect(await orderOf(orderId)).toMatchObject({
        ...{ status: 'New', paid: 420, due: 0 },
        payments: [{ sum: 420, isByBank: true, cardNumber: '**** 4242' }],
      })
      await does({ kind: 'tableOrder.pay', orderId, payments: [], tips: [] })
    } else {
      expect(await orderOf(orderId)).toMatchObject({
        ...{ status: 'New', paid: 0, due: 420 },
        bankFailure: { reason: 'cancelled' },
      })
      await does(pay(orderId))
      expected = [...expected, 42_000]
    }
    await expect.poll(async () => (await orderOf(orderId)).status, patient).toBe('Closed')
    expect(bank.has()).toEqual(expected)
  })

  test.each(half(true))('cancelling for an open order: the $who dies $when', async ({ dies, step }) => {
    const orderId = await ordered()
    bank.plays('approve', 'decline')
    const halves = [200, 220].map((sum) => ({ typeId: bank.paymentTypeId, sum }))
    await does({ ...pay(orderId), payments: halves })
    await answered(orderId)
    const { payments, paid } = await orderOf(orderId)
    expect([paid, bank.has()]).toEqual([200, [...expected, 20_000]])
    const cancel = () =>
      does({
        ...{ kind: 'tableOrder.returnPayment', orderId, paymentId: payments[0].id },
        transactionId: crypto.randomUUID(),
      })
    bank.plays(step)
    await cancel()
    await expect.poll(() => bank.isAsked(), patient).toBe(true)
    await dies()
    await answered(orderId)
    if (step === 'wait') {
      expect([(await orderOf(orderId)).paid, bank.has()]).toEqual([200, [...expected, 20_000]])
      await cancel()
    }
    await expect.poll(async () => (await orderOf(orderId)).paid, patient).toBe(0)
    expect(bank.has()).toEqual(expected)
  })

  test.each(half(false))('returning: the $who dies $when', async ({ dies, step }) => {
    const orderId = await ordered()
    await does(pay(orderId))
    await expect.poll(async () => (await orderOf(orderId)).status, patient).toBe('Closed')
    expect(bank.has()).toEqual([...expected, 42_000])
    bank.plays(step)
    await does(giveBack(orderId))
    await expect.poll(() => bank.isAsked(), patient).toBe(true)
    await dies()
    await expect.poll(async () => (await receiptOf(orderId)).sale.bankPayment, patient).toBeNull()
    if (step === 'wait') {
      expect(await receiptOf(orderId)).toMatchObject({
        returned: 0,
        sale: { bankFailure: { reason: 'not-returned' } },
      })
      expect(bank.has()).toEqual([...expected, 42_000])
      await does(giveBack(orderId))
    }
    await expect.poll(async () => (await receiptOf(orderId)).returned, patient).toBe(420)
    expect(bank.has()).toEqual(expected)
  })

  test.each(half(true))('prepaying: the $who dies $when', async ({ dies, step }) => {
    const orderId = await ordered()
    const before = await prepaid()
    bank.plays(step)
    await does(prepay(orderId))
    await expect.poll(() => bank.isAsked(), patient).toBe(true)
    await dies()
    await answered(orderId)
    if (step === 'wait') {
      expect([(await orderOf(orderId)).paid, bank.has()]).toEqual([0, expected])
      await does(prepay(orderId))
      await answered(orderId)
    }
    expected = [...expected, 20_000]
    expect(await orderOf(orderId)).toMatchObject({
      ...{ status: 'New', paid: 200, due: 220 },
      payments: [{ sum: 200, isByBank: true, isPrepaid: true }],
    })
    // However often it was asked, the shift has counted it once.
    expect((await prepaid()).taken - before.taken).toBe(200)
    await does({ ...pay(orderId), payments: [{ typeId: bank.paymentTypeId, sum: 220 }] })
    await expect.poll(async () => (await orderOf(orderId)).status, patient).toBe('Closed')
    expected = [...expected, 22_000]
    expect(bank.has()).toEqual(expected)
    expect((await prepaid()).settled - before.settled).toBe(200)
  })

  test.each(half(false))('giving a prepayment back: the $who dies $when', async ({ dies, step }) => {
    const orderId = await ordered()
    const before = await prepaid()
    await does(prepay(orderId))
    await answered(orderId)
    const [line] = (await orderOf(orderId)).payments
    expect([line.sum, bank.has()]).toEqual([200, [...expected, 20_000]])
    const giveUp = () => does({ kind: 'tableOrder.returnPayment', orderId, paymentId: line.id })
    bank.plays(step)
    await giveUp()
    await expect.poll(() => bank.isAsked(), patient).toBe(true)
    await dies()
    await answered(orderId)
    if (step === 'wait') {
      expect([(await orderOf(orderId)).paid, bank.has()]).toEqual([200, [...expected, 20_000]])
      await giveUp()
    }
    await expect.poll(async () => (await orderOf(orderId)).paid, patient).toBe(0)
    expect(bank.has()).toEqual(expected)
    expect((await prepaid()).returned - before.returned).toBe(200)
    await does({ kind: 'tableOrder.cancel', orderId })
  })

  test.each(half(true))('between two payments of an order: the $who dies $when', async ({ dies, step }) => {
    const orderId = await ordered()
    bank.plays('approve', step)
    const halves = [200, 220].map((sum) => ({ typeId: bank.paymentTypeId, sum }))
    await does({ ...pay(orderId), payments: halves })
    await expect.poll(() => bank.isAsked(), patient).toBe(true)
    await dies()
    await answered(orderId)
    const second = step === 'lose' ? [22_000] : []
    expect(await orderOf(orderId)).toMatchObject({ status: 'New', paid: step === 'lose' ? 420 : 200 })
    expect(bank.has()).toEqual([...expected, 20_000, ...second])
    await does({ ...pay(orderId), payments: step === 'lose' ? [] : [halves[1]] })
    await expect.poll(async () => (await orderOf(orderId)).status, patient).toBe('Closed')
    expected = [...expected, 20_000, 22_000]
    expect(bank.has()).toEqual(expected)
  })

  test.each(deaths)('after the last step: the %s dies, and nothing moves any more', async (_who, dies) => {
    const orderId = await ordered()
    await does(pay(orderId))
    await expect.poll(async () => (await orderOf(orderId)).status, patient).toBe('Closed')
    expected = [...expected, 42_000]
    await dies()
    expect(await receiptOf(orderId)).toMatchObject({ sum: 420, returned: 0, sale: { bankPayment: null } })
    expect(bank.has()).toEqual(expected)
    await pluginIsThere()
  })

  test('a part of a closed order is asked for while the plugin is away: refused, and made when it is back', async () => {
    const orderId = await ordered(3)
    await does({ ...pay(orderId), payments: [{ typeId: bank.paymentTypeId, sum: 1260 }] })
    await expect.poll(async () => (await orderOf(orderId)).status, patient).toBe('Closed')
    const [{ positionId }] = (await receiptOf(orderId)).left
    const part = () => does({ ...giveBack(orderId), lines: [{ positionId, amount: 1 }] })
    await killPlugin()
    await part()
    await expect
      .poll(async () => (await receiptOf(orderId)).sale.bankFailure, patient)
      .toMatchObject({ reason: 'not-returned' })
    expect(bank.has()).toEqual([...expected, 126_000])
    await vi.waitFor(
      async () => {
        if ((await receiptOf(orderId)).returned === 0) await part()
        await vi.waitFor(async () => expect((await receiptOf(orderId)).returned).toBe(420), 2000)
      },
      { timeout: 40_000, interval: 500 },
    )
    expected = [...expected, 84_000]
    expect(bank.has()).toEqual(expected)
  })
})
