import type { StockDocument } from '../../domain/documents/document.ts'
import type { DocumentKind } from '../../domain/documents/kinds.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import { changeDocument } from './change-document.ts'
import { takeFromLedger } from './document-ledger.ts'
import { type DocumentScope, placeOf } from './document-scope.ts'

/** PROCESSED → NEW: the ledger is as if it had never been posted; payments stay (cloud-api §10.1). */
export async function unpostDocument(
  app: App,
  scope: DocumentScope,
  kind: DocumentKind,
  id: Uuid,
): Promise<StockDocument> {
  const books = await placeOf(app, scope)
  const { document: changed } = await changeDocument(
    app,
    scope,
    { id, kind, deed: 'unpost' },
    async (tx, document) => {
      await takeFromLedger(app, tx, scope, document, books)
      return { kind: 'document.unposted' }
    },
  )
  return changed
}
