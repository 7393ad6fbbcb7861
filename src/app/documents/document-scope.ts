import type { DocumentPlace } from '../../domain/documents/check-content.ts'
import type { StockDocument } from '../../domain/documents/document.ts'
import type { DocumentKind } from '../../domain/documents/kinds.ts'
import type { BookItem } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, NewEntry, Owner, Tx } from '../ports.ts'

/** Who changes documents of which restaurant. */
export type DocumentScope = Owner & {
  /** Of the journal. */
  actor: string
  /** What the document shows as its author. */
  userId: Uuid
  correlationId: Uuid
  /**
   * Takes the client's key of repetition in the transaction of the write; the correlation id of the call that took it
   * before, or null when this is the first one or there is no key (corrections of the design, 9).
   */
  earlierCall(tx: Tx): Promise<Uuid | null>
}

/** The books that a document is checked against. */
export async function placeOf(
  app: App,
  { tenantId, organizationId }: Owner,
): Promise<DocumentPlace & { organization: BookItem<'organization'>['body'] }> {
  const catalog = await app.catalog(tenantId)
  const organization = catalog.find('organization', organizationId)?.body
  if (!organization) throw new Error(`no organization ${organizationId}`)
  return { catalog, organizationId, organization, scale: organization.currency.scale }
}

/** A document of a kind, locked; refuses an unknown one, and one of another kind. */
export async function requireDocument(
  tx: Tx,
  scope: Owner,
  id: Uuid,
  kind: DocumentKind,
): Promise<StockDocument> {
  const document = await tx.documents.findForChange(scope, id)
  if (document?.content.kind !== kind) throw refuse('document.not-found', { id })
  return document
}

/** A write that is done once for all calls with one key; a repeat is told how the document is now. */
export async function once(
  tx: Tx,
  scope: DocumentScope,
  document: { id: Uuid; kind: DocumentKind },
  write: () => Promise<StockDocument>,
): Promise<StockDocument> {
  const isRepeat = (await scope.earlierCall(tx)) !== null
  return isRepeat ? requireDocument(tx, scope, document.id, document.kind) : write()
}

/** What happened to a document, for the journal; the payload never holds who the other party is but by id. */
export const documentEntry = (
  app: App,
  { tenantId, organizationId, actor, correlationId }: DocumentScope,
  kind: `document.${string}`,
  entityId: Uuid,
  payload: unknown,
): NewEntry => ({
  tenantId,
  organizationId,
  terminalGroupId: null,
  entryId: app.random.uuid(),
  at: app.clock.now(),
  actor,
  kind,
  entity: 'document',
  entityId,
  correlationId,
  completes: false,
  payload,
})

/** The same document after a change by somebody. */
export const changed = (
  app: App,
  { userId }: DocumentScope,
  document: StockDocument,
  changes: Partial<Pick<StockDocument, 'status' | 'number' | 'content' | 'paymentDate'>>,
): StockDocument => ({
  ...document,
  ...changes,
  version: document.version + 1,
  modifiedAt: app.clock.now(),
  modifiedBy: userId,
})
