import type { Uuid } from '../../kernel/ids.ts'
import type { Amount, Cost } from '../stock/amounts.ts'

/** Kinds of postings that we make, by iiko's names (server-api §4). */
export type TransactionType =
  | 'INVOICE'
  | 'NDS_INCOMING'
  | 'NDS_SALES'
  | 'SALES_REVENUE'
  | 'SESSION_WRITEOFF'
  | 'OUTGOING_INVOICE'
  | 'OUTGOING_INVOICE_REVENUE'
  | 'RETURNED_INVOICE'
  | 'RETURNED_INVOICE_REVENUE'
  | 'SALES_RETURN_WRITEOFF'
  | 'SALES_RETURN_PAYMENT'
  | 'WRITEOFF'
  | 'TRANSFER'
  | 'PRODUCTION'
  | 'TRANSFORMATION'
  | 'DISASSEMBLE'
  | 'INCOMING_SERVICE'
  | 'OUTGOING_SERVICE'
  | 'INVOICE_PAYMENT'
  | 'OUTGOING_DOCUMENT_PAYMENT'
  | 'STORE_COST_CORRECTION'
  | 'INVENTORY_CORRECTION'
  | 'PAYIN'
  | 'PAYOUT'
  | 'PAY_COLLECTION'
  | 'CARD'
  | 'CREDIT'
  | 'CASH_SHORTAGE'
  | 'CASH_SURPLUS'

/** One end of a flow. A store is an account too (server-api §4, `INVENTORY_ASSETS`). */
export type Side = {
  accountId: Uuid
  isStore: boolean
  counteragentId: Uuid | null
  productId: Uuid | null
  /** Of the product; null where it means nothing. */
  amount: Amount | null
}

/** How the sum of a flow is known: it is written, it is the cost of what leaves `from`, or what `to` costs at present. */
export type SumBasis = 'given' | 'issue' | 'estimate'

/**
 * A sum that goes from one side to another: the account `from` is credited and `to` is debited, as bookkeepers say
 * (the wire of iikoCloud calls them the other way round).
 */
export type Flow = {
  type: TransactionType
  basis: SumBasis
  /** Of an issue or an estimate: as last valued. */
  sum: Cost
  from: Side
  to: Side
  /** Neighbouring flows of one batch enter `to` as one receipt: the ingredients of a dish. The first one has the amount. */
  batch: number
  /** The line of the document that it comes from. */
  itemNum: number | null
}

/** A flow in the ledger. */
export type Posting = Flow & {
  id: Uuid
  documentId: Uuid
  /** Of a payment for the document; null when the document itself wrote it. */
  paymentId: Uuid | null
  /** When it counts, epoch milliseconds. */
  at: number
  /** Among flows of one moment: receipts first. */
  rank: number
  /** Place among the flows of the document. */
  line: number
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The order in which flows are valued. It does not depend on when somebody posted what. */
export const inLedgerOrder = (
  a: Pick<Posting, 'at' | 'rank' | 'documentId' | 'line'>,
  b: Pick<Posting, 'at' | 'rank' | 'documentId' | 'line'>,
): number => a.at - b.at || a.rank - b.rank || compareText(a.documentId, b.documentId) || a.line - b.line

/** What is added to an account: positive for `to`, negative for `from`, both when a flow stays inside. */
export const changeOf = (flow: Flow, accountId: Uuid): Cost =>
  (flow.to.accountId === accountId ? flow.sum : 0n) - (flow.from.accountId === accountId ? flow.sum : 0n)
