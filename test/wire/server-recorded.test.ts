import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BackOffice, fetched, openBackOffice } from '../support/back-office.ts'
import { kindsOf, silent, unlike } from '../support/recorded.ts'
import { isRecorded, placesIn, recordedText } from '../support/recorded-server.ts'
import kinds from '../support/server-kinds.json' with { type: 'json' }
import { startServer, type TestServer } from '../support/start-server.ts'

// Level 3 of the parity ledger: all that a recorded answer has is in ours, of its kind. The kinds are kept in the
// repository; where the recordings lie beside it, they are held against them.

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  office = await openBackOffice(server)
})
afterAll(() => server.close())

const names = Object.keys(kinds) as (keyof typeof kinds)[]

describe('the kept kinds are those of the recordings', () => {
  for (const name of names)
    test.skipIf(!isRecorded(name))(name, () => {
      const text = recordedText(name)
      expect(kinds[name]).toEqual(name.endsWith('.json') ? kindsOf(JSON.parse(text)) : placesIn(text))
    })
})

const idOf = (book: string, code: string): string =>
  server.chain.items.find((item) => item.book === book && (item.body as { code?: string }).code === code)
    ?.id ?? ''

test('accounts/list is like the recorded one', async () => {
  const { json } = await office.get('/v2/entities/accounts/list')
  const ours = kindsOf(json)
  const example = kinds['v2-entities-accounts-list.json']
  expect(unlike(ours, example)).toEqual([])
  // The demo chain's accounts have no tree.
  expect(silent(ours, example)).toEqual(['$[].accountParentId'])
  expect(unlike(example, ours)).toEqual([])
})

test('products/list is like the recorded one, member for member', async () => {
  const level = { storeId: idOf('store', '11'), minBalanceLevel: 1, maxBalanceLevel: 9.5 }
  const [product] = (await office.get('/v2/entities/products/list?nums=10101')).json
  const saved = await office.postJson('/v2/entities/products/update?overrideFastCode=true', {
    ...product,
    position: 3,
    modifiers: [],
    storeBalanceLevels: [level],
    containers: [{ name: 'Кастрюля', count: 4, containerWeight: 1, fullContainerWeight: 3 }],
    barcodes: [{ barcode: '4600000000024' }],
  })
  expect(saved.json.result, saved.text).toBe('SUCCESS')
  const ours = kindsOf((await office.get('/v2/entities/products/list')).json)
  const example = kinds['v2-entities-products-list.json']
  expect(unlike(ours, example)).toEqual([])
  expect(silent(ours, example)).toEqual([])
  // Other captured bodies have the name of a scheme of modifiers (server-api §11.1).
  expect(unlike(example, ours)).toEqual(['$[].modifierSchemaName is missing'])
})

test('products of the first version have every element of the recorded ones', async () => {
  const ours = new Set(placesIn((await office.get('/products')).text))
  expect(kinds['products-v1.xml'].filter((place) => !ours.has(place))).toEqual([])
})

test('get_server_info.jsp has every element of the recorded one, without a prolog and with its nulls', async () => {
  const { text } = await fetched(`${server.baseUrl}/resto/get_server_info.jsp?encoding=UTF-8`)
  expect(placesIn(text)).toEqual(kinds['get_server_info.xml'])
  expect(text).toMatch(/^<r><serverName>/)
  for (const name of ['protocol', 'serverAddr', 'serverSubUrl']) expect(text).toContain(`<${name} null="1">`)
})

describe('a request that was recorded is taken with all its elements', () => {
  const requests = ['import-incomingInvoice-request.xml', 'import-incomingInvoice-request-long.xml'] as const
  /** What stands in each place of ours, where those of the recording name things of another restaurant. */
  const values = (): Record<string, string> => ({
    amount: '2.50',
    product: idOf('product', '95002'),
    productArticle: '95002',
    supplierProductArticle: 'ЦБ-00001702',
    supplierProduct: 'Моцарелла',
    code: 'ЦБ-00001702',
    num: '4',
    containerId: '00000000-0000-0000-0000-000000000000',
    store: idOf('store', '11'),
    price: '498.18',
    sum: '1370.00',
    vatPercent: '10.000',
    vatSum: '124.55',
    actualAmount: '2.50',
    dateIncoming: '11.03.2026',
    incomingDocumentNumber: '7040/DD',
    defaultStore: idOf('store', '11'),
    supplier: idOf('counteragent', '101'),
    useDefaultDocumentTime: 'true',
  })
  test.each(requests)('%s', async (name) => {
    const places: string[] = kinds[name]
    const said = (parent: string): string =>
      places
        .filter((place) => place.startsWith(`${parent}/`) && !place.slice(parent.length + 1).includes('/'))
        .map((place) => place.slice(parent.length + 1))
        .map((element) => {
          const inner =
            element === 'items' || element === 'item' ? said(`${parent}/${element}`) : values()[element]
          return `<${element}>${inner}</${element}>`
        })
        .join('')
    const xml = `<document>${said('document')}</document>`
    expect(placesIn(xml)).toEqual(places)
    const answer = await office.postXml('/documents/import/incomingInvoice', xml)
    expect(answer.xml).toEqual({ valid: 'true', warning: 'false', documentNumber: expect.any(String) })
    const year = await office.get(
      `/documents/export/incomingInvoice/byNumber?currentYear=false&from=2026-03-11&to=2026-03-11&number=${answer.xml.documentNumber}`,
    )
    expect(year.xml.document).toMatchObject({
      incomingDocumentNumber: '7040/DD',
      items: { item: { num: '4', amount: '2.500000000', sum: '1370.000000000', vatSum: '124.550000000' } },
    })
  })
})
