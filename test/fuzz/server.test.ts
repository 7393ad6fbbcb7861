import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '../../src/api/server/generated/operations.ts'
import { serverHandlers } from '../../src/api/server/operations/index.ts'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { seedOfRun } from '../support/chance.ts'
import { writeEvidence } from '../support/evidence.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type ServerFuzzRequest, ServerRequestMaker } from './server-requests.ts'
import { type FuzzAnswer, hangMs, isTooLarge, WireClient } from './wire-client.ts'

/*
 * Requests that are bad, or nearly good, at every operation of iikoServer: bombs, entities that reach for files and
 * addresses, wrong encodings, numbers of hundreds of digits. None may be answered with 5xx or not at all, none may read a
 * file or call out. A run prints its seed and SEED replays it; FUZZ_SERVER_REQUEST sends one that failed alone.
 */

const seed = seedOfRun(21)
const count = Number(process.env['FUZZ_SERVER_REQUESTS'] ?? 10_000)
const lanes = 8
const failuresShown = 20
const secret = 'THE-SECRET-OF-A-FILE'

let server: TestServer
let office: BackOffice
let client: WireClient
let dir: string
let outside: Server
/** Addresses that documents made the server ask for. */
const calledOut: string[] = []

beforeAll(async () => {
  server = await startServer({ isServerSequential: false })
  dir = mkdtempSync(join(tmpdir(), 'trapeza-fuzz-'))
  writeFileSync(join(dir, 'secret'), secret)
  outside = createServer((request, response) => {
    calledOut.push(request.url ?? '')
    response.end('<!ENTITY x "called">')
  })
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
  await logIn()
})
afterAll(async () => {
  client.close()
  await new Promise((resolve) => outside.close(resolve))
  await server.close()
  rmSync(dir, { recursive: true, force: true })
})

async function logIn(): Promise<void> {
  office = await openBackOffice(server)
  client = new WireClient(server.baseUrl, office.token)
}

const forbidden = () => ({
  file: join(dir, 'secret'),
  url: `http://127.0.0.1:${(outside.address() as AddressInfo).port}/x.dtd`,
})

const built: ReadonlySet<string> = new Set(Object.keys(serverHandlers))

/** What is wrong with an answer; empty when any client could live with it. */
function verdict({ key, method }: ServerFuzzRequest, { status, text, headers }: FuzzAnswer): string[] {
  // What the HTTP parser itself refuses never reaches the family.
  if (status === 431) return []
  const problems: string[] = []
  if (status >= 500 && !(status === 501 && !built.has(key))) problems.push(`status ${status}`)
  if (text.includes(secret)) problems.push('a file was read')
  if (/\bat .*\.(ts|js):\d+/.test(text)) problems.push('a stack was told')
  if (status >= 400 && method !== 'HEAD' && text === '') problems.push('an error without words')
  if (status >= 400 && text !== '' && !String(headers['content-type']).includes('text/plain'))
    problems.push(`an error of ${headers['content-type']}`)
  return problems
}

type Failure = { problems: string[]; request: ServerFuzzRequest; answer: string }
const seen = {
  failures: [] as Failure[],
  statuses: new Map<number, number>(),
  operations: new Map<string, number>(),
  slowestMs: 0,
}

async function sendAndJudge(request: ServerFuzzRequest): Promise<void> {
  seen.operations.set(request.key, (seen.operations.get(request.key) ?? 0) + 1)
  // A header cannot carry the session: it stands in the address.
  const sent = { ...request, url: request.url.replace('GOOD-TOKEN', office.token) }
  try {
    // After a 431 the server hangs up, and a request that was on its way over that line is lost: it comes again.
    const answer = await client.send(sent).catch((error: unknown) => {
      if (String(error).includes('socket hang up')) return client.send(sent)
      throw error
    })
    seen.statuses.set(answer.status, (seen.statuses.get(answer.status) ?? 0) + 1)
    seen.slowestMs = Math.max(seen.slowestMs, answer.tookMs)
    const problems = verdict(request, answer)
    if (problems.length > 0) seen.failures.push({ problems, request, answer: answer.text.slice(0, 1000) })
  } catch (error) {
    if (!isTooLarge(request))
      seen.failures.push({ problems: [`no answer: ${String(error)}`], request, answer: '' })
  }
}

const told = ({ problems, request, answer }: Failure): string =>
  `${problems.join('; ')}\n${answer}\nFUZZ_SERVER_REQUEST='${JSON.stringify(request).replaceAll("'", "'\\''").slice(0, 20_000)}'\n`

test('FUZZ_SERVER_REQUEST alone is answered well', async () => {
  const given = process.env['FUZZ_SERVER_REQUEST']
  if (given === undefined) return
  await sendAndJudge(JSON.parse(given))
  expect(seen.failures.map(told)).toEqual([])
})

test(`${count} requests of seed ${seed} are answered without 5xx, read no file and call nobody`, async () => {
  const maker = new ServerRequestMaker(server.chain, seed, forbidden())
  const startedAt = performance.now()
  let index = 0
  const lane = async (): Promise<void> => {
    while (index < count) await sendAndJudge(maker.make(index++))
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  const perSecond = Math.round(count / ((performance.now() - startedAt) / 1000))
  const statuses = Object.fromEntries([...seen.statuses].sort((a, b) => a[0] - b[0]))
  const slowestMs = Math.round(seen.slowestMs)
  console.log(
    `SEED=${seed}: ${count} requests, ${perSecond}/s, slowest ${slowestMs} ms, ${JSON.stringify(statuses)}`,
  )
  writeEvidence('fuzz-server', {
    seed,
    requests: count,
    perSecond,
    slowestMs,
    failures: seen.failures.length,
    statuses,
  })
  for (const failure of seen.failures.slice(0, failuresShown)) console.log(told(failure))
  expect(seen.failures.length).toBe(0)
  expect(seen.slowestMs).toBeLessThan(hangMs)
  expect(calledOut).toEqual([])
}, 3_600_000)

test('the run met every operation, and enough of it was near to good', () => {
  const missed = Object.entries(operations).filter(
    ([key, { answer }]) => answer !== null && (seen.operations.get(key) ?? 0) < count / 1000,
  )
  expect(missed.map(([key]) => key)).toEqual([])
  expect(seen.statuses.get(200) ?? 0).toBeGreaterThan(count / 10)
  expect(seen.statuses.get(400) ?? 0).toBeGreaterThan(count / 10)
})

test('the server still works: the chain can be read, and the journal is whole', async () => {
  const again = await openBackOffice(server)
  const answer = await again.get('/corporation/departments')
  expect([answer.status, answer.root]).toEqual([200, 'corporateItemDtoes'])
  await server.settle()
  expect(await server.node.storage.verifyJournal()).toMatchObject({ brokenAt: null })
})
