import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closing } from '../../src/kernel/closing.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { demoChain } from '../../src/seed/demo/index.ts'
import { type Engine, openEmbedded } from '../../src/storage/engines/index.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { bundleProgram, type ChildProgram, startProgram } from '../storage/engines/child-program.ts'
import { type Chance, chanceOf, seedOfRun } from '../support/chance.ts'
import { demoCatalog } from '../support/demo-catalog.ts'
import { writeEvidence } from '../support/evidence.ts'
import { productByCode } from '../support/orders.ts'
import { type ServerProcess, spawnServer } from '../support/server-process.ts'

/*
 * Six real processes: a cloud, three tills with databases of their own, a program that orders and one that listens to
 * webhooks. Any of them is killed at any time, alone or with its database, and started again. SEED replays the blows.
 */

type Json = any // any: a test looks where it likes

const seed = seedOfRun(1)
const blows = Number(process.env['BLOWS'] ?? 4)
const tillCodes = ['pokrovka', 'taganka', 'baumana'] as const
const chain = demoChain()
const apiLogin = chain.apiKeys[0]?.apiLogin ?? ''
const dish = productByCode(chain, '10101')
const run = promisify(execFile)
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

const places = tillCodes.map((code) => {
  const group = chain.items.find((item) => item.book === 'terminalGroup' && item.body.code === code)
  const organizationId = group?.organizationId ?? ''
  const price = Number(demoCatalog().price(organizationId, dish, null, null)?.price ?? 0n) / 100
  return { organizationId, terminalGroupId: group?.id ?? '', price }
})

let home: string
const taken = new Set<string>()
const came = new Set<string>()
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'trapeza-six-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A process that is started again after each death. */
type Actor = {
  name: string
  start(): Promise<void>
  kill(chance: Chance): Promise<void>
  stop(): Promise<void>
}

function serverActor(name: string, flags: string[]): Actor & { process: ServerProcess | null } {
  const actor = {
    name,
    process: null as ServerProcess | null,
    async start() {
      actor.process ??= await spawnServer(flags)
    },
    async kill(chance: Chance) {
      const dying = actor.process
      if (!dying) return
      actor.process = null
      const database = await dying.childPids()
      // Its database dies first, with it, or is left an orphan for the next process to deal with.
      const order = chance.pick(['database first', 'process first', 'process only'])
      if (order === 'database first') killAll(database)
      dying.kill('SIGKILL')
      if (order === 'process first') killAll(database)
      await dying.exited
    },
    async stop() {
      actor.process?.kill('SIGTERM')
      await actor.process?.exited
      actor.process = null
    },
  }
  return actor
}

function programActor(name: string, start: () => ChildProgram, onLine: (line: string) => void): Actor {
  let child: ChildProgram | null = null
  const kill = async (): Promise<void> => {
    await child?.kill()
    child = null
  }
  return {
    name,
    async start() {
      if (child) return
      const started = start()
      child = started
      expect(await started.nextLine()).toBe('ready')
      void (async () => {
        for (let line = await started.nextLine(); line !== null; line = await started.nextLine()) onLine(line)
      })()
    },
    kill,
    stop: kill,
  }
}

function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
}

/** Seeds the cloud's directory and makes its tills and its subscriptions; gives the tokens of the tills. */
async function prepare(data: string, receiverUrl: string): Promise<string[]> {
  const first = await spawnServer(['--data', data, '--roles', 'cloud,server'])
  first.kill('SIGTERM')
  await first.exited
  const tokens: string[] = []
  for (const code of tillCodes) {
    const environment = { ...process.env, DATABASE_URL: '' }
    const { stdout } = await run(process.execPath, [cli, 'till', 'add', code, '--data', data], {
      env: environment,
    })
    tokens.push(/--link-token (\S+)/.exec(stdout)?.[1] ?? '')
  }
  await onDatabase(data, async (engine) => {
    const clock = new SandboxClock()
    const storage = await openStorage(engine, { clock, random: systemRandom(clock) })
    for (const organizationId of new Set(places.map((place) => place.organizationId))) {
      await storage.now.webhooks.saveSubscription({
        tenantId: chain.tenant.id,
        organizationId,
        loginId: chain.apiKeys[0]?.id ?? '',
        uri: receiverUrl,
        authToken: null,
        filter: { deliveryOrderFilter: { orderStatuses: ['WaitCooking', 'Unconfirmed'], errors: true } },
        profile: 'durable',
        signingSecret: null,
        blockedUntil: null,
        blockLevel: 0,
      })
    }
  })
  return tokens
}

const onDatabase = async <T>(dataDir: string, work: (engine: Engine) => Promise<T>): Promise<T> =>
  closing(await openEmbedded({ dataDir }), work)

test(
  `six processes under ${blows} blows of seed ${seed}: nothing acknowledged is lost or doubled`,
  async () => {
    const chance = chanceOf(seed)
    const [port, webhookPort] = [await freePort(), await freePort()]
    const cloudData = join(home, 'cloud')
    const tillData = tillCodes.map((code) => join(home, code))
    const tokens = await prepare(cloudData, `http://127.0.0.1:${webhookPort}/hook`)
    const baseUrl = `http://127.0.0.1:${port}`

    const cloud = serverActor('cloud', [
      '--data',
      cloudData,
      '--roles',
      'cloud,server',
      '--port',
      String(port),
    ])
    const tills = tillCodes.map((code, index) =>
      serverActor(code, [
        '--data',
        tillData[index] ?? '',
        '--roles',
        'till',
        '--link',
        `ws://127.0.0.1:${port}/link`,
        '--link-token',
        tokens[index] ?? '',
      ]),
    )
    const [stormProgram, listenerProgram] = [
      await bundleProgram(new URL('order-storm.ts', import.meta.url), home),
      await bundleProgram(new URL('webhook-listener.ts', import.meta.url), home),
    ]
    const job = { baseUrl, apiLogin, clients: 2, productId: dish, places }
    const storm = programActor(
      'storm',
      () => startProgram(stormProgram, job),
      (line) => taken.add(line.replace('taken ', '')),
    )
    const listener = programActor(
      'listener',
      () => startProgram(listenerProgram, { port: webhookPort }),
      (line) => came.add(line.replace('came ', '')),
    )
    const actors: Actor[] = [cloud, ...tills, listener, storm]
    const suffered: Record<string, number> = {}
    const startedAt = performance.now()
    try {
      for (const actor of actors) await actor.start()
      const call = caller(baseUrl)
      await expect.poll(() => alive(call), { timeout: 60_000, interval: 200 }).toEqual([true, true, true])
      for (let blow = 0; blow < blows; blow++) {
        await sleep(200 + chance.int(800))
        const victim = chance.pick(actors)
        suffered[victim.name] = (suffered[victim.name] ?? 0) + 1
        await victim.kill(chance)
        await sleep(chance.int(500))
        await victim.start()
      }
      await storm.stop()
      expect(taken.size).toBeGreaterThan(blows)
      await expectEachOnce(call)
      await expectTrueLiveness(call, tills[1] as Actor, chance)
      await allWebhooksBrought(call)
    } finally {
      for (const actor of actors.toReversed()) await actor.stop()
    }
    await compareDatabases(cloudData, tillData)
    const summary = {
      seed,
      blows: suffered,
      orders: taken.size,
      webhooks: came.size,
      seconds: Math.round((performance.now() - startedAt) / 1000),
    }
    console.log(`six processes: ${JSON.stringify(summary)}`)
    writeEvidence('six-processes', summary)
  },
  600_000 + blows * 30_000,
)

type Call = (path: string, body: object) => Promise<Json>

/** Calls with a token of its own; rejects anything but 200. */
function caller(baseUrl: string): Call {
  const post = async (path: string, body: object, token?: string): Promise<Json> => {
    const response = await fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    })
    const text = await response.text()
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  return async (path, body) => {
    const { token } = await post('/api/1/access_token', { apiLogin })
    return post(path, body, token)
  }
}

const organizationIds = [...new Set(places.map((place) => place.organizationId))]
const terminalGroupIds = places.map((place) => place.terminalGroupId)

async function alive(call: Call): Promise<boolean[]> {
  const { isAliveStatus } = await call('/api/1/terminal_groups/is_alive', {
    organizationIds,
    terminalGroupIds,
  })
  return terminalGroupIds.map((id) => isAliveStatus.find((one: Json) => one.terminalGroupId === id).isAlive)
}

async function expectEachOnce(call: Call): Promise<void> {
  const found = new Map<string, Json>()
  const others = new Map<string, Json>()
  const deadline = Date.now() + 120_000
  let missing = [...taken]
  while (missing.length > 0 && Date.now() < deadline) {
    for (const organizationId of organizationIds) {
      for (let i = 0; i < missing.length; i += 200) {
        const orderIds = missing.slice(i, i + 200)
        const { orders } = await call('/api/1/deliveries/by_id', { organizationId, orderIds })
        for (const order of orders) (order.creationStatus === 'Success' ? found : others).set(order.id, order)
      }
    }
    missing = missing.filter((id) => !found.has(id))
    if (missing.length > 0) await sleep(250)
  }
  const reasons = missing.map(
    (id) => `${others.get(id)?.creationStatus} ${others.get(id)?.errorInfo?.message}`,
  )
  expect(missing, String([...new Set(reasons)])).toEqual([])
  const numbers = [...found.values()].map(({ order }) => `${order.terminalGroupId} ${order.number}`)
  expect(new Set(numbers).size).toBe(numbers.length)
}

/** A till that is dead for longer than heartbeats are good for is not alive, and is again when it has come back. */
async function expectTrueLiveness(call: Call, till: Actor, chance: Chance): Promise<void> {
  const others = async (): Promise<boolean[]> => (await alive(call)).filter((_, index) => index !== 1)
  await till.kill(chance)
  expect(await others()).toEqual([true, true])
  await call('/__/clock', { advance: 'PT2M' })
  // The living say so again at their own pace; the dead one does not.
  await expect.poll(() => others(), { timeout: 60_000, interval: 500 }).toEqual([true, true])
  expect((await alive(call))[1]).toBe(false)
  const woken = await call('/api/1/terminal_groups/awake', { organizationIds, terminalGroupIds })
  expect(woken.successfullyProcessed.toSorted()).toEqual(
    [terminalGroupIds[0], terminalGroupIds[2]].toSorted(),
  )
  expect(woken.failedProcessed).toEqual([terminalGroupIds[1]])
  expect((await alive(call))[1]).toBe(false)
  await till.start()
  await expect.poll(() => alive(call), { timeout: 60_000, interval: 200 }).toEqual([true, true, true])
}

/** Those that met a dead listener wait for their next try: an hour of the sandbox's clock brings each of them. */
async function allWebhooksBrought(call: Call): Promise<void> {
  await expect
    .poll(
      async () => {
        const before = came.size
        await call('/__/clock', { advance: 'PT1H' })
        return came.size - before
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(0)
}

/** After a clean stop: each till's orders are what the cloud pictures, every webhook was brought, the journals are whole. */
async function compareDatabases(cloudData: string, tillData: readonly string[]): Promise<void> {
  const clock = new SandboxClock()
  const verify = async (engine: Engine): Promise<void> => {
    const storage = await openStorage(engine, { clock, random: systemRandom(clock) })
    expect(await storage.verifyJournal()).toMatchObject({ brokenAt: null })
  }
  const inCloud = await onDatabase(cloudData, async (engine) => {
    await verify(engine)
    const { rows: events } = await engine.pool.query<{ id: string; state: string }>(
      'select id, state from webhook_event',
    )
    expect(events.filter(({ id, state }) => state !== 'delivered' || !came.has(id))).toEqual([])
    expect(events.length).toBeGreaterThanOrEqual(taken.size)
    return statesIn(engine, 'cloud_order')
  })
  const atTills = new Map<string, unknown>()
  for (const dataDir of tillData) {
    const own = await onDatabase(dataDir, async (engine) => {
      await verify(engine)
      return statesIn(engine, 'till_order')
    })
    for (const [id, state] of own) {
      expect(atTills.has(id)).toBe(false)
      atTills.set(id, state)
    }
  }
  expect([...taken].filter((id) => !atTills.has(id))).toEqual([])
  expect(inCloud).toEqual(atTills)
}

async function statesIn(
  { pool }: Engine,
  table: 'cloud_order' | 'till_order',
): Promise<Map<string, unknown>> {
  const { rows } = await pool.query<{ id: string; state: unknown }>(`select id, state from ${table}`)
  return new Map(rows.map(({ id, state }) => [id, state]))
}
