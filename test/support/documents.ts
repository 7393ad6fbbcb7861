import type { CloudPath } from '../../src/api/cloud/generated/operations.ts'
import type { PaperKind } from '../../src/domain/documents/kinds.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'

/** Ids of the demo chain that documents need. */
export const organizationId = demoId('organization', 'pokrovka')
export const otherOrganizationId = demoId('organization', 'baumana')
export const store = (key: string, outlet = 'pokrovka') => demoId('store', `${outlet}/${key}`)
export const product = (code: string) => demoId('product', code)
export const account = (code: string) => demoId('account', code)
export const counteragent = (key: string) => demoId('counteragent', key)
const unit = (name: string) => demoId('measureUnit', name)

export const codes = {
  flour: '95001',
  mozzarella: '95002',
  sauce: '95003',
  beef: '95005',
  sourCream: '95009',
  coffee: '95013',
  milk: '95014',
  patty: '95015',
  /** A dish that is cooked to order. */
  burger: '30001',
  /** A coffee in three sizes. */
  latte: '60111',
  delivery: '90001',
  banquet: '90004',
} as const
const goods = (name: keyof typeof codes) => product(codes[name])

export type Body = Record<string, any> // any: a test changes whatever it is about

export type KindSample = {
  base: string
  /** A good request for `create` without id and number. */
  body: () => Body
  /** Kinds of postings it makes, each once at least. */
  types: readonly string[]
  /** `list` shows whole documents. */
  listsStatus: boolean
}

const head = () => ({ organizationId, date: '2026-03-02T12:00:00.000+03:00' })
const line = (num: number, name: keyof typeof codes, amount: number, more: Body = {}): Body => ({
  num,
  product: goods(name),
  amount,
  ...more,
})
const priced = (price: number) => ({ price, vatPercent: 10, store: store('main') })

/** One good document of each kind. */
export const samples: Record<PaperKind, KindSample> = {
  incomingInvoice: {
    base: '/api/inventory/v1/incoming_invoice',
    body: () => ({
      ...head(),
      counteragent: counteragent('farm'),
      incomingDate: '2026-03-01',
      incomingDocumentNumber: 'A-17',
      dueDate: '2026-03-20',
      items: [line(1, 'flour', 10, priced(44)), line(2, 'beef', 2.5, { ...priced(550), actualAmount: 2.4 })],
    }),
    types: ['INVOICE', 'NDS_INCOMING'],
    listsStatus: true,
  },
  outgoingInvoice: {
    base: '/api/inventory/v1/outgoing_invoice',
    body: () => ({
      ...head(),
      counteragent: counteragent('office'),
      items: [line(1, 'flour', 1, priced(60)), line(2, 'burger', 2, priced(300))],
    }),
    types: ['OUTGOING_INVOICE', 'OUTGOING_INVOICE_REVENUE', 'NDS_SALES'],
    listsStatus: true,
  },
  returnedInvoice: {
    base: '/api/inventory/v1/returned_invoice',
    body: () => ({ ...head(), counteragent: counteragent('farm'), items: [line(1, 'flour', 1, priced(44))] }),
    types: ['RETURNED_INVOICE', 'RETURNED_INVOICE_REVENUE', 'NDS_INCOMING'],
    listsStatus: false,
  },
  incomingReturnedInvoice: {
    base: '/api/inventory/v1/incoming_returned_invoice',
    body: () => ({
      ...head(),
      counteragent: counteragent('office'),
      processingMode: 'RETURN_GOOD',
      items: [line(1, 'burger', 1, priced(300))],
    }),
    types: ['SALES_RETURN_WRITEOFF', 'SALES_RETURN_PAYMENT', 'NDS_SALES'],
    listsStatus: false,
  },
  salesDocument: {
    base: '/api/inventory/v1/sales_document',
    body: () => ({
      ...head(),
      banquet: true,
      items: [line(1, 'burger', 3, { sum: 900, vatPercent: 20 }), line(2, 'banquet', 1, { sum: 1500 })],
    }),
    types: ['SESSION_WRITEOFF', 'SALES_REVENUE', 'NDS_SALES'],
    listsStatus: false,
  },
  internalTransfer: {
    base: '/api/inventory/v1/internal_transfer',
    body: () => ({
      ...head(),
      storeFrom: store('main'),
      storeTo: store('kitchen'),
      items: [line(1, 'flour', 3), line(2, 'beef', 0.125)],
    }),
    types: ['TRANSFER'],
    listsStatus: false,
  },
  writeoff: {
    base: '/api/inventory/v1/writeoff_document',
    body: () => ({
      ...head(),
      storeFrom: store('main'),
      expenseAccount: account('5.02'),
      items: [line(1, 'sourCream', 0.4, { amountUnit: unit('кг') })],
    }),
    types: ['WRITEOFF'],
    listsStatus: false,
  },
  production: {
    base: '/api/inventory/v1/production_document',
    body: () => ({
      ...head(),
      storeFrom: store('main'),
      storeTo: store('kitchen'),
      items: [line(1, 'patty', 2)],
    }),
    types: ['PRODUCTION'],
    listsStatus: false,
  },
  transformation: {
    base: '/api/inventory/v1/transformation_document',
    body: () => ({
      ...head(),
      storeFrom: store('main'),
      storeTo: store('main'),
      product: goods('sauce'),
      amount: 2,
      amountUnit: unit('кг'),
      assemblyChartWriteoff: false,
      items: [line(1, 'sourCream', 0.5), line(2, 'beef', 1)],
    }),
    types: ['TRANSFORMATION'],
    listsStatus: false,
  },
  disassemble: {
    base: '/api/inventory/v1/disassemble_document',
    body: () => ({
      ...head(),
      storeFrom: store('main'),
      storeTo: store('kitchen'),
      product: goods('beef'),
      amount: 3,
      items: [
        line(1, 'patty', 1.8, { mainProductAmountPercent: 66.5 }),
        line(2, 'mozzarella', 0.9, { mainProductAmountPercent: 33.5 }),
      ],
    }),
    types: ['DISASSEMBLE'],
    listsStatus: false,
  },
  incomingService: {
    base: '/api/finance/v1/incoming_service',
    body: () => ({
      ...head(),
      counteragent: counteragent('cleaning'),
      contractNumber: 'C-5',
      items: [
        line(1, 'delivery', 1, {
          price: 1200,
          vatPercent: 20,
          revenueAccount: account('5.04'),
          splitVat: true,
        }),
      ],
    }),
    types: ['INCOMING_SERVICE', 'NDS_INCOMING'],
    listsStatus: false,
  },
  outgoingService: {
    base: '/api/finance/v1/outgoing_service',
    body: () => ({
      ...head(),
      counteragent: counteragent('office'),
      items: [line(1, 'banquet', 2, { price: 750, vatPercent: 0, revenueAccount: account('4.02') })],
    }),
    types: ['OUTGOING_SERVICE'],
    listsStatus: false,
  },
}

export const kinds = Object.keys(samples) as PaperKind[]
export type Verb = 'create' | 'update' | 'get' | 'list' | 'post' | 'unpost' | 'cancel'
// The addresses are those of the table above; `every kind has seven verbs` holds them against the published document.
export const pathOf = (kind: PaperKind, verb: Verb) => `${samples[kind].base}/${verb}` as CloudPath
