import { checkedContent } from '../../domain/documents/check-content.ts'
import type { StockDocument } from '../../domain/documents/document.ts'
import type { DocumentKind } from '../../domain/documents/kinds.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import { ReceiptsReachOthers } from './add-receipts.ts'
import { changeDocument } from './change-document.ts'
import { writeToLedger, writeToLedgerAtOnce } from './document-ledger.ts'
import { type DocumentScope, placeOf } from './document-scope.ts'

/** NEW → PROCESSED: the document moves goods and money (cloud-api §10.1). */
export async function postDocument(
  app: App,
  scope: DocumentScope,
  kind: DocumentKind,
  id: Uuid,
): Promise<StockDocument> {
  const books = await placeOf(app, scope)
  const post = async (write: typeof writeToLedger): Promise<StockDocument> => {
    const deed = { id, kind, deed: 'post' } as const
    const { document: changed } = await changeDocument(app, scope, deed, async (tx, document) => {
      // Books may have changed since it was written: a store or a product may be gone.
      const content = checkedContent(document.content, books)
      const { flows, finish } = await write(app, tx, scope, { id, content }, books)
      const told = flows.map((flow) => ({ id: flow.id, type: flow.type, sum: flow.sum }))
      return { kind: 'document.posted', flows: told, finish }
    })
    return changed
  }
  try {
    return await post(writeToLedgerAtOnce)
  } catch (error) {
    if (!(error instanceof ReceiptsReachOthers)) throw error
    return post(writeToLedger)
  }
}
