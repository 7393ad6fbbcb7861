import type { StockDocument } from '../../domain/documents/document.ts'
import type { DocumentKind } from '../../domain/documents/kinds.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import { changeDocument } from './change-document.ts'
import type { DocumentScope } from './document-scope.ts'

/** NEW → DELETED, for good (cloud-api §10.1). */
export async function cancelDocument(
  app: App,
  scope: DocumentScope,
  kind: DocumentKind,
  id: Uuid,
): Promise<StockDocument> {
  const cancelled = async () => ({ kind: 'document.cancelled' }) as const
  return (await changeDocument(app, scope, { id, kind, deed: 'cancel' }, cancelled)).document
}
