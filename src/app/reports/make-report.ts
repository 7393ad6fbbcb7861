import type { App } from '../ports.ts'
import { findReport, planReport, type ReportWanted } from './find-report.ts'
import { inTurns } from './in-turns.ts'
import { ReportLines } from './report-lines.ts'

/** Keys as texts, null where they are empty; measures as numbers, null where nothing makes them. */
export type ReportLine = {
  keys: ReadonlyMap<string, string | null>
  measures: ReadonlyMap<string, number | null>
}

/** The data of a report, line by line: for whoever makes something else of it than an answer of OLAP. */
export async function makeReport(app: App, wanted: Omit<ReportWanted, 'withSummary'>): Promise<ReportLine[]> {
  const report = await findReport(app, await planReport(app, { ...wanted, withSummary: false }))
  const lines = new ReportLines(report)
  const { keys, measures } = report.shape
  return inTurns([...lines.order], (row) => ({
    keys: new Map(keys.map((name, key) => [name, lines.toldOf(key)[lines.placeOf(key, row)] ?? null])),
    measures: new Map(measures.map((name, index) => [name, lines.measure(index, row)])),
  }))
}
