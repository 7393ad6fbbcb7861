import type { ReportEngine } from '../../app/ports.ts'
import { piecesOf } from '../../app/reports/group-pieces.ts'
import type { OrderFact, SaleFact } from '../../domain/reports/facts.ts'
import { parseBillionths } from '../../domain/stock/amounts.ts'
import { columnName } from '../reports/column-name.ts'
import { groupFacts } from '../reports/group-sql.ts'
import { fromMs, type Sql } from '../sql.ts'

/** A fact under the names of its columns; whole numbers as texts, which JSON cannot round. */
const rowOf = (fact: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fact).map(([member, value]) => [
      columnName(member),
      typeof value === 'bigint' ? String(value) : value,
    ]),
  )

/** The report engine on the very database that the facts are in (ADR 14). */
export function reportsRepository(sql: Sql): ReportEngine {
  return {
    group: (query) => groupFacts(sql, query),
    pieces: async (query) => piecesOf(query.sums, await groupFacts(sql, query)),

    async replaceOrder(order, lines) {
      const { tenantId, organizationId, id, day } = order
      await markDays(sql, { tenantId, organizationId, orderId: id }, day)
      await removeOrder(sql, order)
      await sql.run(
        'reports.insertOrder',
        `insert into report_order select * from json_populate_recordset(null::report_order, $2::json) o
         where o.tenant_id = $1`,
        [tenantId, JSON.stringify([rowOf(order)])],
      )
      const keyed = lines.map((line: SaleFact) =>
        rowOf({ ...line, tenantId, organizationId, orderId: id, day }),
      )
      await sql.run(
        'reports.insertSales',
        `insert into report_sale select * from json_populate_recordset(null::report_sale, $2::json) f
         where f.tenant_id = $1`,
        [tenantId, JSON.stringify(keyed)],
      )
    },

    async noteShift({ tenantId, organizationId, orderId, shiftId, number }) {
      await sql.run(
        'reports.noteShift',
        `insert into report_shift values ($1, $2, $3, $4, $5)
         on conflict (tenant_id, organization_id, order_id) do update
           set shift_id = excluded.shift_id, number = excluded.number`,
        [tenantId, organizationId, orderId, shiftId, number],
      )
      await markDays(sql, { tenantId, organizationId, orderId }, null)
    },

    async stockAt({ tenantId, organizationId, at }) {
      const rows = await sql.rows<{ store_id: string; product_id: string; amount: string; cost: string }>(
        'reports.stockAt',
        `select account as store_id, product as product_id, sum(amount) as amount, sum(cost) as cost from (
           select to_account as account, to_product as product, to_amount as amount, sum as cost from posting
           where tenant_id = $1 and organization_id = $2 and at <= $3 and to_key is not null
           union all
           select from_account, from_product, -from_amount, -sum from posting
           where tenant_id = $1 and organization_id = $2 and at <= $3 and from_key is not null) moves
         group by account, product having sum(amount) <> 0 or sum(cost) <> 0 order by account, product`,
        [tenantId, organizationId, fromMs(at)],
      )
      return rows.map((row) => ({
        storeId: row.store_id,
        productId: row.product_id,
        amount: parseBillionths(row.amount ?? '0'),
        cost: parseBillionths(row.cost),
      }))
    },

    async accountsAt({ tenantId, organizationId, at }) {
      const rows = await sql.rows<{ account_id: string; counteragent_id: string | null; sum: string }>(
        'reports.accountsAt',
        `select account as account_id, counteragent as counteragent_id, sum(sum) as sum from (
           select to_account as account, to_counteragent as counteragent, sum from posting
           where tenant_id = $1 and organization_id = $2 and at <= $3 and to_key is null
           union all
           select from_account, from_counteragent, -sum from posting
           where tenant_id = $1 and organization_id = $2 and at <= $3 and from_key is null) moves
         group by account, counteragent having sum(sum) <> 0 order by account, counteragent`,
        [tenantId, organizationId, fromMs(at)],
      )
      return rows.map((row) => ({
        accountId: row.account_id,
        counteragentId: row.counteragent_id,
        sum: parseBillionths(row.sum),
      }))
    },
  }
}

/**
 * Whatever changes facts of sales says of which days, in its transaction: the columnar copy takes those again (ADR 22).
 * They are the day of the order's facts as they are, and the given one.
 */
async function markDays(
  sql: Sql,
  { tenantId, organizationId, orderId }: { tenantId: string; organizationId: string; orderId: string },
  day: string | null,
): Promise<void> {
  await sql.run(
    'reports.markDays',
    `insert into report_dirty (tenant_id, organization_id, day, version)
     select $1, $2, changed.day, 1 from (
       select day from report_order where tenant_id = $1 and organization_id = $2 and id = $3
       union select $4::date where $4::date is not null) changed
     on conflict (tenant_id, organization_id, day, subject, slot) do update set version = report_dirty.version + 1`,
    [tenantId, organizationId, orderId, day],
  )
}

async function removeOrder(sql: Sql, { tenantId, organizationId, id }: OrderFact): Promise<void> {
  // The day leads to its lines by their key; it may have been another before.
  await sql.run(
    'reports.removeSales',
    `delete from report_sale f using report_order o
     where o.tenant_id = $1 and o.organization_id = $2 and o.id = $3 and f.tenant_id = o.tenant_id
       and f.organization_id = o.organization_id and f.day = o.day and f.order_id = o.id`,
    [tenantId, organizationId, id],
  )
  await sql.run(
    'reports.removeOrder',
    'delete from report_order where tenant_id = $1 and organization_id = $2 and id = $3',
    [tenantId, organizationId, id],
  )
}
