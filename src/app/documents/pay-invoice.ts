import type { StockDocument } from '../../domain/documents/document.ts'
import { type DocumentKind, documentKinds } from '../../domain/documents/kinds.ts'
import { accountOfRole } from '../../domain/finance/accounts.ts'
import type { Side } from '../../domain/finance/flow.ts'
import { type Cost, costOfMoney, printBillionths } from '../../domain/stock/amounts.ts'
import { requireOpenPeriod } from '../../domain/stock/policy.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, StoredPosting } from '../ports.ts'
import { changeDocument } from './change-document.ts'
import { type DocumentScope, placeOf } from './document-scope.ts'
import { type Paid, paidSums } from './unpaid-sum.ts'

export type InvoiceKind = Extract<DocumentKind, 'incomingInvoice' | 'outgoingInvoice'>

export type Payment = {
  documentId: Uuid
  kind: InvoiceKind
  /** Where our money is. */
  cashAccountId: Uuid
  /** Where the debt is; null: the account of its kind. */
  debtAccountId: Uuid | null
  /** Negative: money comes back (cloud-api §10.5). */
  sum: Money
  /** When it counts, epoch milliseconds. */
  at: number
  cashFlowCategoryId: Uuid | null
}

/** The numbers of batches tell payments from returns of money. */
const batches = { payment: 0, return: 1 } as const

/** Pays a posted invoice, or takes a payment back. Each call without a key is a payment of its own; its id is that of the call. */
export async function payInvoice(app: App, scope: DocumentScope, payment: Payment): Promise<Uuid> {
  const place = await placeOf(app, scope)
  for (const [field, id] of [
    ['cashAccountId', payment.cashAccountId],
    ['debtAccountId', payment.debtAccountId],
  ] as const) {
    if (id !== null && !place.catalog.living('account', id))
      throw refuse('document.reference-unknown', { field, what: 'account', id })
  }
  if (payment.sum === 0n) throw refuse('request.field-invalid', { field: 'sum', message: 'must not be zero' })
  requireOpenPeriod(place.organization, payment.at)
  const { documentId, kind, sum, at, cashAccountId } = payment
  const deed = { id: documentId, kind, deed: 'pay' } as const
  const { callId } = await changeDocument(app, scope, deed, async (tx, document) => {
    const standing = (await paidSums(app, scope, [document], tx)).get(documentId)
    if (standing) requireFits(document, standing, costOfMoney(sum, place.scale))
    const debtAccountId =
      payment.debtAccountId ??
      accountOfRole(place.catalog, kind === 'incomingInvoice' ? 'payable' : 'receivable')
    const id = scope.correlationId
    const now = app.clock.now()
    const flow = paymentFlow(document, { ...payment, debtAccountId }, place.scale)
    await tx.ledger.insert(scope, [
      { ...flow, id, paymentId: id, createdAt: now, createdBy: scope.userId, modifiedAt: now },
    ])
    return { kind: 'document.paid', payment: { id, sum, at, cashAccountId, debtAccountId } }
  })
  return callId
}

function requireFits({ number }: StockDocument, { paid, unpaid }: Paid, sum: Cost): void {
  if (sum > unpaid) throw refuse('document.payment-too-large', { number, unpaid: printBillionths(unpaid) })
  if (-sum > paid) throw refuse('document.payment-return-too-large', { number, paid: printBillionths(paid) })
}

type PaymentFlow = Omit<StoredPosting, 'id' | 'paymentId' | 'createdAt' | 'createdBy' | 'modifiedAt'>

function paymentFlow(
  { id, content }: StockDocument,
  { kind, cashAccountId, debtAccountId, sum, at, cashFlowCategoryId }: Payment & { debtAccountId: Uuid },
  scale: number,
): PaymentFlow {
  const plain = { isStore: false, productId: null, amount: null }
  const cash: Side = { ...plain, accountId: cashAccountId, counteragentId: null }
  const debt: Side = { ...plain, accountId: debtAccountId, counteragentId: content.counteragentId }
  const isOutwards = (kind === 'incomingInvoice') === sum > 0n
  return {
    documentId: id,
    at,
    rank: documentKinds[kind].rank,
    line: 0,
    batch: sum > 0n ? batches.payment : batches.return,
    itemNum: null,
    type: kind === 'incomingInvoice' ? 'INVOICE_PAYMENT' : 'OUTGOING_DOCUMENT_PAYMENT',
    basis: 'given',
    sum: costOfMoney(sum < 0n ? -sum : sum, scale),
    from: isOutwards ? cash : debt,
    to: isOutwards ? debt : cash,
    cashFlowCategoryId,
  }
}
