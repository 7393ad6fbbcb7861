import type { ReportType } from '../../../app/ports.ts'
import { noSuchConstant, notFound, ServerFault } from '../errors.ts'
import type { OlapFilter, OlapPreset } from '../generated/types.ts'
import { columnInfos } from '../olap/columns.ts'
import { presetsOf } from '../olap/presets.ts'
import { dayColumnOf } from '../olap/read-filters.ts'
import { printMoment, readMoment } from '../olap/read-moment.ts'
import { runReport } from '../olap/run-report.ts'
import type { Handlers } from '../operation.ts'

const reportTypes: readonly ReportType[] = ['SALES', 'TRANSACTIONS', 'DELIVERIES', 'STOCK']
const isReportType = (name: string): name is ReportType => (reportTypes as readonly string[]).includes(name)

/** Reports by any column of the facts: no limit of a month, of seven fields or of one at a time (server-api §21). */
export const olapHandlers: Handlers = {
  'GET /v2/reports/olap/columns': async ({ query, language }) => {
    if (!isReportType(query.reportType))
      throw new ServerFault(404, `Unknown report type: ${query.reportType.slice(0, 80)}`)
    return columnInfos(query.reportType, language)
  },

  'POST /v2/reports/olap': async (call) =>
    runReport(call, call.body, { as: 'json', isSummed: call.body.buildSummary ?? false, days: 'bare' }),

  'GET /v2/reports/olap/presets': async ({ caller }) => presetsOf(caller),

  'GET /v2/reports/olap/presets/{type}': async ({ caller, path }) => {
    const types = reportTypes.map((name) => name.toLowerCase())
    if (!types.includes(path.type)) throw noSuchConstant(path.type, types)
    return presetsOf(caller).filter(({ reportType }) => reportType.toLowerCase() === path.type)
  },

  'GET /v2/reports/olap/byPresetId/{id}': async (call) => {
    const preset = presetsOf(call.caller).find(({ id }) => id === call.path.id.toLowerCase())
    if (!preset) throw notFound('OlapReportPreset', call.path.id)
    const { dateFrom, dateTo, summary } = call.query
    const filters = { ...(preset.filters as Record<string, OlapFilter>), ...daysOf(preset, dateFrom, dateTo) }
    return runReport(call, { ...preset, filters }, { as: 'json', isSummed: summary, days: 'midnight' })
  },
}

/** Both ends may be missing: then the preset is run over all days there are (server-api §21.3). */
function daysOf(
  { reportType }: OlapPreset,
  from: string | undefined,
  to: string | undefined,
): Record<string, OlapFilter> {
  const days: OlapFilter = {
    filterType: 'DateRange',
    periodType: 'CUSTOM',
    from: from === undefined ? '1900-01-01' : printMoment(readMoment(from)),
    to: to === undefined ? null : printMoment(readMoment(to)),
  }
  return { [dayColumnOf(reportType)]: days }
}
