/**
 * The crash table of front-api §3.5: plugin and till are killed before the bank has moved the money and after it has, at
 * payments and at returns. Whatever dies, the bank's ledger and the order agree.
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

async function ordered(): Promise<string> {
  const orderId = crypto.randomUUID()
  await does({
    ...{ kind: 'tableOrder.place', orderId, guestCount: 1, tableIds: [demoId('table', 'main/1')] },
    items: [{ productId: productByCode(chain, '10101'), sizeId: null, amount: 1 }],
  })
  return orderId
}
const pay = (orderId: string) => ({
  ...{ kind: 'tableOrder.pay', orderId, tips: [] },
  payments: [{ typeId: bank.paymentTypeId, sum: 420 }],
})
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
const cases = deaths.flatMap(([who, dies]) => moments.map(([when, step]) => ({ who, dies, when, step })))

describe.sequential('the crash table', () => {
  test.each(cases)('paying: the $who dies $when', async ({ dies, step }) => {
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

  test.each(cases)('cancelling for an open order: the $who dies $when', async ({ dies, step }) => {
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

  test.each(cases)('returning: the $who dies $when', async ({ dies, step }) => {
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
})
