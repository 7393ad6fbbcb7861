import type { DocumentPlace } from '../../domain/documents/check-content.ts'
import type { StockDocument } from '../../domain/documents/document.ts'
import { flowsOf } from '../../domain/documents/flows-of.ts'
import { type DocumentKind, documentKinds } from '../../domain/documents/kinds.ts'
import { requireAllowed } from '../../domain/documents/life-cycle.ts'
import type { Organization } from '../../domain/reference/books.ts'
import { requireOpenPeriod } from '../../domain/stock/policy.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, LedgerPlace, StoredPosting, Tx } from '../ports.ts'
import {
  changed,
  type DocumentScope,
  documentEntry,
  once,
  placeOf,
  requireDocument,
} from './document-scope.ts'
import { rewriteLedger } from './rewrite-ledger.ts'

type LedgerPlaceOf = DocumentPlace & { organization: Organization }

/** NEW → PROCESSED: the document moves goods and money (cloud-api §10.1). */
export async function postDocument(
  app: App,
  scope: DocumentScope,
  kind: DocumentKind,
  id: Uuid,
): Promise<StockDocument> {
  const place = await placeOf(app, scope)
  const document = await app.storage.transaction((tx) =>
    once(tx, scope, { id, kind }, async () => {
      const before = await requireDocument(tx, scope, id, kind)
      requireAllowed(before, 'post')
      const after = changed(app, scope, before, { status: 'PROCESSED' })
      await tx.documents.save(after)
      const flows = await writeToLedger(app, tx, scope, after, place)
      const payload = { version: after.version, flows: flows.map(({ id, type, sum }) => ({ id, type, sum })) }
      await tx.journal.append([documentEntry(app, scope, 'document.posted', id, payload)])
      return after
    }),
  )
  app.wake()
  return document
}

/** PROCESSED → NEW: the ledger is as if it had never been posted; payments stay. */
export async function unpostDocument(
  app: App,
  scope: DocumentScope,
  kind: DocumentKind,
  id: Uuid,
): Promise<StockDocument> {
  const place = await placeOf(app, scope)
  const document = await app.storage.transaction((tx) =>
    once(tx, scope, { id, kind }, async () => {
      const before = await requireDocument(tx, scope, id, kind)
      requireAllowed(before, 'unpost')
      const after = changed(app, scope, before, { status: 'NEW' })
      await takeFromLedger(app, tx, scope, before, place)
      await tx.documents.save(after)
      await tx.journal.append([
        documentEntry(app, scope, 'document.unposted', id, { version: after.version }),
      ])
      return after
    }),
  )
  app.wake()
  return document
}

const ledgerPlaceOf = ({ id, content }: StockDocument): LedgerPlace => ({
  at: content.date,
  rank: documentKinds[content.kind].rank,
  documentId: id,
})

/** Writes what a posted document does; answers its flows as valued. */
export async function writeToLedger(
  app: App,
  tx: Tx,
  scope: DocumentScope,
  document: StockDocument,
  place: LedgerPlaceOf,
): Promise<StoredPosting[]> {
  requireOpenPeriod(place.organization, document.content.date)
  const now = app.clock.now()
  const ledgerPlace = ledgerPlaceOf(document)
  const added = flowsOf(document.content, place).map((flow, line) => ({
    ...flow,
    ...ledgerPlace,
    id: app.random.uuid(),
    paymentId: null,
    line,
    cashFlowCategoryId: null,
    createdAt: now,
    createdBy: scope.userId,
    modifiedAt: now,
  }))
  await tx.ledger.lock(scope)
  return rewriteLedger(app, tx, {
    owner: scope,
    books: place,
    userId: scope.userId,
    place: ledgerPlace,
    removed: [],
    added,
  })
}

/** Takes back what a posted document did. */
export async function takeFromLedger(
  app: App,
  tx: Tx,
  scope: DocumentScope,
  document: StockDocument,
  place: LedgerPlaceOf,
): Promise<void> {
  requireOpenPeriod(place.organization, document.content.date)
  await tx.ledger.lock(scope)
  const written = await tx.ledger.ofDocument(scope, document.id)
  await rewriteLedger(app, tx, {
    owner: scope,
    books: place,
    userId: scope.userId,
    place: ledgerPlaceOf(document),
    removed: written.filter(({ paymentId }) => paymentId === null),
    added: [],
  })
}
