import { afterAll, beforeAll, expect, test } from 'vitest'
import { handlers, openHandlers } from '../../src/api/biz/operations/index.ts'
import { type BizKey, operations } from '../../src/api/biz/operations/table.ts'
import { seedOfRun } from '../support/chance.ts'
import { writeEvidence } from '../support/evidence.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Biz, bizOf, login } from '../wire/biz-driver.ts'
import { employeeId, noon } from '../wire/cloud-deliveries-driver.ts'
import { type BizFuzzRequest, BizRequestMaker, bizToken, posToken } from './biz-requests.ts'
import { type FuzzAnswer, hangMs, isTooLarge, WireClient } from './wire-client.ts'

/*
 * Requests that are bad, or nearly good, at every operation of iiko.biz and iikoCard and at the POS server. None may be
 * answered with a fault of ours, in a shape that no client knows, or not at all; what is refused must change no balance. A
 * run prints its seed and SEED replays it; FUZZ_BIZ_REQUEST sends one that failed alone.
 */

const seed = seedOfRun(63)
const count = Number(process.env['FUZZ_BIZ_REQUESTS'] ?? 3000)
const lanes = 4
/** By the sandbox's clock: guesses of phones are counted by the minute, tokens end after a quarter of an hour. */
const requestsPerMinute = 100
const requestsPerToken = 1000
const failuresShown = 20

let server: TestServer
let biz: Biz
let client: WireClient
let maker: BizRequestMaker
const tokens = { biz: '', pos: '' }

beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  client = new WireClient(server.baseUrl, '')
  await logIn()
  const guests: string[] = []
  for (const phone of ['+79007800001', '+79007800002']) {
    const body = { customer: { phone, name: 'Anna' } }
    guests.push((await biz.post('customers/create_or_update', body, { organization: biz.organization })).json)
  }
  const orders = [await biz.added(), await biz.added()].map(({ orderId }) => orderId)
  maker = new BizRequestMaker(
    {
      ...{ chain: server.chain, organization: biz.organization, guests, orders },
      ...{ terminal: server.till('pokrovka').terminalGroupId, courier: employeeId('5555') },
    },
    seed,
  )
})
afterAll(async () => {
  client.close()
  await server.close()
})

async function logIn(): Promise<void> {
  biz = await bizOf(server)
  tokens.biz = biz.token
  const asked = new URLSearchParams({ userName: login.id, password: login.secret })
  tokens.pos = (await biz.call('GET', `/api/v1/getAccessToken?${asked}`)).json
}

const isBuilt = (key: string): boolean => key.startsWith('/') || key in handlers || key in openHandlers
/** Errors that mean something else than a fault of ours (biz-card-api §1.7). */
const knownFaults = [110, 701]

/** What is wrong with an answer; empty when any client could live with it. */
function verdict({ key, method }: BizFuzzRequest, { status, text, json }: FuzzAnswer): string[] {
  // What the HTTP parser itself refuses never reaches the family.
  if (status === 431 || (status === 400 && text === '')) return []
  const problems: string[] = []
  if (/\bat .*\.(ts|js):\d+/.test(text)) problems.push('a stack was told')
  if (status === 501) return isBuilt(key) ? ['status 501'] : problems
  if (status >= 500 && !knownFaults.includes(json?.code)) problems.push(`status ${status}`)
  if (method === 'HEAD' || status < 400) return problems
  // Whoever has missed the family's doors is answered by the cloud.
  const isElsewhere = status === 404 && typeof json?.errorDescription === 'string'
  const isOurs =
    json?.httpStatusCode === status || typeof json?.Message === 'string' || 'message' in (json ?? {})
  const isKnown = isOurs || isElsewhere
  return isKnown ? problems : [...problems, 'an error of no shape']
}

type Failure = { problems: string[]; request: BizFuzzRequest; answer: string }
const seen = {
  failures: [] as Failure[],
  statuses: new Map<number, number>(),
  good: new Set<string>(),
  slowestMs: 0,
}

async function sendAndJudge(request: BizFuzzRequest): Promise<void> {
  const withTokens = (text: string): string =>
    text.replaceAll(bizToken, tokens.biz).replaceAll(posToken, tokens.pos)
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, withTokens(value)]),
  )
  try {
    const answer = await client.send({ ...request, url: withTokens(request.url), headers })
    seen.statuses.set(answer.status, (seen.statuses.get(answer.status) ?? 0) + 1)
    if (answer.status === 200) seen.good.add(request.key)
    seen.slowestMs = Math.max(seen.slowestMs, answer.tookMs)
    const problems = verdict(request, answer)
    if (problems.length > 0) seen.failures.push({ problems, request, answer: answer.text.slice(0, 1000) })
  } catch (error) {
    if (!isTooLarge(request))
      seen.failures.push({ problems: [`no answer: ${String(error)}`], request, answer: '' })
  }
}

const told = ({ problems, request, answer }: Failure): string =>
  `${problems.join('; ')}\n${answer}\nFUZZ_BIZ_REQUEST='${JSON.stringify(request).replaceAll("'", "'\\''").slice(0, 20_000)}'\n`

test('FUZZ_BIZ_REQUEST alone is answered well', async () => {
  const given = process.env['FUZZ_BIZ_REQUEST']
  if (given === undefined) return
  await sendAndJudge(JSON.parse(given))
  expect(seen.failures.map(told)).toEqual([])
})

test(`${count} requests of seed ${seed} are answered without a fault of ours`, async () => {
  const startedAt = performance.now()
  let index = 0
  const lane = async (end: number): Promise<void> => {
    while (index < end) await sendAndJudge(maker.make(index++))
  }
  while (index < count) {
    await Promise.all(Array.from({ length: lanes }, () => lane(Math.min(count, index + requestsPerMinute))))
    server.clock.advance(61_000)
    if (index % requestsPerToken < requestsPerMinute) await logIn()
  }
  const perSecond = Math.round(count / ((performance.now() - startedAt) / 1000))
  const statuses = Object.fromEntries([...seen.statuses].sort((a, b) => a[0] - b[0]))
  const slowestMs = Math.round(seen.slowestMs)
  console.log(
    `SEED=${seed}: ${count} requests, ${perSecond}/s, slowest ${slowestMs} ms, ${JSON.stringify(statuses)}`,
  )
  writeEvidence('fuzz-biz', {
    ...{ seed, requests: count, perSecond, slowestMs, failures: seen.failures.length, statuses },
  })
  for (const failure of seen.failures.slice(0, failuresShown)) console.log(told(failure))
  expect(seen.failures.length).toBe(0)
  expect(seen.slowestMs).toBeLessThan(hangMs)
}, 3_600_000)

test('enough of it was near to good, and the ledger is whole', async () => {
  expect(seen.statuses.get(200) ?? 0).toBeGreaterThan(count / 10)
  expect(seen.statuses.get(400) ?? 0).toBeGreaterThan(count / 10)
  const built = (Object.keys(operations) as BizKey[]).filter(isBuilt)
  expect(seen.good.size).toBeGreaterThan(built.length / 2)
  await server.settle()
  // What every guest has is the sum of what moved.
  const { rows } = await server.pool.query(`
    select w.guest_id from guest_wallet w left join loyalty_line l
      on l.tenant_id = w.tenant_id and l.guest_id = w.guest_id and l.wallet_id = w.wallet_id
    group by w.tenant_id, w.guest_id, w.wallet_id, w.balance having w.balance <> coalesce(sum(l.sum), 0)`)
  expect(rows).toEqual([])
  expect(await server.node.storage.verifyJournal()).toMatchObject({ brokenAt: null })
})
