import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { demoChain } from '../../src/seed/demo/index.ts'
import { productByCode } from '../support/orders.ts'
import { type ServerProcess, spawnServer } from '../support/server-process.ts'

type Json = any // any: a test looks where it likes

const chain = demoChain()
const api = '/till/pokrovka/api'

async function call(server: ServerProcess, path: string, body?: unknown, token?: string): Promise<Json> {
  const response = await fetch(`${server.baseUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  })
  const json = await response.json()
  if (!response.ok) throw new Error(`${path} answered ${response.status} ${JSON.stringify(json)}`)
  return json
}

/** A cashier at the till of a server. */
async function atTill(server: ServerProcess) {
  const { token } = await call(server, `${api}/login`, { pin: '1111' })
  const does = (command: Json) => call(server, `${api}/commands`, { id: crypto.randomUUID(), command }, token)
  const board = () => call(server, `${api}/board`, undefined, token)
  return {
    does,
    board,
    receiptOf: (id: string) => call(server, `${api}/receipts/${id}`, undefined, token),
    orderOf: async (id: string) => (await board()).tableOrders.find((order: Json) => order.id === id),
  }
}

/** What the emulated bank has, in minor units. */
const charged = async (server: ServerProcess): Promise<number[]> =>
  (await call(server, '/__/till/pokrovka/terminal')).charged.map(({ sum }: Json) => sum)

test('kill -9 between the bank and the till: what was charged is found again at start, what was not is not', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-card-'))
  let server = await spawnServer(['--data', dataDir])
  try {
    const before = await atTill(server)
    if ((await before.board()).shift === null) await before.does({ kind: 'shift.open' })
    const open = async (table: number): Promise<string> => {
      const orderId = crypto.randomUUID()
      await before.does({
        ...{ kind: 'tableOrder.place', orderId, guestCount: 1 },
        tableIds: [demoId('table', `main/${table}`)],
        items: [{ productId: productByCode(chain, '10101'), sizeId: null, amount: 1 }],
      })
      return orderId
    }
    const [lost, slow, cash] = [await open(1), await open(2), await open(3)]
    const pay = (orderId: string, key: string) => ({
      ...{ kind: 'tableOrder.pay', orderId, tips: [] },
      payments: [{ typeId: demoId('paymentType', key), sum: 420 }],
    })
    await before.does(pay(cash, 'cash'))
    // The bank charges the first card and is not heard; it has not charged the second one yet.
    await call(server, '/__/till/pokrovka/terminal', {
      steps: [{ do: 'lose' }, { do: 'approve', after: 'PT1H' }],
    })
    await before.does(pay(lost, 'card'))
    await expect.poll(() => charged(server)).toEqual([42_000])
    await before.does(pay(slow, 'card'))
    expect((await before.orderOf(slow)).bankPayment).toMatchObject({ phase: 'authorizing', sum: 420 })
    server.kill('SIGKILL')
    await server.exited

    server = await spawnServer(['--data', dataDir])
    const after = await atTill(server)
    expect(await charged(server)).toEqual([42_000])
    // Nobody waits at the screen any more: the money is on the order, which a person closes.
    expect(await after.orderOf(lost)).toMatchObject({
      ...{ status: 'New', bankPayment: null, paid: 420, due: 0 },
      payments: [{ sum: 420, isByBank: true, cardNumber: '**** **** **** 4242' }],
    })
    expect(await after.orderOf(slow)).toMatchObject({
      ...{ status: 'New', bankPayment: null, paid: 0, due: 420 },
      bankFailure: { reason: 'cancelled' },
    })
    await after.does({ kind: 'tableOrder.pay', orderId: lost, payments: [], tips: [] })
    await after.does(pay(slow, 'card'))
    await expect.poll(async () => (await after.orderOf(slow)).status).toBe('Closed')
    expect((await after.orderOf(lost)).status).toBe('Closed')
    expect(await charged(server)).toEqual([42_000, 42_000])
    expect((await after.board()).shift).toMatchObject({ closedOrders: 3, revenue: 1260 })

    // Of two returns the bank makes the first and is not heard, and has not begun the second.
    await call(server, '/__/till/pokrovka/terminal', {
      steps: [{ do: 'lose' }, { do: 'approve', after: 'PT1H' }],
    })
    const giveBack = (orderId: string) => ({
      ...{ kind: 'tableOrder.return', orderId, returnId: crypto.randomUUID() },
      removalTypeId: demoId('removalType', 'cafe'),
    })
    await after.does(giveBack(lost))
    await expect.poll(() => charged(server)).toEqual([42_000])
    await after.does(giveBack(slow))
    server.kill('SIGKILL')
    await server.exited

    server = await spawnServer(['--data', dataDir])
    const third = await atTill(server)
    expect(await third.receiptOf(lost)).toMatchObject({ returned: 420, sale: { bankPayment: null } })
    expect(await third.receiptOf(slow)).toMatchObject({
      ...{ returned: 0, returns: [] },
      sale: { bankPayment: null, bankFailure: { reason: 'not-returned' } },
    })
    await third.does(giveBack(slow))
    await expect.poll(async () => (await third.receiptOf(slow)).returned).toBe(420)
    expect(await charged(server)).toEqual([])
  } finally {
    server.kill('SIGTERM')
    await server.exited
    rmSync(dataDir, { recursive: true, force: true })
  }
}, 180_000)
