import { createHash } from 'node:crypto'
import { checkedContent } from '../../domain/documents/check-content.ts'
import type { DocumentContent, StockDocument } from '../../domain/documents/document.ts'
import type { DocumentEvent } from '../../domain/documents/events.ts'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, Tx } from '../ports.ts'
import { documentEntry } from './change-document.ts'
import { type DocumentScope, placeOf, requireReturned } from './document-scope.ts'

export type NewDocument = {
  /** Null: that of the call. The same id with the same content is the same document (cloud-api §10.2). */
  id: Uuid | null
  /** Null: the next of its kind. */
  number: string | null
  content: DocumentContent
}

const numberDigits = 5

/** `isRepeat`: an earlier request has made the document; this is how it is now. */
export type CreatedDocument = { document: StockDocument; isRepeat: boolean }

/** Somebody wrote a document of this id while we did: ours is rolled back, so that it leaves no gap in the numbers. */
class Overtaken extends Error {}

/** Writes a document that is not posted. */
export async function createDocument(
  app: App,
  scope: DocumentScope,
  request: NewDocument,
): Promise<CreatedDocument> {
  const content = checkedContent(request.content, await placeOf(app, scope))
  const digest = digestOf(request)
  const write = (): Promise<CreatedDocument> =>
    app.storage.transaction(async (tx) => {
      const earlierCall = await scope.earlierCall(tx)
      const id = request.id ?? earlierCall ?? scope.correlationId
      const existing = request.id || earlierCall ? await repeated(tx, scope, id, digest) : null
      if (existing) return { document: existing, isRepeat: true }
      await requireReturned(tx, scope, content)
      const created = await newDocument(app, tx, scope, { ...request, id, content })
      if (!(await insertDocument(app, tx, scope, created, digest))) throw new Overtaken()
      return { document: created, isRepeat: false }
    })
  const made = await write().catch((error: unknown) => {
    if (error instanceof Overtaken) return write()
    throw error
  })
  app.wake()
  return made
}

/** Tells a repeat of a document from another one under the same id. */
export const digestOf = ({ number, content }: Pick<NewDocument, 'number' | 'content'>): Buffer =>
  createHash('sha256').update(canonicalJson({ number, content })).digest()

/** Writes a new document with its entry; false when there is one with its id. */
export async function insertDocument(
  app: App,
  tx: Tx,
  scope: DocumentScope,
  document: StockDocument,
  digest: Buffer,
): Promise<boolean> {
  if (!(await tx.documents.insert(document, digest))) return false
  const { id, createdAt: at, createdBy: by } = document
  const event: DocumentEvent = { kind: 'document.created', at, by, document }
  await tx.journal.append([documentEntry(app, scope, id, event)])
  return true
}

/** A document that is not posted; without a number of its own it takes the next of its kind. */
export async function newDocument(
  app: App,
  tx: Tx,
  { tenantId, organizationId, userId }: DocumentScope,
  { id, number, content }: NewDocument & { id: Uuid },
): Promise<StockDocument> {
  const now = app.clock.now()
  const next = async () => String(await tx.documents.takeNumber({ tenantId, organizationId }, content.kind))
  return {
    tenantId,
    organizationId,
    id,
    number: number ?? (await next()).padStart(numberDigits, '0'),
    status: 'NEW',
    version: 1,
    createdAt: now,
    createdBy: userId,
    modifiedAt: now,
    modifiedBy: userId,
    paymentDate: null,
    content,
  }
}

/** The document that an earlier request of the same content made; refuses when the id was used for something else. */
async function repeated(
  tx: Tx,
  scope: DocumentScope,
  id: Uuid,
  digest: Buffer,
): Promise<StockDocument | null> {
  const first = await tx.documents.digestOf(scope, id)
  if (!first) return null
  if (!first.equals(digest)) throw refuse('document.duplicate-id', { id })
  return tx.documents.find(scope, id)
}
