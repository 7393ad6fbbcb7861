import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BackOffice, listIn, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  office = await openBackOffice(server)
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const idOf = (book: string, code: string): string => {
  const item = server.chain.items.find((one) => one.book === book && (one.body as Json).code === code)
  if (!item) throw new Error(`no ${book} ${code}`)
  return item.id
}
const elements = (members: Record<string, string>): string =>
  Object.entries(members)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')
const xmlOf = (head: Record<string, string>, ...lines: Record<string, string>[]): string =>
  `<document>${elements(head)}<items>${lines.map((line) => `<item>${elements(line)}</item>`).join('')}</items></document>`

const postXml = async (path: string, xml: string): Promise<Json> => {
  const answer = await office.postXml(path, xml)
  expect(answer.status, answer.text).toBe(200)
  return answer.xml
}
const good = (documentNumber: string) => ({ valid: 'true', warning: 'false', documentNumber })

/** The balance of a product at a store, as another family of reports tells it. */
async function balanceOf(product: string, store = '11', at = '2032-01-01T00:00:00'): Promise<Json> {
  const query = `timestamp=${at}&store=${idOf('store', store)}&product=${idOf('product', product)}`
  const [row] = (await office.get(`/v2/reports/balance/stores?${query}`)).json
  return row ?? { amount: 0, sum: 0 }
}
const cloudDocument = async (name: string, documentId: string): Promise<Json> => {
  const body = { organizationId: idOf('organization', '1'), documentId }
  return (await server.post(`/api/inventory/v1/${name}/get`, body)).json
}
/** Sums of postings by types, as OLAP tells them. */
async function postingsOf(number: string): Promise<Record<string, number>> {
  const answer = await office.postJson('/v2/reports/olap', {
    reportType: 'TRANSACTIONS',
    groupByRowFields: ['TransactionType'],
    aggregateFields: ['Sum.Incoming'],
    filters: {
      Document: { filterType: 'IncludeValues', values: [number] },
      'DateTime.DateTyped': {
        filterType: 'DateRange',
        periodType: 'CUSTOM',
        from: '2031-01-01',
        to: '2032-01-01',
      },
    },
  })
  expect(answer.status, answer.text).toBe(200)
  return Object.fromEntries(answer.json.data.map((row: Json) => [row.TransactionType, row['Sum.Incoming']]))
}
const lastOf = async (query: string): Promise<Json[]> =>
  listIn((await office.get(`/documents/export/lastDocuments?${query}`)).xml.document ?? '')
/** Of the restaurant of this test: another has one in the demo. */
const stockTakings = async (): Promise<Json[]> =>
  (await lastOf('documentType=INCOMING_INVENTORY&requestedCount=100')).filter(
    ({ departmentId }) => departmentId === idOf('organization', '1'),
  )
const idOfLast = async (type: string): Promise<string> =>
  (await lastOf(`documentType=${type}&requestedCount=1`))[0].id

describe('a return to a supplier [server-api §15.5]', () => {
  const receipt = (number: string, price: string) =>
    xmlOf(
      {
        documentNumber: number,
        dateIncoming: '01.03.2031',
        supplier: idOf('counteragent', '101'),
        status: 'PROCESSED',
      },
      {
        num: '1',
        product: idOf('product', '95015'),
        amount: '10',
        sum: price,
        vatPercent: '0',
        store: idOf('store', '11'),
      },
    )
  const returned = (changes: Record<string, string> = {}) =>
    xmlOf(
      {
        documentNumber: 'RET-1',
        dateIncoming: '2031-03-05',
        status: 'PROCESSED',
        defaultStoreCode: '11',
        counteragentCode: '101',
        incomingInvoiceNumber: 'RCP-1',
        incomingInvoiceDate: '2031-03-01',
        ...changes,
      },
      {
        productArticle: '95015',
        price: '20',
        amount: '2',
        sum: '40',
        vatPercent: '0',
        supplierProduct: 'Котлета',
      },
    )

  test('takes goods back at their cost, or at the price that was paid', async () => {
    const before = await balanceOf('95015')
    await postXml('/documents/import/incomingInvoice', receipt('RCP-1', '100'))
    await postXml('/documents/import/incomingInvoice', receipt('RCP-2', '300'))
    const full = await balanceOf('95015')
    expect(full.amount - before.amount).toBe(20)
    expect(await postXml('/documents/import/returnedInvoice', returned())).toEqual(good('RET-1'))
    const cost = (full.sum / full.amount) * 2
    const after = await balanceOf('95015')
    expect([after.amount, after.sum]).toEqual([full.amount - 2, expect.closeTo(full.sum - cost, 6)])
    expect(await postingsOf('RET-1')).toEqual({
      RETURNED_INVOICE: expect.closeTo(cost, 2),
      RETURNED_INVOICE_REVENUE: 40,
    })
    const cloud = await cloudDocument('returned_invoice', await idOfLast('RETURNED_INVOICE'))
    expect(cloud).toMatchObject({ number: 'RET-1', status: 'PROCESSED', items: [{ sum: 40 }] })

    const affected = returned({ storeCostAffected: 'true' })
    expect(await postXml('/documents/import/returnedInvoice', affected)).toEqual(good('RET-1'))
    const atPrice = await balanceOf('95015')
    expect([atPrice.amount, atPrice.sum]).toEqual([full.amount - 2, expect.closeTo(full.sum - 40, 6)])
    expect(await postXml('/documents/import/returnedInvoice', returned({ status: 'DELETED' }))).toEqual(
      good('RET-1'),
    )
    expect(await balanceOf('95015')).toEqual(full)
  })

  test('needs a receipt that is there', async () => {
    const unknown = returned({ documentNumber: 'RET-2', incomingInvoiceNumber: 'RCP-9' })
    expect(await postXml('/documents/import/returnedInvoice', unknown)).toEqual({
      valid: 'false',
      warning: 'false',
      documentNumber: 'RET-2',
      errorMessage: 'Документ типа INCOMING_INVOICE с номером «RCP-9» от 2031-03-01 не найден',
    })
    const other = returned({ documentNumber: 'RET-2', incomingInvoiceDate: '02.03.2031' })
    expect((await postXml('/documents/import/returnedInvoice', other)).valid).toBe('false')
    for (const name of ['incomingInvoiceNumber', 'incomingInvoiceDate']) {
      const answer = await postXml(
        '/documents/import/returnedInvoice',
        returned({ documentNumber: 'RET-2', [name]: '' }),
      )
      expect(answer.valid).toBe('false')
      expect(answer.errorMessage).toContain(name)
    }
    expect(await lastOf('documentType=RETURNED_INVOICE&requestedCount=100')).toHaveLength(1)
  })
})

test('a sales act writes dishes off by their tech cards and brings revenue [server-api §15.6]', async () => {
  const xml = xmlOf(
    { documentNumber: 'SALE-1', dateIncoming: '2031-03-06T21:00:00', status: 'PROCESSED' },
    {
      productArticle: '10101',
      storeCode: '11',
      amount: '2',
      sum: '840.00',
      discountSum: '40',
      vatPercent: '20',
    },
  )
  // The card of the day is the latest of the two that the dish has.
  const [card] = server.chain.items
    .filter((one) => one.book === 'techCard' && (one.body as Json).productId === idOf('product', '10101'))
    .sort((one, other) => ((one.body as Json).validFrom < (other.body as Json).validFrom ? 1 : -1))
  const { productId, gross }: Json = (card as Json).body.items[0]
  const ingredient: Json = server.chain.items.find(({ id }) => id === productId)
  const { code } = ingredient.body
  const before = await balanceOf(code)
  expect(await postXml('/documents/import/salesDocument', xml)).toEqual(good('SALE-1'))
  expect((await balanceOf(code)).amount).toBeCloseTo(before.amount - (Number(gross) * 2) / 1e9, 9)
  expect(await postingsOf('SALE-1')).toMatchObject({ SALES_REVENUE: 700, NDS_SALES: 140 })
  const cloud = await cloudDocument('sales_document', await idOfLast('SALES_DOCUMENT'))
  expect(cloud).toMatchObject({ number: 'SALE-1', items: [{ sum: 840, discountSum: 40 }] })
})

test('a production act makes dishes of what the store has [server-api §15.7]', async () => {
  const head = {
    documentNumber: 'PROD-1',
    dateIncoming: '07.03.2031',
    status: 'PROCESSED',
    storeFrom: idOf('store', '11'),
    storeTo: idOf('store', '12'),
  }
  const xml = xmlOf(head, { productArticle: '10101', amount: '3', num: '1' })
  const before = await balanceOf('10101', '12')
  expect(await postXml('/documents/import/productionDocument', xml)).toEqual(good('PROD-1'))
  expect((await balanceOf('10101', '12')).amount).toBe(before.amount + 3)
  const cloud = await cloudDocument('production_document', await idOfLast('PRODUCTION_DOCUMENT'))
  expect(cloud).toMatchObject({ number: 'PROD-1', storeFrom: head.storeFrom, storeTo: head.storeTo })
  const raw = xmlOf({ ...head, documentNumber: 'PROD-2' }, { productArticle: '95001', amount: '1' })
  expect(await postXml('/documents/import/productionDocument', raw)).toMatchObject({
    valid: 'false',
    documentNumber: 'PROD-2',
  })
})

describe('a stock-taking [server-api §15.8]', () => {
  const line = (article: string, amountContainer: string, more: Record<string, string> = {}) => ({
    status: 'SAVE',
    productArticle: article,
    amountContainer,
    ...more,
  })
  const head = (changes: Record<string, string> = {}) => ({
    documentNumber: 'INV-1',
    dateIncoming: '2031-06-01T20:00:00',
    status: 'PROCESSED',
    storeCode: '11',
    ...changes,
  })

  test('is checked without a trace, then written with the same result', async () => {
    const [flour, milk] = [await balanceOf('95001'), await balanceOf('95009')]
    const xml = xmlOf(
      head(),
      line('95001', '30'),
      line('95001', String(flour.amount - 35)),
      line('95009', String(milk.amount + 2), { amountGross: '3', comment: 'в холодильнике' }),
      line('95010', '1', { status: 'NEW' }),
    )
    const check = await office.postXml('/documents/check/incomingInventory', xml)
    expect(check.root).toBe('incomingInventoryValidationResult')
    expect(await stockTakings()).toEqual([])
    expect(await balanceOf('95001')).toEqual(flour)
    const result = await postXml('/documents/import/incomingInventory', xml)
    expect(result).toEqual(check.xml)
    expect(result).toMatchObject({
      ...good('INV-1'),
      store: { id: idOf('store', '11'), code: '11' },
      date: '2031-06-01T20:00:00.000+03:00',
    })
    const [counted, more, left] = listIn(result.items.item)
    expect(counted).toMatchObject({
      product: { id: idOf('product', '95001'), code: '95001' },
      expectedAmount: String(flour.amount),
      expectedSum: flour.sum.toFixed(2),
      actualAmount: String(flour.amount - 5),
      differenceAmount: '-5',
      differenceSum: (-(flour.sum / flour.amount) * 5).toFixed(2),
    })
    expect(more).toMatchObject({
      differenceAmount: '2',
      differenceSum: ((milk.sum / milk.amount) * 2).toFixed(2),
    })
    expect(left).toMatchObject({ actualAmount: '1', differenceAmount: '0', differenceSum: '0.00' })
    expect((await balanceOf('95001')).amount).toBe(flour.amount - 5)
    expect((await balanceOf('95009')).amount).toBe(milk.amount + 2)
    expect(Object.keys(await postingsOf('INV-1'))).toEqual(['INVENTORY_CORRECTION'])
    // Sent again it is held against the same books, not against what it has made of them.
    expect(await postXml('/documents/import/incomingInventory', xml)).toEqual(result)
    expect(await postXml('/documents/import/incomingInventory', xml.replace('PROCESSED', 'NEW'))).toEqual(
      result,
    )
    expect(await balanceOf('95001')).toEqual(flour)
  })

  test('counts in packages, and nothing is an answer too', async () => {
    const milk = await balanceOf('95014')
    const container: Json = server.chain.items.find(({ book }) => book === 'container')
    const packed: Json = server.chain.items.find(({ id }) => id === container.body.productId)
    const xml = xmlOf(
      head({ documentNumber: 'INV-2' }),
      line('95014', '0'),
      line(packed.body.code, '2', { containerId: container.id }),
    )
    const result = await postXml('/documents/import/incomingInventory', xml)
    const [empty, boxes] = listIn(result.items.item)
    expect(empty).toMatchObject({ actualAmount: '0', differenceAmount: String(-milk.amount) })
    expect(Number(boxes.actualAmount)).toBe((2 * Number(container.body.count)) / 1e9)
    expect(await balanceOf('95014')).toEqual({ amount: 0, sum: 0 })
  })

  test.each<[string, () => string, string]>([
    ['no store', () => xmlOf(head({ storeCode: '' }), line('95001', '1')), 'storeId'],
    ['an unknown store', () => xmlOf(head({ storeCode: '99' }), line('95001', '1')), '99'],
    ['an unknown account', () => xmlOf(head({ accountSurplusCode: '9.99' }), line('95001', '1')), '9.99'],
    ['less than nothing', () => xmlOf(head(), line('95001', '-1')), 'items[0].amount'],
    [
      'two statuses of a product',
      () => xmlOf(head(), line('95001', '1'), line('95001', '1', { status: 'NEW' })),
      'items[1].status',
    ],
    ['an unknown package', () => xmlOf(head(), line('95001', '1', { containerCode: '7' })), 'containerCode'],
  ])('is not valid with %s, be it checked or imported', async (_, xml, words) => {
    for (const deed of ['check', 'import']) {
      const answer = await office.postXml(
        `/documents/${deed}/incomingInventory`,
        xml().replace('INV-1', 'INV-9'),
      )
      expect([answer.status, answer.xml.valid], answer.text).toEqual([200, 'false'])
      expect(answer.xml.errorMessage).toContain(words)
      expect(answer.xml.items).toBeUndefined()
    }
    expect(await stockTakings()).toHaveLength(2)
  })
})

describe('the last documents', () => {
  test('are told of a store, a product or a type, the latest first', async () => {
    const all = await lastOf('')
    expect(all).toHaveLength(10)
    // Clocks of restaurants differ; those of this year are of one.
    const dates = all.map(({ dateIncoming }) => dateIncoming).filter((date) => date.startsWith('2031'))
    expect(dates.length).toBeGreaterThan(5)
    expect(dates).toEqual([...dates].sort().reverse())
    const [sale] = await lastOf(`documentType=SALES_DOCUMENT&productId=${idOf('product', '10101')}`)
    expect(sale).toMatchObject({
      documentNumber: 'SALE-1',
      status: 'PROCESSED',
      dateIncoming: '2031-03-06T21:00:00',
    })
    const ofStore = await lastOf(`storeId=${idOf('store', '12')}&requestedCount=100`)
    expect(ofStore.map(({ documentNumber }) => documentNumber)).toContain('PROD-1')
    expect(ofStore.map(({ documentNumber }) => documentNumber)).not.toContain('INV-1')
  })
  test.each(['requestedCount=0', 'requestedCount=1001', 'documentType=NOTHING', 'storeId=x'])(
    'refuses %s',
    async (query) => {
      expect((await office.get(`/documents/export/lastDocuments?${query}`)).status).toBe(400)
    },
  )
})
