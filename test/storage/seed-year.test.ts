import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSeed } from '../../src/app/books/load-seed.ts'
import type { App, ReportQuery } from '../../src/app/ports.ts'
import { followSales, reportKinds } from '../../src/app/reports/follow-sales.ts'
import { runTillCommands } from '../../src/app/till/run-commands.ts'
import type { Till, TillCommand } from '../../src/app/till/till-command.ts'
import { seedYear } from '../../src/cli/seed-year.ts'
import { fromLocal } from '../../src/kernel/local-time.ts'
import { demoYears, loadedSale } from '../../src/main/demo-year.ts'
import { openApp } from '../../src/main/open-app.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { demoChain } from '../../src/seed/demo/index.ts'
import { Year, type YearOrder } from '../../src/seed/year/year.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { loadFacts } from '../../src/storage/reports/load-facts.ts'
import { salesKeys, salesSums } from '../../src/storage/reports/sales-columns.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

/*
 * The year of `trapeza seed --year` is written in bulk. Here its first days are sold once more, order by order, by the
 * tills themselves: their journal makes the same facts, and reports of them are the same in every column.
 */

const chain = demoChain()
const tenantId = chain.tenant.id
const year = 2025
const plan = new Year(chain, year, 30_000)
// The first shift of every till is the one that the seed opens.
const days = plan.days.slice(1, 3)
const orders: YearOrder[] = days.flatMap((day) => [...plan.ordersOf(day)])

type Side = { database: TestDatabase; app: App; clock: SandboxClock }
let loaded: Side
let sold: Side
beforeAll(async () => {
  ;[loaded, sold] = [await openSide(), await openSide()]
  await loadFacts(loaded.database.pool, { tenantId, sales: () => orders.map(loadedSale), onRows: () => {} })
  await sellAll(sold)
}, 240_000)
afterAll(async () => {
  await loaded.database.close()
  await sold.database.close()
})

async function openSide(): Promise<Side> {
  const database = await testDatabase()
  const clock = new SandboxClock()
  clock.setSpeed(0)
  clock.jumpTo(Date.UTC(year, 0, 1) - 86_400_000)
  const parts = { clock, random: systemRandom(clock) }
  const { app } = openApp(await openStorage(database, parts), parts)
  await loadSeed(app, chain)
  return { database, app, clock }
}

type Deed = { at: number; till: Till; actor: string; command: TillCommand }

/** What the tills were asked to do in these days, in time: a shift begins in the morning, when the one before ends. */
function deeds(): Deed[] {
  const zoneOf = (organizationId: string): string => {
    const body = chain.items.find(({ book, id }) => book === 'organization' && id === organizationId)?.body
    return (body as { timeZone: string }).timeZone
  }
  const all: Deed[] = []
  const shifts = new Set<string>()
  for (const { till: place, recipe, day, openedMs, ids, shift } of orders) {
    const { organizationId, terminalGroupId } = place
    const till = { tenantId, organizationId, terminalGroupId }
    const midnight = fromLocal(`${day} 00:00`, zoneOf(organizationId)) ?? 0
    const hours = (count: number): number => midnight + count * 3_600_000
    if (!shifts.has(shift.id))
      all.push(
        {
          ...{ at: hours(8), till, actor: 'till' },
          command: { kind: 'shift.close', employeeId: null },
        },
        {
          ...{ at: hours(9), till, actor: 'till' },
          command: { kind: 'shift.open', shiftId: shift.id, employeeId: null },
        },
      )
    shifts.add(shift.id)
    for (const { afterMs, actor, command } of recipe.steps)
      all.push({ at: midnight + openedMs + afterMs, till, actor, command: command(ids) })
  }
  return all.sort((a, b) => a.at - b.at)
}

async function sellAll({ app, clock }: Side): Promise<void> {
  for (const { at, till, actor, command } of deeds()) {
    clock.jumpTo(at)
    const request = {
      id: app.random.uuid(),
      command,
      actor,
      deadline: null,
      mayBypassRestrictions: true as const,
    }
    const [outcome] = await app.storage.transaction((tx) => runTillCommands(app, tx, till, [request]))
    expect(outcome, `${command.kind} at ${new Date(at).toISOString()}`).toEqual({
      id: request.id,
      refusal: null,
    })
  }
  while ((await app.storage.sequence(1000)).length > 0);
  const step = { name: 'reports', kinds: reportKinds, terminalGroupId: null, limit: 100 }
  while ((await app.storage.follow({ ...step, handle: (tx, entries) => followSales(app, tx, entries) })) > 0);
}

test('the facts of the loader are those that the journal of the tills makes, to the last column', async () => {
  for (const [table, order] of [
    ['report_order', 'id'],
    ['report_sale', 'order_id, line, share'],
    ['report_shift', 'order_id'],
  ]) {
    const all = `select * from ${table} order by ${order}`
    const [ours, theirs] = [await loaded.database.pool.query(all), await sold.database.pool.query(all)]
    expect(ours.rows.length, table).toBe(theirs.rows.length)
    expect(ours.rows, table).toEqual(theirs.rows)
  }
})

test('they are a day of a restaurant: every kind of order, payment and end', async () => {
  const { rows } = await loaded.database.pool.query(
    `select count(*)::int as lines, count(distinct f.order_id)::int as orders, count(distinct o.organization_id)::int as places,
       count(*) filter (where o.kind = 'delivery')::int as delivered, count(*) filter (where o.is_deleted)::int as deleted,
       count(*) filter (where f.share = 1)::int as split, count(*) filter (where f.discount > 0)::int as lowered,
       count(*) filter (where f.main_product_id is not null)::int as modifiers, count(distinct f.product_id)::int as dishes,
       count(o.courier_id)::int as carried, count(f.cooking_completed_at)::int as cooked
     from report_sale f join report_order o on o.id = f.order_id`,
  )
  const [all] = rows
  expect(all.lines).toBeGreaterThan(90)
  expect(all.lines).toBeLessThan(250)
  expect(all.places).toBe(3)
  for (const count of Object.values(all)) expect(count).toBeGreaterThan(0)
})

/** A column at a time, and everything that can be summed. */
test('OLAP is the same of both in every column', async () => {
  const query: ReportQuery = {
    tenantId,
    restaurants: chain.items
      .filter(({ book }) => book === 'organization')
      .map(({ id }) => ({ id, timeZone: 'Europe/Moscow', dayStartMinutes: 360 })),
    ...{ type: 'SALES', keys: [], filters: [], levels: [[0], []] },
    sums: Object.keys(salesSums),
    names: () => new Map(chain.items.map(({ id }) => [id, id])),
  }
  const told = async ({ app }: Side, key: string): Promise<string[]> =>
    (await app.storage.now.reports.group({ ...query, keys: [key] }))
      .map(({ level, keys, sums }) => JSON.stringify([level, keys, [...sums.values()].map(String)]))
      .sort()
  for (const key of Object.keys(salesKeys)) {
    const groups = await told(loaded, key)
    expect(groups.length, key).toBeGreaterThan(1)
    expect(groups, key).toEqual(await told(sold, key))
  }
}, 120_000)

test('the command loads once, says so the second time, and refuses a year that is not its own', async () => {
  const { database, app, clock } = await openSide()
  clock.jumpTo(Date.UTC(2026, 10, 26))
  const years = demoYears(database.pool)
  const said: string[] = []
  const seed = (year: number | null): Promise<void> =>
    seedYear(app, years, { year, rows: 5000 }, (line) => said.push(line))
  await seed(null)
  expect(said.at(-1)).toMatch(/^the sales of 2025 are loaded: \d+ orders, (4[7-9]|5[0-3])\d\d lines/)
  await seed(2025)
  expect(said.at(-1)).toMatch(/^the sales of 2025 are there already: \d+ orders$/)
  await expect(seed(2026)).rejects.toThrow('the year 2026 is not over')
  await database.pool.query(`update report_order set day = day - 365, id = gen_random_uuid()
    where id = (select min(id::text)::uuid from report_order)`)
  await expect(seed(2024)).rejects.toThrow('the year 2024 has 1 orders of its own')
  const { rows } = await database.pool.query(
    `select count(*)::int as dirty, count(*) filter (where version > 0)::int as marked from report_dirty`,
  )
  expect(rows[0].dirty).toBeGreaterThan(700)
  await database.close()
}, 120_000)

test('another chain than the demo is refused', async () => {
  const database = await testDatabase()
  const clock = new SandboxClock()
  const parts = { clock, random: systemRandom(clock) }
  const { app } = openApp(await openStorage(database, parts), parts)
  const seeded = seedYear(app, demoYears(database.pool), { year: 2020, rows: 2000 }, () => {})
  await expect(seeded).rejects.toThrow('the demo chain is not here')
  await database.close()
})
