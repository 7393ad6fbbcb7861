import type { StockDocument } from '../../domain/documents/document.ts'
import { type DocumentEvent, evolve } from '../../domain/documents/events.ts'
import type { DocumentKind } from '../../domain/documents/kinds.ts'
import { type DocumentDeed, requireAllowed } from '../../domain/documents/life-cycle.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, NewEntry, Tx } from '../ports.ts'
import { type DocumentScope, requireDocument } from './document-scope.ts'

type WithoutStamp<Event> = Event extends DocumentEvent ? Omit<Event, 'at' | 'by'> : never
/** What a deed makes of a document. */
export type Happening = WithoutStamp<DocumentEvent> & {
  /** What others wait for while it is locked: done last, so that they wait no longer than they must. */
  finish?: () => Promise<void>
}

/**
 * Does a deed to one document: finds and locks it, asks whether its status allows the deed, and writes down what `work`
 * says that happened; null: nothing did. A repeat under the client's key is told how the document is now. Answers the
 * document with the id of the call that did the deed.
 */
export async function changeDocument(
  app: App,
  scope: DocumentScope,
  { id, kind, deed }: { id: Uuid; kind: DocumentKind; deed: DocumentDeed },
  work: (tx: Tx, document: StockDocument) => Promise<Happening | null>,
): Promise<{ document: StockDocument; callId: Uuid }> {
  const done = await app.storage.transaction(async (tx) => {
    const earlierCall = await scope.earlierCall(tx)
    const before = await requireDocument(tx, scope, id, kind)
    if (earlierCall) return { document: before, callId: earlierCall }
    requireAllowed(before, deed)
    const happening = await work(tx, before)
    const document = happening ? await recordHappening(app, tx, scope, before, happening) : before
    return { document, callId: scope.correlationId }
  })
  app.wake()
  return done
}

/** Writes down what happened to a document that the transaction has locked; answers how it is now. */
export async function recordHappening(
  app: App,
  tx: Tx,
  scope: DocumentScope,
  before: StockDocument,
  { finish, ...happening }: Happening,
): Promise<StockDocument> {
  const event: DocumentEvent = { ...happening, at: app.clock.now(), by: scope.userId }
  const after = evolve(before, event)
  if (after.content !== before.content) await tx.documents.save(after)
  else if (after !== before) await tx.documents.saveHead(after)
  await tx.journal.append([documentEntry(app, scope, after.id, event)])
  await finish?.()
  return after
}

/** An entry of the journal; its payload never holds who the other party is but by id. */
export const documentEntry = (
  app: App,
  { tenantId, organizationId, actor, correlationId }: DocumentScope,
  entityId: Uuid,
  event: DocumentEvent,
): NewEntry => ({
  tenantId,
  organizationId,
  terminalGroupId: null,
  entryId: app.random.uuid(),
  at: event.at,
  actor,
  kind: event.kind,
  entity: 'document',
  entityId,
  correlationId,
  completes: false,
  payload: event,
})
