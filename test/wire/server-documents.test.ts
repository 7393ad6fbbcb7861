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

const itemOf = (book: string, code: string): Json =>
  server.chain.items.find((item) => item.book === book && (item.body as Json).code === code)
const idOf = (book: string, code: string): string => itemOf(book, code).id
const zeros = '00000000-0000-0000-0000-000000000000'

/** Flour to the main store of the first restaurant, in the words of the published sample (server-api §29). */
function incoming(changes: Record<string, string> = {}, line: Record<string, string> = {}): string {
  const item = {
    num: '1',
    product: idOf('product', '95001'),
    amount: '25.000',
    actualAmount: '25.000',
    price: '2.40',
    sum: '60.00',
    vatPercent: '12',
    store: idOf('store', '11'),
    ...line,
  }
  const head = {
    documentNumber: 'SUP-1187',
    incomingDocumentNumber: '77431',
    dateIncoming: '04.03.2031',
    incomingDate: '2031-03-03',
    dueDate: '18.03.2031',
    useDefaultDocumentTime: 'true',
    defaultStore: idOf('store', '11'),
    supplier: idOf('counteragent', '101'),
    status: 'PROCESSED',
    ...changes,
  }
  return `<document><items><item>${elements(item)}</item></items>${elements(head)}</document>`
}

const elements = (members: Record<string, string>): string =>
  Object.entries(members)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')

const send = async (xml: string): Promise<Json> => {
  const answer = await office.postXml('/documents/import/incomingInvoice', xml)
  expect(answer.status, answer.text).toBe(200)
  expect(answer.root).toBe('documentValidationResult')
  return answer.xml
}
const good = (number: string) => ({ valid: 'true', warning: 'false', documentNumber: number })
const exported = async (number: string): Promise<Json[]> => {
  const query = `number=${encodeURIComponent(number)}&currentYear=false&from=2000-01-01&to=2040-01-01`
  const answer = await office.get(`/documents/export/incomingInvoice/byNumber?${query}`)
  expect(answer.root).toBe('incomingInvoiceDtoes')
  return listIn(answer.xml.document)
}

/** The same document as iikoCloud sees it. */
const inCloud = async (documentId: string): Promise<Json> => {
  const organizationId = idOf('organization', '1')
  return (await server.post('/api/inventory/v1/incoming_invoice/get', { organizationId, documentId })).json
}
/** What a store holds by the ledger: the sum of all that came minus all that went. */
async function stockOf(product: string, store: string): Promise<number> {
  const { rows } = await server.pool.query(
    `select coalesce(sum(to_amount) filter (where to_account = $1 and to_product = $2), 0)
       - coalesce(sum(from_amount) filter (where from_account = $1 and from_product = $2), 0) as amount from posting`,
    [idOf('store', store), idOf('product', product)],
  )
  return Number(rows[0].amount)
}

describe('an incoming invoice [server-api §15.3, §29]', () => {
  test('is written, posted, and exported as the published sample is', async () => {
    const before = await stockOf('95001', '11')
    expect(await send(incoming())).toEqual(good('SUP-1187'))
    const [document, ...others] = await exported('SUP-1187')
    expect(others).toEqual([])
    expect(document).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      documentNumber: 'SUP-1187',
      dateIncoming: '2031-03-04T23:00:00',
      defaultStore: idOf('store', '11'),
      supplier: idOf('counteragent', '101'),
      dueDate: '2031-03-18T00:00:00',
      incomingDate: '2031-03-03T00:00:00',
      useDefaultDocumentTime: 'false',
      status: 'PROCESSED',
      incomingDocumentNumber: '77431',
      items: {
        item: {
          num: '1',
          isAdditionalExpense: 'false',
          product: idOf('product', '95001'),
          productArticle: '95001',
          code: '95001',
          amount: '25.000000000',
          actualAmount: '25.000000000',
          price: '2.400000000',
          sum: '60.000000000',
          discountSum: '0.000000000',
          vatPercent: '12.000000000',
          vatSum: '6.430000000',
          amountUnit: idOf('measureUnit', '166'),
          store: idOf('store', '11'),
        },
      },
    })
    expect(await stockOf('95001', '11')).toBe(before + 25)
    expect(await inCloud(document.id)).toMatchObject({
      number: 'SUP-1187',
      status: 'PROCESSED',
      items: [{ sum: 60 }],
    })
  })

  test('sent again changes nothing; sent otherwise it is replaced and posted anew', async () => {
    const before = await stockOf('95001', '11')
    const xml = incoming({ documentNumber: 'AGAIN' })
    await send(xml)
    const [first] = await exported('AGAIN')
    const { version } = await stored(first.id)
    expect(await send(xml)).toEqual(good('AGAIN'))
    expect((await stored(first.id)).version).toBe(version)
    expect(
      await send(incoming({ documentNumber: 'AGAIN' }, { amount: '30', sum: '72', actualAmount: '30' })),
    ).toEqual(good('AGAIN'))
    const documents = await exported('AGAIN')
    expect(documents.map(({ id }) => id)).toEqual([first.id])
    expect(documents[0].items.item).toMatchObject({ amount: '30.000000000', sum: '72.000000000' })
    expect(await stockOf('95001', '11')).toBe(before + 30)
  })
  const stored = async (id: string): Promise<Json> =>
    (await server.pool.query('select head from document where id = $1', [id])).rows[0].head

  test('goes through NEW, PROCESSED, back by unprocess, and DELETED', async () => {
    const before = await stockOf('95001', '11')
    const as = (status: string) => incoming({ documentNumber: 'LIFE', status })
    const statusOf = async () => (await exported('LIFE')).map(({ status }) => status)
    await send(as('NEW'))
    expect([await statusOf(), await stockOf('95001', '11')]).toEqual([['NEW'], before])
    await send(as('PROCESSED'))
    expect([await statusOf(), await stockOf('95001', '11')]).toEqual([['PROCESSED'], before + 25])
    const back = await office.postXml('/documents/unprocess/incomingInvoice', as('PROCESSED'))
    expect(back.xml).toEqual(good('LIFE'))
    expect([await statusOf(), await stockOf('95001', '11')]).toEqual([['NEW'], before])
    const twice = await office.postXml('/documents/unprocess/incomingInvoice', as('PROCESSED'))
    expect(twice.xml).toMatchObject({ valid: 'false', documentNumber: 'LIFE' })
    await send(as('PROCESSED'))
    await send(as('DELETED'))
    expect([await statusOf(), await stockOf('95001', '11')]).toEqual([['DELETED'], before])
    expect(await send(as('NEW'))).toMatchObject({ valid: 'false', warning: 'false', documentNumber: 'LIFE' })
  })

  test('finds its product by article, its tax on the card, and a package of zeros is none', async () => {
    const line = { productArticle: '95002', containerId: zeros }
    const xml = incoming({ documentNumber: 'ARTICLE', status: 'NEW' }, line)
      .replace(/<product>.*?<\/product>/, '')
      .replace(/<vatPercent>.*?<\/vatPercent>/, '')
    expect(await send(xml)).toEqual(good('ARTICLE'))
    const [{ items }] = (await exported('ARTICLE')) as [Json]
    expect(items.item).toMatchObject({
      product: idOf('product', '95002'),
      vatPercent: '10.000000000',
      vatSum: '5.450000000',
    })
    expect(items.item.containerId).toBeUndefined()
  })

  test('without a number takes the next one', async () => {
    const xml = incoming({ status: 'NEW' }).replace(/<documentNumber>.*?<\/documentNumber>/, '')
    const [first, second] = [await send(xml), await send(xml)]
    expect(Number(second.documentNumber)).toBe(Number(first.documentNumber) + 1)
    expect(first.documentNumber).toMatch(/^\d{5}$/)
  })

  test('a number belongs to one document of a year; another is suggested', async () => {
    await send(incoming({ documentNumber: 'YEAR', status: 'NEW' }))
    expect(await send(incoming({ documentNumber: 'YEAR', dateIncoming: '05.03.2031' }))).toMatchObject({
      valid: 'false',
      documentNumber: 'YEAR',
      otherSuggestedNumber: 'YEAR/2',
    })
    expect(
      await send(incoming({ documentNumber: 'YEAR', dateIncoming: '05.03.2032', status: 'NEW' })),
    ).toEqual(good('YEAR'))
  })

  test('two imports of one number at once make one document', async () => {
    const xml = incoming({ documentNumber: 'TWINS', status: 'NEW' })
    await Promise.all([send(xml), send(xml), send(xml)])
    expect(await exported('TWINS')).toHaveLength(1)
  })

  test('elements that nobody knows are named, and do not stop it', async () => {
    const xml = incoming({ documentNumber: 'NAMES', status: 'NEW', storeId: 'a' }, { productId: 'b' })
    expect(await send(xml)).toEqual({
      valid: 'true',
      warning: 'true',
      documentNumber: 'NAMES',
      additionalInfo: 'Unknown elements: items[0].productId, storeId',
    })
  })

  test.each<[string, () => string, string]>([
    [
      'what is to be deleted and is not there',
      () => incoming({ documentNumber: 'X-1', status: 'DELETED', dateIncoming: '2031-05-01' }),
      "Cannot find document of type INCOMING_INVOICE by number 'X-1' and date '2031-05-01'",
    ],
    [
      'an unknown article',
      () => incoming({}, { product: '', productArticle: '0' }),
      'product 0 is not found',
    ],
    ['an unknown product', () => incoming({}, { product: zeros.replace('0', '1') }), 'is not found'],
    ['no product', () => incoming({}, { product: '' }), 'items[0].product'],
    ['no lines', () => incoming().replace(/<items>.*<\/items>/, ''), 'items'],
    ['no amount', () => incoming({}, { amount: '0', actualAmount: '0' }), 'must be greater than zero'],
    ['a buyer', () => incoming({ supplier: idOf('counteragent', '201') }), 'is no supplier'],
    [
      'a line for another store',
      () => incoming({}, { store: idOf('store', '12') }),
      'the store differs from that of the document',
    ],
    [
      'an unknown store',
      () => incoming({ defaultStore: '' }, { store: zeros.replace('0', '2') }),
      'is not found',
    ],
  ])('is not valid with %s', async (_, xml, words) => {
    const body = xml().replace('SUP-1187', 'REFUSED')
    const answer = await fetch(
      `${server.baseUrl}/resto/api/documents/import/incomingInvoice?key=${office.token}`,
      {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/xml', 'accept-language': 'en' },
      },
    )
    const text = await answer.text()
    expect([answer.status, text.includes('<valid>false</valid>')], text).toEqual([200, true])
    expect(text).toContain(words)
    expect(await exported('REFUSED')).toEqual([])
  })

  test.each<[string, () => string, number, string]>([
    [
      'a date that is none',
      () => incoming({ dateIncoming: '31.02.2031' }),
      400,
      'Wrong date format: 31.02.2031',
    ],
    ['a sum that is no number', () => incoming({}, { sum: 'much' }), 400, "'items[0].sum'"],
    ['a sum beyond all sums', () => incoming({}, { sum: '9'.repeat(18) }), 400, "'items[0].sum'"],
    ['no sum', () => incoming().replace('<sum>60.00</sum>', ''), 400, "'items[0].sum' must not be null"],
    ['a status that is none', () => incoming({ status: 'POSTED' }), 400, '[NEW, PROCESSED, DELETED]'],
    ['another root', () => '<invoice/>', 400, 'The element document is expected, not invoice'],
    ['a document type', () => `<!DOCTYPE a>${incoming()}`, 400, 'a document type is not allowed'],
    ['nothing', () => '', 400, 'The XML cannot be read'],
  ])('is refused with %s', async (_, xml, status, words) => {
    const answer = await office.postXml('/documents/import/incomingInvoice', xml())
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(answer.text).toContain(words)
  })

  test('stores of different departments are a conflict in words', async () => {
    const xml = incoming({ defaultStore: '' }).replace(
      '</items>',
      `<item>${elements({ num: '2', product: idOf('product', '95001'), amount: '1', sum: '1', store: idOf('store', '21') })}</item></items>`,
    )
    const answer = await office.postXml('/documents/import/incomingInvoice', xml)
    expect([answer.status, answer.text]).toEqual([
      409,
      'Нельзя создать накладную со складами разных подразделений',
    ])
  })

  test('may come as text/xml, in another encoding, or as JSON', async () => {
    const xml = incoming({ documentNumber: 'КОД', status: 'NEW', comment: 'Привезли' })
    const answer = await office.postXml('/documents/import/incomingInvoice', xml, 'text/xml; charset=utf-8')
    expect(answer.xml).toEqual(good('КОД'))
    expect((await exported('КОД'))[0].comment).toBe('Привезли')
    const json = await office.postJson('/documents/import/incomingInvoice', {
      documentNumber: 'JSON',
      dateIncoming: '2031-03-04T10:15:30',
      supplier: idOf('counteragent', '101').toUpperCase(),
      items: [{ num: 1, product: idOf('product', '95001'), amount: 2, sum: 4.8, store: idOf('store', '11') }],
    })
    expect(json.xml).toEqual(good('JSON'))
    expect((await exported('JSON'))[0]).toMatchObject({
      dateIncoming: '2031-03-04T10:15:30',
      status: 'NEW',
      items: { item: { amount: '2.000000000', price: '2.400000000' } },
    })
  })
})

describe('requests that a production bridge sent (recorded)', () => {
  /** As they were recorded, with ids of the demo chain in the place of those of that restaurant. */
  test('prices without the tax, a name in the place of a supplier’s product, a percent with three digits', async () => {
    const store = idOf('store', '11')
    const xml = `<document><items>
<item><amount>2</amount><product>${idOf('product', '95001')}</product><productArticle>118778</productArticle>
<supplierProductArticle>118778</supplierProductArticle><code>118778</code>
<supplierProduct>Котлеты Куриные Особые в Панировке 1кг 10*100г</supplierProduct><num>1</num><store>${store}</store>
<price>368.09</price><sum>809.8</sum><actualAmount>2</actualAmount></item>
<item><amount>1.00</amount><product>${idOf('product', '95002')}</product><productArticle>33085009</productArticle>
<supplierProductArticle>ЦБ-00010321</supplierProductArticle><code>ЦБ-00010321</code><num>4</num><store>${store}</store>
<price>368.03</price><sum>449.00</sum><vatPercent>22.001</vatPercent><vatSum>80.97</vatSum><actualAmount>1.00</actualAmount></item>
</items><dateIncoming>11.03.2026</dateIncoming><incomingDocumentNumber>17-0141012</incomingDocumentNumber>
<defaultStore>${store}</defaultStore><supplier>${idOf('counteragent', '101')}</supplier>
<useDefaultDocumentTime>true</useDefaultDocumentTime></document>`
    const answer = await send(xml)
    expect(answer).toEqual(good(expect.stringMatching(/^\d{5}$/) as never))
    const [document] = await exported(answer.documentNumber)
    expect(document).toMatchObject({ status: 'NEW', incomingDocumentNumber: '17-0141012' })
    expect(document.items.item).toMatchObject([
      { num: '1', sum: '809.800000000', price: '404.900000000', vatPercent: '10.000000000' },
      { num: '4', sum: '449.000000000', vatPercent: '22.000000000', vatSum: '80.970000000' },
    ])
  })
})

describe('an outgoing invoice [server-api §15.4]', () => {
  const outgoing = (changes: Record<string, string> = {}): string =>
    `<document>${elements({
      documentNumber: 'OUT-1',
      dateIncoming: '2031-03-06T12:00:00+05:00',
      status: 'PROCESSED',
      accountToCode: '5.01',
      revenueAccountCode: '4.01',
      defaultStoreCode: '11',
      counteragentCode: '201',
      comment: 'за наличные',
      ...changes,
    })}<items><item>${elements({
      productArticle: '95001',
      price: '3.50',
      amount: '4',
      sum: '14',
      vatPercent: '20',
    })}</item></items></document>`
  const exportOf = async (query: string) => office.get(`/documents/export/outgoingInvoice?${query}`)

  test('is written by codes, takes goods from the store, and is exported', async () => {
    const before = await stockOf('95001', '11')
    const answer = await office.postXml('/documents/import/outgoingInvoice', outgoing())
    expect(answer.xml).toEqual(good('OUT-1'))
    expect(await stockOf('95001', '11')).toBe(before - 4)
    const list = await exportOf('from=2031-03-06&to=2031-03-06')
    expect(list.root).toBe('outgoingInvoiceDtoes')
    expect(list.xml.document).toEqual({
      id: expect.any(String),
      documentNumber: 'OUT-1',
      dateIncoming: '2031-03-06T10:00:00',
      useDefaultDocumentTime: 'false',
      status: 'PROCESSED',
      accountToCode: '5.01',
      revenueAccountCode: '4.01',
      defaultStoreId: idOf('store', '11'),
      defaultStoreCode: '11',
      counteragentId: idOf('counteragent', '201'),
      counteragentCode: '201',
      comment: 'за наличные',
      items: {
        item: {
          productId: idOf('product', '95001'),
          productArticle: '95001',
          storeId: idOf('store', '11'),
          storeCode: '11',
          price: '3.500000000',
          amount: '4.000000000',
          sum: '14.000000000',
          discountSum: '0.000000000',
          vatPercent: '20.000000000',
          vatSum: '2.330000000',
        },
      },
    })
    const byNumber = await office.get(
      '/documents/export/outgoingInvoice/byNumber?number=OUT-1&currentYear=false&from=2031-01-01&to=2031-12-31',
    )
    expect(byNumber.xml).toEqual(list.xml)
    const back = await office.postXml('/documents/unprocess/outgoingInvoice', outgoing())
    expect(back.xml).toEqual(good('OUT-1'))
    expect(await stockOf('95001', '11')).toBe(before)
  })
  test('a code that nobody has is named', async () => {
    const answer = await office.postXml(
      '/documents/import/outgoingInvoice',
      outgoing({ accountToCode: '9.99', documentNumber: 'OUT-2' }),
    )
    expect(answer.xml).toMatchObject({ valid: 'false', documentNumber: 'OUT-2' })
    expect(answer.xml.errorMessage).toContain('9.99')
  })
})

describe('export [server-api §15.1]', () => {
  test('takes whole days, both inclusive, of the suppliers that are asked for', async () => {
    await send(incoming({ documentNumber: 'E-1', dateIncoming: '01.07.2033', status: 'NEW' }))
    await send(
      incoming({
        documentNumber: 'E-2',
        dateIncoming: '02.07.2033',
        status: 'NEW',
        supplier: idOf('counteragent', '102'),
      }),
    )
    const numbers = async (query: string) =>
      listIn((await office.get(`/documents/export/incomingInvoice?${query}`)).xml.document).map(
        ({ documentNumber }: Json) => documentNumber,
      )
    expect(await numbers('from=2033-07-01&to=2033-07-02')).toEqual(['E-1', 'E-2'])
    expect(await numbers('from=2033-07-02&to=2033-07-02T01:00:00')).toEqual(['E-2'])
    expect(await numbers('from=2033-06-30&to=2033-06-30')).toEqual([])
    const suppliers = `supplierId=${idOf('counteragent', '102')}&supplierId=${idOf('counteragent', '103').toUpperCase()}`
    expect(await numbers(`from=2033-07-01&to=2033-07-02&${suppliers}`)).toEqual(['E-2'])
  })
  test('a restaurant exports its own', async () => {
    const other = await openBackOffice(server, { prefix: '/rms/2/resto' })
    const own = listIn(
      (await other.get('/documents/export/incomingInvoice?from=2026-01-01&to=2026-02-01')).xml.document,
    )
    const all = listIn(
      (await office.get('/documents/export/incomingInvoice?from=2026-01-01&to=2026-02-01')).xml.document,
    )
    expect(own.length).toBeGreaterThan(0)
    expect(all.length).toBe(own.length * 3)
    for (const { items } of own)
      for (const { store } of listIn(items.item))
        expect([idOf('store', '21'), idOf('store', '22'), idOf('store', '23')]).toContain(store)
  })
  test('by number wants to know of which time', async () => {
    const get = (query: string) =>
      office.get(`/documents/export/incomingInvoice/byNumber?number=SUP-1187${query}`)
    expect(listIn((await get('&currentYear=true')).xml?.document ?? '')).toEqual([])
    for (const query of ['', '&currentYear=true&from=2031-01-01', '&currentYear=false&from=2031-01-01'])
      expect((await get(query)).status).toBe(400)
  })
  test('a day in the Russian form is refused with 409, as live servers do', async () => {
    const answer = await office.get('/documents/export/incomingInvoice?from=01.07.2033&to=2033-07-02')
    expect([answer.status, answer.text]).toEqual([409, 'Wrong date format: 01.07.2033'])
  })
})
