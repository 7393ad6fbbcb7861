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
}

/** Groups column by column: they travel and are read in pieces. */
export type GroupChunk = { levels: number[]; keys: (string | null)[][]; sums: (bigint | null)[][] }

export type ToCopy =
  | { kind: 'open'; databaseUrl: string; dir: string }
  | { kind: 'group'; id: number; query: CopyQuery }
  | { kind: 'cancel'; id: number }
  /** Take over everything that changed; from the beginning when `isAnew`. */
  | { kind: 'refresh'; id: number; tenantId: string; isAnew: boolean }

export type FromCopy =
  | { kind: 'opened' }
  /** There is no DuckDB for this machine. */
  | { kind: 'unavailable'; reason: string }
  | { kind: 'chunk'; id: number; chunk: GroupChunk }
  | { kind: 'done'; id: number; rows: number }
  /** The copy has not come far enough, or was called off. */
  | { kind: 'unanswered'; id: number; reason: string }
  | { kind: 'trouble'; text: string }
