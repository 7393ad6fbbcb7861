import { importDocument, unprocessDocument } from '../../../../app/documents/import-document.ts'
import type { IncomingInvoice, OutgoingInvoice } from '../../generated/types.ts'
import type { CallContext, Handlers } from '../../operation.ts'
import { deskOf, textOrNull, validated } from './document-call.ts'
import { documentsByNumber, documentsOfDays, exported, type OwnedDocument } from './export.ts'
import { readIncoming, renderIncoming, storesOfIncoming } from './incoming-invoice.ts'
import { readOutgoing, renderOutgoing, storesOfOutgoing } from './outgoing-invoice.ts'

type Deed = 'import' | 'unprocess'

/** Reads an invoice and writes it, or takes it back from the ledger. */
async function incoming(call: CallContext & { body: IncomingInvoice }, deed: Deed) {
  const { app, caller, body } = call
  return validated(call, body.documentNumber, async () => {
    const { scope, organization } = deskOf(call, storesOfIncoming(body))
    const content = readIncoming(caller, body, organization, app.clock.now())
    const number = textOrNull(body.documentNumber, 'documentNumber')
    if (deed === 'unprocess') return unprocessDocument(app, scope, { number, content })
    return importDocument(app, scope, { number, content, status: body.status ?? null })
  })
}

async function outgoing(call: CallContext & { body: OutgoingInvoice }, deed: Deed) {
  const { app, caller, body } = call
  return validated(call, body.documentNumber, async () => {
    const { scope, organization } = deskOf(call, storesOfOutgoing(caller, body))
    const content = readOutgoing(caller, body, organization, app.clock.now())
    const number = textOrNull(body.documentNumber, 'documentNumber')
    if (deed === 'unprocess') return unprocessDocument(app, scope, { number, content })
    return importDocument(app, scope, { number, content, status: body.status ?? null })
  })
}

const incomingOnWire = ({ caller }: CallContext, owned: readonly OwnedDocument[]): IncomingInvoice[] =>
  owned.map(({ document, organization }) => renderIncoming(caller.catalog, organization, document))
const outgoingOnWire = ({ caller }: CallContext, owned: readonly OwnedDocument[]): OutgoingInvoice[] =>
  owned.map(({ document, organization }) => renderOutgoing(caller.catalog, organization, document))

/** Warehouse documents in XML over the ledger that the cloud's documents use (server-api §15, ADR 10). */
export const documentHandlers: Handlers = {
  'POST /documents/import/incomingInvoice': (call) => incoming(call, 'import'),
  'POST /documents/unprocess/incomingInvoice': (call) => incoming(call, 'unprocess'),
  'GET /documents/export/incomingInvoice': async (call) =>
    incomingOnWire(call, exported(await documentsOfDays(call, 'incomingInvoice', call.query), call.query)),
  'GET /documents/export/incomingInvoice/byNumber': async (call) =>
    incomingOnWire(call, await documentsByNumber(call, 'incomingInvoice', call.query)),

  'POST /documents/import/outgoingInvoice': (call) => outgoing(call, 'import'),
  'POST /documents/unprocess/outgoingInvoice': (call) => outgoing(call, 'unprocess'),
  'GET /documents/export/outgoingInvoice': async (call) =>
    outgoingOnWire(call, exported(await documentsOfDays(call, 'outgoingInvoice', call.query), call.query)),
  'GET /documents/export/outgoingInvoice/byNumber': async (call) =>
    outgoingOnWire(call, await documentsByNumber(call, 'outgoingInvoice', call.query)),
}
