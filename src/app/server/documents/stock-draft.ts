/** Write-offs and transfers as clients of iikoServer send them: whatever may be missing (server-api §16). */
import { blankContent, blankItem } from '../../../domain/documents/blank.ts'
import type { DocumentContent, DocumentStatus } from '../../../domain/documents/document.ts'
import type { CardProblem } from '../../../domain/menu/modifier-rules.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Amount } from '../../../domain/stock/amounts.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { referenceProblems } from '../products/check-product.ts'

export type StockDraftItem = {
  productId: Uuid | null
  sizeId: Uuid | null
  amount: Amount | null
  unitId: Uuid | null
  containerId: Uuid | null
}

type Head = {
  /** Null: a new document. */
  id: Uuid | null
  /** Null: the next of its kind, or as it was. */
  number: string | null
  /** Epoch milliseconds. */
  date: number | null
  status: DocumentStatus | null
  conceptionId: Uuid | null
  comment: string | null
  items: readonly StockDraftItem[]
}
export type StockDraft = Head &
  (
    | { kind: 'writeoff'; storeId: Uuid | null; accountId: Uuid | null }
    | { kind: 'internalTransfer'; storeFromId: Uuid | null; storeToId: Uuid | null }
  )

/** The stores of a draft by the names that clients give them. */
const storesOf = (draft: StockDraft): Record<string, Uuid | null> =>
  draft.kind === 'writeoff'
    ? { storeId: draft.storeId }
    : { storeFromId: draft.storeFromId, storeToId: draft.storeToId }

const empty = (value: string): CardProblem => ({ code: 'EMPTY_FIELD', value })

/** Warehouses are accounts too, but goods are written off to others. */
function accountProblems(catalog: Catalog, id: Uuid | null): CardProblem[] {
  if (id === null) return [empty('accountId')]
  if (catalog.find('store', id)) return [{ code: 'INVENTORY_ASSETS_TYPE_NOT_ALLOWED', value: id }]
  return referenceProblems(catalog, 'account', id, 'ACCOUNT')
}

function itemProblems(
  catalog: Catalog,
  { productId, amount, unitId, containerId }: StockDraftItem,
): CardProblem[] {
  const isTooLittle = amount !== null && amount <= 0n
  return [
    ...(productId === null ? [empty('items.productId')] : []),
    ...(amount === null ? [empty('items.amount')] : []),
    ...(isTooLittle ? [{ code: 'ONLY_POSITIVE_VALUES_ALLOWED', value: 'items.amount' }] : []),
    ...referenceProblems(catalog, 'product', productId, 'PRODUCT'),
    ...referenceProblems(catalog, 'measureUnit', unitId, 'MEASURE_UNIT'),
    ...referenceProblems(catalog, 'container', containerId, 'CONTAINER'),
  ]
}

/** What keeps a draft from being written, by iiko's codes (server-api §16, §17.7). */
export function stockDraftProblems(catalog: Catalog, draft: StockDraft): CardProblem[] {
  return [
    ...(draft.date === null ? [empty('dateIncoming')] : []),
    ...(draft.status === null ? [empty('status')] : []),
    ...(draft.items.length === 0 ? [empty('items')] : []),
    ...Object.entries(storesOf(draft)).flatMap(([name, id]) =>
      id === null ? [empty(name)] : referenceProblems(catalog, 'store', id, 'STORE'),
    ),
    ...(draft.kind === 'writeoff' ? accountProblems(catalog, draft.accountId) : []),
    ...referenceProblems(catalog, 'conception', draft.conceptionId, 'CONCEPTION'),
    ...draft.items.flatMap((item) => itemProblems(catalog, item)),
  ]
}

/** A draft without problems as a document. */
export function contentOfDraft(draft: StockDraft): DocumentContent {
  const { kind, date, comment, conceptionId } = draft
  return {
    ...blankContent,
    kind,
    date: date ?? 0,
    comment,
    conceptionId,
    ...(draft.kind === 'writeoff'
      ? { storeFromId: draft.storeId, expenseAccountId: draft.accountId }
      : { storeFromId: draft.storeFromId, storeToId: draft.storeToId }),
    items: draft.items.map(({ productId, amount, sizeId, unitId, containerId }, index) => ({
      ...blankItem,
      num: index + 1,
      productId: productId ?? '',
      amount: amount ?? 0n,
      sizeId,
      unitId,
      containerId,
    })),
  }
}
