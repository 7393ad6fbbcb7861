/** Ports of documents, stock and finance: what the role `server` keeps. */
import type { StockDocument } from '../domain/documents/document.ts'
import type { DocumentKind } from '../domain/documents/kinds.ts'
import type { Posting } from '../domain/finance/flow.ts'
import type { Amount, Cost } from '../domain/stock/amounts.ts'
import type { Lot } from '../domain/stock/pool.ts'
import type { StockKey } from '../domain/stock/value-flows.ts'
import type { Uuid } from '../kernel/ids.ts'

/** A restaurant: whose documents and ledger. */
export type Owner = { tenantId: Uuid; organizationId: Uuid }

export type DocumentSearch = Owner & {
  kind: DocumentKind
  /** Inclusive. */
  from: number
  /** Exclusive. */
  to: number
  limit: number
}

/** What {@link Documents.latest} looks for; null: anything. */
export type LatestDocuments = {
  kind: DocumentKind | null
  /** Of the head or of a line. */
  storeId: Uuid | null
  productId: Uuid | null
  limit: number
}

export type Documents = {
  find(owner: Owner, id: Uuid): Promise<StockDocument | null>
  /** Locked until the transaction ends. */
  findForChange(owner: Owner, id: Uuid): Promise<StockDocument | null>
  /** False when the restaurant has a document with this id. */
  insert(document: StockDocument, digest: Buffer): Promise<boolean>
  /** What {@link Documents.insert} was given: tells a repeat from a conflict. */
  digestOf(owner: Owner, id: Uuid): Promise<Buffer | null>
  save(document: StockDocument): Promise<void>
  /** Saves all but the content, which is as it was. */
  saveHead(document: StockDocument): Promise<void>
  /** By date. */
  list(search: DocumentSearch): Promise<StockDocument[]>
  /** The latest ones first. */
  latest(owner: Owner, search: LatestDocuments): Promise<StockDocument[]>
  /** Of any kind and restaurant that name one of others as `linkedDocumentId`, by date. */
  linkedTo(tenantId: Uuid, ids: readonly Uuid[]): Promise<StockDocument[]>
  /** Of a kind with a number, by date; locked until the transaction ends. */
  byNumber(owner: Owner, kind: DocumentKind, number: string): Promise<StockDocument[]>
  /** The next number of a kind; gaps are possible, repeats are not. */
  takeNumber(owner: Owner, kind: DocumentKind): Promise<number>
}

/** Where in the ledger something stands: everything from here on counts as after. */
export type LedgerPlace = Pick<Posting, 'at' | 'rank' | 'documentId'>

export type StoredPosting = Posting & {
  createdAt: number
  createdBy: Uuid
  modifiedAt: number
  /** Of a payment. */
  cashFlowCategoryId: Uuid | null
}
/** A receipt and where it stands. */
export type PlacedLot = Lot & { place: LedgerPlace }
/** What all postings of a stock key sum to, and what the short way of receipts has to know of them (ADR 10). */
export type StockBalance = Lot & {
  /** The last receipt; null: there was none. */
  last: PlacedLot | null
  /** After this place only plain receipts came; `amount` is what there was at it. Null: nothing else ever came. */
  settled: { place: LedgerPlace; amount: Amount } | null
}

/** A posting with what its document says of it. */
export type DocumentedPosting = StoredPosting & {
  kind: DocumentKind
  number: string
  comment: string | null
  conceptionId: Uuid | null
}

export type Ledger = {
  /** One writer of a restaurant's ledger at a time, until the transaction ends; also nobody in {@link Ledger.addReceipts}. */
  lock(owner: Owner): Promise<void>
  insert(owner: Owner, postings: readonly StoredPosting[]): Promise<void>
  remove(owner: Owner, ids: readonly Uuid[]): Promise<void>
  setSums(owner: Owner, sums: readonly { id: Uuid; sum: Cost }[], at: number): Promise<void>
  /** What postings of documents sum to by their lines, corrections and payments left out. */
  itemCosts(owner: Owner, documentIds: readonly Uuid[]): Promise<Map<Uuid, Map<number, Cost>>>
  /** In ledger order. */
  ofDocument(owner: Owner, documentId: Uuid): Promise<DocumentedPosting[]>
  /** Postings of some stock from a place on, or before it, in ledger order. */
  from(owner: Owner, keys: readonly StockKey[], place: LedgerPlace): Promise<StoredPosting[]>
  before(owner: Owner, keys: readonly StockKey[], place: LedgerPlace): Promise<StoredPosting[]>
  /** The last receipts before a place; what was never received is absent. */
  lastReceipts(owner: Owner, keys: readonly StockKey[], place: LedgerPlace): Promise<Map<StockKey, PlacedLot>>
  /** Present stock; what never moved is absent. */
  balances(owner: Owner, keys: readonly StockKey[]): Promise<Map<StockKey, StockBalance>>
  setBalances(owner: Owner, balances: ReadonlyMap<StockKey, StockBalance>): Promise<void>
  /**
   * Adds what plain receipts at one place bring to balances, `last` being the last of them; many writers may at once.
   * False when at some key something else came after the place, or it lacked there: then some balances are changed
   * already, and the transaction has to be given up.
   */
  addReceipts(
    owner: Owner,
    place: LedgerPlace,
    received: ReadonlyMap<StockKey, Lot & { last: Lot }>,
  ): Promise<boolean>
  /** What was paid for documents, returns taken off, and when the last payment counts; of those that had one. */
  payments(owner: Owner, documentIds: readonly Uuid[]): Promise<Map<Uuid, { paid: Cost; lastAt: number }>>
  /** What came to an account minus what left it, before a moment. */
  accountBalance(owner: Owner, accountId: Uuid, before: number): Promise<Cost>
  ofAccount(
    owner: Owner,
    accountId: Uuid,
    within: { from: number; to: number; limit: number },
  ): Promise<DocumentedPosting[]>
}
