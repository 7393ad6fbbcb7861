import type { Pool, PoolClient } from 'pg'
import type { OrderFact, SaleFact } from '../../domain/reports/facts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import { copyIn } from '../backup/copy.ts'
import { sqlOn } from '../sql.ts'
import { columnName } from './column-name.ts'

/** An order that is over, as reports know it, and in which cash shift it was counted. Facts are made when asked for. */
export type LoadedSale = {
  place: { tenantId: Uuid; organizationId: Uuid; day: LocalDate; orderId: Uuid }
  order(): OrderFact
  lines(): readonly SaleFact[]
  shift: { id: Uuid; number: number } | null
}

type FactsToLoad = {
  tenantId: Uuid
  /** Read several times: for orders, for shifts, for lines. */
  sales(): Iterable<LoadedSale>
  /** Told now and then. */
  onRows(what: 'orders' | 'lines', rows: number): void
}

const rowsAtATime = 500
const toldEvery = 100_000

/**
 * Writes facts of sales in bulk, all or none of them, and marks their days for the columnar copy. The orders must not be
 * there yet. Returns how many orders and lines there were.
 */
export async function loadFacts(pool: Pool, facts: FactsToLoad): Promise<{ orders: number; lines: number }> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const counts = { orders: 0, lines: 0 }
    counts.orders = await copyRows(client, 'report_order', orderRows(facts), (rows) =>
      facts.onRows('orders', rows),
    )
    await copyRows(client, 'report_shift', shiftRows(facts), () => {})
    counts.lines = await copyRows(client, 'report_sale', saleRows(facts), (rows) =>
      facts.onRows('lines', rows),
    )
    await client.query(
      `insert into report_dirty (tenant_id, organization_id, day, version)
       select distinct tenant_id, organization_id, day, 1 from report_order where tenant_id = $1
       on conflict (tenant_id, organization_id, day, subject, slot) do update set version = report_dirty.version + 1`,
      [facts.tenantId],
    )
    await client.query('commit')
    await client.query('analyze report_order, report_sale, report_shift')
    return counts
  } catch (error) {
    await client.query('rollback').catch((failed: Error) => {
      broken = failed
    })
    throw error
  } finally {
    client.release(broken)
  }
}

type Row = Record<string, unknown>

function* orderRows({ sales }: FactsToLoad): Generator<Row> {
  for (const { order } of sales()) yield order()
}

function* shiftRows({ sales }: FactsToLoad): Generator<Row> {
  for (const { place, shift } of sales()) {
    const { tenantId, organizationId, orderId } = place
    if (shift) yield { tenantId, organizationId, orderId, shiftId: shift.id, number: shift.number }
  }
}

function* saleRows({ sales }: FactsToLoad): Generator<Row> {
  for (const { place, lines } of sales()) for (const line of lines()) yield { ...place, ...line }
}

/** The columns are those of the first row: all rows have the same members. */
async function copyRows(
  client: PoolClient,
  table: string,
  rows: Generator<Row>,
  onRows: (rows: number) => void,
): Promise<number> {
  const first = rows.next()
  if (first.done) return 0
  const members = Object.keys(first.value)
  let count = 0
  async function* texts(): AsyncGenerator<Buffer> {
    let text = ''
    for (let row: IteratorResult<Row> = first; !row.done; row = rows.next()) {
      for (const [index, member] of members.entries())
        text += `${index === 0 ? '' : '\t'}${copyText(row.value[member])}`
      text += '\n'
      count += 1
      if (count % toldEvery === 0) onRows(count)
      if (count % rowsAtATime === 0) {
        yield Buffer.from(text)
        text = ''
      }
    }
    if (text !== '') yield Buffer.from(text)
  }
  await copyIn(client, `copy ${table} (${members.map(columnName).join(', ')}) from stdin`, texts())
  onRows(count)
  return count
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A value as COPY reads it; null is a word of its own. */
function copyText(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  return typeof value === 'string'
    ? value.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? sign)
    : String(value)
}

/** Of a year, the orders that reports know of a tenant, and how many of them (one or none) have an id. */
export async function countOrders(
  pool: Pool,
  { tenantId, year, orderId }: { tenantId: Uuid; year: number; orderId: Uuid },
): Promise<{ orders: number; own: number }> {
  const [counted] = await sqlOn(pool).rows<{ orders: bigint; own: bigint }>(
    '',
    `select count(*) as orders, count(*) filter (where id = $4) as own from report_order
     where tenant_id = $1 and day >= $2::date and day < $3::date`,
    [tenantId, `${year}-01-01`, `${year + 1}-01-01`, orderId],
  )
  return { orders: Number(counted?.orders ?? 0), own: Number(counted?.own ?? 0) }
}
