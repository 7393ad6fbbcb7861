import { Readable } from 'node:stream'
import { findReport, planReport } from '../../../app/reports/find-report.ts'
import { isLongReport } from '../../../app/reports/group-pieces.ts'
import { accountingDay } from '../../../kernel/local-time.ts'
import type { OlapRequest } from '../generated/types.ts'
import { type Call, Written } from '../operation.ts'
import { restaurantsOf } from '../operations/scope.ts'
import { aggregated, grouped } from './columns.ts'
import { readFilters, type Today } from './read-filters.ts'
import { type ReportForm, type ReportRecipe, writeReport } from './write-report.ts'

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

type Style = Pick<ReportForm, 'as' | 'days' | 'isSummed'>

/** Reads, makes and writes a report; refuses columns that the report does not have (server-api §21). */
export async function runReport(
  call: Pick<Call, 'app' | 'caller' | 'language' | 'writing'> & { signal?: AbortSignal },
  request: OlapRequest,
  style: Style,
): Promise<Written> {
  const type = request.reportType
  const form: ReportForm = {
    ...style,
    rows: (request.groupByRowFields ?? []).map((name) => grouped(type, name)),
    columns: (request.groupByColFields ?? []).map((name) => grouped(type, name)),
    measures: (request.aggregateFields ?? []).map((name) => aggregated(type, name)),
  }
  const names = (columns: ReportForm['rows']): string[] => columns.map(({ name }) => name)
  const plan = await planReport(call.app, {
    tenantId: call.caller.tenantId,
    organizationIds: restaurantsOf(call.caller).map(({ id }) => id),
    type,
    rows: names(form.rows),
    columns: names(form.columns),
    measures: names(form.measures),
    filters: readFilters(type, request.filters ?? {}, todayOf(call)),
    withSummary: style.isSummed,
    language: call.language,
    ...(call.signal ? { signal: call.signal } : {}),
  })
  const recipe: ReportRecipe = { shape: plan.shape, form }
  const found = plan.isOfFactsAlone
    ? await call.app.storage.reportText(plan.query, recipe)
    : (await findReport(call.app, plan)).found
  if (typeof found === 'string' || found instanceof Readable) return new Written(found)
  const report = { shape: plan.shape, found }
  if (isLongReport(report.found)) return new Written(call.writing.write(report, form))
  return new Written([...writeReport(report, form)].join(''))
}
