import {
  choice,
  day,
  decimal,
  envelope,
  int,
  json,
  list,
  type Member,
  type Members,
  noted,
  nullable,
  number,
  type Operation,
  optional,
  revisionFrom,
  text,
  type,
  uuid,
} from '../describe.ts'

const status = choice('NEW', 'PROCESSED', 'DELETED')
const maybe = (member: Member): Member => optional(nullable(member))

/** List, byId, byNumber and writing of one kind (server-api §16). */
const kind = (name: string, typeName: string): Record<string, Operation> => {
  const told = (summary: string) => ({
    summary: `${summary}: ${name}`,
    source: '§16',
    known: 'documented' as const,
    since: '7.9.3',
  })
  return {
    [`GET /v2/documents/${name}`]: {
      ...told('Documents of a period'),
      query: { dateFrom: day, dateTo: noted('Inclusive', day), status: optional(status), revisionFrom },
      answer: json(type(`${typeName}s`)),
    },
    [`GET /v2/documents/${name}/byId`]: {
      ...told('One document'),
      query: { id: uuid },
      answer: json(type(typeName)),
    },
    [`GET /v2/documents/${name}/byNumber`]: {
      ...told('Documents by number'),
      query: { documentNumber: text },
      answer: json(list(type(typeName))),
    },
    [`POST /v2/documents/${name}`]: {
      ...told('Writes a document, without id a new one'),
      body: json(type(`${typeName}Draft`)),
      answer: json(type(`Saved${typeName}`)),
    },
  }
}

export const jsonDocuments: Record<string, Operation> = {
  ...kind('writeoff', 'Writeoff'),
  ...kind('internalTransfer', 'InternalTransfer'),
}

const head: Members = {
  id: uuid,
  dateIncoming: noted('Local, yyyy-MM-ddTHH:mm', text),
  documentNumber: text,
  status,
  conceptionId: optional(uuid),
  comment: optional(text),
}
const draftHead: Members = {
  id: noted('Of the document that is changed', maybe(uuid)),
  dateIncoming: maybe(text),
  documentNumber: noted('Absent: the next one', maybe(text)),
  status: maybe(status),
  conceptionId: maybe(uuid),
  comment: maybe(text),
}
const line: Members = {
  num: int,
  productId: uuid,
  amount: number,
  measureUnitId: nullable(uuid),
  containerId: nullable(uuid),
  cost: noted('Null: not posted', nullable(number)),
}
const draftLine: Members = {
  productId: maybe(uuid),
  amount: maybe(decimal),
  measureUnitId: maybe(uuid),
  containerId: maybe(uuid),
}
const portion: Members = { productSizeId: nullable(uuid), amountFactor: number }
const stores: Members = { storeFromId: uuid, storeToId: uuid }

export const typesOfJsonDocuments: Record<string, Members> = {
  Writeoff: {
    ...head,
    storeId: uuid,
    accountId: uuid,
    externalOutgoingInvoiceId: optional(uuid),
    externalProductionDocumentId: optional(uuid),
    items: list(type('WriteoffItem')),
  },
  WriteoffItem: { ...line, ...portion },
  WriteoffDraft: {
    ...draftHead,
    storeId: maybe(uuid),
    accountId: maybe(uuid),
    items: maybe(list(type('WriteoffDraftItem'))),
  },
  WriteoffDraftItem: {
    ...draftLine,
    productSizeId: maybe(uuid),
    amountFactor: noted('Not looked at', maybe(number)),
  },
  InternalTransfer: { ...head, ...stores, items: list(type('InternalTransferItem')) },
  InternalTransferItem: line,
  InternalTransferDraft: {
    ...draftHead,
    storeFromId: maybe(uuid),
    storeToId: maybe(uuid),
    items: maybe(list(type('InternalTransferDraftItem'))),
  },
  InternalTransferDraftItem: draftLine,
  ...envelope('Writeoffs', list(type('Writeoff')), true),
  ...envelope('SavedWriteoff', type('Writeoff')),
  ...envelope('InternalTransfers', list(type('InternalTransfer')), true),
  ...envelope('SavedInternalTransfer', type('InternalTransfer')),
}
