import { type InvoiceKind, type Payment, payInvoice } from '../../../../app/documents/pay-invoice.ts'
import { setPaymentDate } from '../../../../app/documents/set-payment-date.ts'
import { fromLocal } from '../../../../kernel/local-time.ts'
import type { Handlers } from '../../operation.ts'
import { type DocumentCall, type DocumentDesk, deskOf, inWireWords } from './document-call.ts'
import { readDate, readDecimal, readId, readOptionalId } from './read-values.ts'

const paid = async (call: DocumentCall, { scope }: DocumentDesk, payment: Payment) => ({
  accountingTransactionId: await payInvoice(call.app, scope, payment),
  organizationId: scope.organizationId,
  message: 'Payment is added',
})

/** A payment counts from the start of its day. */
const startOf = (date: string, field: string, { zone }: DocumentDesk): number =>
  fromLocal(readDate(date, field), zone) ?? 0

type PaymentDate = { organizationId: string; documentId: string; paymentDate: string }

const dateSetter = (kind: InvoiceKind) => async (call: DocumentCall & { body: PaymentDate }) => {
  const { scope } = await deskOf(call, call.body.organizationId)
  const documentId = readId(call.body.documentId, 'documentId')
  const date = readDate(call.body.paymentDate, 'paymentDate')
  await setPaymentDate(call.app, scope, { kind, documentId, date })
  return { message: 'Payment date is set' }
}

/** Payments of invoices (cloud-api §10.5): the two kinds name their fields differently. */
export const paymentHandlers: Handlers = {
  '/api/inventory/v1/incoming_invoice/modify/add_payment': async (call) => {
    const { body } = call
    const desk = await deskOf(call, body.organizationId)
    const payment: Payment = {
      kind: 'incomingInvoice',
      documentId: readId(body.documentId, 'documentId'),
      cashAccountId: readId(body.accountFrom, 'accountFrom'),
      debtAccountId: readOptionalId(body.accountTo, 'accountTo'),
      sum: readDecimal(body.sum, desk.scale, 'sum'),
      at: startOf(body.date, 'date', desk),
      cashFlowCategoryId: null,
    }
    return inWireWords(() => paid(call, desk, payment), {
      cashAccountId: 'accountFrom',
      debtAccountId: 'accountTo',
    })
  },

  '/api/inventory/v1/outgoing_invoice/modify/add_payment': async (call) => {
    const { body } = call
    const desk = await deskOf(call, body.organizationId)
    const payment: Payment = {
      kind: 'outgoingInvoice',
      documentId: readId(body.documentId, 'documentId'),
      cashAccountId: readId(body.accountId, 'accountId'),
      debtAccountId: null,
      sum: readDecimal(body.amount, desk.scale, 'amount'),
      at: startOf(body.paymentDate, 'paymentDate', desk),
      cashFlowCategoryId: readOptionalId(body.cfoItemId, 'cfoItemId'),
    }
    return inWireWords(() => paid(call, desk, payment), { cashAccountId: 'accountId', sum: 'amount' })
  },

  '/api/inventory/v1/incoming_invoice/patch/set_payment_date': dateSetter('incomingInvoice'),
  '/api/inventory/v1/outgoing_invoice/patch/set_payment_date': dateSetter('outgoingInvoice'),
}
