import type { ReportFilter, ReportType } from '../../../app/ports.ts'
import type { LocalDate } from '../../../kernel/local-time.ts'
import { malformed } from '../errors.ts'
import type { OlapFilter } from '../generated/types.ts'
import { type AskedColumn, filtered } from './columns.ts'
import { dayAfter, periodOf } from './periods.ts'
import { isMidnight, type LocalMoment, printMoment, readMoment } from './read-moment.ts'

/** What named periods are counted from. */
export type Today = { today: LocalDate; closedUntil: LocalDate | null }

/** Columns of which one must have a filter of days (server-api §21.2). */
const dayColumns: Readonly<Record<ReportType, readonly string[]>> = {
  SALES: ['OpenDate.Typed'],
  DELIVERIES: ['OpenDate.Typed'],
  TRANSACTIONS: ['DateTime.DateTyped', 'DateTime.Typed'],
  STOCK: ['EventDate'],
}
export const dayColumnOf = (type: ReportType): string => dayColumns[type][0] ?? ''

const fault = (text: string) => malformed(`java.lang.IllegalArgumentException: ${text}`)

/** Filters of a report by the names of columns; refuses those that a column does not have, and none of days. */
export function readFilters(
  type: ReportType,
  filters: Readonly<Record<string, OlapFilter>>,
  today: Today,
): ReportFilter[] {
  const read = Object.entries(filters).map(([asked, filter]) =>
    readFilter(filtered(type, asked), filter, today),
  )
  const days = dayColumns[type]
  if (!read.some(({ column, kind }) => kind === 'range' && days.includes(column)))
    throw fault(`Filter by date is required: '${days[0]}'`)
  return read
}

const ofDates = new Set(['DATE', 'DATETIME'])
const dotted = /^(\d{4})\.(\d\d)\.(\d\d)$/
const ofNumbers = new Set(['INTEGER', 'PERCENT', 'AMOUNT', 'MONEY', 'DURATION_IN_SECONDS'])

function readFilter(column: AskedColumn, filter: OlapFilter, today: Today): ReportFilter {
  const { filterType } = filter
  const { type } = column.column
  if (filterType === 'IncludeValues' || filterType === 'ExcludeValues') {
    if (!filter.values) throw fault(`Filter of field '${column.asked}' has no values`)
    const values = filter.values.map((value) => plainValue(column, value))
    return { column: column.name, kind: filterType === 'IncludeValues' ? 'include' : 'exclude', values }
  }
  const fits = filterType === 'Range' ? ofNumbers.has(type) : ofDates.has(type)
  // Clients send ranges of days as either kind.
  if (!fits && !(filterType === 'Range' && ofDates.has(type)))
    throw fault(`Filter ${filterType} is not allowed for field '${column.asked}' of type ${type}`)
  return ofDates.has(type) ? readDates(column, filter, today) : readNumbers(column, filter)
}

/**
 * Numbers compare by what they are: 1, 1.0 and "1" are one. Days and moments may be given as any answer writes them,
 * `2031-03-04`, `2031-03-04T00:00:00` or `2031.03.04` (server-api §21.2); a day with an hour in it is no day's value.
 */
function plainValue({ asked, column }: AskedColumn, value: string | null): string | null {
  if (value === null) return value
  if (ofDates.has(column.type)) {
    const moment = readMoment(value.replace(dotted, '$1-$2-$3'))
    if (column.type === 'DATETIME') return printMoment(moment)
    if (!isMidnight(moment)) throw fault(`Value '${value}' of field '${asked}' is no day`)
    return moment.day
  }
  if (!ofNumbers.has(column.type)) return value
  if (!/^-?\d{1,15}(\.\d{1,9})?$/.test(value))
    throw fault(`Value '${value}' of field '${asked}' is no number`)
  return String(Number(value))
}

function readNumbers({ asked, name }: AskedColumn, filter: OlapFilter): ReportFilter {
  const bound = (text: string | null | undefined): string | null => {
    if (text === null || text === undefined || text === '') return null
    if (!/^-?\d{1,15}(\.\d{1,9})?$/.test(text))
      throw fault(`Value '${text}' of field '${asked}' is no number`)
    return text
  }
  return {
    column: name,
    kind: 'range',
    from: bound(filter.from),
    to: bound(filter.to),
    includesLow: filter.includeLow ?? true,
    includesHigh: filter.includeHigh ?? false,
  }
}

function readDates({ asked, name, column }: AskedColumn, filter: OlapFilter, now: Today): ReportFilter {
  const range = { column: name, kind: 'range', includesLow: true, includesHigh: false } as const
  const periodType = filter.periodType ?? 'CUSTOM'
  // It says nothing there, but servers of iiko want it all the same (server-api §21.2).
  if (!filter.from) throw fault(`'from' of the filter of field '${asked}' must not be null`)
  if (periodType !== 'CUSTOM') return { ...range, ...periodOf(periodType, now.today, now.closedUntil) }
  const from = readMoment(filter.from)
  const to = filter.to ? readMoment(filter.to) : null
  const [includesLow, includesHigh] = [filter.includeLow ?? true, filter.includeHigh ?? false]
  if (column.type === 'DATETIME')
    return {
      column: name,
      kind: 'range',
      from: printMoment(from),
      to: to && printMoment(to),
      includesLow,
      includesHigh,
    }
  return { ...range, from: firstDay(from, includesLow), to: to && dayBehind(to, includesHigh) }
}

/** Days begin at midnight: one that has begun before a moment is not after it. */
const firstDay = (moment: LocalMoment, isIncluded: boolean): LocalDate =>
  isMidnight(moment) && isIncluded ? moment.day : dayAfter(moment.day)
const dayBehind = (moment: LocalMoment, isIncluded: boolean): LocalDate =>
  isMidnight(moment) && !isIncluded ? moment.day : dayAfter(moment.day)
