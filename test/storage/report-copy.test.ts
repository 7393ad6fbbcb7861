import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text as streamed } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aggregated, grouped } from '../../src/api/server/olap/columns.ts'
import { type ReportRecipe, writeReport } from '../../src/api/server/olap/write-report.ts'
import { loadSeed } from '../../src/app/books/load-seed.ts'
import type { ReportGroup, ReportQuery, ReportText, Storage } from '../../src/app/ports.ts'
import { rebuildReports, verifyReports } from '../../src/cli/reports.ts'
import { closing } from '../../src/kernel/closing.ts'
import { openApp } from '../../src/main/open-app.ts'
import { openReportCopy } from '../../src/main/open-report-copy.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { demoChain } from '../../src/seed/demo/index.ts'
import { type ReportCopy, withCopy } from '../../src/storage/columnar/report-copy.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { someFacts } from '../property/olap-facts.ts'
import { chanceOf } from '../support/chance.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

/* What ADR 22 promises of a cache: it may die, be missing or be of another database; the answer is right all the same. */

const chain = demoChain()
const tenantId = chain.tenant.id
const chance = chanceOf(7)
const parts = { clock: new SandboxClock(), random: systemRandom(new SandboxClock()) }

let database: TestDatabase
let storage: Storage
let dir: string
let copy: ReportCopy
beforeAll(async () => {
  database = await testDatabase()
  storage = await openStorage(database, parts)
  dir = mkdtempSync(join(tmpdir(), 'trapeza-copy-'))
  await loadSeed(openApp(storage, parts).app, chain)
  await add(60)
  copy = await open()
}, 120_000)
afterAll(async () => {
  await copy.close()
  await database.close()
  rmSync(dir, { recursive: true, force: true })
})

const file = (): string => join(dir, `${tenantId}.duckdb`)

async function add(count: number): Promise<string> {
  const facts = someFacts(chain, chance, count)
  await storage.transaction(async (tx) => {
    for (const { order, lines } of facts) await tx.reports.replaceOrder(order, lines)
  })
  return facts[0]?.order.id ?? ''
}

async function open(): Promise<ReportCopy> {
  const opened = openReportCopy({ dir, databaseUrl: database.url, log: () => {} })
  await opened.refresh(tenantId, false)
  return opened
}

const query: ReportQuery = {
  tenantId,
  restaurants: chain.items
    .filter(({ book }) => book === 'organization')
    .map(({ id }) => ({ id, timeZone: 'Europe/Moscow', dayStartMinutes: 0 })),
  type: 'SALES',
  keys: ['OpenDate.Typed', 'UniqOrderId.Id', 'Comment'],
  sums: ['result', 'orders', 'guests', 'numbers'],
  filters: [],
  levels: [[0, 1, 2], [0], []],
  names: () => new Map(),
}
const shown = (groups: readonly ReportGroup[] | null): string[] =>
  (groups ?? [])
    .map(({ level, keys, sums }) => JSON.stringify([level, keys, [...sums.values()].map(String)]))
    .sort()
const bySql = async (): Promise<string[]> => shown(await storage.now.reports.group(query))

test('it answers as SQL does, and takes what changed before it answers', async () => {
  expect(shown(await copy.group(query))).toEqual(await bySql())
  const orderId = await add(2)
  const groups = shown(await copy.group(query))
  expect(groups).toEqual(await bySql())
  expect(groups.join()).toContain(orderId)
})

test('its process leaves the machine to whoever else wants it', () => {
  const status = readFileSync(`/proc/${copy.pid}/stat`, 'utf8')
  // Behind the name, which may have anything in it, come fields from the third on (proc_pid_stat(5)).
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
  const [nice, policy] = [Number(fields[19 - 3]), Number(fields[41 - 3])]
  const [idleClass, usualClass] = [5, 0]
  const hasChrt = spawnSync('chrt', ['--version']).status === 0
  expect({ nice, policy }).toEqual({ nice: 19, policy: hasChrt ? idleClass : usualClass })
})

test('a process that was killed leaves the answer to SQL; another one goes on from its cursor', async () => {
  const engine = withCopy(storage.now.reports, copy)
  process.kill(copy.pid ?? 0, 'SIGKILL')
  expect(shown(await engine.group(query))).toEqual(await bySql())
  expect(await copy.group(query)).toBeNull()
  await copy.close()
  const before = (await database.pool.query("select cursor from report_copy where subject = 'sales'")).rows
  copy = await open()
  expect(shown(await copy.group(query))).toEqual(await bySql())
  expect((await database.pool.query("select cursor from report_copy where subject = 'sales'")).rows).toEqual(
    before,
  )
})

test('a process that died between its two commits writes the last days again', async () => {
  const { rows } = await database.pool.query("select cursor from report_copy where subject = 'sales'")
  const orderId = await add(1)
  await copy.refresh(tenantId, false)
  await database.pool.query("update report_copy set cursor = $1 where subject = 'sales'", [rows[0]?.cursor])
  await database.pool.query('update report_order set guests = 77 where id = $1', [orderId])
  const groups = shown(await copy.group(query))
  expect(groups).toEqual(await bySql())
  expect(groups.some((group) => group.includes('"77"'))).toBe(true)
})

test('a copy of another time, or one that is no copy, is made anew', async () => {
  // As a restored backup would: facts are gone without a mark, the cursor is an older one.
  await database.pool.query(
    `delete from report_sale where order_id in (select id from report_order order by id limit 20)`,
  )
  await database.pool.query('update report_copy set cursor = gen_random_uuid()')
  expect(shown(await copy.group(query))).toEqual(await bySql())
  await copy.close()
  writeFileSync(file(), 'this is no copy at all')
  copy = await open()
  expect(shown(await copy.group(query))).toEqual(await bySql())
})

const wordy = ' and whatever goes with it'.repeat(80)
const written: ReportQuery = {
  ...{ ...query, keys: ['DishName', 'UniqOrderId.Id'], sums: ['result'], levels: [[0, 1]] },
  names: () =>
    new Map(
      chain.items.filter(({ book }) => book === 'product').map(({ id }) => [id, `${id}${wordy}`] as const),
    ),
}
const recipeOf = ({ keys, levels, sums }: ReportQuery): ReportRecipe => ({
  shape: { type: 'SALES', rows: keys.length, measures: ['DishDiscountSumInt'], keys, levels, sums },
  form: {
    ...{ as: 'json', isSummed: false, days: 'bare', columns: [] },
    rows: keys.map((name) => grouped('SALES', name)),
    measures: [aggregated('SALES', 'DishDiscountSumInt')],
  },
})
const textOf = (asked: ReportQuery): Promise<ReportText | null> => copy.text(asked, recipeOf(asked))
const inOne = async (text: ReportText | null): Promise<string> =>
  text === null || typeof text === 'string' ? String(text) : streamed(text)
async function hereWritten(asked: ReportQuery): Promise<string> {
  const found = await copy.pieces(asked)
  if (!found) throw new Error('the copy does not answer')
  const { shape, form } = recipeOf(asked)
  return [...writeReport({ shape, found }, form)].join('')
}

test('the process writes the text of what it found, a short one at once and a long one while it is read', async () => {
  const short: ReportQuery = { ...written, keys: ['DishName'], levels: [[0]] }
  expect(typeof (await textOf(short))).toBe('string')
  expect(await inOne(await textOf(short))).toBe(await hereWritten(short))
  await add(400)
  await copy.refresh(tenantId, false)
  const long = await textOf(written)
  expect(long).toBeInstanceOf(Readable)
  const text = await inOne(long)
  expect(text.length).toBeGreaterThan(2_000_000)
  expect(text).toBe(await hereWritten(written))
})

test('a text that its process does not finish ends with an error; one whose reader went away is forgotten', async () => {
  const gone = await textOf(written)
  if (!(gone instanceof Readable)) throw new Error('a long text is read piece by piece')
  await once(gone, 'readable')
  gone.destroy()
  expect(await inOne(await textOf(written))).toBe(await hereWritten(written))
  const broken = await textOf(written)
  process.kill(copy.pid ?? 0, 'SIGKILL')
  await expect(inOne(broken)).rejects.toThrow()
  expect(await textOf(written)).toBeNull()
  await copy.close()
  copy = await open()
})

test('whoever goes away gets nothing, and the process serves the next one', async () => {
  const gone = new AbortController()
  const answer = copy.group({ ...query, signal: gone.signal })
  gone.abort()
  expect([[], await bySql()]).toContainEqual(shown(await answer))
  expect(shown(await copy.group(query))).toEqual(await bySql())
})

test('what it does not have is left to SQL', async () => {
  expect(await copy.group({ ...query, type: 'STOCK' })).toBeNull()
  const byText = {
    column: 'Comment',
    kind: 'range',
    from: 'a',
    to: null,
    includesLow: true,
    includesHigh: true,
  } as const
  expect(await copy.group({ ...query, filters: [byText] })).toBeNull()
  expect(await copy.group({ ...query, restaurants: [] })).toEqual([])
})

test('commands make it anew and compare it; a copy that somebody else holds is not touched', async () => {
  const { app } = openApp(storage, parts)
  const said: string[] = []
  const print = (line: string): void => void said.push(line)
  expect(existsSync(file())).toBe(true)
  expect(await rebuildReports(app, copy, print)).toBe(true)
  expect(await verifyReports(app, copy, print)).toBe(true)
  await database.pool.query(
    'update report_sale set result = result + 1 where ctid = (select min(ctid) from report_sale)',
  )
  expect(await verifyReports(app, copy, print)).toBe(false)
  const other = openReportCopy({ dir, databaseUrl: database.url, log: () => {} })
  expect(await closing(other, () => rebuildReports(app, other, print))).toBe(false)
  expect(said).toEqual([
    expect.stringMatching(/: \d+ rows$/),
    expect.stringMatching(/: SALES: \d+ days of restaurants, all equal$/),
    expect.stringMatching(/: TRANSACTIONS: \d+ days of restaurants, all equal$/),
    expect.stringMatching(/: SALES .* differs$/),
    expect.stringMatching(/: SALES: \d+ days of restaurants, not equal$/),
    expect.stringMatching(/: TRANSACTIONS: \d+ days of restaurants, all equal$/),
    expect.stringContaining('a running node has it'),
  ])
})
