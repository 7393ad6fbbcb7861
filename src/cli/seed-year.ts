import type { App } from '../app/ports.ts'
import { CommandRefused } from './add-till.ts'
import type { Print } from './print.ts'

/** The sales of a year, made and not loaded yet. */
export type YearPlan = {
  /** Null: there is not one order in it. */
  firstOrderId: string | null
  /** Of the year, the orders that reports know already, and how many of them have an id. */
  count(orderId: string): Promise<{ orders: number; own: number }>
  /** All or nothing; says now and then how many rows there are. */
  load(onRows: (what: 'orders' | 'lines', rows: number) => void): Promise<{ orders: number; lines: number }>
}

/** Where years come from. */
export type YearSource = {
  /** The demo chain: no other has such a year. */
  tenantId: string
  /** `rows`: lines of orders, about. */
  plan(year: number, rows: number): YearPlan
}

export type YearAsked = {
  /** Null: the last one that is over. */
  year: number | null
  rows: number
}

/**
 * `trapeza seed --year`: fills the reports of the demo chain with the sales of a year. A second run says that they are
 * there. Refuses another chain, a year that is not over and one that has orders of its own.
 */
export async function seedYear(
  app: App,
  { tenantId, plan }: YearSource,
  { year: asked, rows }: YearAsked,
  print: Print,
): Promise<void> {
  if (!(await app.storage.now.tenants.list()).some(({ id }) => id === tenantId))
    throw new CommandRefused('the demo chain is not here: start "trapeza serve" once, which seeds it')
  const present = new Date(app.clock.now()).getUTCFullYear()
  const year = asked ?? present - 1
  if (year >= present)
    throw new CommandRefused(`the year ${year} is not over: ask for ${present - 1} or before`)
  const { firstOrderId, count, load } = plan(year, rows)
  if (firstOrderId === null) throw new CommandRefused(`--rows ${rows}: too few for a year`)
  const { orders, own } = await count(firstOrderId)
  if (own > 0) return print(`the sales of ${year} are there already: ${orders} orders`)
  if (orders > 0)
    throw new CommandRefused(
      `the year ${year} has ${orders} orders of its own, so it is not filled: ask for another`,
    )
  const startedAt = app.clock.now()
  const loaded = await load((what, done) =>
    print(`${done} ${what}${what === 'lines' ? ` of about ${rows}` : ''}`),
  )
  const seconds = Math.round((app.clock.now() - startedAt) / 1000)
  print(`the sales of ${year} are loaded: ${loaded.orders} orders, ${loaded.lines} lines, in ${seconds} s`)
}
