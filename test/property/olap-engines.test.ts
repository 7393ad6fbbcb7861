/**
 * Whatever valid report is asked for, SQL and the columnar copy answer what a slow recomputation in other words does, and
 * the copy keeps up with what changes. A run prints its seed; SEED replays it, OLAP_BODIES says how many reports.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { salesColumns } from '../../src/api/server/generated/olap-columns.ts'
import type { OlapFilter, OlapRequest } from '../../src/api/server/generated/types.ts'
import { runReport } from '../../src/api/server/olap/run-report.ts'
import { WritingThread } from '../../src/api/server/olap/writing-thread.ts'
import { loadSeed } from '../../src/app/books/load-seed.ts'
import type { App, ReportQuery } from '../../src/app/ports.ts'
import { openApp } from '../../src/main/open-app.ts'
import { openReportCopy } from '../../src/main/open-report-copy.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { demoChain } from '../../src/seed/demo/index.ts'
import type { ReportCopy } from '../../src/storage/columnar/report-copy.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { chanceOf, seedOfRun } from '../support/chance.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type RawFact, rawFacts, someFacts } from './olap-facts.ts'
import { type Cell, groupsOf, oracleKeys, oracleMeasures } from './olap-oracle.ts'

const seed = seedOfRun(22)
const bodies = Number(process.env['OLAP_BODIES'] ?? 100)

const chain = demoChain()
const chance = chanceOf(seed)
const keys = oracleKeys(chain)
const flagged = (name: string, flag: string): boolean => salesColumns[name]?.flags.includes(flag) ?? false
const groupable = Object.keys(keys).filter((name) => flagged(name, 'G'))
const filterable = Object.keys(keys).filter((name) => flagged(name, 'F'))
const measurable = Object.keys(oracleMeasures).filter((name) => flagged(name, 'A'))

let database: TestDatabase
let dir: string
let copy: ReportCopy
let facts: RawFact[]
const engines: Record<string, App> = {}
/** How often the copy answered, and how often it could not. */
const answered = { byCopy: 0, bySql: 0 }
const said: string[] = []
const writing = new WritingThread()

beforeAll(async () => {
  database = await testDatabase()
  dir = mkdtempSync(join(tmpdir(), 'trapeza-olap-'))
  const opened = openReportCopy({
    dir,
    databaseUrl: database.url,
    log: (_, line, more) => said.push(`${line} ${JSON.stringify(more)}`),
  })
  const counted = <Answer>(answer: Answer | null): Answer | null => {
    answered[answer === null ? 'bySql' : 'byCopy'] += 1
    return answer
  }
  copy = {
    ...{ refresh: opened.refresh.bind(opened), close: opened.close.bind(opened), sums: opened.sums },
    get pid() {
      return opened.pid
    },
    group: opened.group.bind(opened),
    pieces: async (query: ReportQuery) => counted(await opened.pieces(query)),
    text: async (query: ReportQuery, recipe: unknown) => counted(await opened.text(query, recipe)),
  }
  const clock = new SandboxClock()
  const parts = { clock, random: systemRandom(clock) }
  for (const [name, reportCopy] of [['SQL', null] as const, ['columnar', copy] as const])
    engines[name] = openApp(await openStorage(database, { ...parts, reportCopy }), parts).app
  await loadSeed(engines['SQL'] as App, chain)
  await add(250)
  await copy.refresh(chain.tenant.id, false)
}, 120_000)
afterAll(async () => {
  await writing.close()
  await copy.close()
  await database.close()
  rmSync(dir, { recursive: true, force: true })
})

async function add(count: number): Promise<void> {
  const { storage } = engines['SQL'] as App
  await storage.transaction(async (tx) => {
    for (const { order, lines, shift } of someFacts(chain, chance, count)) {
      await tx.reports.replaceOrder(order, lines)
      const { tenantId, organizationId, id: orderId } = order
      if (shift !== null)
        await tx.reports.noteShift({
          tenantId,
          organizationId,
          orderId,
          shiftId: chance.uuid(),
          number: shift,
        })
    }
  })
  facts = (await database.pool.query<RawFact>(rawFacts)).rows
}

const some = <T>(list: readonly T[], max: number, min = 0): T[] => {
  const left = [...list]
  return Array.from({ length: Math.min(min + chance.int(max - min + 1), left.length) }, () => {
    const [taken] = left.splice(chance.int(left.length), 1)
    return taken as T
  })
}

type Asked = { filter: OlapFilter; isIn(fact: RawFact): boolean }

/** Columns whose values are numbers or moments may be filtered by a range, others by values. */
function aFilter(name: string): Asked {
  const read = (fact: RawFact): Cell => keys[name]?.(fact) ?? null
  const drawn = (): Cell => read(chance.pick(facts))
  const type = salesColumns[name]?.type ?? 'STRING'
  const [includeLow, includeHigh] = [chance.often(0.7), chance.often(0.4)]
  if (['DATETIME', 'INTEGER', 'AMOUNT'].includes(type) && chance.often(0.6)) {
    const far = type === 'DATETIME' ? '2030-01-01T00:00:00' : 1_000_000
    const [from, to] = [drawn() ?? far, drawn() ?? far].sort((a, b) => (a < b ? -1 : 1))
    if (from !== undefined && to !== undefined) {
      const filterType = type === 'DATETIME' ? 'DateRange' : 'Range'
      return {
        filter: { filterType, from: String(from), to: String(to), includeLow, includeHigh } as OlapFilter,
        isIn(fact) {
          const value = read(fact)
          if (value === null) return false
          return (includeLow ? value >= from : value > from) && (includeHigh ? value <= to : value < to)
        },
      }
    }
  }
  const values = Array.from({ length: 1 + chance.int(4) }, drawn)
  if (chance.often(0.2)) values.push(null)
  const isExclusion = chance.often(0.4)
  const filter = {
    filterType: isExclusion ? 'ExcludeValues' : 'IncludeValues',
    values: values.map((value) => (value === null ? null : String(value))),
  } as OlapFilter
  return { filter, isIn: (fact) => values.includes(read(fact)) !== isExclusion }
}

function someDays(): Asked {
  const days = [...new Set(facts.map((fact) => String(fact['day'])))].sort()
  const from = chance.often(0.5) ? '2027-01-01' : chance.pick(days)
  const to = chance.often(0.5) ? '2027-04-01' : chance.pick(days)
  const includeHigh = chance.often(0.3)
  return {
    filter: { filterType: 'DateRange', periodType: 'CUSTOM', from, to, includeHigh } as OlapFilter,
    isIn: (fact) =>
      String(fact['day']) >= from && (includeHigh ? String(fact['day']) <= to : String(fact['day']) < to),
  }
}

type Asking = { body: OlapRequest; isSummed: boolean; isIn(fact: RawFact): boolean }

function aBody(): Asking {
  const names = some(
    filterable.filter((name) => name !== 'OpenDate.Typed'),
    chance.often(0.5) ? 0 : 3,
  )
  const filters = {
    'OpenDate.Typed': someDays(),
    ...Object.fromEntries(names.map((name) => [name, aFilter(name)])),
  }
  const reportType = chance.pick(['SALES', 'SALES', 'DELIVERIES'] as const)
  return {
    body: {
      reportType,
      groupByRowFields: some(groupable, 4),
      groupByColFields: some(groupable, 2),
      aggregateFields: some(measurable, 5, 1),
      filters: Object.fromEntries(Object.entries(filters).map(([name, { filter }]) => [name, filter])),
    } as OlapRequest,
    isSummed: chance.often(0.4),
    isIn: (fact) =>
      (reportType === 'SALES' || fact['kind'] === 'delivery') &&
      Object.values(filters).every((one) => one.isIn(fact)),
  }
}

const sorted = (lines: readonly unknown[]): string[] =>
  lines.map((line) => JSON.stringify(ordered(line))).sort()
/** Members by name, and the cent that floats disagree about put to rest. */
function ordered(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(14))
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, ordered(member)]),
  )
}

function expected({ body, isSummed, isIn }: Asking): { data: string[]; summary: string[] } {
  const own = facts.filter(isIn)
  const rows = body.groupByRowFields ?? []
  const columns = (body.groupByColFields ?? []).filter((name) => !rows.includes(name))
  const measures = body.aggregateFields ?? []
  const all = groupsOf(own, keys, [...rows, ...columns], measures)
  const summary: [object, object][] = []
  for (let row = 0; row <= rows.length; row++)
    for (let column = 0; column <= columns.length; column++)
      for (const line of groupsOf(own, keys, [...rows.slice(0, row), ...columns.slice(0, column)], measures))
        summary.push([line.keys, line.measures])
  return {
    data: sorted(all.map((line) => ({ ...line.keys, ...line.measures }))),
    summary: isSummed ? sorted(summary) : [],
  }
}

async function ask(app: App, { body, isSummed }: Asking): Promise<{ data: string[]; summary: string[] }> {
  const catalog = await app.catalog(chain.tenant.id)
  const caller = { tenantId: chain.tenant.id, organizationId: null, catalog } as never
  const call = { app, caller, language: 'ru', writing } as const
  const { body: written } = await runReport(call, body, { as: 'json', isSummed, days: 'bare' })
  const { data, summary } = JSON.parse(typeof written === 'string' ? written : await text(written))
  return { data: sorted(data), summary: sorted(summary) }
}

/** Members that a test of columns has are really there; a measure that stands among the keys would hide it. */
const clash = (body: OlapRequest): boolean =>
  [...(body.groupByRowFields ?? []), ...(body.groupByColFields ?? [])].some((name) =>
    body.aggregateFields?.includes(name),
  )

function nextBody(): Asking {
  for (;;) {
    const asking = aBody()
    if (!clash(asking.body)) return asking
  }
}

test(`${bodies} reports of seed ${seed} equal a slow recomputation, by SQL and by the copy`, async () => {
  let groups = 0
  for (let index = 0; index < bodies; index++) {
    // The copy has to keep up: now and then something changes under it.
    if (index % 20 === 19) await add(3)
    const asking = nextBody()
    const slow = expected(asking)
    groups += slow.data.length
    for (const [name, app] of Object.entries(engines))
      expect(await ask(app, asking), `SEED=${seed} ${name} ${JSON.stringify(asking.body)}`).toEqual(slow)
  }
  expect(groups).toBeGreaterThan(bodies * 10)
  expect(said).toEqual([])
  expect(answered).toEqual({ byCopy: bodies, bySql: 0 })
}, 600_000)
