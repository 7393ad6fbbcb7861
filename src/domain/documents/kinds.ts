import type { AccountRole } from '../reference/books.ts'

/** Papers that iikoCloud's integrators write too (cloud-api §10). */
export type PaperKind =
  | 'incomingInvoice'
  | 'outgoingInvoice'
  | 'returnedInvoice'
  | 'incomingReturnedInvoice'
  | 'salesDocument'
  | 'internalTransfer'
  | 'writeoff'
  | 'production'
  | 'transformation'
  | 'disassemble'
  | 'incomingService'
  | 'outgoingService'

/** Kinds that only the back office and its tills make; others see their postings. */
type BackOfficeKind =
  | 'incomingInventory'
  | 'incomingCashOrder'
  | 'outgoingCashOrder'
  | 'sessionAcceptance'
  /** What guests brought back in a cash shift. */
  | 'sessionReturn'

export type DocumentKind = PaperKind | BackOfficeKind

export type KindTraits = {
  /** iiko's name (server-api §4). */
  code: string
  /** Where its goods are: each line says, the head says from where (and to where), or there are none. */
  stores: 'byItem' | 'from' | 'fromTo' | 'none'
  /** Lines have a price or a sum. */
  isPriced: boolean
  /** The other party, and the book role that it must have. */
  party: 'supplier' | 'client' | null
  /** The account of what we spend, where the document names none; null: it must name one. */
  expense?: AccountRole | null
  revenue?: AccountRole
  /** Stores may be one and the same. */
  mayStay?: boolean
  /** It is about money: what it says stands in a part of its own, and it has no lines of goods. */
  isOfMoney?: true
  /** Lines are what somebody counted: nothing there is an answer too (server-api §15.8). */
  isCounted?: true
  /** The head names a product and an amount. */
  hasMainProduct?: true
  /** Lines are services: account and VAT are said by each (cloud-api §10.4). */
  isOfServices?: true
  /** The kind of the invoice that it returns; `linkedDocumentId` names one of the same restaurant. */
  returns?: DocumentKind
  /** Among documents of one moment what comes in counts before what goes out. */
  rank: 0 | 1 | 2 | 3
}

/** Goods are counted when all else of the moment is done. */
const ranks = { receipt: 0, inside: 1, issue: 2, count: 3 } as const

/** What documents need and where their sums go by default (cloud-api §10.4). */
export const documentKinds: Record<DocumentKind, KindTraits> = {
  incomingInvoice: {
    code: 'INCOMING_INVOICE',
    stores: 'byItem',
    isPriced: true,
    party: 'supplier',
    rank: ranks.receipt,
  },
  outgoingInvoice: {
    code: 'OUTGOING_INVOICE',
    stores: 'byItem',
    isPriced: true,
    party: 'client',
    expense: 'productExpense',
    revenue: 'revenue',
    rank: ranks.issue,
  },
  returnedInvoice: {
    code: 'RETURNED_INVOICE',
    stores: 'byItem',
    isPriced: true,
    party: 'supplier',
    expense: 'otherIncome',
    returns: 'incomingInvoice',
    rank: ranks.issue,
  },
  incomingReturnedInvoice: {
    code: 'SALES_RETURN_DOCUMENT',
    stores: 'byItem',
    isPriced: true,
    party: 'client',
    expense: 'productExpense',
    revenue: 'revenue',
    returns: 'outgoingInvoice',
    rank: ranks.receipt,
  },
  salesDocument: {
    code: 'SALES_DOCUMENT',
    stores: 'byItem',
    isPriced: true,
    party: null,
    expense: 'productExpense',
    revenue: 'revenue',
    rank: ranks.issue,
  },
  internalTransfer: {
    code: 'INTERNAL_TRANSFER',
    stores: 'fromTo',
    isPriced: false,
    party: null,
    rank: ranks.inside,
  },
  writeoff: {
    code: 'WRITEOFF_DOCUMENT',
    stores: 'from',
    isPriced: false,
    party: null,
    expense: null,
    rank: ranks.issue,
  },
  production: {
    code: 'PRODUCTION_DOCUMENT',
    stores: 'fromTo',
    isPriced: false,
    party: null,
    mayStay: true,
    rank: ranks.inside,
  },
  transformation: {
    code: 'TRANSFORMATION_DOCUMENT',
    stores: 'fromTo',
    isPriced: false,
    party: null,
    mayStay: true,
    hasMainProduct: true,
    rank: ranks.inside,
  },
  disassemble: {
    code: 'DISASSEMBLE_DOCUMENT',
    stores: 'fromTo',
    isPriced: false,
    party: null,
    mayStay: true,
    hasMainProduct: true,
    rank: ranks.inside,
  },
  incomingInventory: {
    code: 'INCOMING_INVENTORY',
    stores: 'from',
    isPriced: false,
    party: null,
    expense: 'inventoryShortage',
    revenue: 'inventorySurplus',
    isCounted: true,
    rank: ranks.count,
  },
  incomingCashOrder: {
    code: 'INCOMING_CASH_ORDER',
    stores: 'none',
    isPriced: false,
    party: null,
    isOfMoney: true,
    rank: ranks.receipt,
  },
  outgoingCashOrder: {
    code: 'OUTGOING_CASH_ORDER',
    stores: 'none',
    isPriced: false,
    party: null,
    isOfMoney: true,
    rank: ranks.issue,
  },
  sessionAcceptance: {
    code: 'SESSION_ACCEPTANCE',
    stores: 'none',
    isPriced: false,
    party: null,
    isOfMoney: true,
    rank: ranks.count,
  },
  sessionReturn: {
    code: 'SALES_RETURN_DOCUMENT',
    stores: 'byItem',
    isPriced: true,
    party: null,
    expense: 'productExpense',
    revenue: 'revenue',
    rank: ranks.receipt,
  },
  incomingService: {
    code: 'INCOMING_SERVICE',
    stores: 'none',
    isPriced: true,
    party: 'supplier',
    isOfServices: true,
    rank: ranks.receipt,
  },
  outgoingService: {
    code: 'OUTGOING_SERVICE',
    stores: 'none',
    isPriced: true,
    party: 'client',
    isOfServices: true,
    rank: ranks.issue,
  },
}
