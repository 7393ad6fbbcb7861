import type { App, ReportGroup, ReportQuery } from '../app/ports.ts'
import type { Print } from './print.ts'

/** Reports whose facts are copied. */
type Copied = 'SALES' | 'TRANSACTIONS'
const dayColumns: Record<Copied, string> = {
  SALES: 'OpenDate.Typed',
  TRANSACTIONS: 'DateTime.DateTyped',
}

/** The columnar copy as a command sees it (ADR 22). */
type Copy = {
  /** What it adds up. */
  sums: Readonly<Record<Copied, readonly string[]>>
  refresh(tenantId: string, isAnew: boolean): Promise<number>
  group(query: ReportQuery): Promise<ReportGroup[] | null>
}

/** Why a copy cannot be worked on, in words for whoever gave the command. */
const reasonOf = (error: unknown): string =>
  /lock/i.test(String(error)) ? 'a running node has it; stop that first' : String(error)

/** `trapeza reports rebuild`: makes the copies of all chains anew. False when one could not be made. */
export async function rebuildReports({ storage }: App, copy: Copy, print: Print): Promise<boolean> {
  for (const { id, name } of await storage.now.tenants.list()) {
    try {
      print(`${name}: ${await copy.refresh(id, true)} rows`)
    } catch (error) {
      print(`${name}: no copy: ${reasonOf(error)}`)
      return false
    }
  }
  return true
}

/** `trapeza reports verify`: every sum that the copy has of every accounting day of every restaurant, by the copy and by SQL. */
export async function verifyReports(app: App, copy: Copy, print: Print): Promise<boolean> {
  let isWhole = true
  for (const { id, name } of await app.storage.now.tenants.list()) {
    try {
      await copy.refresh(id, false)
    } catch (error) {
      print(`${name}: no copy: ${reasonOf(error)}`)
      return false
    }
    for (const type of ['SALES', 'TRANSACTIONS'] as const) {
      const query = await queryOf(app, id, type, copy.sums[type])
      const [ours, theirs] = [await copy.group(query), await app.storage.now.reports.group(query)]
      const told = new Set((ours ?? []).map(textOf))
      const missed = theirs.filter((group) => !told.has(textOf(group)))
      for (const { keys } of missed.slice(0, 20)) print(`${name}: ${type} ${keys.join(' ')} differs`)
      const isEqual = ours !== null && missed.length === 0 && told.size === theirs.length
      print(`${name}: ${type}: ${theirs.length} days of restaurants, ${isEqual ? 'all equal' : 'not equal'}`)
      isWhole &&= isEqual
    }
  }
  return isWhole
}

const textOf = ({ keys, sums }: ReportGroup): string => JSON.stringify([keys, [...sums.values()].map(String)])

async function queryOf(
  app: App,
  tenantId: string,
  type: Copied,
  sums: readonly string[],
): Promise<ReportQuery> {
  const catalog = await app.catalog(tenantId)
  const ids = new Map(catalog.all('organization').map(({ id }) => [id, id]))
  return {
    tenantId,
    restaurants: catalog.all('organization').map(({ id, body }) => ({
      id,
      timeZone: body.timeZone,
      dayStartMinutes: body.accountingDayStartMinutes,
    })),
    type,
    keys: ['Department', dayColumns[type]],
    sums,
    filters: [],
    levels: [[0, 1]],
    // Restaurants under their ids: names may be the same.
    names: () => ids,
  }
}
