import type { ReportGroup, ReportQuery } from '../../app/ports.ts'
import { AskerGone } from '../../app/reports/asker-gone.ts'
import type { Sql } from '../sql.ts'
import { groupFacts } from './group-sql.ts'

/** Groups facts by SQL within the limits of reports; nobody gets nothing. */
export async function groupBounded(
  boundedSqlFor: (signal?: AbortSignal) => Sql,
  query: ReportQuery,
): Promise<ReportGroup[]> {
  try {
    return await groupFacts(boundedSqlFor(query.signal), query)
  } catch (error) {
    if (error instanceof AskerGone) return []
    throw error
  }
}
