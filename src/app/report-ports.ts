/** Ports of reports (ADR 14): facts that a follower keeps, and an engine that groups them. */
import type { Readable } from 'node:stream'
import type { OrderFact, SaleFact } from '../domain/reports/facts.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { TimeZone } from '../kernel/local-time.ts'

/** What is reported on, by iiko's names (server-api §21). */
export type ReportType = 'SALES' | 'DELIVERIES' | 'TRANSACTIONS' | 'STOCK'

/** A value of a column as SQL compares it: a text, or nothing. */
export type ReportFilter = { column: string } & (
  | { kind: 'include' | 'exclude'; values: readonly (string | null)[] }
  /** Days, moments or decimals as texts; null: open. */
  | { kind: 'range'; from: string | null; to: string | null; includesLow: boolean; includesHigh: boolean }
)

/** Names and properties of things by their ids, as the books have them now: `product.name`, `store.name`. */
export type ReportNames = (property: string) => ReadonlyMap<Uuid, string | null>

export type ReportQuery = {
  tenantId: Uuid
  /** Whose facts, and how their days are counted; a restaurant's server sees its own only. */
  restaurants: readonly { id: Uuid; timeZone: TimeZone; dayStartMinutes: number }[]
  type: ReportType
  /** Columns by iiko's names; those that the engine cannot fill are empty. */
  keys: readonly string[]
  /** Names of the engine's sums; whoever asks makes iiko's measures of them. */
  sums: readonly string[]
  filters: readonly ReportFilter[]
  /** Sets of keys, as places in `keys`, that are summed up, each once. */
  levels: readonly (readonly number[])[]
  names: ReportNames
  /** Whoever asked went away: nobody needs the answer any more. */
  signal?: AbortSignal
}
/** One group: its keys, null where they are empty or not of its level, and what its facts sum to. */
export type ReportGroup = {
  /** Place of its level in {@link ReportQuery.levels}. */
  level: number
  keys: readonly (string | null)[]
  sums: ReportSums
}
/** The sums of a group by the names in {@link ReportQuery.sums}, and in their order; null: there was nothing to sum. */
export type ReportSums = {
  get(name: string): bigint | null | undefined
  values(): Iterable<bigint | null>
  [Symbol.iterator](): Iterator<[name: string, sum: bigint | null]>
}

/** JSON of a list as bytes: what the values of a key are called, by their codes. Whoever passes it on does not read it. */
export type PackedTold = Uint8Array
/** Some groups column by column: whole numbers, which travel between threads and processes without being looked at. */
export type GroupPiece = {
  /** Places of the levels of the query. */
  levels: Int32Array
  /** `told` is of this piece; null: of the whole answer, as {@link ReportPieces} says. */
  keys: readonly { codes: Int32Array; told: PackedTold | null }[]
  /** A one stands where there was nothing to sum. */
  sums: readonly { values: BigInt64Array | readonly bigint[]; empty: Uint8Array }[]
}
/** Groups that nobody has looked at yet; their sums are in the order of the query's. */
export type ReportPieces = {
  told: readonly (PackedTold | null)[]
  pieces: readonly GroupPiece[]
  groups: number
}

/** A long one is written while it is read, and ends with an error if its writer does not come to its end. */
export type ReportText = string | Readable

/**
 * What becomes of the groups of a report, written where they are found; `recipe` is plain data for the writer of that place.
 * The groups themselves when nobody writes there. Refuses as {@link ReportEngine.pieces} does.
 */
export type WriteReportText = (query: ReportQuery, recipe: unknown) => Promise<ReportText | ReportPieces>

export type ReportEngine = {
  /** Groups facts. Refuses nothing: what the engine does not know is empty. */
  group(query: ReportQuery): Promise<ReportGroup[]>
  /** The same groups as they travel: for reports that another thread writes. */
  pieces(query: ReportQuery): Promise<ReportPieces>
  /** Writes the facts of an order in place of those that were there. */
  replaceOrder(order: OrderFact, lines: readonly SaleFact[]): Promise<void>
  /** An order was counted in a cash shift. */
  noteShift(shift: {
    tenantId: Uuid
    organizationId: Uuid
    orderId: Uuid
    shiftId: Uuid
    number: number
  }): Promise<void>
  /** What stores held at a moment, from the ledger: billionths. Those that held nothing are absent. */
  stockAt(asked: {
    tenantId: Uuid
    organizationId: Uuid
    at: number
  }): Promise<{ storeId: Uuid; productId: Uuid; amount: bigint; cost: bigint }[]>
  /** What accounts came to at a moment by counteragent, stores left out: billionths. */
  accountsAt(asked: {
    tenantId: Uuid
    organizationId: Uuid
    at: number
  }): Promise<{ accountId: Uuid; counteragentId: Uuid | null; sum: bigint }[]>
}
