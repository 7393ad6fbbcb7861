/** What a node and the process that keeps its columnar copies say to each other (ADR 22). */
import type { GroupPiece, PackedTold, ReportFilter, ReportType } from '../../app/ports.ts'

/** A report's query as it travels: names of things are tables instead of a function. */
export type CopyQuery = {
  tenantId: string
  /** Whose facts, and how their days are counted. */
  restaurants: { id: string; timeZone: string; dayStartMinutes: number }[]
  type: ReportType
  keys: string[]
  sums: string[]
  filters: ReportFilter[]
  levels: number[][]
  /** By the columns that stand for things of the books: how those are called now. */
  names: Map<string, Map<string, string | null>>
  /** Of more groups the answer is a refusal. */
  groupsMax: number
}

export type ToCopy =
  /** `answerMs`: after that a report is refused; `textSocket`: where long texts are fetched. */
  | { kind: 'open'; databaseUrl: string; dir: string; answerMs: number; textSocket: string }
  /** `write`: what the writer needs to make a text of the groups; null: the groups are the answer. */
  | { kind: 'group'; id: number; query: CopyQuery; write: { recipe: unknown } | null }
  | { kind: 'cancel'; id: number }
  /** Take over everything that changed; from the beginning when `isAnew`. */
  | { kind: 'refresh'; id: number; tenantId: string; isAnew: boolean }

export type FromCopy =
  | { kind: 'opened' }
  /** There is no DuckDB for this machine. */
  | { kind: 'unavailable'; reason: string }
  /** It was its turn: from now on its time counts. */
  | { kind: 'started'; id: number }
  | { kind: 'told'; id: number; told: (PackedTold | null)[] }
  | { kind: 'chunk'; id: number; chunk: GroupPiece }
  /** A short text; a long one has to be fetched once it is done. */
  | { kind: 'text'; id: number; text: string }
  | { kind: 'done'; id: number; rows: number }
  /** No other engine would answer it sooner, or with less. */
  | { kind: 'refused'; id: number; code: 'back-office.report-too-long' | 'back-office.report-too-large' }
  /** The copy has not come far enough, or was called off. */
  | { kind: 'unanswered'; id: number; reason: string }
  | { kind: 'trouble'; text: string }
