import type { ReportType } from '../../../app/ports.ts'
import { inTurns } from '../../../app/reports/in-turns.ts'
import { makeReport, type ReportLine } from '../../../app/reports/make-report.ts'
import { accountingDay } from '../../../kernel/local-time.ts'
import type { OlapAnswer, OlapRequest } from '../generated/types.ts'
import type { Call } from '../operation.ts'
import { restaurantsOf } from '../operations/scope.ts'
import { type AskedColumn, aggregated, grouped } from './columns.ts'
import { readFilters, type Today } from './read-filters.ts'

/** What named periods count from: the accounting day and the closed period of the first restaurant. */
function todayOf({ app, caller }: Pick<Call, 'app' | 'caller'>): Today {
  const [first] = restaurantsOf(caller)
  if (!first) return { today: new Date(app.clock.now()).toISOString().slice(0, 10), closedUntil: null }
  const { timeZone, accountingDayStartMinutes, stock } = first.body
  return {
    today: accountingDay(app.clock.now(), timeZone, accountingDayStartMinutes),
    closedUntil: stock?.closedUntil ?? null,
  }
}

/** How a family of answers writes what is not a plain value. */
export type OlapStyle = { /** A day of a column of type DATE. */ day(day: string): string }
/** POST writes days bare, presets with a midnight behind them (server-api §21.2). */
export const bareDays: OlapStyle = { day: (day) => day }
export const daysWithMidnight: OlapStyle = { day: (day) => `${day}T00:00:00` }

type Asked = {
  type: ReportType
  rows: AskedColumn[]
  columns: AskedColumn[]
  measures: AskedColumn[]
}

/** Reads, makes and writes a report; refuses columns that the report does not have (server-api §21). */
export async function runReport(
  call: Pick<Call, 'app' | 'caller' | 'language'> & { signal?: AbortSignal },
  request: OlapRequest,
  { isSummed, style }: { isSummed: boolean; style: OlapStyle },
): Promise<OlapAnswer> {
  const type = request.reportType
  const asked: Asked = {
    type,
    rows: (request.groupByRowFields ?? []).map((name) => grouped(type, name)),
    columns: (request.groupByColFields ?? []).map((name) => grouped(type, name)),
    measures: (request.aggregateFields ?? []).map((name) => aggregated(type, name)),
  }
  const names = (columns: readonly AskedColumn[]): string[] => columns.map(({ name }) => name)
  const report = await makeReport(call.app, {
    tenantId: call.caller.tenantId,
    organizationIds: restaurantsOf(call.caller).map(({ id }) => id),
    type,
    rows: names(asked.rows),
    columns: names(asked.columns),
    measures: names(asked.measures),
    filters: readFilters(type, request.filters ?? {}, todayOf(call)),
    withSummary: isSummed,
    language: call.language,
    ...(call.signal ? { signal: call.signal } : {}),
  })
  const keysOf = (line: ReportLine) => keyCells(asked, line, style)
  return {
    data: await inTurns(report.data, (line) =>
      alphabetical({ ...keysOf(line), ...measureCells(asked, line) }),
    ),
    summary: await inTurns(report.summary, (line) => [
      alphabetical(keysOf(line)),
      alphabetical(measureCells(asked, line)),
    ]),
  }
}

type Cells = Record<string, unknown>

/** Keys come out alphabetically (server-api §21.2). */
const alphabetical = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))

/** Groups of a summary have the keys of their level only. */
function keyCells({ rows, columns }: Asked, { keys }: ReportLine, style: OlapStyle): Cells {
  return Object.fromEntries(
    [...rows, ...columns]
      .filter(({ name }) => keys.has(name))
      .map((column) => [column.asked, cellOf(column, keys.get(column.name) ?? null, style)]),
  )
}

const measureCells = ({ measures: asked }: Asked, { measures }: ReportLine): Cells =>
  Object.fromEntries(asked.map(({ asked: shown, name }) => [shown, measures.get(name) ?? null]))

function cellOf({ asked, column }: AskedColumn, key: string | null, style: OlapStyle): unknown {
  if (key === null) return null
  switch (column.type) {
    case 'DATE':
      return asked === 'OpenDate' ? key.replaceAll('-', '.') : style.day(key)
    case 'DATETIME':
      return key.replace(' ', 'T')
    case 'INTEGER':
    case 'PERCENT':
    case 'AMOUNT':
    case 'MONEY':
    case 'DURATION_IN_SECONDS':
      return Number(key)
    default:
      return key
  }
}
