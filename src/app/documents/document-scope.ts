import type { DocumentPlace } from '../../domain/documents/check-content.ts'
import type { DocumentContent, StockDocument } from '../../domain/documents/document.ts'
import { type DocumentKind, documentKinds } from '../../domain/documents/kinds.ts'
import type { Organization } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, Owner, Tx } from '../ports.ts'

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
): Promise<DocumentPlace & { organization: Organization }> {
  const catalog = await app.catalog(tenantId)
  const organization = catalog.find('organization', organizationId)?.body
  if (!organization) throw new Error(`no organization ${organizationId}`)
  return { catalog, organizationId, organization, scale: organization.currency.scale }
}

/** Refuses a return of an invoice that the restaurant does not have. */
export async function requireReturned(
  tx: Pick<Tx, 'documents'>,
  owner: Owner,
  { kind, linkedDocumentId: id }: Pick<DocumentContent, 'kind' | 'linkedDocumentId'>,
): Promise<void> {
  const { returns } = documentKinds[kind]
  if (!returns || id === null) return
  const invoice = await tx.documents.find(owner, id)
  if (invoice?.content.kind === returns && invoice.status !== 'DELETED') return
  throw refuse('document.reference-unknown', { field: 'linkedDocumentId', what: 'invoice', id })
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
