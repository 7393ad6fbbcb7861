import type { PaperKind } from '../../../src/domain/documents/kinds.ts'
import { kinds, pathOf, samples } from '../documents.ts'
import { ids } from './demo-ids.ts'
import type { Chapter, Step } from './step.ts'

const { organizationId } = ids
const march = { organizationId, from: '2026-03-01', to: '2026-03-31' }

/** From draft to posted, back and away. */
function lifeOf(kind: PaperKind): Step[] {
  const id = `{{${kind}Id}}`
  const one = { organizationId, documentId: id }
  const body = { ...samples[kind].body(), documentId: id }
  const number = `{{${kind}Number}}`
  return [
    {
      path: pathOf(kind, 'create'),
      draw: [`${kind}Id`],
      body,
      keep: { [`${kind}Number`]: 'documentNumber' },
    },
    { path: pathOf(kind, 'get'), body: one },
    { path: pathOf(kind, 'update'), body: { ...body, number, comment: 'second edition' } },
    { path: pathOf(kind, 'list'), body: march },
    { path: pathOf(kind, 'post'), body: one },
    { path: pathOf(kind, 'unpost'), body: one },
    { path: pathOf(kind, 'cancel'), body: one },
  ]
}

/** Posted and paid to the last kopeck; the fields of both kinds of payment differ. */
function paymentOf(kind: 'incomingInvoice' | 'outgoingInvoice', payment: object): Step[] {
  const id = `{{paid_${kind}Id}}`
  const one = { organizationId, documentId: id }
  const { base } = samples[kind]
  const body = { ...samples[kind].body(), documentId: id }
  return [
    { path: pathOf(kind, 'create'), draw: [`paid_${kind}Id`], body },
    { path: pathOf(kind, 'post'), body: one },
    { path: `${base}/modify/add_payment` as Step['path'], body: { ...one, ...payment } },
    {
      path: `${base}/patch/set_payment_date` as Step['path'],
      body: { ...one, paymentDate: '2026-03-05' },
    },
  ]
}

export const papers: Chapter = {
  name: 'Back-office documents',
  steps: [
    { path: '/api/inventory/v1/counteragents', body: { organizationId, limit: 10, offset: 0 } },
    ...kinds.flatMap(lifeOf),
    ...paymentOf('incomingInvoice', { accountFrom: ids.bankAccountId, date: '2026-03-05', sum: 1815 }),
    ...paymentOf('outgoingInvoice', {
      accountId: ids.bankAccountId,
      paymentDate: '2026-03-05',
      amount: 660,
    }),
    {
      path: '/api/finance/v1/document_transactions/list',
      body: { organizationId, documentId: '{{paid_incomingInvoiceId}}' },
    },
    {
      path: '/api/finance/v1/account_transactions/list',
      body: { ...march, accountId: ids.mainStoreId },
    },
    {
      path: '/api/inventory/v1/costings/calculate',
      body: {
        organizationId,
        dateIncoming: '2026-03-31T23:00:00.000+03:00',
        items: [{ productId: ids.flourId, storeId: ids.mainStoreId, amountFactor: 2 }],
      },
    },
    {
      path: '/api/inventory/v1/nomenclature/update_barcodes',
      body: { organizationId, productId: ids.barcodeProductId, barcodes: [{ barcode: '4600001' }] },
    },
  ],
}
