import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Language } from '../../kernel/refusals.ts'
import type { App, ReportFilter, ReportGroup, ReportQuery, ReportType } from '../ports.ts'
import { inTurns, sortInTurns } from './in-turns.ts'
import { measureOf, sharedSum, shareOfTotal, sharesOfTotals } from './measures.ts'
import { balanceSums, incomeSums, withBalances, withIncome } from './report-balances.ts'
import { reportNames } from './report-names.ts'

export type ReportWanted = {
  tenantId: Uuid
  organizationIds: readonly Uuid[]
  type: ReportType
  /** Columns by iiko's names. */
  rows: readonly string[]
  columns: readonly string[]
  measures: readonly string[]
  filters: readonly ReportFilter[]
  withSummary: boolean
  language: Language
  /** Whoever asked went away. */
  signal?: AbortSignal
}
/** Keys as texts, null where they are empty; measures as numbers, null where nothing makes them. */
export type ReportLine = {
  keys: ReadonlyMap<string, string | null>
  measures: ReadonlyMap<string, number | null>
}
export type Report = { data: ReportLine[]; summary: ReportLine[] }

/**
 * A report: its data, and when it is wanted the sums of every prefix of its rows crossed with every prefix of its
 * columns (server-api §21.2). Each level is summed by itself, so orders are counted once on each.
 */
export async function makeReport(app: App, wanted: ReportWanted): Promise<Report> {
  const catalog = await app.catalog(wanted.tenantId)
  const rows = [...new Set(wanted.rows)]
  const columns = [...new Set(wanted.columns)].filter((name) => !rows.includes(name))
  const keys = [...rows, ...columns]
  const all = keys.map((_, index) => index)
  const summaryLevels = wanted.withSummary ? crossed(rows.length, columns.length) : []
  const levels = distinct([all, ...summaryLevels])
  const query: ReportQuery = {
    tenantId: wanted.tenantId,
    restaurants: restaurantsOf(catalog, wanted.organizationIds),
    type: wanted.type,
    keys,
    sums: sumsOf(wanted).filter((name) => !isBeside(name)),
    filters: wanted.filters,
    levels,
    names: reportNames(catalog, wanted.language),
    ...(wanted.signal ? { signal: wanted.signal } : {}),
  }
  const groups = await besideFacts(app, wanted, query, rows.length)
  const lines = await sortInTurns(await inTurns(groups, (group) => ({ level: group.level, group })), inOrder)
  const hasShares = wanted.measures.some((name) => Object.hasOwn(sharesOfTotals, name))
  const totals = new Totals(hasShares ? groups : [], levels, rows.length, sharedSum(wanted.type))
  const line = ({ group }: { group: ReportGroup }): ReportLine => ({
    keys: new Map((levels[group.level] ?? []).map((key) => [keys[key] ?? '', group.keys[key] ?? null])),
    measures: new Map(wanted.measures.map((name) => [name, measured(wanted.type, name, group, totals)])),
  })
  const isFull = ({ level }: { level: number }) => level === 0
  const data = await inTurns(lines.filter(isFull), line)
  // All keys are a prefix too, so the data stands in the summary once more.
  return { data, summary: wanted.withSummary ? await inTurns(lines, line) : [] }
}

const isOneOf =
  (names: readonly string[]) =>
  (name: string): boolean =>
    names.includes(name)
const isBeside = isOneOf([...balanceSums, ...incomeSums])

/** Groups with what their own facts do not tell, where that is asked for. */
async function besideFacts(
  app: App,
  wanted: ReportWanted,
  query: ReportQuery,
  firstColumn: number,
): Promise<ReportGroup[]> {
  // Nobody here notes how long things lie: storage control has no facts yet.
  if (query.type === 'STOCK') return []
  const sums = sumsOf(wanted)
  let groups = await app.storage.now.reports.group(query)
  if (sums.some(isOneOf(balanceSums))) groups = await withBalances(app, query, groups)
  if (sums.some(isOneOf(incomeSums))) groups = await withIncome(app, query, groups, firstColumn)
  return groups
}

/** No order is promised (server-api §21.2); a steady one, by the keys as they were asked for, lets answers be compared. */
function inOrder(a: { group: ReportGroup }, b: { group: ReportGroup }): number {
  if (a.group.level !== b.group.level) return a.group.level - b.group.level
  for (const [index, left] of a.group.keys.entries()) {
    const order = compareKeys(left, b.group.keys[index] ?? null)
    if (order !== 0) return order
  }
  return 0
}
function compareKeys(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? -1 : 1
  const difference = Number(a) - Number(b)
  return Number.isNaN(difference) || difference === 0 ? (a < b ? -1 : 1) : difference
}

const restaurantsOf = (catalog: Catalog, ids: readonly Uuid[]) =>
  ids.flatMap((id) => {
    const body = catalog.find('organization', id)?.body
    return body ? [{ id, timeZone: body.timeZone, dayStartMinutes: body.accountingDayStartMinutes }] : []
  })

function sumsOf({ type, measures }: ReportWanted): string[] {
  const sums = measures.flatMap((name) => [
    ...(measureOf(type, name)?.sums ?? []),
    ...(Object.hasOwn(sharesOfTotals, name) ? [sharedSum(type)] : []),
  ])
  return [...new Set(sums)]
}

/** Every prefix of the rows with every prefix of the columns, as places of keys. */
function crossed(rows: number, columns: number): number[][] {
  const levels: number[][] = []
  for (let row = 0; row <= rows; row++)
    for (let column = 0; column <= columns; column++)
      levels.push([
        ...Array.from({ length: row }, (_, index) => index),
        ...Array.from({ length: column }, (_, index) => rows + index),
      ])
  return levels
}

const distinct = (levels: readonly number[][]): number[][] => [
  ...new Map(levels.map((level) => [level.join(), level])).values(),
]

function measured(type: ReportType, name: string, group: ReportGroup, totals: Totals): number | null {
  const share = Object.hasOwn(sharesOfTotals, name) ? sharesOfTotals[name] : undefined
  if (share) return totals.shareOf(group, share)
  return measureOf(type, name)?.of((sum) => group.sums.get(sum) ?? 0n) ?? null
}

/** What the groups of a level with the same columns, or the same rows, come to together. */
class Totals {
  readonly #levels: readonly (readonly number[])[]
  readonly #rows: number
  readonly #sum: string
  readonly #totals = new Map<string, bigint>()

  constructor(
    groups: readonly ReportGroup[],
    levels: readonly (readonly number[])[],
    rows: number,
    sum: string,
  ) {
    this.#levels = levels
    this.#rows = rows
    this.#sum = sum
    for (const group of groups)
      for (const which of ['columns', 'rows'] as const) {
        const place = this.#placeOf(group, which)
        this.#totals.set(place, (this.#totals.get(place) ?? 0n) + (group.sums.get(sum) ?? 0n))
      }
  }

  shareOf(group: ReportGroup, which: 'columns' | 'rows'): number | null {
    return shareOfTotal(group.sums.get(this.#sum) ?? 0n, this.#totals.get(this.#placeOf(group, which)) ?? 0n)
  }

  #placeOf(group: ReportGroup, which: 'columns' | 'rows'): string {
    const level = this.#levels[group.level] ?? []
    const own = level.filter((key) => key < this.#rows === (which === 'rows'))
    return JSON.stringify([which, group.level, own.map((key) => group.keys[key] ?? null)])
  }
}
