import type { LedgerPlace, StoredPosting, Tx } from '../../src/app/ports.ts'
import type { StockDocument } from '../../src/domain/documents/document.ts'
import { aDocument } from '../../src/domain/documents/testing/a-document.ts'
import { stockKey } from '../../src/domain/stock/value-flows.ts'
import { noon } from './an-order.ts'
import type { Own } from './two-tenants.ts'

export const ownerOf = ({ tenantId, organizationId }: Own) => ({ tenantId, organizationId })

export const documentOf = (own: Own, id = own.documentId): StockDocument => ({
  ...aDocument('NEW', { comment: own.mark, date: noon, linkedDocumentId: own.cashShiftId }),
  ...ownerOf(own),
  id,
  number: own.mark,
})

export const keyOfStock = ({ storeId, productId }: Own): string => stockKey(storeId, productId)

/** A receipt into the store; its sum is the number of the tenant. */
export const receiptOf = (own: Own, id = own.postingId): StoredPosting => ({
  id,
  documentId: own.documentId,
  paymentId: null,
  type: 'INVOICE',
  basis: 'given',
  sum: BigInt(own.count),
  from: { accountId: own.accountId, isStore: false, counteragentId: null, productId: null, amount: null },
  to: {
    accountId: own.storeId,
    isStore: true,
    counteragentId: null,
    productId: own.productId,
    amount: BigInt(own.count),
  },
  batch: 0,
  itemNum: 1,
  at: noon,
  rank: 0,
  line: 1,
  createdAt: noon,
  createdBy: own.ownId,
  modifiedAt: noon,
  cashFlowCategoryId: null,
})

export const placeOfReceipt = (own: Own): LedgerPlace => ({ at: noon, rank: 0, documentId: own.documentId })

export const paymentOf = (own: Own): StoredPosting => ({
  ...receiptOf(own, own.paymentPostingId),
  type: 'INVOICE_PAYMENT',
  paymentId: own.ownId,
  to: { accountId: own.organizationId, isStore: false, counteragentId: null, productId: null, amount: null },
  line: 2,
})

export async function fillDocuments(tx: Tx, own: Own): Promise<void> {
  const owner = ownerOf(own)
  await tx.documents.insert(documentOf(own), Buffer.alloc(32, own.count))
  for (let taken = 0; taken < own.count; taken += 1)
    await tx.documents.takeNumber(owner, documentOf(own).content.kind)
  await tx.ledger.insert(owner, [receiptOf(own), paymentOf(own)])
  const balance = { amount: BigInt(own.count), cost: BigInt(own.count) }
  await tx.ledger.setBalances(
    owner,
    new Map([
      [keyOfStock(own), { ...balance, last: { ...balance, place: placeOfReceipt(own) }, settled: null }],
    ]),
  )
}
