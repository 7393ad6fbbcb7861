import { receiptOf } from '../../../../app/documents/find-receipt.ts'
import type { DocumentContent } from '../../../../domain/documents/document.ts'
import { localClock } from '../../../../kernel/local-time.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import type { ReturnedInvoice } from '../../generated/types.ts'
import type { CallContext } from '../../operation.ts'
import { type DocumentDesk, momentOf, textOrNull } from './document-call.ts'
import { supplierProduct } from './incoming-invoice.ts'
import { readOutgoing } from './outgoing-invoice.ts'

/** Reads `<document>` of a return to a supplier and finds the receipt that it names (server-api §15.5). */
export async function readReturned(
  { app, caller, body }: CallContext & { body: ReturnedInvoice },
  { scope, organization }: DocumentDesk,
): Promise<DocumentContent> {
  const now = app.clock.now()
  const content = readOutgoing(caller, body, organization, now)
  const number = textOrNull(body.incomingInvoiceNumber, 'incomingInvoiceNumber')
  if (number === null) throw refuse('request.field-required', { field: 'incomingInvoiceNumber' })
  const date = textOrNull(body.incomingInvoiceDate, 'incomingInvoiceDate')
  if (date === null) throw refuse('request.field-required', { field: 'incomingInvoiceDate' })
  const { timeZone } = organization
  const day = localClock(momentOf(date, timeZone, now), timeZone).date
  const receipt = await receiptOf(app, scope, { number, day, timeZone })
  return {
    ...content,
    kind: 'returnedInvoice',
    linkedDocumentId: receipt.id,
    isStoreCostAffected: body.storeCostAffected ?? false,
    items: content.items.map((item, index) => {
      const wire = body.items?.[index]
      const field = `items[${index}].customsDeclarationNumber`
      return {
        ...item,
        supplierProductId: supplierProduct(wire?.supplierProduct),
        customsDeclarationNumber: textOrNull(wire?.customsDeclarationNumber, field),
      }
    }),
  }
}
