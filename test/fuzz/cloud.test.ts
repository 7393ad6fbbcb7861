import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { operations } from '../../src/api/cloud/generated/operations.ts'
import { seedOfRun } from '../support/chance.ts'
import { writeEvidence } from '../support/evidence.ts'
import { footprintOf } from '../support/footprint.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { KnownWorld } from './known-world.ts'
import { type FuzzRequest, RequestMaker } from './requests.ts'
import { operationOf, verdict } from './verdict.ts'
import { type FuzzAnswer, hangMs, isTooLarge, WireClient } from './wire-client.ts'

/*
 * Requests that are bad, or nearly good, at every operation of the published document. None may be answered with 5xx,
 * off its schema or not at all; none that was refused may leave anything behind. A run prints its seed and SEED replays
 * it; a request that fails is printed as JSON, FUZZ_REQUEST sends it alone, and it gets a name in regressions.test.ts.
 */

const seed = seedOfRun(1)
const count = Number(process.env['FUZZ_REQUESTS'] ?? 20_000)
const lanes = 8
const failuresShown = 20
const refusedKept = 20_000

/** What later checks ask of an accepted call; whole answers, menus among them, would fill the memory of a long run. */
type Accepted = {
  request: FuzzRequest
  correlationId: string | undefined
  orderId: string | undefined
  /** Told in the body of a 200: no till was asked. */
  hasError: boolean
}

const acceptedOf = (request: FuzzRequest, { json }: FuzzAnswer): Accepted => ({
  request,
  correlationId: json?.correlationId,
  orderId: json?.orderInfo?.id,
  hasError: Boolean(json?.error),
})

type Failure = { problems: string[]; request: FuzzRequest; answer: string }

let server: TestServer
let pool: Pool
let client: WireClient
beforeAll(async () => {
  server = await startServer()
  pool = server.pool
  client = new WireClient(server.baseUrl, await server.token())
})
afterAll(async () => {
  client.close()
  await server.close()
})

/** What libraries complain about, such as a statement's name that PostgreSQL would cut. */
const complaints = vi.spyOn(console, 'error')

/** Everything that the run saw. */
const seen = {
  failures: [] as Failure[],
  statuses: new Map<number, number>(),
  operations: new Map<string, number>(),
  accepted: [] as Accepted[],
  /** The first of them, to be sent once more. */
  refused: [] as FuzzRequest[],
  refusals: 0,
  slowestMs: 0,
}

async function sendAndJudge(request: FuzzRequest): Promise<void> {
  const path = operationOf(request)
  if (path) seen.operations.set(path, (seen.operations.get(path) ?? 0) + 1)
  let answer: FuzzAnswer
  try {
    answer = await client.send(request)
  } catch (error) {
    // The server may turn a body away that is too large, before all of it has come.
    if (isTooLarge(request)) return
    seen.failures.push({ problems: [`no answer: ${String(error)}`], request, answer: '' })
    return
  }
  seen.statuses.set(answer.status, (seen.statuses.get(answer.status) ?? 0) + 1)
  seen.slowestMs = Math.max(seen.slowestMs, answer.tookMs)
  const problems = verdict(request, answer)
  if (problems.length > 0) seen.failures.push({ problems, request, answer: answer.text.slice(0, 2000) })
  else if (answer.status < 300) seen.accepted.push(acceptedOf(request, answer))
  else if (answer.status !== 501) {
    seen.refusals += 1
    if (seen.refused.length < refusedKept) seen.refused.push(request)
  }
}

/** Sends all of them over a few lanes, in order, so that later ones may speak of what earlier ones made. */
async function sendAll(requests: () => FuzzRequest | null): Promise<void> {
  const lane = async (): Promise<void> => {
    for (let request = requests(); request; request = requests()) await sendAndJudge(request)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

test('FUZZ_REQUEST alone is answered well', async () => {
  const given = process.env['FUZZ_REQUEST']
  if (given === undefined) return
  const request = JSON.parse(given) as FuzzRequest
  const answer = await client.send(request)
  console.log(answer.status, answer.text)
  expect(verdict(request, answer)).toEqual([])
})

test(`${count} requests of seed ${seed} are answered without 5xx, on schema and in time`, async () => {
  const maker = new RequestMaker(new KnownWorld(server.chain), seed)
  const startedAt = performance.now()
  let index = 0
  await sendAll(() => (index < count ? maker.make(index++) : null))
  const perSecond = Math.round(count / ((performance.now() - startedAt) / 1000))
  const statuses = JSON.stringify(Object.fromEntries([...seen.statuses].sort((a, b) => a[0] - b[0])))
  console.log(
    `SEED=${seed}: ${count} requests, ${perSecond}/s, slowest ${Math.round(seen.slowestMs)} ms, by status ${statuses}`,
  )
  writeEvidence('fuzz', {
    seed,
    requests: count,
    perSecond,
    slowestMs: Math.round(seen.slowestMs),
    failures: seen.failures.length,
    statuses: Object.fromEntries(seen.statuses),
  })
  for (const failure of seen.failures.slice(0, failuresShown)) {
    console.log(`${failure.problems.join('; ').slice(0, 1000)}\n${failure.answer}`)
    console.log(
      `FUZZ_REQUEST='${JSON.stringify(failure.request).replaceAll("'", "'\\''").slice(0, 20_000)}'\n`,
    )
  }
  expect(seen.failures.length).toBe(0)
  expect(seen.slowestMs).toBeLessThan(hangMs)
  expect(complaints.mock.calls).toEqual([])
}, 3_600_000)

test('the run met every operation, and enough of it was near to good', () => {
  const least = Math.floor(count / 1000)
  const missed = Object.keys(operations).filter((path) => (seen.operations.get(path) ?? 0) < least)
  expect(missed).toEqual([])
  expect(seen.accepted.length).toBeGreaterThan(count / 10)
  expect(seen.refusals).toBeGreaterThan(count / 4)
})

test('every accepted delivery is there, and nothing else is', async () => {
  await server.settle()
  const created = seen.accepted.filter(({ request }) => operationOf(request) === '/api/1/deliveries/create')
  const ids = new Set(created.map(({ orderId }) => orderId))
  const { rows: orders } = await pool.query<{ id: string }>('select id from cloud_order')
  expect(new Set(orders.map(({ id }) => id))).toEqual(ids)
  expect(ids.size).toBeGreaterThan(count / 40)
})

// Answers of loyalty do not name their call, so entries about guests cannot be led back to one.
test('no command and no journal entry comes from a call that was refused', async () => {
  const accepted = seen.accepted.flatMap(({ correlationId }) => correlationId ?? [])
  for (const table of ['command', 'journal']) {
    const { rows } = await pool.query(
      `select * from ${table} where ${table === 'command' ? 'id' : 'correlation_id'} <> all($1::uuid[])
       ${table === 'journal' ? `and actor like 'api:%' and kind not like 'guest.%'` : ''}`,
      [accepted],
    )
    expect(rows, table).toEqual([])
  }
})

test('every change that was accepted has an outcome that can be asked for', async () => {
  const changes = seen.accepted.filter(({ request, hasError }) => {
    const path = operationOf(request)
    // A shift that cannot be opened is told in the `error` of a 200.
    return path && operations[path].isCommand && path !== '/api/1/deliveries/create' && !hasError
  })
  for (const { request, correlationId } of changes.slice(0, 200)) {
    const { organizationId } = JSON.parse((request.body ?? '{}').replace(/^\ufeff/, ''))
    const outcome = await server.post('/api/1/commands/status', { organizationId, correlationId })
    expect(outcome.status, `${request.url} ${outcome.text}`).toBe(200)
    expect(['Success', 'Error']).toContain(outcome.json.state)
  }
  expect(changes.length).toBeGreaterThan(count / 1000)
})

test('refused requests leave no trace in any table', async () => {
  const chunkSize = 250
  const chunks = Array.from({ length: Math.min(12, Math.floor(seen.refused.length / chunkSize)) }, (_, n) =>
    seen.refused.slice(n * chunkSize, (n + 1) * chunkSize),
  )
  let compared = 0
  server.clock.setSpeed(0)
  for (const chunk of chunks) {
    await server.settle()
    const before = await footprintOf(pool)
    const acceptedBefore = seen.accepted.length
    const waiting = [...chunk]
    await sendAll(() => waiting.shift() ?? null)
    await server.settle()
    // What was refused once may be good by now: an order that it speaks of has come since.
    if (seen.accepted.length > acceptedBefore) continue
    expect(await footprintOf(pool)).toEqual(before)
    compared += 1
  }
  server.clock.reset()
  expect(compared).toBeGreaterThan(0)
})

test('the server still works: a new delivery reaches its till, and the journal is whole', async () => {
  const place = server.till('pokrovka')
  const [dish] = server.chain.items.filter((item) => item.book === 'product' && item.body.code === '10101')
  const { organizationId, terminalGroupId } = place
  const created = await server.post('/api/1/deliveries/create', {
    organizationId,
    terminalGroupId,
    order: {
      phone: '+79005550199',
      orderServiceType: 'DeliveryByClient',
      customer: { type: 'regular', name: 'After' },
      items: [{ type: 'Product', productId: dish?.id, amount: 1, price: 420 }],
    },
  })
  expect(created.status, created.text).toBe(200)
  await server.settle()
  const orderIds = [created.json.orderInfo.id]
  const found = await server.post('/api/1/deliveries/by_id', { organizationId, orderIds })
  expect(found.json.orders[0].creationStatus).toBe('Success')
  expect(await server.node.storage.verifyJournal()).toMatchObject({ brokenAt: null })
})
