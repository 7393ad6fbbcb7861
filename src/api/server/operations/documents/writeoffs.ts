import type { InternalTransfer, Writeoff } from '../../generated/types.ts'
import type { Handlers } from '../../operation.ts'
import {
  byId,
  byNumber,
  draftHead,
  headOnWire,
  linesOnWire,
  listOf,
  type Render,
  saved,
} from './json-documents.ts'

const writeoff: Render<Writeoff> = (call, one) => {
  const { storeFromId, expenseAccountId } = one.document.content
  return {
    ...headOnWire(one),
    storeId: storeFromId ?? '',
    accountId: expenseAccountId ?? '',
    // Sizes have no factors of their own here: the tech card of a size says what it takes.
    items: linesOnWire(call, one).map(({ line: { num, productId, ...line }, sizeId }) => ({
      num,
      productId,
      productSizeId: sizeId,
      amountFactor: 1,
      ...line,
    })),
  }
}

const transfer: Render<InternalTransfer> = (call, one) => {
  const { storeFromId, storeToId } = one.document.content
  return {
    ...headOnWire(one),
    storeFromId: storeFromId ?? '',
    storeToId: storeToId ?? '',
    items: linesOnWire(call, one).map(({ line }) => line),
  }
}

/** Write-offs and internal transfers in JSON over the documents that all families share (server-api §16). */
export const jsonDocumentHandlers: Handlers = {
  'GET /v2/documents/writeoff': (call) => listOf(call, 'writeoff', writeoff),
  'GET /v2/documents/writeoff/byId': (call) => byId(call, 'writeoff', writeoff),
  'GET /v2/documents/writeoff/byNumber': (call) => byNumber(call, 'writeoff', writeoff),
  'POST /v2/documents/writeoff': (call) => {
    const { storeId = null, accountId = null, items } = call.body
    const { said, ...head } = draftHead(call.body, items)
    const draft = { ...head, kind: 'writeoff' as const, date: null, storeId, accountId }
    return saved(call, { draft, said, storeIds: [storeId] }, writeoff)
  },

  'GET /v2/documents/internalTransfer': (call) => listOf(call, 'internalTransfer', transfer),
  'GET /v2/documents/internalTransfer/byId': (call) => byId(call, 'internalTransfer', transfer),
  'GET /v2/documents/internalTransfer/byNumber': (call) => byNumber(call, 'internalTransfer', transfer),
  'POST /v2/documents/internalTransfer': (call) => {
    const { storeFromId = null, storeToId = null, items } = call.body
    const { said, ...head } = draftHead(call.body, items)
    const draft = { ...head, kind: 'internalTransfer' as const, date: null, storeFromId, storeToId }
    return saved(call, { draft, said, storeIds: [storeFromId, storeToId] }, transfer)
  },
}
