/** What a node and the process that keeps its columnar copies say to each other (ADR 22). */
import type { ReportFilter, ReportType } from '../../app/ports.ts'

/** A report's query as it travels: names of things are tables instead of a function. */
export type CopyQuery = {
  tenantId: string
  organizationIds: string[]
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

/** What the values of a key are called, by their codes; the first is of those that are empty. */
export type Told = readonly (string | null)[]

/** Groups column by column: they travel in pieces, as whole numbers, and are told when somebody reads them. */
export type GroupChunk = {
  /** Places of the levels of the query. */
  levels: Int32Array
  /** `told` is of this piece; null: of the whole answer, as the first message of it says. */
  keys: { codes: Int32Array; told: Told | null }[]
  /** A one stands where there was nothing to sum. */
  sums: { values: BigInt64Array; empty: Uint8Array }[]
}

export type ToCopy =
  /** `answerMs`: after that a report is refused. */
  | { kind: 'open'; databaseUrl: string; dir: string; answerMs: number }
  | { kind: 'group'; id: number; query: CopyQuery }
  | { kind: 'cancel'; id: number }
  /** Take over everything that changed; from the beginning when `isAnew`. */
  | { kind: 'refresh'; id: number; tenantId: string; isAnew: boolean }

export type FromCopy =
  | { kind: 'opened' }
  /** There is no DuckDB for this machine. */
  | { kind: 'unavailable'; reason: string }
  /** It was its turn: from now on its time counts. */
  | { kind: 'started'; id: number }
  | { kind: 'told'; id: number; told: (Told | null)[] }
  | { kind: 'chunk'; id: number; chunk: GroupChunk }
  | { kind: 'done'; id: number; rows: number }
  /** No other engine would answer it sooner, or with less. */
  | { kind: 'refused'; id: number; code: 'back-office.report-too-long' | 'back-office.report-too-large' }
  /** The copy has not come far enough, or was called off. */
  | { kind: 'unanswered'; id: number; reason: string }
  | { kind: 'trouble'; text: string }
