import type { Pool } from 'pg'
import type { YearSource } from '../cli/seed-year.ts'
import { demoChain } from '../seed/demo/index.ts'
import { orderFactOf, saleFactsOf, Year, type YearOrder } from '../seed/year/year.ts'
import { countOrders, type LoadedSale, loadFacts } from '../storage/reports/load-facts.ts'

/** An order of a year as the loader writes it: what the till's rules make of its recipe, at its moment. */
export const loadedSale = (sale: YearOrder): LoadedSale => ({
  place: {
    ...{ tenantId: sale.till.tenantId, organizationId: sale.till.organizationId },
    ...{ day: sale.day, orderId: sale.ids.order },
  },
  order: () => orderFactOf(sale),
  lines: () => saleFactsOf(sale),
  shift: sale.recipe.isInShift ? sale.shift : null,
})

/** Years of the demo chain, for the facts of reports in a database. */
export function demoYears(pool: Pool): YearSource {
  const chain = demoChain()
  const tenantId = chain.tenant.id
  return {
    tenantId,
    plan(year, rows) {
      const plan = new Year(chain, year, rows)
      const [first] = plan.orders()
      function* sales(): Generator<LoadedSale> {
        for (const order of plan.orders()) yield loadedSale(order)
      }
      return {
        firstOrderId: first?.ids.order ?? null,
        count: (orderId) => countOrders(pool, { tenantId, year, orderId }),
        load: (onRows) => loadFacts(pool, { tenantId, sales, onRows }),
      }
    },
  }
}
