import type { StockDocument } from '../../domain/documents/document.ts'
import type { DocumentKind } from '../../domain/documents/kinds.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, DocumentSearch, Owner } from '../ports.ts'
import { paidSums } from './unpaid-sum.ts'

/** A document with the day on which its last part was paid: null while something is unpaid. */
export type PaidDocument = { document: StockDocument; paidAt: number | null }

/** One document of a kind; refuses an unknown one. */
export async function findDocument(
  app: App,
  owner: Owner,
  kind: DocumentKind,
  id: Uuid,
): Promise<PaidDocument> {
  const document = await app.storage.now.documents.find(owner, id)
  if (document?.content.kind !== kind) throw refuse('document.not-found', { id })
  const [found] = await withPayments(app, owner, [document])
  return found ?? { document, paidAt: null }
}

const documentsMax = 10_000

/** Documents of a kind by date, deleted ones included; there are no pages, so a period may hold too many. */
export async function listDocuments(
  app: App,
  search: Omit<DocumentSearch, 'limit'>,
): Promise<PaidDocument[]> {
  const found = await app.storage.now.documents.list({ ...search, limit: documentsMax + 1 })
  if (found.length > documentsMax)
    throw refuse('request.too-much-data', { message: `more than ${documentsMax} documents in the period` })
  return withPayments(app, search, found)
}

async function withPayments(
  app: App,
  owner: Owner,
  documents: readonly StockDocument[],
): Promise<PaidDocument[]> {
  const payable = documents.filter(({ status, content }) => status === 'PROCESSED' && canBePaid(content.kind))
  const paid = await paidSums(app, owner, payable)
  return documents.map((document) => {
    const payment = paid.get(document.id)
    return { document, paidAt: payment && payment.unpaid <= 0n ? payment.lastAt : null }
  })
}

const canBePaid = (kind: DocumentKind): boolean => kind === 'incomingInvoice' || kind === 'outgoingInvoice'
