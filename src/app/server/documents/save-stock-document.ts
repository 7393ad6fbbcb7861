import { checkedContent } from '../../../domain/documents/check-content.ts'
import type { DocumentContent, DocumentStatus, StockDocument } from '../../../domain/documents/document.ts'
import { canonicalJson } from '../../../kernel/canonical.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { type DocumentScope, placeOf } from '../../documents/document-scope.ts'
import { deedsOn, findImported, numberTaken } from '../../documents/import-document.ts'
import type { App } from '../../ports.ts'

export type SavedDocument = {
  /** Null: a new document. */
  id: Uuid | null
  /** Null: the next of its kind, or as it was. */
  number: string | null
  content: DocumentContent
  status: DocumentStatus
}

/**
 * Writes a document of the JSON family and gives it its status, in the ledger too; all or nothing (server-api §16). One
 * with an id is changed while it is NEW; one that is posted can be deleted, or sent again as it is. A new one whose
 * number its like of the same day has already is that one. Refuses `document.not-found`, `document.wrong-status`,
 * `back-office.document-number-taken` and what documents refuse.
 */
export async function saveStockDocument(
  app: App,
  scope: DocumentScope,
  request: SavedDocument,
): Promise<StockDocument> {
  const books = await placeOf(app, scope)
  const { id, number, status } = request
  const content = checkedContent(request.content, books)
  const isSame = (document: StockDocument): boolean =>
    document.status === status && canonicalJson(document.content) === canonicalJson(content)
  const document = await app.storage.transaction(async (tx) => {
    await tx.ledger.lock(scope)
    const named = await findImported(tx, scope, { number, content }, books)
    const deeds = deedsOn(app, tx, scope, books)
    if (id === null) {
      if (!named) return deeds.create({ number, content, status })
      if (isSame(named)) return named
      throw await numberTaken(tx, scope, named, books)
    }
    const known = await tx.documents.findForChange(scope, id)
    if (known?.content.kind !== content.kind) throw refuse('document.not-found', { id })
    if (named && named.id !== id) throw await numberTaken(tx, scope, named, books)
    if (isSame(known) && (number ?? known.number) === known.number) return known
    if (known.status === 'PROCESSED' && status === 'DELETED')
      return deeds.change(known, known.content, 'DELETED')
    if (known.status !== 'NEW')
      throw refuse('document.wrong-status', { number: known.number, status: known.status, deed: 'update' })
    return deeds.change(known, content, status, number ?? known.number)
  })
  app.wake()
  return document
}
