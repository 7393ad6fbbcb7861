import type { StockDocument } from '../../domain/documents/document.ts'
import type { DocumentKind } from '../../domain/documents/kinds.ts'
import { requireAllowed } from '../../domain/documents/life-cycle.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import { changed, type DocumentScope, documentEntry, once, requireDocument } from './document-scope.ts'

/** NEW → DELETED, for good (cloud-api §10.1). */
export async function cancelDocument(
  app: App,
  scope: DocumentScope,
  kind: DocumentKind,
  id: Uuid,
): Promise<StockDocument> {
  const document = await app.storage.transaction((tx) =>
    once(tx, scope, { id, kind }, async () => {
      const before = await requireDocument(tx, scope, id, kind)
      requireAllowed(before, 'cancel')
      const after = changed(app, scope, before, { status: 'DELETED' })
      await tx.documents.save(after)
      await tx.journal.append([
        documentEntry(app, scope, 'document.cancelled', id, { version: after.version }),
      ])
      return after
    }),
  )
  app.wake()
  return document
}
