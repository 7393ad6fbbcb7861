import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReportQuery, Storage } from '../../src/app/ports.ts'
import { AskerGone } from '../../src/app/reports/asker-gone.ts'
import { openReportCopy } from '../../src/main/open-report-copy.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { demoChain } from '../../src/seed/demo/index.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { boundedSql } from '../../src/storage/reports/bounded-sql.ts'
import { groupFacts } from '../../src/storage/reports/group-sql.ts'
import { someFacts } from '../property/olap-facts.ts'
import { chanceOf } from '../support/chance.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

/* What a report may take: a reader who went away costs nothing more, and nobody gets a report without end. */

const chain = demoChain()
const tenantId = chain.tenant.id

let database: TestDatabase
let storage: Storage
beforeAll(async () => {
  database = await testDatabase()
  const clock = new SandboxClock()
  storage = await openStorage(database, { clock, random: systemRandom(clock) })
  await storage.transaction(async (tx) => {
    for (const { order, lines } of someFacts(chain, chanceOf(11), 30))
      await tx.reports.replaceOrder(order, lines)
  })
}, 120_000)
afterAll(() => database.close())

const query: ReportQuery = {
  tenantId,
  restaurants: chain.items
    .filter(({ book }) => book === 'organization')
    .map(({ id }) => ({ id, timeZone: 'Europe/Moscow', dayStartMinutes: 0 })),
  type: 'SALES',
  keys: ['UniqOrderId.Id'],
  sums: ['result'],
  filters: [],
  levels: [[0]],
  names: () => new Map(),
}
const busyReports = async (): Promise<number> =>
  (
    await database.pool.query(
      `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
         and state = 'active' and (query like '%report_sale%' or query like '%pg_sleep%')`,
    )
  ).rows.length

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 10))
}

test('a statement that takes too long is refused in words, and its client serves the next one', async () => {
  const sql = boundedSql(database.pool, { statementMs: 50, atOnce: 1 })()
  await expect(sql.rows('', 'select pg_sleep(20)')).rejects.toMatchObject({
    code: 'back-office.report-too-long',
    params: { seconds: 1 },
  })
  expect(await sql.rows('', 'select 1 as one')).toEqual([{ one: 1 }])
  expect(await sql.rows('', 'show transaction_read_only')).toEqual([{ transaction_read_only: 'on' }])
})

test('a statement whose asker goes away is cancelled in the database; one that waits is not begun', async () => {
  const sqlFor = boundedSql(database.pool, { statementMs: 60_000, atOnce: 1 })
  const [first, second] = [new AbortController(), new AbortController()]
  const sleeping = sqlFor(first.signal).rows('', 'select pg_sleep(50)')
  const waiting = sqlFor(second.signal).rows('', 'select pg_sleep(50)')
  await until(async () => (await busyReports()) > 0)
  second.abort()
  first.abort()
  await expect(sleeping).rejects.toBeInstanceOf(AskerGone)
  await expect(waiting).rejects.toBeInstanceOf(AskerGone)
  expect(await busyReports()).toBe(0)
})

test('a report by SQL ends when its reader goes away', async () => {
  const gone = new AbortController()
  const blocking = await database.connect()
  await blocking.query('begin; lock table report_sale in access exclusive mode')
  const answer = storage.now.reports.group({ ...query, signal: gone.signal })
  await until(async () => (await busyReports()) > 0)
  gone.abort()
  expect(await answer).toEqual([])
  expect(await busyReports()).toBe(0)
  await blocking.query('rollback')
  expect(await storage.now.reports.group(query)).toHaveLength(30)
})

test('more groups than a node can hold are refused in words, by SQL and by the copy', async () => {
  const refused = { code: 'back-office.report-too-large', params: { groups: 29 } }
  const sql = boundedSql(database.pool)()
  await expect(groupFacts(sql, query, 29)).rejects.toMatchObject(refused)
  expect(await groupFacts(sql, query, 30)).toHaveLength(30)
  const dir = mkdtempSync(join(tmpdir(), 'trapeza-bounds-'))
  for (const groupsMax of [29, 30]) {
    const copy = openReportCopy({ dir, databaseUrl: database.url, groupsMax, log: () => {} })
    await copy.refresh(tenantId, false)
    if (groupsMax === 29) await expect(copy.group(query)).rejects.toMatchObject(refused)
    else expect(await copy.group(query)).toHaveLength(30)
    await copy.close()
  }
  rmSync(dir, { recursive: true, force: true })
})

test('a report that takes the copy too long is refused in words, not left to SQL; the next one is served', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'trapeza-bounds-'))
  const open = (answerMs: number) =>
    openReportCopy({ dir, databaseUrl: database.url, answerMs, log: (_, text) => said.push(text) })
  const said: string[] = []
  const copy = open(0)
  await copy.refresh(tenantId, false)
  for (const _ of [1, 2])
    await expect(copy.group(query)).rejects.toMatchObject({
      code: 'back-office.report-too-long',
      params: { seconds: 0 },
    })
  expect(await copy.refresh(tenantId, false)).toBeGreaterThan(0)
  await copy.close()
  const patient = open(60_000)
  await patient.refresh(tenantId, false)
  expect(await patient.group(query)).toHaveLength(30)
  await patient.close()
  expect(said).toEqual([])
  rmSync(dir, { recursive: true, force: true })
})

test('reports of the first version end when their reader goes away, in the database too', async () => {
  const { oldReports } = storage.now
  const asked = { tenantId, restaurants: query.restaurants, from: '2027-01-01', to: '2027-12-31' }
  const everything = {
    ...{ stores: null, otherAccounts: null, counteragents: null, products: null, otherProducts: null },
    ...{ types: null, kinds: null, withCorrections: true },
  }
  const reports: ((signal: AbortSignal) => Promise<unknown>)[] = [
    (signal) => oldReports.storeMoves({ ...asked, signal, isByProduct: true, filter: everything }),
    (signal) => oldReports.storeMoves({ ...asked, signal, isByProduct: false, filter: everything }),
    (signal) => oldReports.courierDays({ ...asked, signal }),
    (signal) => oldReports.deliveryCycle({ ...asked, signal }),
    (signal) => oldReports.halfHours({ ...asked, signal }),
    (signal) => oldReports.deliveryZones({ ...asked, signal }),
    (signal) => oldReports.guestDays({ ...asked, signal }),
  ]
  const waiting = async (): Promise<number> =>
    (
      await database.pool.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
    ).rows.length
  const blocking = await database.connect()
  await blocking.query('begin; lock table report_order, report_sale, posting in access exclusive mode')
  for (const report of reports) {
    const gone = new AbortController()
    const answer = report(gone.signal)
    await until(async () => (await waiting()) === 1)
    gone.abort()
    await expect(answer).rejects.toBeInstanceOf(AskerGone)
    expect(await waiting()).toBe(0)
  }
  await blocking.query('rollback')
  const deliveries = await oldReports.deliveryZones(asked)
  expect(deliveries.reduce((sum, { taken }) => sum + taken, 0)).toBeGreaterThan(0)
})
