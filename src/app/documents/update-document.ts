import { checkedContent } from '../../domain/documents/check-content.ts'
import type { DocumentContent, StockDocument } from '../../domain/documents/document.ts'
import { requireAllowed } from '../../domain/documents/life-cycle.ts'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import {
  changed,
  type DocumentScope,
  documentEntry,
  once,
  placeOf,
  requireDocument,
} from './document-scope.ts'
import { takeFromLedger, writeToLedger } from './post-document.ts'

export type ChangedDocument = { id: Uuid; number: string | null; content: DocumentContent }

/**
 * Replaces the whole content of a document (cloud-api §10.1). One that is posted and may be edited is posted anew. The
 * same content again changes nothing.
 */
export async function updateDocument(
  app: App,
  scope: DocumentScope,
  request: ChangedDocument,
): Promise<StockDocument> {
  const place = await placeOf(app, scope)
  const content = checkedContent(request.content, place)
  const { kind } = content
  const document = await app.storage.transaction((tx) =>
    once(tx, scope, { id: request.id, kind }, async () => {
      const before = await requireDocument(tx, scope, request.id, kind)
      requireAllowed(before, 'update')
      const number = request.number ?? before.number
      if (number === before.number && canonicalJson(before.content) === canonicalJson(content)) return before
      const after = changed(app, scope, before, { number, content })
      if (before.status === 'PROCESSED') await takeFromLedger(app, tx, scope, before, place)
      await tx.documents.save(after)
      if (after.status === 'PROCESSED') await writeToLedger(app, tx, scope, after, place)
      await tx.journal.append([documentEntry(app, scope, 'document.updated', after.id, { document: after })])
      return after
    }),
  )
  app.wake()
  return document
}
