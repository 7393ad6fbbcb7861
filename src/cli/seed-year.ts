import type { App } from '../app/ports.ts'
import { demoChain } from '../seed/demo/index.ts'
import { orderFactOf, saleFactsOf, Year, type YearOrder } from '../seed/year/year.ts'
import type { FactsToLoad, LoadedSale } from '../storage/reports/load-facts.ts'
import { CommandRefused } from './add-till.ts'
import type { Print } from './print.ts'

export type YearAsked = {
  /** Null: the last one that is over. */
  year: number | null
  rows: number
}

/** What the command needs of the storage besides the ports of the app. */
export type YearStorage = {
  load(facts: FactsToLoad): Promise<{ orders: number; lines: number }>
  /** Of a year, the orders that reports know of a tenant, and how many of them have an id. */
  count(asked: { tenantId: string; year: number; orderId: string }): Promise<{ orders: number; own: number }>
}

/** An order of a year as the loader writes it: what the till's rules make of its recipe, at its moment. */
export const loadedSale = (order: YearOrder): LoadedSale => ({
  order: orderFactOf(order),
  lines: saleFactsOf(order),
  shift: order.recipe.closedAfterMs === null ? null : order.shift,
})

/**
 * `trapeza seed --year`: fills the reports of the demo chain with the sales of a year. A second run says that they are
 * there. Refuses another chain, a year that is not over and one that has orders of its own.
 */
export async function seedYear(
  app: App,
  storage: YearStorage,
  { year: asked, rows }: YearAsked,
  print: Print,
): Promise<void> {
  const chain = demoChain()
  const tenantId = chain.tenant.id
  if (!(await app.storage.now.tenants.list()).some(({ id }) => id === tenantId))
    throw new CommandRefused('the demo chain is not here: start "trapeza serve" once, which seeds it')
  const present = new Date(app.clock.now()).getUTCFullYear()
  const year = asked ?? present - 1
  if (year >= present)
    throw new CommandRefused(`the year ${year} is not over: ask for ${present - 1} or before`)
  const plan = new Year(chain, year, rows)
  const [first] = plan.orders()
  if (!first) throw new CommandRefused(`--rows ${rows}: too few for a year`)
  const { orders, own } = await storage.count({ tenantId, year, orderId: first.ids.order })
  if (own > 0) return print(`the sales of ${year} are there already: ${orders} orders`)
  if (orders > 0)
    throw new CommandRefused(
      `the year ${year} has ${orders} orders of its own, so it is not filled: ask for another`,
    )
  const startedAt = app.clock.now()
  function* sales(): Generator<LoadedSale> {
    for (const order of plan.orders()) yield loadedSale(order)
  }
  const loaded = await storage.load({
    tenantId,
    sales,
    onRows: (what, count) => print(`${count} ${what}${what === 'lines' ? ` of about ${rows}` : ''}`),
  })
  const seconds = Math.round((app.clock.now() - startedAt) / 1000)
  print(`the sales of ${year} are loaded: ${loaded.orders} orders, ${loaded.lines} lines, in ${seconds} s`)
}
