import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { demoChain } from '../../src/seed/demo/index.ts'
import { productByCode } from '../support/orders.ts'
import { type ServerProcess, spawnServer } from '../support/server-process.ts'

type Json = any // any: a test looks where it likes

const api = '/till/pokrovka/api'
const soup = productByCode(demoChain(), '10101')

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

async function atTill(server: ServerProcess) {
  const { token } = await call(server, `${api}/login`, { pin: '1111' })
  const does = (command: Json) => call(server, `${api}/commands`, { id: crypto.randomUUID(), command }, token)
  return {
    does,
    board: () => call(server, `${api}/board`, undefined, token),
    async sell(table: number): Promise<string> {
      const orderId = crypto.randomUUID()
      const tableIds = [demoId('table', `main/${table}`)]
      const items = [{ productId: soup, sizeId: null, amount: 1 }]
      await does({ kind: 'tableOrder.place', orderId, guestCount: 1, tableIds, items })
      const payments = [{ typeId: demoId('paymentType', 'cash'), sum: 420 }]
      await does({ kind: 'tableOrder.close', orderId, payments })
      return orderId
    },
    async fiscalStates(): Promise<string[]> {
      const { jobs } = await call(server, `${api}/printing`, undefined, token)
      return jobs.filter((job: Json) => job.paper === 'fiscal-sale').map(({ state }: Json) => state)
    },
  }
}

const devices = async (server: ServerProcess, register?: Json): Promise<Json> =>
  (await call(server, '/__/till/pokrovka/devices', register && { register })).register
const chequesOf = async (server: ServerProcess): Promise<string[]> =>
  (await devices(server)).documents
    .filter(({ kind }: Json) => kind === 'sale')
    .map(({ orderId }: Json) => orderId)

test('kill -9 between each step of a cheque: every closed order has one, and Z comes behind them', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-register-'))
  let server = await spawnServer(['--data', dataDir])
  const sold: string[] = []
  try {
    await devices(server, { installed: true })
    const first = await atTill(server)
    if ((await first.board()).shift === null) await first.does({ kind: 'shift.open' })
    sold.push(await first.sell(1))
    await expect.poll(() => chequesOf(server), { timeout: 20_000 }).toEqual(sold)

    // Asked for and not sent; sent and not printed; printed and not heard; and the moment at which the order is closed.
    const steps: { set: Json; isReached(states: string[], cheques: string[]): boolean }[] = [
      { set: { state: 'unplugged' }, isReached: (states) => states.includes('failed') },
      { set: { steps: [{ do: 'stall' }] }, isReached: (states) => states.includes('printing') },
      { set: { steps: [{ do: 'hang' }] }, isReached: (_, cheques) => cheques.length === sold.length },
      { set: {}, isReached: () => true },
    ]
    for (const [index, { set, isReached }] of steps.entries()) {
      await devices(server, set)
      const desk = await atTill(server)
      sold.push(await desk.sell(index + 2))
      await expect
        .poll(async () => isReached(await desk.fiscalStates(), await chequesOf(server)), { timeout: 20_000 })
        .toBe(true)
      server.kill('SIGKILL')
      await server.exited
      server = await spawnServer(['--data', dataDir])
      await devices(server, { state: 'ready' })
      await expect.poll(() => chequesOf(server), { timeout: 20_000 }).toEqual(sold)
    }

    await (await atTill(server)).does({ kind: 'shift.close' })
    const kinds = async () => (await devices(server)).documents.map(({ kind }: Json) => kind)
    await expect
      .poll(kinds, { timeout: 20_000 })
      .toEqual(['open', 'sale', 'sale', 'sale', 'sale', 'sale', 'z'])
    expect(new Set(await (await atTill(server)).fiscalStates())).toEqual(new Set(['printed']))
  } finally {
    server.kill('SIGTERM')
    await server.exited
    rmSync(dataDir, { recursive: true, force: true })
  }
}, 240_000)
