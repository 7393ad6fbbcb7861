import type { PaperKind } from '../../../../domain/documents/kinds.ts'
import type { WholeDocument, WholeItem } from './whole-document.ts'

/** Which fields the answers of a kind have. Tests hold them against the document's closed schemas. */

type HeadField = keyof WholeDocument
type ItemField = keyof WholeItem

const stamps = [
  'documentId',
  'number',
  'date',
  'dateCreated',
  'dateModified',
  'userCreated',
  'userModified',
  'comment',
  'conception',
] as const satisfies readonly HeadField[]
const got = [...stamps, 'status'] as const satisfies readonly HeadField[]
const flags = ['isAutomatic', 'isEditable'] as const satisfies readonly HeadField[]
const fromTo = ['storeFrom', 'storeTo'] as const satisfies readonly HeadField[]
const accounts = ['expenseAccount', 'revenueAccount'] as const satisfies readonly HeadField[]
const sums = ['sum', 'sumWithoutVat'] as const satisfies readonly HeadField[]
const contract = ['contractNumber', 'contractDate'] as const satisfies readonly HeadField[]
const supplierPapers = [
  'incomingDate',
  'incomingDocumentNumber',
  'invoice',
  'employeePassToAccount',
] as const satisfies readonly HeadField[]
const mainProduct = ['product', 'amount', 'amountUnit'] as const satisfies readonly HeadField[]

/** Of `get`; invoices have the same in `list`. `items` is added. */
export const headFields: Record<PaperKind, readonly HeadField[]> = {
  incomingInvoice: [
    ...got,
    ...flags,
    ...supplierPapers,
    'counteragent',
    'defaultStore',
    'deliveryOnTime',
    'dueDate',
    'internalOutgoingInvoiceId',
    'transportInvoiceNumber',
    'paymentDate',
  ],
  outgoingInvoice: [
    ...got,
    ...flags,
    ...accounts,
    'counteragent',
    'defaultStore',
    'dueDate',
    'internalIncomingInvoiceId',
    'paymentDate',
  ],
  returnedInvoice: [...got, 'counteragent', 'defaultStore', 'expenseAccount', 'incomingInvoiceId'],
  incomingReturnedInvoice: [
    ...got,
    ...flags,
    ...accounts,
    'counteragent',
    'defaultStore',
    'outgoingInvoiceId',
    'processingMode',
  ],
  salesDocument: [...got, ...flags, ...accounts, 'banquet', 'defaultStore'],
  internalTransfer: [...got, ...flags, ...fromTo],
  writeoff: [...got, ...flags, 'expenseAccount', 'storeFrom'],
  production: [...got, ...flags, ...fromTo],
  transformation: [...got, ...flags, ...fromTo, ...mainProduct, 'assemblyChartWriteoff'],
  disassemble: [...got, ...fromTo, ...mainProduct],
  incomingService: [
    ...got,
    ...flags,
    ...sums,
    ...contract,
    ...supplierPapers,
    'counteragent',
    'dueDate',
    'revenueAccount',
  ],
  outgoingService: [...got, ...flags, ...sums, ...contract, 'counteragent', 'dueDate', 'revenueAccount'],
}

const amounts = ['num', 'product', 'amount', 'amountUnit'] as const satisfies readonly ItemField[]
const prices = [
  'price',
  'priceWithoutVat',
  'sum',
  'sumWithoutVat',
  'vatPercent',
] as const satisfies readonly ItemField[]
const portions = ['amountFactor', 'productSize'] as const satisfies readonly ItemField[]
const goods = [
  ...amounts,
  ...prices,
  'containerId',
  'productArticle',
  'store',
] as const satisfies readonly ItemField[]
const services = [
  ...prices,
  'num',
  'product',
  'productArticle',
  'amount',
  'revenueAccount',
  'splitVat',
] as const satisfies readonly ItemField[]

export const itemFields: Record<PaperKind, readonly ItemField[]> = {
  incomingInvoice: [
    ...goods,
    'actualAmount',
    'customsDeclarationNumber',
    'isAdditionalExpense',
    'supplierProduct',
  ],
  outgoingInvoice: [...goods, ...portions, 'discountSum'],
  returnedInvoice: [...goods, 'customsDeclarationNumber', 'discountSum', 'incomePrice', 'supplierProduct'],
  incomingReturnedInvoice: [
    ...goods,
    ...portions,
    'customsDeclarationNumber',
    'discountSum',
    'incomePrice',
    'incomeSum',
    'supplierProduct',
  ],
  salesDocument: [...goods, ...portions, 'discountSum'],
  internalTransfer: [...amounts, 'containerId'],
  writeoff: [...amounts, ...portions, 'containerId'],
  production: [...amounts, ...portions, 'containerId'],
  transformation: [...amounts, ...portions],
  disassemble: [...amounts, 'mainProductAmountPercent'],
  incomingService: services,
  outgoingService: [...services, 'discountSum'],
}

const listed = [
  ...stamps,
  'deleted',
  'processed',
  'isEditable',
  ...sums,
] as const satisfies readonly HeadField[]

/** Of `list`, for kinds that have no whole document there. */
export const listFields = {
  returnedInvoice: [...listed, 'assignedStores', 'counteragent', 'expenseAccount'],
  incomingReturnedInvoice: [...listed, ...accounts, 'assignedStores', 'counteragent'],
  salesDocument: [...listed, ...accounts, 'assignedStores'],
  internalTransfer: [...listed, ...fromTo],
  writeoff: [...listed, 'expenseAccount', 'storeFrom'],
  production: [...listed, ...fromTo],
  transformation: [...listed, ...fromTo],
  disassemble: [...listed, ...fromTo],
  incomingService: [...listed, 'counteragent', 'dueDate', 'revenueAccount'],
  outgoingService: [...listed, 'counteragent', 'dueDate', 'revenueAccount'],
} as const satisfies Partial<Record<PaperKind, readonly HeadField[]>>
