import { operations } from '../../src/api/cloud/generated/operations.ts'
import { readDefinitions, type SampledSchema } from '../../src/api/cloud/testing/sample.ts'
import type { PaperKind } from '../../src/domain/documents/kinds.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { sizeId } from '../../src/seed/demo/menu/dictionaries.ts'
import { seeded } from '../support/cloud-answers.ts'
import {
  account,
  type Body,
  codes,
  kinds,
  organizationId,
  pathOf,
  product,
  samples,
  store,
  type Verb,
} from '../support/documents.ts'
import type { TestServer } from '../support/start-server.ts'
import { employeeId } from './cloud-deliveries-driver.ts'
import { holdAgainstSamples } from './published-driver.ts'

// Level 3 of the parity ledger for documents of the back office.

const definitions = readDefinitions('request')
const verbs: readonly Verb[] = ['create', 'update', 'get', 'list', 'post', 'unpost', 'cancel']

/** Members of what a kind is created with, by the name of its definition. */
const membersOf = (name: string): Set<string> => new Set(Object.keys(resolved(name)?.properties ?? {}))
const refOf = (schema?: SampledSchema): string => schema?.$ref?.split('/').at(-1) ?? ''
const resolved = (name: string): SampledSchema | undefined =>
  definitions[name]?.$ref ? definitions[refOf(definitions[name])] : definitions[name]
const nameOf = (kind: PaperKind, verb: Verb): string => operations[pathOf(kind, verb)].name

const headOf = (linked: string): Body => ({
  ...{ comment: 'by hand', conception: demoId('conception', 'hall'), defaultStore: store('main') },
  ...{ expenseAccount: account('5.02'), revenueAccount: account('4.02') },
  ...{ isAutomatic: false, isEditable: true, deliveryOnTime: true, dueDate: '2026-03-20' },
  ...{ employeePassToAccount: employeeId('1111'), incomingDate: '2026-03-01', invoice: 'I-1' },
  ...{ incomingDocumentNumber: 'A-17', transportInvoiceNumber: 'T-1' },
  ...{ contractNumber: 'C-5', contractDate: '2026-01-01', banquet: true, assemblyChartWriteoff: false },
  ...{ internalOutgoingInvoiceId: linked, internalIncomingInvoiceId: linked },
  ...{ incomingInvoiceId: linked, outgoingInvoiceId: linked },
})

/** What a line may say besides; a package and a size go with some goods only. */
function lineOf(server: TestServer, line: Body): Body {
  const { code, measureUnit } =
    seeded(server.chain, 'product').find(({ id }) => id === line['product'])?.body ?? {}
  const price: number = line['price'] ?? (line['sum'] ?? 100 * line['amount']) / line['amount']
  const package_ = seeded(server.chain, 'container').find(({ body }) => body.productId === line['product'])
  return {
    ...{ actualAmount: 1, amountUnit: demoId('measureUnit', measureUnit ?? ''), store: store('main') },
    ...{ price, sum: price * line['amount'], vatPercent: 10, discountSum: 1, isAdditionalExpense: false },
    ...{
      amountFactor: 1,
      supplierProduct: product(codes.flour),
      customsDeclarationNumber: 'D-1',
      incomePrice: 50,
    },
    ...{ incomeSum: 50 * line['amount'], splitVat: true, revenueAccount: account('4.02') },
    ...(package_ ? { containerId: package_.id } : {}),
    ...(code === codes.latte ? { productSize: sizeId('m') } : {}),
    ...line,
  }
}

const picked = (source: Body, names: ReadonlySet<string>): Body =>
  Object.fromEntries(Object.entries(source).filter(([name]) => names.has(name)))

/** A document with all that the published request has. */
function wholeDocument(server: TestServer, kind: PaperKind, linked: string): Body {
  const body = samples[kind].body()
  const itemNames = membersOf(refOf(resolved(`${nameOf(kind, 'create')}Body`)?.properties?.['items']?.items))
  const lines: Body[] = body['items']
  const extra = lines.length + 1
  const more = [
    ...(itemNames.has('containerId') ? [{ num: extra, product: product(codes.mozzarella), amount: 1 }] : []),
    ...(itemNames.has('productSize') ? [{ num: extra + 1, product: product(codes.latte), amount: 1 }] : []),
  ]
  return {
    ...picked(
      { ...headOf(linked), amountUnit: demoId('measureUnit', 'кг') },
      membersOf(`${nameOf(kind, 'create')}Body`),
    ),
    ...body,
    items: [...lines, ...more].map((line) => picked(lineOf(server, line), itemNames)),
  }
}

/** One document of a kind from its first line to its end; gives the id of another one that is left posted. */
async function life(server: TestServer, kind: PaperKind, linked: string): Promise<string> {
  const send = async (verb: Verb, body: Body): Promise<Body> => {
    const { status, json, text } = await server.post(pathOf(kind, verb), { organizationId, ...body })
    if (status >= 300) throw new Error(`${kind} ${verb}: ${text}`)
    return json
  }
  const whole = wholeDocument(server, kind, linked)
  const documentId: string = crypto.randomUUID()
  await send('create', { ...whole, documentId, number: `N-${kind}` })
  await send('update', { ...whole, documentId, number: `M-${kind}` })
  await send('get', { documentId })
  await send('list', { from: '2026-03-01', to: '2026-03-31' })
  // Not all that a document may name can be posted: a package of what nobody cooks, a link to nothing.
  const plain = samples[kind].body()
  const { comment, conception } = whole
  const named = { ...plain, comment, conception }
  await send('update', { ...named, documentId, number: 'P-1' })
  await send('post', { documentId })
  await server.post('/api/finance/v1/document_transactions/list', { organizationId, documentId })
  await send('unpost', { documentId })
  await send('cancel', { documentId })
  const left = await send('create', named)
  await send('post', { documentId: left['documentId'] })
  return left['documentId']
}

const inventory = '/api/inventory/v1'

async function payments(server: TestServer, ids: ReadonlyMap<PaperKind, string>): Promise<void> {
  const [incoming, outgoing] = [ids.get('incomingInvoice'), ids.get('outgoingInvoice')]
  const [cashBox, day] = [account('1.03'), '2026-03-05']
  const read = (kind: PaperKind, documentId?: string) =>
    server.post(pathOf(kind, 'get'), { organizationId, documentId })
  const sumOf = async (kind: PaperKind, documentId?: string): Promise<number> =>
    (await read(kind, documentId)).json.items.reduce((total: number, { sum }: Body) => total + sum, 0)
  await server.post(`${inventory}/incoming_invoice/modify/add_payment`, {
    ...{ organizationId, documentId: incoming, accountFrom: cashBox, accountTo: account('2.01') },
    date: day,
    sum: await sumOf('incomingInvoice', incoming),
  })
  await server.post(`${inventory}/outgoing_invoice/modify/add_payment`, {
    ...{ organizationId, documentId: outgoing, accountId: cashBox, paymentDate: day },
    cfoItemId: crypto.randomUUID(),
    amount: await sumOf('outgoingInvoice', outgoing),
  })
  for (const [kind, documentId] of [
    ['incoming_invoice', incoming],
    ['outgoing_invoice', outgoing],
  ])
    await server.post(`${inventory}/${kind}/patch/set_payment_date`, {
      ...{ organizationId, documentId, paymentDate: day },
    })
  for (const kind of ['incomingInvoice', 'outgoingInvoice'] as const) {
    const documentId = ids.get(kind)
    await read(kind, documentId)
    await server.post('/api/finance/v1/document_transactions/list', { organizationId, documentId })
    await server.post(pathOf(kind, 'list'), { organizationId, from: '2026-03-01', to: '2026-03-31' })
  }
}

async function books(server: TestServer): Promise<void> {
  const types = { type: ['supplier', 'employee', 'client'], limit: 100, offset: 0 }
  await server.post(`${inventory}/counteragents`, { organizationId, ...types })
  const asked = (code: keyof typeof codes, more: Body = {}): Body => ({
    ...{ productId: product(codes[code]), storeId: store('main'), amountFactor: 1, ...more },
  })
  await server.post(`${inventory}/costings/calculate`, {
    ...{ organizationId, dateIncoming: '2026-03-20T12:00:00.000+03:00' },
    items: [
      asked('flour'),
      asked('latte', { productSize: sizeId('m') }),
      asked('delivery'),
      asked('flour', { productSize: sizeId('m') }),
    ],
  })
  const container = seeded(server.chain, 'container').find(
    ({ body }) => body.productId === product(codes.flour),
  )
  await server.post(`${inventory}/nomenclature/update_barcodes`, {
    ...{ organizationId, productId: product(codes.flour) },
    barcodes: [{ barcode: '2900009500126', containerId: container?.id, type: 'EAN13' }],
  })
  const march = { from: '2026-03-01', to: '2026-03-31' }
  for (const code of ['2.01', '1.03', '1.04'])
    await server.post('/api/finance/v1/account_transactions/list', {
      ...{ organizationId, accountId: account(code), ...march },
    })
}

holdAgainstSamples(
  [
    ...kinds.flatMap((kind) => verbs.map((verb) => pathOf(kind, verb))),
    '/api/inventory/v1/incoming_invoice/modify/add_payment',
    '/api/inventory/v1/incoming_invoice/patch/set_payment_date',
    '/api/inventory/v1/outgoing_invoice/modify/add_payment',
    '/api/inventory/v1/outgoing_invoice/patch/set_payment_date',
    '/api/inventory/v1/counteragents',
    '/api/inventory/v1/costings/calculate',
    '/api/inventory/v1/nomenclature/update_barcodes',
    '/api/finance/v1/account_transactions/list',
    '/api/finance/v1/document_transactions/list',
  ],
  async (server) => {
    const ids = new Map<PaperKind, string>()
    // Returns are of invoices that are there.
    const returned: { [K in PaperKind]?: PaperKind } = {
      returnedInvoice: 'incomingInvoice',
      incomingReturnedInvoice: 'outgoingInvoice',
    }
    for (const kind of kinds)
      ids.set(kind, await life(server, kind, ids.get(returned[kind] ?? kind) ?? crypto.randomUUID()))
    await payments(server, ids)
    await books(server)
  },
)
