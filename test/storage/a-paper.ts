import type { StoredPosting, Tx } from '../../src/app/ports.ts'
import type { StockDocument } from '../../src/domain/documents/document.ts'
import { aContent } from '../../src/domain/documents/testing/a-document.ts'
import { stockKey } from '../../src/domain/stock/value-flows.ts'
import { noon } from './an-order.ts'
import { nextId } from './file-database.ts'
import type { Own } from './two-tenants.ts'

const billion = 1_000_000_000n
const shared = { storeId: nextId(), supplierId: nextId(), productId: nextId(), postingId: nextId() }

export const documentId = nextId()
export const storeId = shared.storeId
export const keys = [stockKey(shared.storeId, shared.productId)]
/** A moment of the ledger with the document of {@link documentOf} before it, and one with it behind. */
export const places = {
  after: { at: noon + 1, rank: 0, documentId },
  from: { at: noon, rank: 0, documentId },
}

export const documentOf = (own: Own): StockDocument => ({
  tenantId: own.tenantId,
  organizationId: own.organizationId,
  id: documentId,
  number: own.mark,
  status: 'PROCESSED',
  version: 1,
  createdAt: noon,
  createdBy: own.loginId,
  modifiedAt: noon,
  modifiedBy: own.loginId,
  paymentDate: null,
  content: aContent({ date: noon, comment: own.mark }),
})

/** So much of a product came to a store; how much tells whose it is. */
export const receiptOf = (own: Own, id = shared.postingId): StoredPosting => ({
  id,
  documentId,
  paymentId: null,
  at: noon,
  rank: 0,
  line: 0,
  batch: 0,
  itemNum: 1,
  type: 'INVOICE',
  basis: 'given',
  sum: BigInt(own.count) * billion,
  from: {
    accountId: shared.supplierId,
    isStore: false,
    counteragentId: own.ownId,
    productId: null,
    amount: null,
  },
  to: {
    accountId: shared.storeId,
    isStore: true,
    counteragentId: null,
    productId: shared.productId,
    amount: BigInt(own.count) * billion,
  },
  cashFlowCategoryId: null,
  createdAt: noon,
  createdBy: own.loginId,
  modifiedAt: noon,
})

/** Money that was given for the document. */
export const paymentOf = (own: Own): StoredPosting => {
  const id = nextId()
  const plain = receiptOf(own, id)
  return { ...plain, paymentId: id, to: { ...plain.to, isStore: false, productId: null, amount: null } }
}

export const lotOf = ({ count }: Own) => ({ amount: BigInt(count) * billion, cost: BigInt(count) * billion })

/** A posted document with its ledger. */
export async function fillDocuments(tx: Tx, own: Own): Promise<void> {
  await tx.documents.insert(documentOf(own), Buffer.from(own.mark))
  await tx.documents.takeNumber(own, 'writeoff')
  await tx.ledger.lock(own)
  await tx.ledger.insert(own, [receiptOf(own), paymentOf(own)])
  await tx.ledger.setBalances(own, new Map(keys.map((key) => [key, { ...lotOf(own), last: lotOf(own) }])))
}
