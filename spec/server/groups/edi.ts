import {
  attribute,
  choice,
  content,
  day,
  decimal,
  type Group,
  int,
  list,
  type Member,
  type Members,
  noted,
  nothing,
  optional,
  repeated,
  revisionFrom,
  text,
  type,
  xml,
} from '../describe.ts'

const told = (summary: string, since: string) => ({
  summary,
  since,
  source: '§23',
  known: 'documented' as const,
})

const name = { number: attribute(text), date: attribute(day) }
const parties: Members = {
  seller: type('EdiContractor'),
  buyer: type('EdiContractor'),
  invoicee: optional(type('EdiContractor')),
}

/** What a line of an order and one of an answer share. */
const line: Members = {
  lineNumber: int,
  gtin: optional(text),
  internalBuyerCode: noted('The article; this or gtin', optional(text)),
  internalSupplierCode: optional(text),
  name: optional(text),
  comment: optional(text),
}
const price: Members = {
  priceWithoutVat: optional(decimal),
  priceWithVat: optional(decimal),
  sumWithoutVat: optional(decimal),
  vatRate: optional(decimal),
  sumVat: optional(decimal),
  sumWithVat: optional(decimal),
}
const quantity = type('EdiQuantity')

const types: Record<string, Members> = {
  EdiMessage: {
    id: attribute(optional(text)),
    creationDateTime: attribute(optional(text)),
    header: type('EdiHeader'),
    order: optional(type('EdiOrder')),
    ordersp: optional(type('EdiResponse')),
    invoice: optional(type('EdiInvoice')),
  },
  EdiHeader: {
    sender: type('EdiContractor'),
    recipient: type('EdiContractor'),
    documentType: choice('ORDERS', 'ORDRSP', 'INVOIC'),
  },
  EdiContractor: {
    gln: optional(text),
    guid: optional(text),
    name: optional(text),
    internalCode: noted('Of stores only', optional(text)),
    inn: optional(text),
    kpp: optional(text),
  },
  EdiOrder: {
    number: attribute(optional(text)),
    date: name.date as Member,
    status: attribute(optional(choice('original', 'canceled'))),
    processingStatus: attribute(optional(text)),
    ...parties,
    deliveryInfo: optional(type('EdiDeliveryInfo')),
    comment: optional(text),
    lineItems: type('EdiLineItems'),
  },
  EdiDeliveryInfo: {
    requestedDeliveryDateTime: optional(text),
    estimatedDeliveryDateTime: optional(text),
  },
  EdiLineItems: {
    lineItem: repeated(type('EdiLine')),
    totalSumWithVat: optional(decimal),
  },
  EdiLine: { ...line, requestedQuantity: quantity, ...price },
  EdiQuantity: {
    measureUnit: choice('KG', 'PCE', 'LT'),
    quantity: decimal,
    container: optional(type('EdiContainer')),
    containerQuantity: optional(decimal),
  },
  EdiContainer: { internalCode: text, name: text, quantity: decimal },
  EdiOrigin: { ...name },
  EdiResponse: {
    ...name,
    status: attribute(choice('Accepted', 'Rejected')),
    originOrder: type('EdiOrigin'),
    ...parties,
    deliveryInfo: optional(type('EdiDeliveryInfo')),
    lineItems: optional(type('EdiAnswerLineItems')),
  },
  EdiInvoice: {
    ...name,
    type: attribute(choice('Original')),
    originOrder: type('EdiOrigin'),
    ...parties,
    deliveryInfo: optional(type('EdiDeliveryInfo')),
    comment: optional(text),
    lineItems: optional(type('EdiAnswerLineItems')),
  },
  EdiAnswerLineItems: {
    lineItem: repeated(type('EdiAnswerLine')),
    totalSumExcludingTaxes: optional(decimal),
    totalVATSum: optional(decimal),
    totalSum: optional(decimal),
  },
  EdiAnswerLine: {
    ...line,
    orderLineNumber: noted('Absent: a line that the order does not have', optional(int)),
    requestedQuantity: optional(quantity),
    confirmedQuantity: noted('Zero: the line is cancelled', optional(quantity)),
    ...price,
  },
  EdiWarning: {
    code: attribute(
      choice(
        'SUPPLIER_PRODUCT_NOT_FOUND',
        'SUPPLIER_PRICELIST_NOT_FOUND',
        'PRODUCT_AND_SUPPLIER_PRODUCT_DO_NOT_MATCH',
        'ORDER_ITEM_IS_POSSIBLY_INCORRECT',
      ),
    ),
    text: content(text),
  },
  EdiOrderResult: { warnings: list(type('EdiWarning'), 'warning'), order: type('EdiOrder') },
  EdiIdentifier: { ...name },
}

const message = { as: 'xml', root: 'ediMessage', of: type('EdiMessage') } as const
const orderBody = { as: 'xml', root: 'order', of: type('EdiOrder') } as const
const identifiers = {
  as: 'xml',
  root: 'documentIdentifierDtoes',
  of: list(type('EdiIdentifier'), 'documentIdentifier'),
} as const
const orders = xml('orderDtoes', list(type('EdiOrder'), 'order'))
const result = xml('orderCreationOrUpdateResultDto', type('EdiOrderResult'))

/** Orders to suppliers by electronic exchange (server-api §23). */
export const edi: Group = {
  area: 'EDI',
  operations: {
    'GET /edi/{ediSystem}/orders/bySeller': {
      ...told('What a seller has to read: orders that are sent, and known ones that are taken back', '5.0'),
      query: {
        gln: noted('This or inn', optional(text)),
        inn: optional(text),
        kpp: optional(text),
        name: optional(text),
      },
      answer: xml('ediMessageDtoes', list(type('EdiMessage'), 'ediMessage')),
    },
    'PUT /edi/{ediSystem}/orders/ack': {
      ...told('A seller has read an order', '5.0'),
      query: { number: text, date: day, status: optional(choice('original', 'canceled')) },
      answer: nothing,
    },
    'PUT /edi/{ediSystem}/response': {
      ...told('What a seller answers to an order', '5.0'),
      body: message,
      answer: xml('ediMessage', type('EdiMessage')),
    },
    'PUT /edi/{ediSystem}/invoice': {
      ...told('The invoice of a seller becomes an incoming invoice', '5.0'),
      body: message,
      answer: xml('ediMessage', type('EdiMessage')),
    },
    'GET /edi/{ediSystem}/orders/list': {
      ...told('Orders of a period in any status', '5.1'),
      query: { from: optional(day), to: noted('Inclusive', optional(day)), revisionFrom },
      answer: orders,
    },
    'POST /edi/{ediSystem}/orders/create': {
      ...told('Writes an order', '5.1'),
      body: orderBody,
      answer: result,
    },
    'PUT /edi/{ediSystem}/orders/update': {
      ...told('Writes an order anew, or takes it back', '5.1'),
      body: orderBody,
      answer: result,
    },
    'PUT /edi/{ediSystem}/orders/register': {
      ...told('Registers orders', '5.1'),
      body: identifiers,
      answer: orders,
    },
    'PUT /edi/{ediSystem}/orders/unregister': {
      ...told('Makes registered orders drafts again', '5.1'),
      body: identifiers,
      answer: orders,
    },
    'PUT /edi/{ediSystem}/orders/send': { ...told('Sends orders', '5.1'), body: identifiers, answer: orders },
  },
  types,
}
