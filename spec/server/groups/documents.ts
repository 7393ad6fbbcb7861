import {
  bool,
  choice,
  day,
  decimal,
  type Group,
  int,
  list,
  type Members,
  noted,
  optional,
  revisionFrom,
  text,
  type,
  uuid,
  xml,
} from '../describe.ts'
import { jsonDocuments, typesOfJsonDocuments } from './json-documents.ts'
import { stockActs, typesOfStockActs } from './stock-acts.ts'

const kind = (summary: string) => ({ summary, known: 'documented' as const, source: '§15' })
const status = choice('NEW', 'PROCESSED', 'DELETED')
const result = xml('documentValidationResult', type('DocumentValidationResult'))

const period: Members = { from: day, to: day, supplierId: optional(list(uuid)), revisionFrom }
const byNumber: Members = {
  number: text,
  currentYear: noted('true: of this year, and from and to are absent', bool),
  from: optional(day),
  to: optional(day),
}

/** Import, export and unprocessing of an invoice. */
const invoice = (name: 'incomingInvoice' | 'outgoingInvoice', what: string, typeName: string) => {
  const many = xml(`${name}Dtoes`, list(type(typeName), 'document'))
  const body = xml('document', type(typeName))
  return {
    [`POST /documents/import/${name}`]: { ...kind(`Writes ${what}`), body, answer: result },
    [`POST /documents/unprocess/${name}`]: {
      ...kind(`Takes ${what} back from the ledger`),
      since: '7.7',
      body,
      answer: result,
    },
    [`GET /documents/export/${name}`]: {
      ...kind(`Reads ${what} of a period`),
      since: '5.4',
      wrongDayStatus: 409 as const,
      query: period,
      answer: many,
    },
    [`GET /documents/export/${name}/byNumber`]: {
      ...kind(`Reads ${what} by number`),
      since: '5.4',
      wrongDayStatus: 409 as const,
      query: byNumber,
      answer: many,
    },
  }
}

/** Members are optional on the way in; what is read-only is not looked at there. Their order is that of exports (§29). */
const incoming: Members = {
  id: optional(uuid),
  conception: optional(uuid),
  conceptionCode: optional(text),
  comment: optional(text),
  invoice: optional(text),
  incomingDocumentNumber: optional(text),
  incomingDate: optional(text),
  useDefaultDocumentTime: optional(bool),
  dueDate: optional(text),
  supplier: optional(uuid),
  defaultStore: optional(uuid),
  dateIncoming: noted('Import dd.MM.yyyy, export yyyy-MM-ddTHH:mm:ss', optional(text)),
  documentNumber: optional(text),
  status: optional(status),
  employeePassToAccount: optional(uuid),
  transportInvoiceNumber: optional(text),
  linkedOutgoingInvoiceId: optional(uuid),
  distributionAlgorithm: optional(text),
  items: optional(list(type('IncomingInvoiceItem'), 'item')),
}

const outgoing: Members = {
  id: optional(uuid),
  documentNumber: optional(text),
  dateIncoming: optional(text),
  useDefaultDocumentTime: optional(bool),
  status: optional(status),
  accountToCode: optional(text),
  revenueAccountCode: optional(text),
  defaultStoreId: optional(uuid),
  defaultStoreCode: optional(text),
  counteragentId: optional(uuid),
  counteragentCode: optional(text),
  conceptionId: optional(uuid),
  conceptionCode: optional(text),
  comment: optional(text),
  linkedOutgoingInvoiceId: optional(uuid),
  items: optional(list(type('OutgoingInvoiceItem'), 'item')),
}

const outgoingItem: Members = {
  productId: optional(uuid),
  productArticle: optional(text),
  storeId: optional(uuid),
  storeCode: optional(text),
  containerId: optional(uuid),
  containerCode: optional(text),
  price: decimal,
  priceWithoutVat: optional(decimal),
  amount: decimal,
  sum: decimal,
  discountSum: optional(decimal),
  vatPercent: optional(decimal),
  vatSum: optional(decimal),
}

/** Warehouse documents in XML and in JSON (server-api §15, §16). */
export const documents: Group = {
  area: 'Documents',
  operations: {
    ...invoice('incomingInvoice', 'incoming invoices', 'IncomingInvoice'),
    ...invoice('outgoingInvoice', 'outgoing invoices', 'OutgoingInvoice'),
    ...stockActs,
    ...jsonDocuments,
  },
  types: {
    DocumentValidationResult: {
      valid: bool,
      warning: bool,
      documentNumber: optional(text),
      otherSuggestedNumber: optional(text),
      errorMessage: optional(text),
      additionalInfo: optional(text),
    },
    IncomingInvoice: incoming,
    IncomingInvoiceItem: {
      num: int,
      isAdditionalExpense: optional(bool),
      product: optional(uuid),
      productArticle: optional(text),
      supplierProduct: noted('A uuid; clients send names too, which are not looked at', optional(text)),
      supplierProductArticle: optional(text),
      producer: optional(text),
      code: optional(text),
      amount: optional(decimal),
      actualAmount: optional(decimal),
      containerId: optional(uuid),
      actualUnitWeight: optional(decimal),
      price: optional(decimal),
      priceUnit: optional(text),
      priceWithoutVat: optional(decimal),
      sum: decimal,
      vatPercent: optional(decimal),
      vatSum: optional(decimal),
      discountSum: optional(decimal),
      amountUnit: optional(uuid),
      store: optional(uuid),
      customsDeclarationNumber: optional(text),
      sumWithoutNds: noted('Of old clients; not looked at', optional(decimal)),
      ndsPercent: noted('Of old clients; not looked at', optional(decimal)),
    },
    OutgoingInvoice: outgoing,
    OutgoingInvoiceItem: outgoingItem,
    ...typesOfJsonDocuments,
    ...typesOfStockActs(outgoing, outgoingItem),
  },
}
