/**
 * Reports of TRANSACTIONS by SQL and by the columnar copy are what a slow recomputation in other words says, and the copy
 * keeps up with postings that come, go and are valued anew. SEED replays a run, OLAP_BODIES says how many reports.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OlapRequest } from '../../src/api/server/generated/types.ts'
import { runReport } from '../../src/api/server/olap/run-report.ts'
import { WritingThread } from '../../src/api/server/olap/writing-thread.ts'
import { loadSeed } from '../../src/app/books/load-seed.ts'
import type { App } from '../../src/app/ports.ts'
import { verifyReports } from '../../src/cli/reports.ts'
import { openApp } from '../../src/main/open-app.ts'
import { openReportCopy } from '../../src/main/open-report-copy.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { demoChain } from '../../src/seed/demo/index.ts'
import type { ReportCopy } from '../../src/storage/columnar/report-copy.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { chanceOf, seedOfRun } from '../support/chance.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { aPaper, type PaperOf, type RawSide, rawSides } from './posting-facts.ts'
import { postingGroups, postingKeys, postingMeasures } from './posting-oracle.ts'

const seed = seedOfRun(23)
const bodies = Number(process.env['OLAP_BODIES'] ?? 50)

const chain = demoChain()
const chance = chanceOf(seed)
const keys = postingKeys(chain)

let database: TestDatabase
let dir: string
let copy: ReportCopy
let sides: RawSide[]
const papers: PaperOf[] = []
const writing = new WritingThread()
const engines: Record<string, App> = {}
const answered = { byCopy: 0, bySql: 0 }
const said: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  dir = mkdtempSync(join(tmpdir(), 'trapeza-postings-'))
  copy = openReportCopy({
    dir,
    databaseUrl: database.url,
    log: (_, line, more) => said.push(`${line} ${JSON.stringify(more)}`),
  })
  const clock = new SandboxClock()
  const parts = { clock, random: systemRandom(clock) }
  const counts = <Answer>(answer: Answer | null): Answer | null => {
    answered[answer === null ? 'bySql' : 'byCopy'] += 1
    return answer
  }
  const counted: ReportCopy = {
    ...{ refresh: copy.refresh.bind(copy), close: copy.close.bind(copy), group: copy.group.bind(copy) },
    ...{ sums: copy.sums, pid: null },
    pieces: async (query) => counts(await copy.pieces(query)),
    text: async (query, recipe) => counts(await copy.text(query, recipe)),
  }
  for (const [name, reportCopy] of [['SQL', null] as const, ['columnar', counted] as const])
    engines[name] = openApp(await openStorage(database, { ...parts, reportCopy }), parts).app
  await loadSeed(engines['SQL'] as App, chain)
  for (let index = 0; index < 120; index++) await add()
  await copy.refresh(chain.tenant.id, false)
}, 120_000)
afterAll(async () => {
  await writing.close()
  await copy.close()
  await database.close()
  rmSync(dir, { recursive: true, force: true })
})

async function add(): Promise<void> {
  const paper = aPaper(chain, chance, { big: chance.often(0.2) })
  const { tenantId, organizationId } = paper.owner
  await (engines['SQL'] as App).storage.transaction(async (tx) => {
    await database.pool.query(
      `insert into document (tenant_id, organization_id, id, kind, number, date, status, digest, head, content)
       values ($1, $2, $3, 'writeoff', $4, now(), 'PROCESSED', '', '{}', $5)`,
      [tenantId, organizationId, paper.id, paper.number, JSON.stringify(paper.content)],
    )
    await tx.ledger.insert(paper.owner, paper.postings)
  })
  papers.push(paper)
}

/** Postings come, go and are valued anew, each in the way that the ledger does it. */
async function change(): Promise<void> {
  const { owner, postings } = chance.pick(papers)
  const { storage } = engines['SQL'] as App
  const deeds = [
    () => add(),
    () => storage.transaction((tx) => tx.ledger.remove(owner, [postings[0]?.id ?? ''])),
    () =>
      storage.transaction((tx) =>
        tx.ledger.setSums(
          owner,
          postings.map(({ id }) => ({ id, sum: BigInt(chance.int(1_000_000)) })),
          0,
        ),
      ),
  ]
  await chance.pick(deeds)()
}

const some = <T>(list: readonly T[], max: number, min = 0): T[] => {
  const left = [...list]
  return Array.from({ length: Math.min(min + chance.int(max - min + 1), left.length) }, () => {
    const [taken] = left.splice(chance.int(left.length), 1)
    return taken as T
  })
}

type Asking = { body: OlapRequest; isSummed: boolean; isIn(side: RawSide): boolean }

function aBody(): Asking {
  const days = ['2027-01-05', '2027-01-20', '2027-02-11', '2027-03-01', '2027-04-01']
  const [from = '', to = ''] = some(days, 2, 2).sort()
  const dayOf = (side: RawSide): string => String(keys['DateTime.DateTyped']?.(side))
  const filtered = some(
    ['TransactionType', 'TransactionSide', 'Account.Name', 'Product.Id', 'Document', 'Department'],
    2,
  )
  const values = filtered.map((name) => {
    const read = keys[name]
    const own = Array.from({ length: 1 + chance.int(4) }, () => read?.(chance.pick(sides)) ?? null)
    return { name, own, isExclusion: chance.often(0.4) }
  })
  return {
    body: {
      reportType: 'TRANSACTIONS',
      groupByRowFields: some(Object.keys(keys), 4),
      groupByColFields: some(Object.keys(keys), 1),
      aggregateFields: some(Object.keys(postingMeasures), 4, 1),
      filters: {
        'DateTime.DateTyped': { filterType: 'DateRange', periodType: 'CUSTOM', from, to },
        ...Object.fromEntries(
          values.map(({ name, own, isExclusion }) => [
            name,
            { filterType: isExclusion ? 'ExcludeValues' : 'IncludeValues', values: own },
          ]),
        ),
      },
    } as OlapRequest,
    isSummed: chance.often(0.4),
    isIn: (side) =>
      dayOf(side) >= from &&
      dayOf(side) < to &&
      values.every(({ name, own, isExclusion }) => own.includes(keys[name]?.(side) ?? null) !== isExclusion),
  }
}

const sorted = (lines: readonly unknown[]): string[] => lines.map((line) => JSON.stringify(line)).sort()

function expected({ body, isSummed, isIn }: Asking): { data: string[]; summary: string[] } {
  const own = sides.filter(isIn)
  const rows = body.groupByRowFields ?? []
  const columns = (body.groupByColFields ?? []).filter((name) => !rows.includes(name))
  const groups = (names: string[]) => postingGroups(own, keys, names, body.aggregateFields ?? [])
  const summary: unknown[] = []
  for (let row = 0; row <= rows.length; row++)
    for (let column = 0; column <= columns.length; column++)
      for (const line of groups([...rows.slice(0, row), ...columns.slice(0, column)]))
        summary.push([line.keys, line.measures])
  return {
    data: sorted(groups([...rows, ...columns]).map((line) => inOrder({ ...line.keys, ...line.measures }))),
    summary: isSummed ? sorted(summary) : [],
  }
}
const inOrder = (cells: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1)))

async function ask(app: App, { body, isSummed }: Asking): Promise<{ data: string[]; summary: string[] }> {
  const catalog = await app.catalog(chain.tenant.id)
  const caller = { tenantId: chain.tenant.id, organizationId: null, catalog } as never
  const call = { app, caller, language: 'ru', writing } as const
  const { body: written } = await runReport(call, body, { as: 'json', isSummed, days: 'bare' })
  const { data, summary } = JSON.parse(typeof written === 'string' ? written : await text(written))
  return { data: sorted(data), summary: sorted(summary) }
}

test(`${bodies} reports of postings of seed ${seed} equal a slow recomputation, by SQL and by the copy`, async () => {
  let groups = 0
  for (let index = 0; index < bodies; index++) {
    if (index % 5 === 0) await change()
    sides = (await database.pool.query<RawSide>(rawSides)).rows
    const asking = aBody()
    const slow = expected(asking)
    groups += slow.data.length
    for (const [name, app] of Object.entries(engines))
      expect(await ask(app, asking), `SEED=${seed} ${name} ${JSON.stringify(asking.body)}`).toEqual(slow)
  }
  expect(groups).toBeGreaterThan(bodies * 5)
  expect(said).toEqual([])
  expect(answered).toEqual({ byCopy: bodies, bySql: 0 })
}, 600_000)

test('a restaurant that moves its day or its clock has its postings told anew', async () => {
  const own = (engines['columnar'] as App).storage.now.reports
  const restaurants = chain.items.flatMap((item) => (item.book === 'organization' ? [item] : []))
  const asked = (start: number) => ({
    tenantId: chain.tenant.id,
    restaurants: restaurants.map(({ id, body }) => ({ id, timeZone: body.timeZone, dayStartMinutes: start })),
    ...({ type: 'TRANSACTIONS', keys: ['DateTime.DateTyped'], sums: ['incoming'], filters: [] } as const),
    levels: [[0]],
    names: () => new Map(),
  })
  const told = async (start: number): Promise<string[]> =>
    (await own.group(asked(start))).map(({ keys: [day], sums }) => `${day} ${sums.get('incoming')}`).sort()
  // The copy tells them by the books: whoever asks otherwise is answered by SQL.
  const before = answered.bySql
  const byAnotherDay = await told(720)
  expect(answered.bySql).toBe(before + 1)
  await database.pool.query(
    `update book_item set body = jsonb_set(body, '{accountingDayStartMinutes}', '720') where book = 'organization'`,
  )
  await copy.refresh(chain.tenant.id, false)
  const { byCopy } = answered
  expect(await told(720)).toEqual(byAnotherDay)
  expect(answered.byCopy).toBe(byCopy + 1)
  const lines: string[] = []
  const app = engines['SQL'] as App
  for (const { id, body } of restaurants)
    await database.pool.query(
      `update book_item set body = jsonb_set(body, '{accountingDayStartMinutes}', $2) where book = 'organization' and id = $1`,
      [id, String(body.accountingDayStartMinutes)],
    )
  expect(await verifyReports(app, copy, (line) => void lines.push(line))).toBe(true)
  await database.pool.query('update posting set sum = sum + 1 where id = (select id from posting limit 1)')
  expect(await verifyReports(app, copy, (line) => void lines.push(line))).toBe(false)
  expect(lines.filter((line) => line.includes('TRANSACTIONS') && line.endsWith('all equal'))).toHaveLength(1)
}, 120_000)
