import { noon } from './an-order.ts'
import { nextId } from './file-database.ts'
import { type Cases, changes, counts, tells } from './isolation-case.ts'
import { documentOf, keyOfStock, ownerOf, paymentOf, placeOfReceipt, receiptOf } from './two-ledgers.ts'
import type { Own } from './two-tenants.ts'

const start = { at: 0, rank: 0, documentId: '00000000-0000-0000-0000-000000000000' }
const end = { ...start, at: noon + 1 }
const lotOf = (own: Own) => ({ amount: BigInt(own.count), cost: BigInt(own.count) })
const lastOf = (own: Own) => ({ ...lotOf(own), place: placeOfReceipt(own) })

/** Documents, stock and finance. */
export const documentCases: Pick<Cases, 'documents' | 'ledger'> = {
  documents: {
    find: tells((tx, own) => tx.documents.find(ownerOf(own), own.documentId)),
    findForChange: tells((tx, own) => tx.documents.findForChange(ownerOf(own), own.documentId)),
    insert: changes((tx, own) => tx.documents.insert(documentOf(own, nextId()), Buffer.alloc(32))),
    digestOf: counts(
      (tx, own) => tx.documents.digestOf(ownerOf(own), own.documentId),
      ({ count }) => Buffer.alloc(32, count),
    ),
    save: changes((tx, own) => tx.documents.save({ ...documentOf(own), number: 'renamed' })),
    saveHead: changes((tx, own) => tx.documents.saveHead({ ...documentOf(own), status: 'PROCESSED' })),
    list: tells((tx, own) => {
      const { kind } = documentOf(own).content
      return tx.documents.list({ ...ownerOf(own), kind, from: 0, to: noon + 1, limit: 9 })
    }),
    latest: tells((tx, own) =>
      tx.documents.latest(ownerOf(own), { kind: null, storeId: null, productId: null, limit: 10 }),
    ),
    linkedTo: tells((tx, own) => tx.documents.linkedTo(own.tenantId, [own.cashShiftId])),
    byNumber: tells((tx, own) => {
      const { content, number } = documentOf(own)
      return tx.documents.byNumber(ownerOf(own), content.kind, number)
    }),
    takeNumber: counts(
      (tx, own) => tx.documents.takeNumber(ownerOf(own), documentOf(own).content.kind),
      ({ count }) => count + 1,
    ),
  },
  ledger: {
    lock: counts(
      (tx, own) => tx.ledger.lock(ownerOf(own)),
      () => undefined,
    ),
    insert: changes((tx, own) => tx.ledger.insert(ownerOf(own), [receiptOf(own, nextId())])),
    remove: changes((tx, own) => tx.ledger.remove(ownerOf(own), [own.postingId])),
    setSums: changes((tx, own) => tx.ledger.setSums(ownerOf(own), [{ id: own.postingId, sum: 99n }], noon)),
    itemCosts: counts(
      async (tx, own) => [...(await tx.ledger.itemCosts(ownerOf(own), [own.documentId])).values()],
      ({ count }) => [new Map([[1, BigInt(count)]])],
    ),
    ofDocument: tells((tx, own) => tx.ledger.ofDocument(ownerOf(own), own.documentId)),
    from: tells((tx, own) => tx.ledger.from(ownerOf(own), [keyOfStock(own)], start)),
    before: tells((tx, own) => tx.ledger.before(ownerOf(own), [keyOfStock(own)], end)),
    lastReceipts: counts(
      async (tx, own) => [...(await tx.ledger.lastReceipts(ownerOf(own), [keyOfStock(own)], end)).values()],
      (own) => [lastOf(own)],
    ),
    balances: counts(
      async (tx, own) => [...(await tx.ledger.balances(ownerOf(own), [keyOfStock(own)])).values()],
      (own) => [{ ...lotOf(own), last: lastOf(own), settled: null }],
    ),
    setBalances: changes((tx, own) =>
      tx.ledger.setBalances(
        ownerOf(own),
        new Map([[keyOfStock(own), { amount: 9n, cost: 9n, last: null, settled: null }]]),
      ),
    ),
    addReceipts: changes((tx, own) =>
      tx.ledger.addReceipts(
        ownerOf(own),
        end,
        new Map([[keyOfStock(own), { ...lotOf(own), last: lotOf(own) }]]),
      ),
    ),
    payments: counts(
      async (tx, own) => [...(await tx.ledger.payments(ownerOf(own), [paymentOf(own).documentId])).values()],
      ({ count }) => [{ paid: BigInt(count), lastAt: noon }],
    ),
    accountBalance: counts(
      (tx, own) => tx.ledger.accountBalance(ownerOf(own), own.organizationId, noon + 1),
      ({ count }) => BigInt(count),
    ),
    ofAccount: tells((tx, own) =>
      tx.ledger.ofAccount(ownerOf(own), own.accountId, { from: 0, to: noon + 1, limit: 9 }),
    ),
  },
}
