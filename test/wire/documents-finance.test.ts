import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CloudPath } from '../../src/api/cloud/generated/operations.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { expectValid, foreignId, good } from '../support/cloud-answers.ts'
import {
  account,
  type Body,
  counteragent,
  organizationId,
  pathOf,
  product,
  store,
} from '../support/documents.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const unknownId = demoId('document', 'never written')

async function refused(path: CloudPath, body: Body, status: number, text: string): Promise<Answer> {
  const answer = await server.post(path, body)
  expect(answer.status, answer.text).toBe(status)
  expectValid(path, answer)
  expect(answer.json.message).toContain(text)
  return answer
}

async function refusesStrangers(path: CloudPath, body: Body): Promise<void> {
  const stranger = await server.post(path, body, null)
  expect(stranger.status).toBe(401)
  await refused(path, { ...body, organizationId: foreignId }, 403, foreignId)
  await refused(path, { ...body, organizationId: 'mine' }, 400, "Path 'organizationId'")
}

const invoice = async (kind: 'incomingInvoice' | 'outgoingInvoice', sum: number, isPosted = true) => {
  const { documentId } = await good(server, pathOf(kind, 'create'), {
    organizationId,
    date: '2026-03-02T12:00:00.000+03:00',
    counteragent: counteragent('partner'),
    items: [{ num: 1, product: product('95001'), amount: 1, sum, store: store('main') }],
  })
  if (isPosted) await good(server, pathOf(kind, 'post'), { organizationId, documentId })
  return documentId as string
}
const transactions = (documentId: string): Promise<Body[]> =>
  good(server, '/api/finance/v1/document_transactions/list', { organizationId, documentId })

const payments = {
  incomingInvoice: {
    add: '/api/inventory/v1/incoming_invoice/modify/add_payment',
    setDate: '/api/inventory/v1/incoming_invoice/patch/set_payment_date',
    body: (documentId: string, sum: number): Body => ({
      organizationId,
      documentId,
      accountFrom: account('1.03'),
      date: '2026-03-05',
      sum,
    }),
    sumField: 'sum',
    accountField: 'accountFrom',
    dateField: 'date',
    flow: { from: { account: account('1.03') }, to: { account: account('2.01') } },
    type: 'INVOICE_PAYMENT',
  },
  outgoingInvoice: {
    add: '/api/inventory/v1/outgoing_invoice/modify/add_payment',
    setDate: '/api/inventory/v1/outgoing_invoice/patch/set_payment_date',
    body: (documentId: string, amount: number): Body => ({
      organizationId,
      documentId,
      accountId: account('1.03'),
      paymentDate: '2026-03-05',
      amount,
    }),
    sumField: 'amount',
    accountField: 'accountId',
    dateField: 'paymentDate',
    flow: { from: { account: account('1.04') }, to: { account: account('1.03') } },
    type: 'OUTGOING_DOCUMENT_PAYMENT',
  },
} as const

describe.each(['incomingInvoice', 'outgoingInvoice'] as const)('payments of %s [cloud-api §10.5]', (kind) => {
  const { add, setDate, body, sumField, accountField, dateField, flow, type } = payments[kind]
  const get = (documentId: string): Promise<Body> =>
    good(server, pathOf(kind, 'get'), { organizationId, documentId })
  const paymentsOf = async (documentId: string) =>
    (await transactions(documentId)).filter((one) => one['type'] === type)

  test('an invoice is paid by parts; the last one gives it the day of payment', async () => {
    const documentId = await invoice(kind, 100)
    const first = await good(server, add, body(documentId, 60))
    expect(first).toMatchObject({ organizationId })
    expect(await get(documentId)).not.toHaveProperty('paymentDate')
    const second = await good(server, add, { ...body(documentId, 40), [dateField]: '2026-03-07' })
    expect((await get(documentId))['paymentDate']).toBe('2026-03-07')
    expect(await paymentsOf(documentId)).toMatchObject([
      { id: first.accountingTransactionId, sum: 60, ...flow },
      { id: second.accountingTransactionId, sum: 40 },
    ])
    const [{ from, to }] = (await paymentsOf(documentId)) as [Body]
    const debt = kind === 'incomingInvoice' ? to : from
    expect(debt.counteragent).toBe(counteragent('partner'))
  })

  test('money comes back by a negative sum', async () => {
    const documentId = await invoice(kind, 100)
    await good(server, add, body(documentId, 100))
    await refused(add, body(documentId, -100.01), 400, 'Only 100 of the document')
    await good(server, add, body(documentId, -30))
    expect(await get(documentId)).not.toHaveProperty('paymentDate')
    expect(await paymentsOf(documentId)).toMatchObject([
      { sum: 100, ...flow },
      { sum: 30, from: flow.to, to: flow.from },
    ])
    await good(server, add, body(documentId, 30))
  })

  test('the day of payment may be said once nothing is unpaid', async () => {
    const documentId = await invoice(kind, 100)
    const request = { organizationId, documentId, paymentDate: '2026-03-20' }
    await refused(setDate, request, 405, '100 is left')
    await good(server, add, body(documentId, 100))
    await good(server, setDate, request)
    expect((await get(documentId))['paymentDate']).toBe('2026-03-20')
    await refused(setDate, { ...request, paymentDate: 'soon' }, 400, "Path 'paymentDate'")
    await refused(setDate, { ...request, documentId: unknownId }, 404, unknownId)
    await refused(setDate, { ...request, documentId: 'x' }, 400, "Path 'documentId'")
    await refusesStrangers(setDate, request)
  })

  test('only a posted invoice is paid, by no more than it is, from an account that exists', async () => {
    const draft = await invoice(kind, 100, false)
    await refused(add, body(draft, 10), 405, 'pay is not possible')
    const documentId = await invoice(kind, 100)
    const good10 = body(documentId, 10)
    await refused(add, body(documentId, 100.01), 400, 'Only 100 of the document')
    await refused(add, body(documentId, 0), 400, sumField)
    await refused(add, body(documentId, 1.001), 400, `Path '${sumField}'`)
    await refused(add, { ...good10, [accountField]: unknownId }, 400, accountField)
    await refused(add, { ...good10, [accountField]: '1.03' }, 400, `Path '${accountField}'`)
    await refused(add, { ...good10, [dateField]: '05.03.2026' }, 400, `Path '${dateField}'`)
    await refused(add, { ...good10, documentId: unknownId }, 404, unknownId)
    await refusesStrangers(add, good10)
    expect(await paymentsOf(documentId)).toEqual([])
  })

  test('payments stay when the invoice is unposted', async () => {
    const documentId = await invoice(kind, 100)
    await good(server, add, body(documentId, 100))
    await good(server, pathOf(kind, 'unpost'), { organizationId, documentId })
    expect((await transactions(documentId)).map((one) => one['type'])).toEqual([type])
    await good(server, pathOf(kind, 'post'), { organizationId, documentId })
    expect((await get(documentId))['paymentDate']).toBe('2026-03-05')
  })
})

describe('a call with an Idempotency-Key is done once', () => {
  const withKey = async (path: CloudPath, body: Body, key: string): Promise<Body> => {
    const { status, json, headers } = await server.post(path, body, undefined, { 'idempotency-key': key })
    if (headers.get('idempotent-replay') === 'true') replays += 1
    return { status, ...json }
  }
  let replays = 0
  /** Both at once: whichever comes second says that it is a replay. */
  const twice = async (path: CloudPath, body: Body, key: string): Promise<Body[]> => {
    replays = 0
    const answers = await Promise.all([withKey(path, body, key), withKey(path, body, key)])
    expect(replays, path).toBe(1)
    return answers
  }

  test('documents and payments are not doubled, and repeats are told the same', async () => {
    const draft = {
      organizationId,
      date: '2026-03-02T12:00:00.000+03:00',
      counteragent: counteragent('farm'),
      items: [{ num: 1, product: product('95001'), amount: 1, sum: 100, store: store('main') }],
    }
    const [created, again] = await twice(pathOf('incomingInvoice', 'create'), draft, 'key-of-a-document')
    expect(created).toMatchObject({ status: 201 })
    expect(again).toEqual(created)

    const document = { organizationId, documentId: created?.['documentId'] }
    const [posted, repeated] = await twice(pathOf('incomingInvoice', 'post'), document, 'key-of-posting')
    expect(posted).toMatchObject({ status: 200 })
    expect(repeated).toEqual(posted)

    const { add, body } = payments.incomingInvoice
    const payment = body(document.documentId, 40)
    const [paid, same] = await twice(add, payment, 'key-of-a-payment')
    expect(paid).toMatchObject({ status: 201 })
    expect(same).toEqual(paid)
    const written = await transactions(document.documentId)
    expect(written.map((one) => one['sum'])).toEqual([100, 40])

    const other = await withKey(add, { ...payment, sum: 50 }, 'key-of-a-payment')
    expect(other).toMatchObject({ status: 409 })
  })
})

describe('cards of accounts and documents', () => {
  const cards = '/api/finance/v1/account_transactions/list'
  const request = { organizationId, accountId: store('main'), from: '2026-01-01', to: '2026-01-31' }

  test('the seeded deliveries are in the store without their VAT', async () => {
    const card = await good(server, cards, request)
    expect(card.startBalance).toBe(0)
    expect(card.items.length).toBe(12)
    expect(card.items[0]).toMatchObject({
      type: 'INVOICE',
      documentType: 'INCOMING_INVOICE',
      date: '2026-01-12T09:00:00.000+03:00',
      balance: card.items[0].sum,
    })
    const [document] = await good(server, '/api/inventory/v1/incoming_invoice/list', {
      organizationId,
      from: '2026-01-12',
      to: '2026-01-12',
    })
    const net = document.items.reduce((sum: number, item: Body) => sum + item['sumWithoutVat'], 0)
    const ofDocument = card.items.filter((item: Body) => item['documentId'] === document.documentId)
    expect(ofDocument.reduce((sum: number, item: Body) => sum + item['sum'], 0)).toBeCloseTo(net, 6)
  })

  test('refuse what is no account and what is no period', async () => {
    await refused(cards, { ...request, accountId: unknownId }, 400, 'accountId')
    await refused(cards, { ...request, accountId: store('main', 'baumana') }, 400, 'accountId')
    await refused(cards, { ...request, accountId: '1' }, 400, "Path 'accountId'")
    await refused(cards, { ...request, from: '1' }, 400, "Path 'from'")
    await refusesStrangers(cards, request)
    const ofDocument = '/api/finance/v1/document_transactions/list'
    await refused(ofDocument, { organizationId, documentId: '1' }, 400, "Path 'documentId'")
    await refusesStrangers(ofDocument, { organizationId, documentId: unknownId })
    expect(await transactions(unknownId)).toEqual([])
  })
})

describe('costings/calculate', () => {
  const path = '/api/inventory/v1/costings/calculate'
  const ask = (...items: Body[]) => ({ organizationId, dateIncoming: '2026-01-31T23:00:00.000+03:00', items })
  const one = (code: string, storeId = store('main'), amountFactor = 1) => ({
    productId: product(code),
    storeId,
    amountFactor,
  })

  test('what is in the store has its cost, a dish that of its ingredients, the rest is a problem', async () => {
    const nowhere = one('95004')
    const answer = await good(server, path, ask(one('95001', store('main'), 2), one('10701'), nowhere))
    const [flour, potatoes] = answer.items
    // Fifty kilograms for 2100 with ten percent of VAT inside.
    expect(flour).toMatchObject({ value: 76.3636, isEvaluative: false })
    const potato = await good(server, path, ask(one('95008')))
    expect(potatoes).toMatchObject({ productId: product('10701'), isEvaluative: true })
    expect(potatoes.value).toBeCloseTo(potato.items[0].value * 0.21, 6)
    expect(answer.problemItems).toEqual([nowhere])
  })

  test('nothing is known before the first delivery', async () => {
    const early = { ...ask(one('95001')), dateIncoming: '2026-01-11T00:00:00.000+03:00' }
    const answer = await good(server, path, early)
    expect(answer).toEqual({ items: [], problemItems: [one('95001')] })
  })

  test('refuses what it cannot read', async () => {
    await refused(path, { ...ask(one('95001')), dateIncoming: 'now' }, 400, "Path 'dateIncoming'")
    await refused(path, ask({ ...one('95001'), productId: '1' }), 400, "Path 'items[0].productId'")
    await refused(path, ask({ ...one('95001'), storeId: '1' }), 400, "Path 'items[0].storeId'")
    await refused(path, ask({ ...one('95001'), amountFactor: 'x' }), 400, 'amountFactor')
    await refused(path, { organizationId, dateIncoming: '2026-01-31' }, 400, 'items')
    await refusesStrangers(path, ask(one('95001')))
  })
})

describe('counteragents', () => {
  const path = '/api/inventory/v1/counteragents'
  const ask = (more: Body = {}) => good(server, path, { organizationId, ...more })

  test('are suppliers, clients and employees of the restaurant, by pages', async () => {
    const all = await ask()
    expect(all.totalCount).toBe(all.counteragents.length)
    expect(all.counteragents[0]).toMatchObject({ supplier: true, client: false, employee: false })
    const suppliers = await ask({ type: ['supplier'] })
    expect(suppliers.counteragents.every((one: Body) => one['supplier'])).toBe(true)
    const both = await ask({ type: ['client', 'Employee'] })
    expect(both.counteragents.some((one: Body) => one['employee'])).toBe(true)
    expect(both.counteragents.some((one: Body) => one['client'])).toBe(true)
    const page = await ask({ limit: 2, offset: 1 })
    expect(page).toEqual({ counteragents: all.counteragents.slice(1, 3), totalCount: all.totalCount })
  })

  test('refuse other types and pages', async () => {
    await refused(path, { organizationId, type: ['friend'] }, 400, "Path 'type[0]'")
    await refused(path, { organizationId, limit: 501 }, 400, "Path 'limit'")
    await refused(path, { organizationId, limit: 0 }, 400, "Path 'limit'")
    await refused(path, { organizationId, offset: -1 }, 400, "Path 'offset'")
    await refused(path, {}, 400, "'organizationId'")
    await refusesStrangers(path, { organizationId })
  })
})

describe('nomenclature/update_barcodes', () => {
  const path = '/api/inventory/v1/nomenclature/update_barcodes'
  const give = (code: string, ...barcodes: (string | Body)[]) => ({
    organizationId,
    productId: product(code),
    barcodes: barcodes.map((one) => (typeof one === 'string' ? { barcode: one } : one)),
  })

  test('replace all barcodes of a product; one belongs to one product', async () => {
    expect(await good(server, path, give('95006', '460001', '460002'))).toMatchObject({
      productId: product('95006'),
    })
    await refused(path, give('95007', '460001'), 409, '460001')
    await good(server, path, give('95006', '460002'))
    await good(server, path, give('95007', '460001'))
    await refused(path, give('95006', '460001'), 409, '460001')
    await good(server, path, give('95007'))
    await good(server, path, give('95006', '460001'))
  })

  test('a package has barcodes of its own', async () => {
    const bag = demoId('container', '95001')
    await refused(path, give('95008', '2900009500125'), 409, '2900009500125')
    await good(server, path, give('95001', { barcode: '470001', containerId: bag }, '470002'))
    await refused(path, give('95008', '470001'), 409, '470001')
    await good(server, path, give('95008', '2900009500125'))
    await refused(
      path,
      give('95008', { barcode: '470003', containerId: bag }),
      400,
      'barcodes[0].containerId',
    )
  })

  test('refuses unknown products and what is no barcode', async () => {
    await refused(path, { ...give('95006', '1'), productId: unknownId }, 404, unknownId)
    await refused(path, give('95006', ''), 400, "Path 'barcodes[0].barcode'")
    await refused(path, give('95006', 'a b'), 400, "Path 'barcodes[0].barcode'")
    await refused(path, give('95006', {}), 400, "Path 'barcodes[0].barcode'")
    await refused(path, { organizationId, barcodes: [] }, 400, "'productId'")
    await refusesStrangers(path, give('95006', '1'))
  })
})
