import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { demoChain } from '../../src/seed/demo/index.ts'
import { writeEvidence } from '../support/evidence.ts'
import { productByCode } from '../support/orders.ts'
import { type ServerProcess, spawnServer } from '../support/server-process.ts'

/*
 * A cloud, a main till and its standby as real processes (ADR 32). Waiters tap without a pause; the main till is killed with
 * its database in the middle of it, and guests order at a kiosk. What a waiter or a guest was told is done stands once at the
 * new main till and in the cloud; the old one comes back, is kept out and becomes the standby.
 */

type Json = any // any: a test looks where it likes

const chain = demoChain()
const dish = productByCode(chain, '10101')
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const run = promisify(execFile)
const waiters = 4

let home: string
const started: ServerProcess[] = []
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'trapeza-standby-'))
})
afterAll(async () => {
  for (const one of started.toReversed()) {
    one.kill('SIGTERM')
    await one.exited
  }
  rmSync(home, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function begin(flags: string[]): Promise<ServerProcess> {
  const server = await spawnServer(flags)
  started.push(server)
  return server
}

async function killWithDatabase(server: ServerProcess): Promise<void> {
  const children = await server.childPids()
  server.kill('SIGKILL')
  for (const pid of children) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
  await server.exited
}

type Reply = { status: number; body: Json }

/** Status 0: nobody answered. */
async function call(url: string, body?: object, token?: string): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(8_000),
    })
    return { status: response.status, body: await response.json().catch(() => null) }
  } catch {
    return { status: 0, body: null }
  }
}

const api = '/till/pokrovka/api'
const standing = async (base: string): Promise<Json> => (await call(`${base}/till/standing`)).body
const soon = (look: () => Promise<unknown>, wanted: unknown) =>
  expect.poll(look, { timeout: 90_000, interval: 200 }).toEqual(wanted)

/** A waiter's phone: it says each action until somebody answers, to whichever of the addresses does. */
class Phone {
  readonly #bases: readonly string[]
  readonly #tokens = new Map<string, string>()
  #at = 0

  constructor(bases: readonly string[]) {
    this.#bases = bases
  }

  async does(command: Json): Promise<void> {
    const id = crypto.randomUUID()
    for (;;) {
      const base = this.#bases[this.#at % this.#bases.length] ?? ''
      const token = this.#tokens.get(base) ?? (await this.#login(base))
      const { status, body } = token
        ? await call(`${base}${api}/commands`, { id, command }, token)
        : { status: 0, body: null }
      if (status === 200) return
      if (status === 401) this.#tokens.delete(base)
      else if (status !== 0 && status < 500) throw new Error(`${command.kind}: ${JSON.stringify(body)}`)
      else this.#at += 1
      await sleep(50)
    }
  }

  async #login(base: string): Promise<string | null> {
    const { status, body } = await call(`${base}${api}/login`, { pin: '1111' })
    if (status !== 200) return null
    this.#tokens.set(base, body.token)
    return body.token
  }
}

/** A kiosk that was let in at one node: it says each order and each payment until somebody answers, by the same key. */
class Kiosk {
  readonly #bases: readonly string[]
  readonly #key: string
  /** What guests were told: numbers of orders, and whether they are paid. */
  readonly told = new Map<string, { number: number; isPaid: boolean }>()
  #at = 0

  constructor(bases: readonly string[], key: string) {
    this.#bases = bases
    this.#key = key
  }

  async serves(): Promise<void> {
    const orderId = crypto.randomUUID()
    const items = [{ productId: dish, sizeId: null, amount: 1, modifiers: [] }]
    const order = { orderId, orderTypeId: demoId('orderType', 'takeaway'), items }
    const { number } = await this.#says('', order)
    this.told.set(orderId, { number, isPaid: false })
    // The terminals of the sandbox are of a node: what the dead one asked its own, the new main till's knows nothing of.
    while ((await this.#says(`/${orderId}/pay`, {})).ok !== true);
    this.told.set(orderId, { number, isPaid: true })
  }

  async #says(path: string, body: object): Promise<Json> {
    const named = { id: crypto.randomUUID(), ...body }
    for (;;) {
      const base = this.#bases[this.#at % this.#bases.length] ?? ''
      const answer = await call(`${base}${api}/kiosk/orders${path}`, named, this.#key)
      if (answer.status === 200 || answer.body?.code === 'payment.declined') return answer.body
      // Its key is good at either node; who does not play the till says 503.
      if (answer.status !== 0 && answer.status < 500) throw new Error(JSON.stringify(answer))
      this.#at += 1
      await sleep(50)
    }
  }
}

async function boardAt(base: string): Promise<Json> {
  const { body } = await call(`${base}${api}/login`, { pin: '1111' })
  return (await call(`${base}${api}/board`, undefined, body.token)).body
}

test('a main till is killed under load: nothing that was acknowledged is lost or doubled, and it comes back as the standby', async () => {
  const [cloudPort, mainPort, standbyPort] = [await freePort(), await freePort(), await freePort()]
  const cloudData = join(home, 'cloud')
  const cloudFlags = ['--data', cloudData, '--roles', 'cloud,server', '--port', String(cloudPort)]
  const seeding = await spawnServer(cloudFlags)
  seeding.kill('SIGTERM')
  await seeding.exited
  const { stdout } = await run(process.execPath, [cli, 'till', 'add', 'pokrovka', '--data', cloudData], {
    env: { ...process.env, DATABASE_URL: '' },
  })
  const token = /--link-token (\S+)/.exec(stdout)?.[1] ?? ''
  await begin(cloudFlags)
  const link = ['--roles', 'till', '--link', `ws://127.0.0.1:${cloudPort}/link`, '--link-token', token]
  const mainUrl = `http://127.0.0.1:${mainPort}`
  const standbyUrl = `http://127.0.0.1:${standbyPort}`
  const mainFlags = [...link, '--data', join(home, 'main'), '--port', String(mainPort)]
  const main = await begin(mainFlags)
  await soon(async () => (await call(`${mainUrl}${api}/login`, { pin: '1111' })).status, 200)
  await begin([
    ...[...link, '--data', join(home, 'standby'), '--port', String(standbyPort)],
    ...['--standby-of', mainUrl],
  ])
  await soon(async () => (await standing(mainUrl))?.standby, 'in-sync')

  const acknowledged = new Map<string, string[]>()
  const state = { isOver: false }
  const device = { use: 'kiosk', pin: '8888', deviceId: crypto.randomUUID() }
  const { key } = (await call(`${mainUrl}${api}/devices`, device)).body
  const kiosk = new Kiosk([mainUrl, standbyUrl], key)
  const guests = (async () => {
    while (!state.isOver) await kiosk.serves()
  })()
  const work = Array.from({ length: waiters }, async (_, index) => {
    const phone = new Phone([mainUrl, standbyUrl])
    for (let turn = 0; !state.isOver; turn++) {
      const orderId = crypto.randomUUID()
      const tableIds = [demoId('table', `main/${((index * 3 + turn) % 12) + 1}`)]
      const line = () => ({ productId: dish, sizeId: null, amount: 1, positionId: crypto.randomUUID() })
      const [first, second] = [line(), line()]
      await phone.does({ kind: 'tableOrder.place', orderId, tableIds, guestCount: 1, items: [first] })
      acknowledged.set(orderId, [first.positionId])
      await phone.does({ kind: 'tableOrder.addItems', orderId, items: [second] })
      acknowledged.set(orderId, [first.positionId, second.positionId])
    }
  })
  await soon(async () => acknowledged.size > 20 && kiosk.told.size > 5, true)
  const killedAt = performance.now()
  const [before, guestsBefore] = [acknowledged.size, kiosk.told.size]
  await killWithDatabase(main)
  // A person with the right does not wait for the clock.
  const promoted = await call(`${standbyUrl}/till/promote`, { pin: '1111' })
  expect(promoted, JSON.stringify(promoted.body)).toMatchObject({ status: 200 })
  expect(promoted.body).toMatchObject({ role: 'main', epoch: 1 })
  await soon(async () => acknowledged.size > before + 10 && kiosk.told.size > guestsBefore + 3, true)
  const outageMs = Math.round(performance.now() - killedAt)
  await begin(mainFlags)
  await soon(async () => (await standing(mainUrl))?.role, 'standby')
  expect(await standing(mainUrl)).toMatchObject({ role: 'standby', epoch: 1 })
  expect((await call(`${mainUrl}${api}/login`, { pin: '1111' })).status).toBe(503)
  expect((await call(`${mainUrl}${api}/kiosk/menu`, undefined, key)).status).toBe(503)
  await soon(async () => (await standing(standbyUrl))?.standby, 'in-sync')
  await soon(async () => acknowledged.size > before + 20, true)
  state.isOver = true
  await Promise.all([...work, guests])

  const seen = (await boardAt(standbyUrl)).tableOrders as Json[]
  const byId = new Map(seen.map((order) => [order.id, order]))
  expect(byId.size).toBe(seen.length)
  const positionsOf = (order: Json): string[] => order.items.map((item: Json) => item.positionId).sort()
  for (const [id, positions] of acknowledged) expect(positionsOf(byId.get(id))).toEqual(positions.sort())
  for (const [id, { number, isPaid }] of kiosk.told) {
    const order = byId.get(id)
    expect(order).toMatchObject({ number, source: 'kiosk', status: isPaid ? 'Closed' : 'New' })
    expect(order.payments).toHaveLength(isPaid ? 1 : 0)
  }
  const numbers = seen.map(({ number }) => number)
  expect(new Set(numbers).size).toBe(numbers.length)
  const { setAside } = await standing(mainUrl)
  const summary = {
    orders: acknowledged.size,
    ordersBeforeTheKill: before,
    ofTheKiosk: kiosk.told.size,
    outageMs,
    setAside,
  }
  console.log(`standby: ${JSON.stringify(summary)}`)
  writeEvidence('standby-kill', summary)
}, 400_000)
