import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { saveBooks } from '../../src/app/books/save-books.ts'
import type { PaperKind } from '../../src/domain/documents/kinds.ts'
import type { StockPolicy } from '../../src/domain/reference/books.ts'
import { expectValid, good, seeded } from '../support/cloud-answers.ts'
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
afterEach(() => setPolicy({}))

/** Goods that no other test moves, so that each test starts with nothing of its own. */
const goodsLeft = [
  '95004',
  '95003',
  '95001',
  '95005',
  '95006',
  '95007',
  '95008',
  '95009',
  '95010',
  '95011',
  '95012',
]
const takeGoods = () => product(goodsLeft.shift() ?? '')
const bar = store('bar')

async function setPolicy(changes: Partial<StockPolicy>): Promise<void> {
  const own = seeded(server.chain, 'organization').find(({ id }) => id === organizationId)
  if (!own) throw new Error('no such restaurant')
  const usual: StockPolicy = { costMethod: 'Average', isNegativeForbidden: false, closedUntil: null }
  const body = { ...own.body, stock: { ...usual, ...changes } }
  await saveBooks(server.node.app, server.chain.tenant.id, [{ ...own, body }], 'test')
}

const on = (day: number) => `2026-03-${String(day).padStart(2, '0')}T12:00:00.000+03:00`
const create = async (kind: PaperKind, body: Body): Promise<string> =>
  (await good(server, pathOf(kind, 'create'), { organizationId, ...body })).documentId
const verb = (kind: PaperKind, name: 'post' | 'unpost' | 'get', documentId: string): Promise<Body> =>
  good(server, pathOf(kind, name), { organizationId, documentId })
async function posted(kind: PaperKind, body: Body): Promise<string> {
  const documentId = await create(kind, body)
  await verb(kind, 'post', documentId)
  return documentId
}
const received = (day: number, productId: string, amount: number, sum: number) =>
  posted('incomingInvoice', {
    date: on(day),
    counteragent: counteragent('farm'),
    items: [{ num: 1, product: productId, amount, sum, store: bar }],
  })
const spoiltBody = (day: number, productId: string, amount: number) => ({
  date: on(day),
  storeFrom: bar,
  expenseAccount: account('5.02'),
  items: [{ num: 1, product: productId, amount }],
})
const spoilt = (day: number, productId: string, amount: number) =>
  posted('writeoff', spoiltBody(day, productId, amount))
const transactions = (documentId: string): Promise<Body[]> =>
  good(server, '/api/finance/v1/document_transactions/list', { organizationId, documentId })
const costOf = async (documentId: string): Promise<number> => (await transactions(documentId))[0]?.['sum']
const card = (accountId: string, from = '2026-03-01', to = '2026-03-31'): Promise<Body> =>
  good(server, '/api/finance/v1/account_transactions/list', { organizationId, accountId, from, to })
const unitCost = (productId: string, day = 31): Promise<Body> =>
  good(server, '/api/inventory/v1/costings/calculate', {
    organizationId,
    dateIncoming: on(day),
    items: [{ productId, storeId: bar, amountFactor: 1 }],
  })
async function refusedAt(kind: PaperKind, name: 'post' | 'unpost', documentId: string): Promise<Answer> {
  const answer = await server.post(pathOf(kind, name), { organizationId, documentId })
  expect(answer.status, answer.text).toBe(400)
  expectValid(pathOf(kind, name), answer)
  return answer
}

describe('costs', () => {
  test('goods leave at the moving average, and a document in the past moves what came after it', async () => {
    const id = takeGoods()
    await received(2, id, 10, 100)
    const early = await spoilt(10, id, 4)
    const late = await spoilt(20, id, 4)
    expect([await costOf(early), await costOf(late)]).toEqual([40, 40])

    const between = await received(15, id, 6, 120)
    expect([await costOf(early), await costOf(late)]).toEqual([40, 60])
    await verb('incomingInvoice', 'unpost', between)
    expect([await costOf(early), await costOf(late)]).toEqual([40, 40])
  })

  test('a cost follows goods into other stores and into what is made of them', async () => {
    const id = takeGoods()
    const moved = await posted('internalTransfer', {
      date: on(5),
      storeFrom: bar,
      storeTo: store('kitchen'),
      items: [{ num: 1, product: id, amount: 2 }],
    })
    const made = await posted('transformation', {
      date: on(6),
      storeFrom: store('kitchen'),
      storeTo: store('kitchen'),
      product: product('95002'),
      amount: 4,
      amountUnit: (await verb('internalTransfer', 'get', moved))['items'][0].amountUnit,
      items: [{ num: 1, product: id, amount: 2 }],
    })
    expect([await costOf(moved), await costOf(made)]).toEqual([0, 0])
    await received(1, id, 10, 70)
    expect([await costOf(moved), await costOf(made)]).toEqual([14, 14])
    const [flow] = await transactions(made)
    expect(flow).toMatchObject({
      type: 'TRANSFORMATION',
      from: { account: store('kitchen'), product: id, amount: 2 },
      to: { account: store('kitchen'), product: product('95002'), amount: 4 },
    })
  })

  test('FIFO takes the oldest lot where the restaurant says so', async () => {
    await setPolicy({ costMethod: 'Fifo' })
    const id = takeGoods()
    await received(2, id, 10, 100)
    await received(3, id, 10, 200)
    const first = await spoilt(10, id, 15)
    expect(await costOf(first)).toBe(200)
    const second = await spoilt(11, id, 5)
    expect(await costOf(second)).toBe(100)
    await received(1, id, 5, 5)
    expect([await costOf(first), await costOf(second)]).toEqual([105, 100])
  })

  test('goods may be written off before they come; the difference of prices is corrected then', async () => {
    const id = takeGoods()
    await received(2, id, 1, 10)
    await spoilt(3, id, 3)
    const second = await received(4, id, 5, 60)
    const [invoice, correction] = await transactions(second)
    expect(invoice).toMatchObject({ type: 'INVOICE', sum: 60 })
    expect(correction).toMatchObject({
      type: 'STORE_COST_CORRECTION',
      sum: 4,
      from: { account: bar, product: id, amount: 0 },
      to: { account: account('5.11') },
    })
    expect((await unitCost(id))['items']).toEqual([
      { productId: id, storeId: bar, amountFactor: 1, value: 12, isEvaluative: false },
    ])
  })

  test('a restaurant may forbid to take what is not there, also by taking back what had come', async () => {
    const id = takeGoods()
    const receipt = await received(2, id, 3, 30)
    await setPolicy({ isNegativeForbidden: true })
    const tooMuch = await create('writeoff', spoiltBody(3, id, 4))
    const answer = await refusedAt('writeoff', 'post', tooMuch)
    expect(answer.json).toMatchObject({ details: { error: 'NEGATIVE_STOCK' } })
    expect(answer.json.message).toMatch(/Бар. Покровка lacks 1 of .+ on 2026-03-03/)
    expect((await verb('writeoff', 'get', tooMuch))['status']).toBe('NEW')
    expect(await transactions(tooMuch)).toEqual([])

    await spoilt(4, id, 3)
    await refusedAt('incomingInvoice', 'unpost', receipt)
    expect((await verb('incomingInvoice', 'get', receipt))['status']).toBe('PROCESSED')
  })
})

describe('the ledger', () => {
  test('a closed period takes no document and gives none back', async () => {
    const id = takeGoods()
    const inside = await received(2, id, 1, 10)
    await setPolicy({ closedUntil: '2026-03-10' })
    const draft = await create('writeoff', spoiltBody(10, id, 1))
    const answer = await refusedAt('writeoff', 'post', draft)
    expect(answer.json.message).toContain('closed until 2026-03-10')
    await refusedAt('incomingInvoice', 'unpost', inside)
    await spoilt(11, id, 1)
  })

  test('the card of an account shows each movement with the balance after it', async () => {
    const id = takeGoods()
    const before = await card(bar, '2026-03-12', '2026-03-14')
    const documentId = await received(12, id, 2, 90)
    await spoilt(13, id, 1)
    const after = await card(bar, '2026-03-12', '2026-03-14')
    expect(after['startBalance']).toBeCloseTo(before['startBalance'], 9)
    const own = after['items'].filter((item: Body) => item['type'] === 'INVOICE' || item['sum'] === -45)
    expect(own).toMatchObject([
      { documentId, documentType: 'INCOMING_INVOICE', sum: 90, account: account('2.01') },
      { documentType: 'WRITEOFF_DOCUMENT', sum: -45, account: account('5.02') },
    ])
    expect(own[0].secondCounteragent).toBe(counteragent('farm'))
    const last = after['items'].at(-1)
    expect(last.balance).toBeCloseTo(after['startBalance'] + after['sumTotal'], 9)
    expect((await card(bar, '2026-03-15', '2026-03-15'))['startBalance']).toBeCloseTo(last.balance, 9)
  })

  test('a posted document that was saved as editable is posted anew by an update', async () => {
    const id = takeGoods()
    const invoice = (amount: number, sum: number, day = 2) => ({
      organizationId,
      date: on(day),
      counteragent: counteragent('farm'),
      isEditable: true,
      items: [{ num: 1, product: id, amount, sum, store: bar }],
    })
    const documentId = await posted('incomingInvoice', invoice(2, 20))
    const writeoff = await spoilt(10, id, 1)
    expect(await costOf(writeoff)).toBe(10)
    await good(server, pathOf('incomingInvoice', 'update'), { ...invoice(4, 60, 3), documentId, number: '5' })
    expect(await costOf(writeoff)).toBe(15)
    expect(await transactions(documentId)).toMatchObject([{ sum: 60, number: '5', date: on(3) }])
  })

  test('of two who post a document at once one is told that it is posted, and it counts once', async () => {
    const id = takeGoods()
    const documentId = await create('incomingInvoice', {
      date: on(2),
      counteragent: counteragent('farm'),
      items: Array.from({ length: 50 }, (_, index) => ({
        num: index + 1,
        product: id,
        amount: 1,
        sum: 10,
        store: bar,
      })),
    })
    const request = { organizationId, documentId }
    const post = () => server.post(pathOf('incomingInvoice', 'post'), request)
    const answers = await Promise.all([post(), post(), post(), post()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 405, 405, 405])
    expect(await transactions(documentId)).toHaveLength(50)
    expect((await unitCost(id))['items'][0].value).toBe(10)
  })

  test('documents that are posted at once do not disturb each other', async () => {
    const id = takeGoods()
    const drafts = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((day) => create('writeoff', spoiltBody(day + 10, id, 1))),
    )
    await Promise.all([...drafts.map((draft) => verb('writeoff', 'post', draft)), received(2, id, 6, 60)])
    expect(await Promise.all(drafts.map(costOf))).toEqual([10, 10, 10, 10, 10, 10])
  })

  test('what cannot be made leaves no trace', async () => {
    const draft = await create('production', {
      date: on(2),
      storeFrom: bar,
      storeTo: bar,
      items: [{ num: 1, product: product('95014'), amount: 1 }],
    })
    const answer = await refusedAt('production', 'post', draft)
    expect(answer.json).toMatchObject({ details: { error: 'RECIPE_MISSING' } })
    expect((await verb('production', 'get', draft))['status']).toBe('NEW')
    expect(await transactions(draft)).toEqual([])
  })

  test('every posting lands in the journal of its document', async () => {
    const documentId = await spoilt(2, product('95014'), 0.1)
    await verb('writeoff', 'unpost', documentId)
    const entries = await server.node.app.storage.now.journal.ofEntity(server.chain.tenant.id, documentId)
    expect(entries.map(({ kind }) => kind)).toEqual([
      'document.created',
      'document.posted',
      'document.unposted',
    ])
  })
})

test('[cloud-api §10.3] a wrong sum of percents and one store for both ends of a transfer are refused', async () => {
  const items = [{ num: 1, product: product('95002'), amount: 1, mainProductAmountPercent: 99.9 }]
  const ends = { organizationId, date: on(2), storeFrom: bar, storeTo: bar }
  const whole = { ...ends, product: product('95014'), amount: 1, items }
  const path = pathOf('disassemble', 'create')
  const percents = await server.post(path, whole)
  expect(percents.status).toBe(400)
  expectValid(path, percents)
  expect(percents.json.message).toContain('exactly 100, not 99.9')
  const moved = { ...ends, items: [{ num: 1, product: product('95014'), amount: 1 }] }
  const stores = await server.post(pathOf('internalTransfer', 'create'), moved)
  expect(stores.status).toBe(400)
  expect(stores.json.message).toContain('storeTo')
})

test('a return names an invoice of the restaurant, if it names one', async () => {
  const invoice = await received(2, product('95014'), 1, 10)
  const body = {
    organizationId,
    date: on(3),
    counteragent: counteragent('farm'),
    incomingInvoiceId: invoice,
    items: [{ num: 1, product: product('95014'), amount: 1, sum: 10, store: bar }],
  }
  const documentId = await create('returnedInvoice', body)
  const shown = await verb('returnedInvoice', 'get', documentId)
  expect(shown['incomingInvoiceId']).toBe(invoice)
  const answer = await server.post(pathOf('returnedInvoice', 'create'), {
    ...body,
    incomingInvoiceId: documentId,
  })
  expect(answer.status).toBe(400)
  expect(answer.json.message).toContain('incomingInvoiceId')
})

test('a draft is checked again when it is posted: its store may be gone', async () => {
  const { chain, node } = server
  const own = seeded(chain, 'store').find(({ id }) => id === store('kitchen'))
  if (!own) throw new Error('no such store')
  const draft = await create('writeoff', { ...spoiltBody(2, product('95014'), 1), storeFrom: own.id })
  await saveBooks(node.app, chain.tenant.id, [{ ...own, isDeleted: true }], 'test')
  expect((await refusedAt('writeoff', 'post', draft)).json.message).toContain('storeFrom')
  await saveBooks(node.app, chain.tenant.id, [own], 'test')
  await verb('writeoff', 'post', draft)
})

test('numbers grow by kind where nobody gives one', async () => {
  const numbers: number[] = []
  for (let count = 0; count < 3; count++) {
    const answer = await good(server, pathOf('writeoff', 'create'), {
      organizationId,
      ...spoiltBody(2, product('95014'), 1),
    })
    numbers.push(Number(answer.documentNumber))
  }
  const [first = 0] = numbers
  expect(numbers).toEqual([first, first + 1, first + 2])
})
