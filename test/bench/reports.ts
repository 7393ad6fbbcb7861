/**
 * `npm run bench:reports`: a year of a chain's sales, made straight in the facts, grouped by SQL, by the columnar copy and
 * by a plain statement of DuckDB written by hand, which has the same result. ROWS (lines of orders, 1,000,000 by default)
 * says how much; medians of RUNS (seven) runs after one that warms up, the copy and the plain statement in turn. SQL=0
 * leaves out what takes SQL minutes. BENCH_REPORTS_DIR keeps the data in a folder, so that the next run only measures.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { DuckDBInstance } from '@duckdb/node-api'
import type { ReportEngine, ReportQuery } from '../../src/app/ports.ts'
import { openReportCopy } from '../../src/main/open-report-copy.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { salesLayout } from '../../src/storage/columnar/layout.ts'
import { withCopy } from '../../src/storage/columnar/report-copy.ts'
import { openEmbedded } from '../../src/storage/engines/index.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openStorage } from '../../src/storage/open-storage.ts'

const rows = Number(process.env['ROWS'] ?? 1_000_000)
const runs = Number(process.env['RUNS'] ?? 7)
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

const kept = process.env['BENCH_REPORTS_DIR']
const dir = kept ?? mkdtempSync(join(tmpdir(), 'trapeza-reports-'))
mkdirSync(dir, { recursive: true })
const clock = new SandboxClock()
// It is made anew when it is lost: nothing has to survive a power cut.
const settings = { fsync: 'off', full_page_writes: 'off', max_wal_size: '8GB' }
const database = await openEmbedded({ dataDir: join(dir, 'database'), settings })
await migrate(database.pool)
const storage = await openStorage(database, { clock, random: systemRandom(clock) })
const secondsSince = (from: number): number => Math.round((performance.now() - from) / 1000)
let startedAt = performance.now()
const { rows: counted } = await database.pool.query<{ count: bigint }>('select count(*) from report_sale')
const found = Number(counted[0]?.count)
if (found === 0) {
  await database.pool.query(fill.replace('$1::int', String(rows)))
  await database.pool.query(fillLines.replace('$1::int', String(rows)))
  await database.pool.query('vacuum analyze report_order, report_sale')
  await database.pool.query(
    'insert into report_dirty select distinct tenant_id, organization_id, day, 1 from report_order',
  )
  console.log(`${rows} rows made in ${secondsSince(startedAt)} s`)
} else if (found !== rows)
  throw new Error(`${dir} has ${found} rows: another ROWS or another folder is wanted`)

const uuids = async (kind: string, count: number): Promise<string[]> =>
  (
    await database.pool.query<{ id: string }>(
      `select ${idOf(kind, 'n')} as id from generate_series(0, $1::int - 1) n order by n`,
      [count],
    )
  ).rows.map(({ id }) => id)
const [places, dishes] = [await uuids('r', restaurants), await uuids('p', products)]
const names = new Map<string, string>()
for (const [index, id] of places.entries()) names.set(id, `Restaurant ${index}`)
for (const [index, id] of dishes.entries()) names.set(id, `Dish ${index}`)
for (const [index, id] of (await uuids('w', 90)).entries()) names.set(id, `Waiter ${index}`)
for (const [index, id] of (await uuids('y', 3)).entries()) names.set(id, `Payment ${index}`)
const groups = new Map(dishes.map((id, index) => [id, `Group ${index % 15}`]))

const copyDir = join(dir, 'reports')
const copy = openReportCopy({
  dir: copyDir,
  databaseUrl: database.url,
  log: (_, text, more) => console.log(text, more),
})
startedAt = performance.now()
const copied = await copy.refresh(tenantId, false)
const file = join(copyDir, `${tenantId}.duckdb`)
console.log(
  `${copied} rows copied in ${secondsSince(startedAt)} s, ${Math.round(statSync(file).size / 2 ** 20)} MB on disk`,
)
// The file has one owner, so the plain statement has its own: the same bytes.
for (const ending of ['', '.wal'])
  if (existsSync(`${file}${ending}`)) copyFileSync(`${file}${ending}`, join(dir, `plain.duckdb${ending}`))
const plain = await (
  await DuckDBInstance.create(join(dir, 'plain.duckdb'), {
    threads: '2',
    memory_limit: '1GB',
    temp_directory: dir,
  })
).connect()

const year = {
  kind: 'range',
  from: '2026-01-01',
  to: '2027-01-01',
  includesLow: true,
  includesHigh: false,
} as const
const ours: ReportEngine = withCopy(storage.now.reports, {
  async pieces(query) {
    const answer = await copy.pieces(query)
    if (!answer) throw new Error('the copy does not answer')
    return answer
  },
})

const middle = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

/** What a plain statement says instead of the names of a report: the same columns, the same sums. */
const plainSums: Record<string, string> = {
  result: `sum(${salesLayout.sumOf('result')?.name})`,
  amount: `sum(${salesLayout.sumOf('amount')?.name})`,
  orders: 'count(distinct ord)',
}
function plainStatement(keys: readonly string[], sums: readonly string[], to: string): string {
  const nameOf = (key: string): string => salesLayout.keyOf(key)?.name ?? 'null'
  const day = nameOf('OpenDate.Typed')
  return `select ${[...keys.map(nameOf), ...sums.map((sum) => plainSums[sum])].join(', ')} from sale
    where ${day} >= date '2026-01-01' and ${day} < date '${to}' and ${nameOf('DeletedWithWriteoff')} = 'NOT_DELETED'
    group by ${keys.map(nameOf).join(', ')}`
}

async function measure(title: string, keys: string[], sums: string[], to: string = year.to): Promise<void> {
  const all = keys.map((_, index) => index)
  const query: ReportQuery = {
    tenantId,
    restaurants: places.map((id) => ({ id, timeZone: 'Europe/Moscow', dayStartMinutes: 0 })),
    type: 'SALES',
    keys,
    sums,
    filters: [
      { column: 'OpenDate.Typed', ...year, to },
      { column: 'DeletedWithWriteoff', kind: 'include', values: ['NOT_DELETED'] },
    ],
    levels: [all],
    names: (property) => (property === 'product.group1' ? groups : names),
  }
  const statement = plainStatement(keys, sums, to)
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const from = performance.now()
    await work()
    return performance.now() - from
  }
  const times = { ours: [] as number[], plain: [] as number[] }
  let found = 0
  for (let run = 0; run <= runs; run++) {
    const one = await timed(async () => {
      found = (await ours.group(query)).length
    })
    const two = await timed(async () => (await plain.runAndReadAll(statement)).getRows())
    if (run > 0) [times.ours.push(one), times.plain.push(two)]
  }
  const bySql = process.env['SQL'] === '0' ? null : await timed(() => storage.now.reports.group(query))
  const [mine, theirs] = [middle(times.ours), middle(times.plain)]
  console.log(
    `${title}: copy ${Math.round(mine)} ms, plain ${Math.round(theirs)} ms, ratio ${(mine / theirs).toFixed(2)}, ` +
      `SQL ${bySql === null ? '-' : Math.round(bySql)} ms, ${found} groups`,
  )
}

await measure(
  'group x department x month',
  ['DishGroup.TopParent', 'Department', 'Mounth'],
  ['result', 'amount'],
)
await measure('day x department', ['OpenDate.Typed', 'Department'], ['result'])
await measure('payment x department', ['PayTypes', 'Department'], ['result', 'amount'])
await measure('dish x department, a quarter', ['DishName', 'Department'], ['result', 'amount'], '2026-04-01')
await measure('day x department, distinct orders', ['OpenDate.Typed', 'Department'], ['result', 'orders'])
const seven = [
  'OpenDate.Typed',
  'Department',
  'PayTypes',
  'WaiterName',
  'HourOpen',
  'OrderServiceType',
  'OrderDeleted',
]
await measure('seven of orders, distinct orders', seven, ['result', 'orders'])
await measure('seven with dishes, distinct orders', [...seven.slice(0, 6), 'DishName'], ['result', 'orders'])
await measure('the same of a month', [...seven.slice(0, 6), 'DishName'], ['result', 'orders'], '2026-02-01')

plain.disconnectSync()
await copy.close()
await database.close()
if (kept === undefined) rmSync(dir, { recursive: true, force: true })
