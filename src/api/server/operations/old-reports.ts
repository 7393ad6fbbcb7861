import type { ReportFilter } from '../../../app/ports.ts'
import { makeReport } from '../../../app/reports/make-report.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { malformed } from '../errors.ts'
import type { DayDishValue, OlapFilter } from '../generated/types.ts'
import { dayAfter } from '../olap/periods.ts'
import { dayColumnOf } from '../olap/read-filters.ts'
import { runReport } from '../olap/run-report.ts'
import type { Handlers } from '../operation.ts'
import { departmentOf } from './scope.ts'

const include = (column: string, ...values: string[]): ReportFilter => ({ column, kind: 'include', values })

/** Days are inclusive at both ends and written dd.MM.yyyy (server-api §1.1). */
const days = (from: string, to: string): ReportFilter => ({
  column: 'OpenDate.Typed',
  kind: 'range',
  from,
  to,
  includesLow: true,
  includesHigh: true,
})

/** Sold dishes of orders that were closed; an hour of the day is that of closing, the last one is in. */
function salesFilters(query: {
  dateFrom: string
  dateTo: string
  hourFrom: number
  hourTo: number
  allRevenue: boolean
}): ReportFilter[] {
  const filters = [
    days(query.dateFrom, query.dateTo),
    include('OrderDeleted', 'NOT_DELETED'),
    include('DeletedWithWriteoff', 'NOT_DELETED'),
  ]
  // Write-offs to the house are payments, and no revenue (server-api §19.2).
  if (!query.allRevenue) filters.push({ column: 'PayTypes.Group', kind: 'exclude', values: ['WRITEOFF'] })
  const hours = hoursOf(query)
  return hours === null ? filters : [...filters, include('HourClose', ...hours)]
}

/** Hours of the day from the one to the other, both in, as two digits; -1: no bound. Null: all. Refuses what is no hour. */
export function hoursOf({ hourFrom, hourTo }: { hourFrom: number; hourTo: number }): string[] | null {
  for (const [name, hour] of Object.entries({ hourFrom, hourTo }))
    if (hour < -1 || hour > 24)
      throw malformed(`Wrong value of '${name}': an hour is expected, not '${hour}'`)
  if (hourFrom === -1 && hourTo === -1) return null
  return Array.from({ length: 24 }, (_, hour) => hour)
    .filter((hour) => (hourFrom === -1 || hour >= hourFrom) && (hourTo === -1 || hour <= hourTo))
    .map((hour) => String(hour).padStart(2, '0'))
}

const withNineDigits = (sum: number | null): string => (sum ?? 0).toFixed(9)
export const russianDayOf = (day: string | null | undefined): string =>
  (day ?? '').split('-').reverse().join('.')

/** Reports of the first version, in XML, of the same facts as OLAP (server-api §19). */
export const oldReportHandlers: Handlers = {
  'GET /reports/olap': async (call) => {
    const { report, summary, groupRow, groupCol, agr, from, to } = call.query
    const filter: OlapFilter = { filterType: 'DateRange', periodType: 'CUSTOM', from, to: dayAfter(to) }
    return runReport(
      call,
      {
        reportType: report,
        groupByRowFields: groupRow,
        groupByColFields: groupCol,
        aggregateFields: agr,
        filters: { [dayColumnOf(report)]: filter },
      },
      { as: 'xml', isSummed: summary, days: 'bare' },
    )
  },

  'GET /reports/sales': async ({ app, caller, query, language, signal }) => {
    const department = departmentOf(caller, query.department)
    const data = await makeReport(app, {
      tenantId: caller.tenantId,
      organizationIds: [department.id],
      type: 'SALES',
      rows: ['OpenDate.Typed', ...(query.dishDetails ? ['DishId', 'DishName'] : [])],
      columns: [],
      measures: ['DishDiscountSumInt'],
      filters: salesFilters(query),
      language,
      signal,
    })
    const values = data.map(({ keys, measures }): DayDishValue & { day: string } => ({
      day: keys.get('OpenDate.Typed') ?? '',
      date: russianDayOf(keys.get('OpenDate.Typed')),
      ...(query.dishDetails
        ? { productId: keys.get('DishId') as Uuid, productName: keys.get('DishName') ?? '' }
        : {}),
      value: withNineDigits(measures.get('DishDiscountSumInt') ?? null),
    }))
    return values.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  },
}
