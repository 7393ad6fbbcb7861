import type { Pool } from 'pg'
import { sqlOn } from '../sql.ts'
import { type FactsToLoad, loadFacts } from './load-facts.ts'

/** What `trapeza seed --year` does to the facts of reports. */
export const yearStorage = (pool: Pool) => ({
  load: (facts: FactsToLoad) => loadFacts(pool, facts),

  /** Of a year, the orders that reports know of a tenant, and whether one of them is there. */
  async count({
    tenantId,
    year,
    orderId,
  }: {
    tenantId: string
    year: number
    orderId: string
  }): Promise<{ orders: number; own: number }> {
    const [counted] = await sqlOn(pool).rows<{ orders: bigint; own: bigint }>(
      '',
      `select count(*) as orders, count(*) filter (where id = $4) as own from report_order
       where tenant_id = $1 and day >= $2::date and day < $3::date`,
      [tenantId, `${year}-01-01`, `${year + 1}-01-01`, orderId],
    )
    return { orders: Number(counted?.orders ?? 0), own: Number(counted?.own ?? 0) }
  },
})
