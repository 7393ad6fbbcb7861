import type { DocumentPlace } from '../../domain/documents/check-content.ts'
import type { DocumentContent, StockDocument } from '../../domain/documents/document.ts'
import { flowsOf } from '../../domain/documents/flows-of.ts'
import { documentKinds } from '../../domain/documents/kinds.ts'
import type { Organization } from '../../domain/reference/books.ts'
import { requireOpenPeriod } from '../../domain/stock/policy.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, LedgerPlace, StoredPosting, Tx } from '../ports.ts'
import type { DocumentScope } from './document-scope.ts'
import { rewriteLedger } from './rewrite-ledger.ts'

type Books = DocumentPlace & { organization: Organization }
type Paper = Pick<StockDocument, 'id' | 'content'>

const ledgerPlaceOf = (documentId: Uuid, { kind, date }: DocumentContent): LedgerPlace => ({
  at: date,
  rank: documentKinds[kind].rank,
  documentId,
})

/** Writes what a posted document does; answers its flows as valued. */
export async function writeToLedger(
  app: App,
  tx: Tx,
  scope: DocumentScope,
  { id, content }: Paper,
  books: Books,
): Promise<StoredPosting[]> {
  requireOpenPeriod(books.organization, content.date)
  const now = app.clock.now()
  const place = ledgerPlaceOf(id, content)
  const added = flowsOf(content, books).map((flow, line) => ({
    ...flow,
    ...place,
    id: app.random.uuid(),
    paymentId: null,
    line,
    cashFlowCategoryId: null,
    createdAt: now,
    createdBy: scope.userId,
    modifiedAt: now,
  }))
  await tx.ledger.lock(scope)
  return rewriteLedger(app, tx, { owner: scope, books, userId: scope.userId, place, removed: [], added })
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
