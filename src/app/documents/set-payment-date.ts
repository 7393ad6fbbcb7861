import { printBillionths } from '../../domain/stock/amounts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import { changeDocument } from './change-document.ts'
import type { DocumentScope } from './document-scope.ts'
import type { InvoiceKind } from './pay-invoice.ts'
import { paidSums } from './unpaid-sum.ts'

/** Says on which day an invoice was paid; only of one that is paid whole (cloud-api §10.5). */
export async function setPaymentDate(
  app: App,
  scope: DocumentScope,
  { kind, documentId, date }: { kind: InvoiceKind; documentId: Uuid; date: LocalDate },
): Promise<void> {
  await changeDocument(app, scope, { id: documentId, kind, deed: 'setPaymentDate' }, async (tx, document) => {
    const unpaid = (await paidSums(app, scope, [document], tx)).get(documentId)?.unpaid ?? 0n
    if (unpaid !== 0n)
      throw refuse('document.not-paid', { number: document.number, unpaid: printBillionths(unpaid) })
    return document.paymentDate === date ? null : { kind: 'document.paymentDateSet', paymentDate: date }
  })
}
