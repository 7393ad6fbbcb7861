import { importDocument, unprocessDocument } from '../../../../app/documents/import-document.ts'
import type { DocumentContent, DocumentStatus } from '../../../../domain/documents/document.ts'
import type { Organization } from '../../../../domain/reference/books.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type {
  IncomingInvoice,
  OutgoingInvoice,
  ProductionDocument,
  ReturnedInvoice,
  SalesDocument,
} from '../../generated/types.ts'
import type { CallContext, Caller, Handlers } from '../../operation.ts'
import { type DocumentDesk, deskOf, textOrNull, validated } from './document-call.ts'
import { documentsByNumber, documentsOfDays, exported, type OwnedDocument } from './export.ts'
import { takeStock } from './incoming-inventory.ts'
import { readIncoming, renderIncoming, storesOfIncoming } from './incoming-invoice.ts'
import { lastDocuments } from './last-documents.ts'
import { readOutgoing, renderOutgoing, storesOfOutgoing } from './outgoing-invoice.ts'
import { readProduction, storesOfProduction } from './production-document.ts'
import { readReturned } from './returned-invoice.ts'
import { readSales, storesOfSales } from './sales-document.ts'

type Deed = 'import' | 'unprocess'
type Said = { documentNumber?: string | undefined; status?: DocumentStatus | undefined }

/** A kind of documents: in which stores it works, and how its body is read. */
type Reading<Body> = {
  storesOf(caller: Caller, body: Body): readonly (Uuid | null)[]
  read(call: CallContext & { body: Body }, desk: DocumentDesk): DocumentContent | Promise<DocumentContent>
}

/** Reads a document and writes it, or takes it back from the ledger. */
async function written<Body extends Said>(
  call: CallContext & { body: Body },
  deed: Deed,
  { storesOf, read }: Reading<Body>,
) {
  const { app, caller, body } = call
  return validated(call, body.documentNumber, async () => {
    const desk = deskOf(call, storesOf(caller, body))
    const content = await read(call, desk)
    const number = textOrNull(body.documentNumber, 'documentNumber')
    if (deed === 'unprocess') return unprocessDocument(app, desk.scope, { number, content })
    return importDocument(app, desk.scope, { number, content, status: body.status ?? null })
  })
}

/** How a body of a kind is read where nothing has to be looked up. */
const plainly =
  <Body>(
    read: (caller: Caller, body: Body, organization: Organization, now: number) => DocumentContent,
  ): Reading<Body>['read'] =>
  ({ app, caller, body }, { organization }) =>
    read(caller, body, organization, app.clock.now())

const incoming: Reading<IncomingInvoice> = {
  storesOf: (_, body) => storesOfIncoming(body),
  read: plainly(readIncoming),
}
const outgoing: Reading<OutgoingInvoice> = { storesOf: storesOfOutgoing, read: plainly(readOutgoing) }
const returned: Reading<ReturnedInvoice> = { storesOf: storesOfOutgoing, read: readReturned }
const sales: Reading<SalesDocument> = { storesOf: storesOfSales, read: plainly(readSales) }
const production: Reading<ProductionDocument> = {
  storesOf: (_, body) => storesOfProduction(body),
  read: plainly(readProduction),
}

const incomingOnWire = ({ caller }: CallContext, owned: readonly OwnedDocument[]): IncomingInvoice[] =>
  owned.map(({ document, organization }) => renderIncoming(caller.catalog, organization, document))
const outgoingOnWire = ({ caller }: CallContext, owned: readonly OwnedDocument[]): OutgoingInvoice[] =>
  owned.map(({ document, organization }) => renderOutgoing(caller.catalog, organization, document))

/** Warehouse documents in XML over the ledger that the cloud's documents use (server-api §15, ADR 10). */
export const documentHandlers: Handlers = {
  'POST /documents/import/incomingInvoice': (call) => written(call, 'import', incoming),
  'POST /documents/unprocess/incomingInvoice': (call) => written(call, 'unprocess', incoming),
  'GET /documents/export/incomingInvoice': async (call) =>
    incomingOnWire(call, exported(await documentsOfDays(call, 'incomingInvoice', call.query), call.query)),
  'GET /documents/export/incomingInvoice/byNumber': async (call) =>
    incomingOnWire(call, await documentsByNumber(call, 'incomingInvoice', call.query)),

  'POST /documents/import/outgoingInvoice': (call) => written(call, 'import', outgoing),
  'POST /documents/unprocess/outgoingInvoice': (call) => written(call, 'unprocess', outgoing),
  'GET /documents/export/outgoingInvoice': async (call) =>
    outgoingOnWire(call, exported(await documentsOfDays(call, 'outgoingInvoice', call.query), call.query)),
  'GET /documents/export/outgoingInvoice/byNumber': async (call) =>
    outgoingOnWire(call, await documentsByNumber(call, 'outgoingInvoice', call.query)),

  'POST /documents/import/returnedInvoice': (call) => written(call, 'import', returned),
  'POST /documents/import/salesDocument': (call) => written(call, 'import', sales),
  'POST /documents/import/productionDocument': (call) => written(call, 'import', production),
  'POST /documents/import/incomingInventory': (call) => takeStock(call, 'import'),
  'POST /documents/check/incomingInventory': (call) => takeStock(call, 'check'),
  'GET /documents/export/lastDocuments': lastDocuments,
}
