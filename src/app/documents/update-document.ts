import { checkedContent } from '../../domain/documents/check-content.ts'
import type { DocumentContent, StockDocument } from '../../domain/documents/document.ts'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import { changeDocument } from './change-document.ts'
import { takeFromLedger, writeToLedger } from './document-ledger.ts'
import { type DocumentScope, placeOf, requireReturned } from './document-scope.ts'

export type ChangedDocument = {
  id: Uuid /** Null: as it was. */
  number: string | null
  content: DocumentContent
}

/**
 * Replaces the whole content of a document (cloud-api §10.1). One that is posted and may be edited is posted anew. The
 * same content again changes nothing.
 */
export async function updateDocument(
  app: App,
  scope: DocumentScope,
  request: ChangedDocument,
): Promise<StockDocument> {
  const books = await placeOf(app, scope)
  const content = checkedContent(request.content, books)
  const deed = { id: request.id, kind: content.kind, deed: 'update' } as const
  const { document: changed } = await changeDocument(app, scope, deed, async (tx, before) => {
    const number = request.number ?? before.number
    if (number === before.number && canonicalJson(before.content) === canonicalJson(content)) return null
    await requireReturned(tx, scope, content)
    if (before.status === 'PROCESSED') {
      await takeFromLedger(app, tx, scope, before, books)
      await writeToLedger(app, tx, scope, { id: before.id, content }, books)
    }
    return { kind: 'document.updated', number, content }
  })
  return changed
}
