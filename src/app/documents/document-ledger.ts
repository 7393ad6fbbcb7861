import type { DocumentPlace } from '../../domain/documents/check-content.ts'
import type { DocumentContent, StockDocument } from '../../domain/documents/document.ts'
import { flowsOf } from '../../domain/documents/flows-of.ts'
import { documentKinds } from '../../domain/documents/kinds.ts'
import type { Organization } from '../../domain/reference/books.ts'
import { requireOpenPeriod, stockPolicyOf } from '../../domain/stock/policy.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, LedgerPlace, StoredPosting, Tx } from '../ports.ts'
import { addReceipts, arePlainReceipts } from './add-receipts.ts'
import { bookedStock } from './booked-stock.ts'
import type { DocumentScope } from './document-scope.ts'
import { rewriteLedger } from './rewrite-ledger.ts'

type Books = DocumentPlace & { organization: Organization }
export type Paper = Pick<StockDocument, 'id' | 'content'>

export const ledgerPlaceOf = (documentId: Uuid, { kind, date }: DocumentContent): LedgerPlace => ({
  at: date,
  rank: documentKinds[kind].rank,
  documentId,
})

/** What was written, as valued, and what is to be done when all else of the deed is written. */
export type LedgerWrite = { flows: StoredPosting[]; finish: () => Promise<void> }

/** Writes what a posted document does. */
export async function writeToLedger(
  app: App,
  tx: Tx,
  scope: DocumentScope,
  paper: Paper,
  books: Books,
): Promise<LedgerWrite> {
  return rewrite(app, tx, scope, books, await addedBy(app, tx, scope, paper, books))
}

/**
 * The same by the short way where that may be gone; its end throws {@link ReceiptsReachOthers} when it leads nowhere, and
 * then the whole transaction has to be tried again with {@link writeToLedger}.
 */
export async function writeToLedgerAtOnce(
  app: App,
  tx: Tx,
  scope: DocumentScope,
  paper: Paper,
  books: Books,
): Promise<LedgerWrite> {
  const { place, added } = await addedBy(app, tx, scope, paper, books)
  const isShort = stockPolicyOf(books.organization).costMethod === 'Average' && arePlainReceipts(added)
  if (!isShort) return rewrite(app, tx, scope, books, { place, added })
  await tx.ledger.insert(scope, added)
  return { flows: added, finish: () => addReceipts(tx, scope, place, added) }
}

type Added = { place: LedgerPlace; added: StoredPosting[] }

async function addedBy(
  app: App,
  tx: Tx,
  scope: DocumentScope,
  { id, content }: Paper,
  books: Books,
): Promise<Added> {
  requireOpenPeriod(books.organization, content.date)
  const now = app.clock.now()
  const place = ledgerPlaceOf(id, content)
  const booked = await bookedFor(tx, scope, place, content)
  const added = flowsOf(content, { ...books, ...booked }).map((flow, line) => ({
    ...flow,
    ...place,
    id: app.random.uuid(),
    paymentId: null,
    line,
    cashFlowCategoryId: content.cashOrder?.cashFlowCategoryId ?? null,
    createdAt: now,
    createdBy: scope.userId,
    modifiedAt: now,
  }))
  return { place, added }
}

async function rewrite(
  app: App,
  tx: Tx,
  scope: DocumentScope,
  books: Books,
  { place, added }: Added,
): Promise<LedgerWrite> {
  await tx.ledger.lock(scope)
  const flows = await rewriteLedger(app, tx, {
    ...{ owner: scope, books, userId: scope.userId },
    ...{ place, removed: [], added },
  })
  return { flows, finish: async () => {} }
}

/** What a stock-taking is held against: nobody may write while it is. */
async function bookedFor(
  tx: Tx,
  scope: DocumentScope,
  place: LedgerPlace,
  content: DocumentContent,
): Promise<Pick<DocumentPlace, 'booked'>> {
  if (!documentKinds[content.kind].isCounted) return {}
  await tx.ledger.lock(scope)
  return { booked: await bookedStock(tx, scope, place, content) }
}

/** Takes back what a posted document did. */
export async function takeFromLedger(
  app: App,
  tx: Tx,
  scope: DocumentScope,
  { id, content }: Paper,
  books: Books,
): Promise<void> {
  requireOpenPeriod(books.organization, content.date)
  await tx.ledger.lock(scope)
  const removed = (await tx.ledger.ofDocument(scope, id)).filter(({ paymentId }) => paymentId === null)
  const place = ledgerPlaceOf(id, content)
  await rewriteLedger(app, tx, { owner: scope, books, userId: scope.userId, place, removed, added: [] })
}
