/**
 * `npm run bench:reports`: a year of a chain's sales, made straight in the facts, grouped through the report engine.
 * ROWS (lines of orders, 1,000,000 by default) says how much; medians of five runs after one that warms up.
 */
import { performance } from 'node:perf_hooks'
import type { ReportQuery } from '../../src/app/ports.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { testDatabase } from '../support/database.ts'

const rows = Number(process.env['ROWS'] ?? 1_000_000)
const linesOfOrder = 4
const restaurants = 20
const products = 300

const idOf = (kind: string, number: string): string => `md5('${kind}' || (${number}))::uuid`
const orderDay = (number: string): string => `date '2026-01-01' + ((${number}) % 365)::int`
const tenantId = '0a000000-0000-4000-8000-000000000001'

const fill = `
  insert into report_order (tenant_id, organization_id, day, id, kind, number, is_deleted, terminal_group_id,
    order_type_id, service_type, guests, opened_at, closed_at, waiter_id)
  select '${tenantId}', ${idOf('r', `n % ${restaurants}`)}, ${orderDay('n')}, ${idOf('o', 'n')}, 'tableOrder', n % 500, false,
    ${idOf('g', `n % ${restaurants}`)}, ${idOf('t', '1')}, 'Common', 1 + n % 4,
    ${orderDay('n')} + (10 + n % 12) * interval '1 hour', ${orderDay('n')} + (11 + n % 12) * interval '1 hour',
    ${idOf('w', 'n % 90')}
  from generate_series(1, $1::int / ${linesOfOrder}) n;`
const fillLines = `
  insert into report_sale (tenant_id, organization_id, day, order_id, line, share, position_id, product_id, pay_type_id,
    deletion, amount, vat_hundredths, cost, discount, increase, result, vat, is_vat_on_top)
  select '${tenantId}', ${idOf('r', `n % ${restaurants}`)}, ${orderDay('n')}, ${idOf('o', 'n')}, line, 0,
    ${idOf('l', 'n * 10 + line')}, ${idOf('p', `(n * 7 + line * 13) % ${products}`)}, ${idOf('y', 'n % 3')}, 'NOT_DELETED', 1000,
    2000, 4200000, 0, 0, 4200000 + n % 1000, 700000, false
  from generate_series(1, $1::int / ${linesOfOrder}) n, generate_series(1, ${linesOfOrder}) line;`

const clock = new SandboxClock()
const database = await testDatabase()
const storage = await openStorage(database, { clock, random: systemRandom(clock) })
const startedAt = performance.now()
await database.pool.query(fill.replace('$1::int', String(rows)))
await database.pool.query(fillLines.replace('$1::int', String(rows)))
await database.pool.query('vacuum analyze report_order, report_sale')
console.log(`${rows} rows made in ${Math.round((performance.now() - startedAt) / 1000)} s`)

const idsOf = async (kind: string, count: number): Promise<string[]> => {
  const { rows: found } = await database.pool.query<{ id: string }>(
    `select ${idOf(kind, 'n')} as id from generate_series(0, ${count - 1}) n`,
  )
  return found.map(({ id }) => id)
}
const [places, dishes] = [await idsOf('r', restaurants), await idsOf('p', products)]
const names = new Map([...places, ...dishes].map((id, index) => [id, `name ${index}`]))
const groups = new Map(dishes.map((id, index) => [id, `group ${index % 20}`]))
const year = {
  kind: 'range',
  includesLow: true,
  includesHigh: false,
  from: '2026-01-01',
  to: '2027-01-01',
} as const

async function measure(title: string, keys: string[], sums: string[], withSummary = false): Promise<void> {
  const all = keys.map((_, index) => index)
  const query: ReportQuery = {
    tenantId,
    restaurants: places.map((id) => ({ id, timeZone: 'Europe/Moscow', dayStartMinutes: 0 })),
    type: 'SALES',
    keys,
    sums,
    filters: [
      { column: 'OpenDate.Typed', ...year },
      { column: 'DeletedWithWriteoff', kind: 'include', values: ['NOT_DELETED'] },
    ],
    levels: withSummary ? [all, ...all.map((key) => all.slice(0, key))] : [all],
    names: (property) => (property === 'product.group1' ? groups : names),
  }
  const times: number[] = []
  let found = 0
  for (let run = 0; run < 6; run++) {
    const from = performance.now()
    found = (await storage.now.reports.group(query)).length
    if (run > 0) times.push(performance.now() - from)
  }
  times.sort((a, b) => a - b)
  console.log(`${title}: ${Math.round(times[2] ?? 0)} ms, ${found} groups`)
}

await measure(
  'group x department x month',
  ['DishGroup.TopParent', 'Department', 'Mounth'],
  ['result', 'amount'],
)
await measure('day x department', ['OpenDate.Typed', 'Department'], ['result'])
await measure('day x department, distinct orders', ['OpenDate.Typed', 'Department'], ['result', 'orders'])
await measure('the same with a summary', ['OpenDate.Typed', 'Department'], ['result', 'orders'], true)
await measure('waiter, distinct orders and guests', ['WaiterName.ID'], ['result', 'orders', 'guests'])
await database.close()
