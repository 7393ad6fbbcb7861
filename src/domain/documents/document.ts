import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { CashMovementType } from '../reference/books.ts'
import type { Amount } from '../stock/amounts.ts'
import type { DocumentKind } from './kinds.ts'

/** NEW changes nothing, PROCESSED is posted, DELETED is for good (cloud-api §10.1). */
export type DocumentStatus = 'NEW' | 'PROCESSED' | 'DELETED'

/** What a line of a stock-taking says: nobody counted, that is how much there is, or it was counted anew later. */
export type CountStatus = 'NEW' | 'SAVE' | 'RECALC'

/** How goods come back from a buyer: the dish, its ingredients, or only the money. */
export type ProcessingMode = 'RETURN_DISH' | 'RETURN_GOOD' | 'DO_NOT_RETURN'

/** A line. Which members a kind uses is said in {@link documentKinds}; the others are null. */
export type DocumentItem = {
  num: number
  productId: Uuid
  sizeId: Uuid | null
  /** In the main unit of the product. */
  amount: Amount
  /** What was really received. */
  actualAmount: Amount | null
  unitId: Uuid | null
  containerId: Uuid | null
  storeId: Uuid | null
  /** Billionths of the major currency unit for one main unit, VAT included. */
  price: bigint | null
  /** VAT included, discount taken off. */
  sum: Money | null
  sumWithoutVat: Money | null
  discountSum: Money | null
  /** Hundredths of a percent. */
  vatHundredths: number | null
  /** The line is the price of getting the others here. */
  isAdditionalExpense: boolean
  supplierProductId: Uuid | null
  customsDeclarationNumber: string | null
  /** What a returned line costs us, by unit (billionths of the major currency unit) and whole. */
  incomePrice: bigint | null
  incomeSum: Money | null
  /** Account of a service. */
  accountId: Uuid | null
  isVatSplit: boolean
  /** Billionths of the disassembled product, in percent. */
  mainProductPercent: bigint | null
  /** Of a stock-taking. */
  countStatus: CountStatus | null
}

/** A pay-in or pay-out; `linkedDocumentId` of the document is the cash shift that it belongs to, if any. */
export type CashOrder = {
  typeId: Uuid
  type: CashMovementType
  /** Null: the account of the tills. */
  chiefAccountId: Uuid | null
  accountId: Uuid
  sum: Money
  cashFlowCategoryId: Uuid | null
  payrollId: Uuid | null
}

/** One end of what is moved on acceptance. */
export type AccountEnd = { accountId: Uuid; counteragentId: Uuid | null }
export type AcceptanceStatus = 'ACCEPTED' | 'UNACCEPTED' | 'HASWARNINGS'

/** What somebody said of one record of a shift (server-api §17.4). */
export type AcceptanceLine = {
  num: number
  /** The payment, the pay-in or the pay-out. */
  transactionId: Uuid
  group: 'CARD' | 'CREDIT' | 'PAYIN' | 'PAYOUT'
  recorded: Money
  real: Money
  /** Where it is booked, and where it belongs; null: there. */
  account: AccountEnd
  override: AccountEnd | null
  status: AcceptanceStatus
  comment: string | null
}

export type ShiftAcceptance = { shortage: AccountEnd; surplus: AccountEnd; lines: AcceptanceLine[] }

/** What people write in a document; the rest is ours. */
export type DocumentContent = {
  kind: DocumentKind
  /** When it counts, epoch milliseconds. */
  date: number
  comment: string | null
  conceptionId: Uuid | null
  counteragentId: Uuid | null
  storeFromId: Uuid | null
  storeToId: Uuid | null
  defaultStoreId: Uuid | null
  expenseAccountId: Uuid | null
  revenueAccountId: Uuid | null
  /** The invoice that this one returns or mirrors. */
  linkedDocumentId: Uuid | null
  processingMode: ProcessingMode | null
  /** Goods go back at the price that was paid, not at what they cost by now (server-api §15.5); null: at cost. */
  isStoreCostAffected: boolean | null
  /** What a transformation makes and a disassembly takes apart. */
  productId: Uuid | null
  amount: Amount | null
  unitId: Uuid | null
  isWrittenOffByChart: boolean | null
  isBanquet: boolean
  isAutomatic: boolean | null
  isEditable: boolean | null
  isDeliveredOnTime: boolean | null
  /** The employee whose money bought it. */
  employeeId: Uuid | null
  dueDate: string | null
  incomingDate: LocalDate | null
  incomingDocumentNumber: string | null
  invoice: string | null
  transportInvoiceNumber: string | null
  contractNumber: string | null
  contractDate: string | null
  cashOrder: CashOrder | null
  /** Of the cash shift `linkedDocumentId`. */
  acceptance: ShiftAcceptance | null
  items: DocumentItem[]
}

export type StockDocument = {
  tenantId: Uuid
  organizationId: Uuid
  id: Uuid
  number: string
  status: DocumentStatus
  /** Grows with every change. */
  version: number
  createdAt: number
  createdBy: Uuid
  modifiedAt: number
  modifiedBy: Uuid
  /** Day on which somebody said that the invoice was paid; null: nobody said. */
  paymentDate: LocalDate | null
  content: DocumentContent
}
