import {
  choice,
  decimal,
  int,
  list,
  type Members,
  noted,
  type Operation,
  optional,
  otherwise,
  text,
  type,
  uuid,
  xml,
} from '../describe.ts'

const status = choice('NEW', 'PROCESSED', 'DELETED')
const written = (summary: string, source: string) => ({ summary, source, known: 'documented' as const })
const result = xml('documentValidationResult', type('DocumentValidationResult'))
const counted = xml('incomingInventoryValidationResult', type('IncomingInventoryValidationResult'))
const document = (name: string) => xml('document', type(name))

/** Documents that are imported and not exported (server-api §15.5–§15.8). */
export const stockActs: Record<string, Operation> = {
  'POST /documents/import/returnedInvoice': {
    ...written('Writes a return to a supplier', '§15.5'),
    since: '4.4',
    body: document('ReturnedInvoice'),
    answer: result,
  },
  'POST /documents/import/salesDocument': {
    ...written('Writes a sales act', '§15.6'),
    body: document('SalesDocument'),
    answer: result,
  },
  'POST /documents/import/productionDocument': {
    ...written('Writes a production act', '§15.7'),
    body: document('ProductionDocument'),
    answer: result,
  },
  'POST /documents/import/incomingInventory': {
    ...written('Writes a stock-taking', '§15.8'),
    since: '5.1',
    body: document('IncomingInventory'),
    answer: counted,
  },
  'POST /documents/check/incomingInventory': {
    ...written('What a stock-taking would give; nothing is written', '§15.8'),
    since: '5.1',
    body: document('IncomingInventory'),
    answer: counted,
  },
  'GET /documents/export/lastDocuments': {
    summary: 'The last documents of a store, a product or a type',
    known: 'wadl',
    source: '§15',
    query: {
      requestedCount: noted('How many, the last ones first', otherwise(10, int)),
      storeId: optional(uuid),
      productId: optional(uuid),
      documentType: noted('A code of §4', optional(text)),
    },
    answer: xml('documentDtoes', list(type('LastDocument'), 'document')),
  },
}

const productNamed: Members = { productId: optional(uuid), productArticle: optional(text) }
const storeNamed: Members = { storeId: optional(uuid), storeCode: optional(text) }
const named: Members = { id: optional(uuid), code: optional(text), name: optional(text) }
const taxed: Members = {
  sum: decimal,
  discountSum: optional(decimal),
  vatPercent: optional(decimal),
  vatSum: optional(decimal),
}
const head: Members = {
  documentNumber: optional(text),
  dateIncoming: optional(text),
  status: optional(status),
}

/** Types of the others. */
const types: Record<string, Members> = {
  SalesDocument: {
    ...head,
    accountToCode: optional(text),
    revenueAccountCode: optional(text),
    items: optional(list(type('SalesDocumentItem'), 'item')),
  },
  SalesDocumentItem: { ...productNamed, ...storeNamed, amount: decimal, ...taxed },
  ProductionDocument: {
    ...head,
    conception: optional(uuid),
    conceptionCode: optional(text),
    comment: optional(text),
    storeFrom: optional(uuid),
    storeTo: optional(uuid),
    items: optional(list(type('ProductionDocumentItem'), 'item')),
  },
  ProductionDocumentItem: {
    num: optional(int),
    product: optional(uuid),
    productArticle: optional(text),
    amount: decimal,
    containerId: optional(uuid),
    amountUnit: optional(uuid),
  },
  IncomingInventory: {
    ...head,
    useDefaultDocumentTime: optional({ is: 'bool' }),
    accountSurplusCode: optional(text),
    accountShortageCode: optional(text),
    ...storeNamed,
    conceptionId: optional(uuid),
    conceptionCode: optional(text),
    comment: optional(text),
    items: optional(list(type('IncomingInventoryItem'), 'item')),
  },
  IncomingInventoryItem: {
    status: choice('NEW', 'SAVE', 'RECALC'),
    recalculationNumber: noted('Not looked at', optional(int)),
    ...productNamed,
    containerId: optional(uuid),
    containerCode: optional(text),
    amountContainer: noted('In packages', decimal),
    amountGross: noted('Not kept', optional(decimal)),
    producerId: noted('Not kept', optional(uuid)),
    comment: noted('Not kept', optional(text)),
  },
  IncomingInventoryValidationResult: {
    valid: { is: 'bool' },
    warning: { is: 'bool' },
    documentNumber: optional(text),
    otherSuggestedNumber: optional(text),
    errorMessage: optional(text),
    additionalInfo: optional(text),
    store: optional(type('NamedRecord')),
    date: optional(text),
    items: optional(list(type('IncomingInventoryResult'), 'item')),
  },
  IncomingInventoryResult: {
    product: type('NamedRecord'),
    expectedAmount: decimal,
    expectedSum: decimal,
    actualAmount: decimal,
    differenceAmount: decimal,
    differenceSum: decimal,
  },
  NamedRecord: named,
  LastDocument: {
    id: uuid,
    documentNumber: text,
    documentType: text,
    dateIncoming: text,
    status,
    departmentId: uuid,
    counteragentId: optional(uuid),
    comment: optional(text),
  },
}

/** Their types; those of a return are an outgoing invoice's and more. */
export const typesOfStockActs = (outgoing: Members, outgoingItem: Members): Record<string, Members> => {
  const { revenueAccountCode: _, items: __, ...returned } = outgoing
  return {
    ...types,
    ReturnedInvoice: {
      ...returned,
      incomingInvoiceNumber: noted('Of the receipt that is returned; needed', optional(text)),
      incomingInvoiceDate: noted('Its date; needed', optional(text)),
      storeCostAffected: noted(
        'true: at the purchase price, false: at the current cost',
        optional({ is: 'bool' }),
      ),
      items: optional(list(type('ReturnedInvoiceItem'), 'item')),
    },
    ReturnedInvoiceItem: {
      ...outgoingItem,
      supplierProduct: optional(text),
      supplierProductArticle: optional(text),
      customsDeclarationNumber: optional(text),
    },
  }
}
