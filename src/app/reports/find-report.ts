import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Language } from '../../kernel/refusals.ts'
import type { App, ReportFilter, ReportPieces, ReportQuery, ReportType } from '../ports.ts'
import { noPieces, piecesOf } from './group-pieces.ts'
import { measureOf, sharedSum, sharesOfTotals } from './measures.ts'
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

/** What the groups of a report are: plain data, for they may be read in another thread. */
export type ReportShape = {
  type: ReportType
  /** Rows first, then columns; each once. */
  keys: readonly string[]
  rows: number
  /** The first has all keys: those are the data. */
  levels: readonly (readonly number[])[]
  measures: readonly string[]
  /** Of the pieces, in their order. */
  sums: readonly string[]
}
export type FoundReport = { shape: ReportShape; found: ReportPieces }

export type ReportPlan = {
  shape: ReportShape
  query: ReportQuery
  /** Its groups are all that it is made of: nothing has to be put beside them. */
  isOfFactsAlone: boolean
}

/**
 * What has to be asked for a report: its data, and when it is wanted the sums of every prefix of its rows crossed with every
 * prefix of its columns (server-api §21.2). Each level is summed by itself, so orders are counted once on each.
 */
export async function planReport(app: App, wanted: ReportWanted): Promise<ReportPlan> {
  const catalog = await app.catalog(wanted.tenantId)
  const rows = [...new Set(wanted.rows)]
  const columns = [...new Set(wanted.columns)].filter((name) => !rows.includes(name))
  const keys = [...rows, ...columns]
  const all = keys.map((_, index) => index)
  const levels = distinct([all, ...(wanted.withSummary ? crossed(rows.length, columns.length) : [])])
  const { type, measures } = wanted
  const sums = sumsOf(wanted)
  const shape: ReportShape = { type, keys, rows: rows.length, levels, measures, sums }
  const query: ReportQuery = {
    tenantId: wanted.tenantId,
    restaurants: restaurantsOf(catalog, wanted.organizationIds),
    ...{ type, keys, levels },
    sums: sums.filter((name) => !isBeside(name)),
    filters: wanted.filters,
    names: reportNames(catalog, wanted.language),
    ...(wanted.signal ? { signal: wanted.signal } : {}),
  }
  return { shape, query, isOfFactsAlone: type !== 'STOCK' && !sums.some(isBeside) }
}

/** Finds the groups of a report. Refuses `back-office.report-too-long` and `back-office.report-too-large`. */
export async function findReport(
  app: App,
  { shape, query, isOfFactsAlone }: ReportPlan,
): Promise<FoundReport> {
  // Nobody here notes how long things lie: storage control has no facts yet.
  if (shape.type === 'STOCK') return { shape, found: noPieces }
  const found = isOfFactsAlone
    ? await app.storage.now.reports.pieces(query)
    : await besideFacts(app, query, shape.sums, shape.rows)
  return { shape, found }
}

const isOneOf =
  (names: readonly string[]) =>
  (name: string): boolean =>
    names.includes(name)
const isBeside = isOneOf([...balanceSums, ...incomeSums])

/** Groups with what their own facts do not tell. */
async function besideFacts(
  app: App,
  query: ReportQuery,
  sums: readonly string[],
  firstColumn: number,
): Promise<ReportPieces> {
  let groups = await app.storage.now.reports.group(query)
  if (sums.some(isOneOf(balanceSums))) groups = await withBalances(app, query, groups)
  if (sums.some(isOneOf(incomeSums))) groups = await withIncome(app, query, groups, firstColumn)
  return piecesOf(sums, groups)
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
