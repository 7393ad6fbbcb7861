import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoChain } from '../../src/seed/demo/index.ts'
import { productByCode } from '../support/orders.ts'
import { type ServerProcess, spawnServer } from '../support/server-process.ts'

const rounds = 20
const clients = 8
const chain = demoChain()
const apiLogin = chain.apiKeys[0]?.apiLogin ?? ''
const group = chain.items.find((item) => item.book === 'terminalGroup' && item.body.code === 'pokrovka')
const organizationId = group?.organizationId ?? ''

type Answered = { status: number; json: any } // any: a test looks where it likes

async function call(server: ServerProcess, path: string, body: unknown, token?: string): Promise<Answered> {
  const response = await fetch(`${server.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
  return { status: response.status, json: await response.json() }
}

const tokenOf = async (server: ServerProcess): Promise<string> =>
  (await call(server, '/api/1/access_token', { apiLogin })).json.token

const anOrder = (id: string): unknown => ({
  organizationId,
  terminalGroupId: group?.id,
  order: {
    id,
    phone: '+79005550199',
    orderServiceType: 'DeliveryByClient',
    customer: { type: 'regular', name: 'Storm' },
    items: [{ type: 'Product', productId: productByCode(chain, '10101'), amount: 1, price: 390 }],
  },
})

/** Clients create orders until the server dies under them; gives the ids whose 200 arrived. */
async function storm(server: ServerProcess, token: string, acknowledged: Set<string>): Promise<void> {
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (;;) {
        const id = crypto.randomUUID()
        try {
          const { status } = await call(server, '/api/1/deliveries/create', anOrder(id), token)
          if (status !== 200) throw new Error(`status ${status}`)
          acknowledged.add(id)
        } catch {
          return
        }
      }
    }),
  )
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Resolves in the midst of the storm, however slow the machine is. */
async function raging(acknowledged: ReadonlySet<string>, enough: number): Promise<void> {
  while (acknowledged.size < enough) await pause(5)
}

test(`kill -9 of the service and of its database under a create storm, ${rounds} times: all that was acknowledged is there once`, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-storm-'))
  const acknowledged = new Set<string>()
  let server = await spawnServer(['--data', dataDir])
  try {
    for (let round = 0; round < rounds; round++) {
      const token = await tokenOf(server)
      const enough = acknowledged.size + 2 * clients
      const storming = storm(server, token, acknowledged)
      await Promise.race([storming, raging(acknowledged, enough)])
      await pause((round * 37) % 300)
      const database = await server.childPids()
      // Every third round the database dies with the service, every third before it.
      if (round % 3 === 1) for (const pid of database) process.kill(pid, 'SIGKILL')
      server.kill('SIGKILL')
      if (round % 3 === 2) for (const pid of database) killIfAlive(pid)
      await storming
      await server.exited
      server = await spawnServer(['--data', dataDir])
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(2 * rounds * clients)
    await expectEachOnce(server, [...acknowledged])
  } finally {
    server.kill('SIGTERM')
    await server.exited
    rmSync(dataDir, { recursive: true, force: true })
  }
}, 300_000)

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended with its parent.
  }
}

async function expectEachOnce(server: ServerProcess, ids: string[]): Promise<void> {
  const token = await tokenOf(server)
  const found = new Map<string, { creationStatus: string; number: number }>()
  const deadline = Date.now() + 60_000
  let missing = ids
  while (missing.length > 0 && Date.now() < deadline) {
    for (let i = 0; i < missing.length; i += 200) {
      const { json } = await call(
        server,
        '/api/1/deliveries/by_id',
        { organizationId, orderIds: missing.slice(i, i + 200) },
        token,
      )
      for (const order of json.orders) {
        if (order.creationStatus === 'InProgress') continue
        expect(found.has(order.id)).toBe(false)
        found.set(order.id, { creationStatus: order.creationStatus, number: order.order?.number })
      }
    }
    missing = ids.filter((id) => !found.has(id))
    if (missing.length > 0) await pause(200)
  }
  expect(missing).toEqual([])
  expect(new Set([...found.values()].map((order) => order.creationStatus))).toEqual(new Set(['Success']))
  // Doubled work would give one order two numbers or two orders one.
  expect(new Set([...found.values()].map((order) => order.number)).size).toBe(ids.length)
}
