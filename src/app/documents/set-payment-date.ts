import { requireAllowed } from '../../domain/documents/life-cycle.ts'
import { printBillionths } from '../../domain/stock/amounts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import { changed, type DocumentScope, documentEntry, requireDocument } from './document-scope.ts'
import type { InvoiceKind } from './pay-invoice.ts'
import { paidSums } from './unpaid-sum.ts'

/** Says on which day an invoice was paid; only of one that is paid whole (cloud-api §10.5). */
export async function setPaymentDate(
  app: App,
  scope: DocumentScope,
  { kind, documentId, date }: { kind: InvoiceKind; documentId: Uuid; date: LocalDate },
): Promise<void> {
  await app.storage.transaction(async (tx) => {
    if (await scope.earlierCall(tx)) return
    const document = await requireDocument(tx, scope, documentId, kind)
    requireAllowed(document, 'setPaymentDate')
    const unpaid = (await paidSums(app, scope, [document], tx)).get(documentId)?.unpaid ?? 0n
    if (unpaid !== 0n)
      throw refuse('document.not-paid', { number: document.number, unpaid: printBillionths(unpaid) })
    if (document.paymentDate === date) return
    await tx.documents.save(changed(app, scope, document, { paymentDate: date }))
    await tx.journal.append([
      documentEntry(app, scope, 'document.paymentDateSet', documentId, { paymentDate: date }),
    ])
  })
  app.wake()
}
