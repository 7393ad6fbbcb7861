import type { DocumentKind } from '../../../../domain/documents/kinds.ts'

/** A line as the twelve kinds send it: each of them has some of these fields. */
export type WireItem = {
  num: number
  product: string
  amount: number
  actualAmount?: number | undefined
  amountUnit?: string | undefined
  containerId?: string | undefined
  customsDeclarationNumber?: string | undefined
  discountSum?: number | undefined
  incomeSum?: number | undefined
  incomePrice?: number | undefined
  isAdditionalExpense?: boolean | undefined
  mainProductAmountPercent?: number | undefined
  price?: number | undefined
  productSize?: string | undefined
  revenueAccount?: string | undefined
  splitVat?: boolean | undefined
  store?: string | undefined
  sum?: number | undefined
  supplierProduct?: string | undefined
  vatPercent?: number | undefined
}

/** A document as the twelve kinds send it; the reader of a kind sees only its own fields (validation.ts). */
export type WireDocument = {
  organizationId: string
  date: string
  items: WireItem[]
  documentId?: string | undefined
  number?: string | undefined
  amount?: number | undefined
  amountUnit?: string | undefined
  assemblyChartWriteoff?: boolean | undefined
  banquet?: boolean | undefined
  comment?: string | undefined
  conception?: string | undefined
  contractDate?: string | undefined
  contractNumber?: string | undefined
  counteragent?: string | undefined
  defaultStore?: string | undefined
  deliveryOnTime?: boolean | undefined
  dueDate?: string | undefined
  employeePassToAccount?: string | undefined
  expenseAccount?: string | undefined
  incomingDate?: string | undefined
  incomingDocumentNumber?: string | undefined
  incomingInvoiceId?: string | undefined
  internalIncomingInvoiceId?: string | undefined
  internalOutgoingInvoiceId?: string | undefined
  invoice?: string | undefined
  isAutomatic?: boolean | undefined
  isEditable?: boolean | undefined
  outgoingInvoiceId?: string | undefined
  processingMode?: string | undefined
  product?: string | undefined
  revenueAccount?: string | undefined
  storeFrom?: string | undefined
  storeTo?: string | undefined
  transportInvoiceNumber?: string | undefined
}

/** Which invoice a kind is linked with, by the name of the field. */
export const linkFields: { [K in DocumentKind]?: keyof WireDocument } = {
  incomingInvoice: 'internalOutgoingInvoiceId',
  outgoingInvoice: 'internalIncomingInvoiceId',
  returnedInvoice: 'incomingInvoiceId',
  incomingReturnedInvoice: 'outgoingInvoiceId',
}

/** Fields of the wire by the names that the domain uses when it refuses one. */
export const wireNames: Readonly<Record<string, string>> = {
  productId: 'product',
  sizeId: 'productSize',
  unitId: 'amountUnit',
  storeId: 'store',
  storeFromId: 'storeFrom',
  storeToId: 'storeTo',
  defaultStoreId: 'defaultStore',
  counteragentId: 'counteragent',
  conceptionId: 'conception',
  employeeId: 'employeePassToAccount',
  expenseAccountId: 'expenseAccount',
  revenueAccountId: 'revenueAccount',
  vatHundredths: 'vatPercent',
  mainProductPercent: 'mainProductAmountPercent',
  'items.accountId': 'revenueAccount',
}
