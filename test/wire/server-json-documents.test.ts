import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { kindsOf, unlike } from '../support/recorded.ts'
import { documentSamples } from '../support/server-samples/documents.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  office = await openBackOffice(server)
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const idOf = (book: string, code: string): string =>
  server.chain.items.find((item) => item.book === book && (item.body as Json).code === code)?.id ?? ''
const nobody = 'ffffffff-0000-4000-8000-00000000000f'

const writeoff = (changes: Json = {}): Json => ({
  dateIncoming: '2031-03-04T23:00',
  status: 'PROCESSED',
  storeId: idOf('store', '11'),
  accountId: idOf('account', '5.02'),
  comment: 'Разбилось',
  conceptionId: idOf('conception', '1') || null,
  items: [
    { num: 7, productId: idOf('product', '95001'), amount: 0.4, measureUnitId: idOf('measureUnit', '166') },
  ],
  ...changes,
})
const transfer = (changes: Json = {}): Json => ({
  dateIncoming: '2031-03-05T10:15:30.5',
  status: 'NEW',
  storeFromId: idOf('store', '11'),
  storeToId: idOf('store', '12'),
  items: [{ productId: idOf('product', '95002').toUpperCase(), amount: 1.5 }],
  ...changes,
})

async function saved(path: string, body: Json): Promise<Json> {
  const answer = await office.postJson(path, body)
  expect(answer.status, answer.text).toBe(200)
  expect(answer.json.result, answer.text).toBe('SUCCESS')
  expect(answer.json.errors).toBeNull()
  return answer.json.response
}
const balanceOf = async (product: string, store: string): Promise<Json> => {
  const query = `timestamp=2032-01-01T00:00:00&store=${idOf('store', store)}&product=${idOf('product', product)}`
  return (await office.get(`/v2/reports/balance/stores?${query}`)).json[0] ?? { amount: 0, sum: 0 }
}
const cloudDocument = async (name: string, documentId: string): Promise<Json> => {
  const body = { organizationId: idOf('organization', '1'), documentId }
  return (await server.post(`/api/inventory/v1/${name}/get`, body)).json
}

describe('a write-off [server-api §16, §29]', () => {
  test('is written, posted and listed as the published sample is', async () => {
    const before = await balanceOf('95001', '11')
    const { conceptionId: _, comment: __, ...plain } = writeoff({ documentNumber: '0032' })
    const document = await saved('/v2/documents/writeoff', plain)
    const list = (await office.get('/v2/documents/writeoff?dateFrom=2031-03-04&dateTo=2031-03-04')).json
    expect(list.response).toEqual([document])
    const cost = (before.sum / before.amount) * 0.4
    expect(list).toEqual({
      ...documentSamples.writeoff,
      revision: expect.any(Number),
      response: [
        {
          ...documentSamples.writeoff.response[0],
          id: document.id,
          storeId: idOf('store', '11'),
          accountId: idOf('account', '5.02'),
          items: [
            {
              ...documentSamples.writeoff.response[0]?.items[0],
              productId: idOf('product', '95001'),
              measureUnitId: idOf('measureUnit', '166'),
              cost: expect.closeTo(cost, 8),
            },
          ],
        },
      ],
    })
    const [ours, theirs] = [kindsOf(list), kindsOf(documentSamples.writeoff)]
    expect([unlike(ours, theirs), unlike(theirs, ours)]).toEqual([[], []])
    expect(Object.keys(list.response[0].items[0])).toEqual(
      Object.keys(documentSamples.writeoff.response[0]?.items[0] ?? {}),
    )
    expect((await balanceOf('95001', '11')).amount).toBeCloseTo(before.amount - 0.4, 9)
    expect((await office.get(`/v2/documents/writeoff/byId?id=${document.id.toUpperCase()}`)).json).toEqual(
      document,
    )
    expect((await office.get('/v2/documents/writeoff/byNumber?documentNumber=0032')).json).toEqual([document])
    expect(await cloudDocument('writeoff_document', document.id)).toMatchObject({
      number: '0032',
      status: 'PROCESSED',
      expenseAccount: idOf('account', '5.02'),
    })
    // Later changes only.
    const since = await office.get(
      `/v2/documents/writeoff?dateFrom=2031-03-04&dateTo=2031-03-04&revisionFrom=${list.revision}`,
    )
    expect(since.json).toMatchObject({ response: [], revision: list.revision })
  })

  test('lives from NEW over PROCESSED to DELETED, and is changed only while it is NEW', async () => {
    const before = await balanceOf('95001', '11')
    const draft = await saved('/v2/documents/writeoff', writeoff({ status: 'NEW' }))
    expect(draft).toMatchObject({ comment: 'Разбилось', documentNumber: expect.stringMatching(/^\d{5}$/) })
    expect(draft.items).toEqual([expect.objectContaining({ num: 1, cost: null })])
    const items = [{ productId: idOf('product', '95001'), amount: '2' }]
    const changed = await saved(
      '/v2/documents/writeoff',
      writeoff({ id: draft.id, status: 'NEW', items, comment: '' }),
    )
    expect(changed).toMatchObject({ id: draft.id, documentNumber: draft.documentNumber })
    expect(changed).not.toHaveProperty('comment')
    const posted = await saved(
      '/v2/documents/writeoff',
      writeoff({ id: draft.id, items, documentNumber: 'WO-9' }),
    )
    expect([posted.documentNumber, posted.items[0].cost]).toEqual(['WO-9', expect.any(Number)])
    expect(await saved('/v2/documents/writeoff', writeoff({ id: draft.id, items }))).toEqual(posted)
    expect((await balanceOf('95001', '11')).amount).toBeCloseTo(before.amount - 2, 9)
    const late = await office.postJson('/v2/documents/writeoff', writeoff({ id: draft.id, comment: 'иначе' }))
    expect([late.status, late.headers.get('content-type')]).toEqual([409, 'text/plain; charset=utf-8'])
    const deleted = await saved(
      '/v2/documents/writeoff',
      writeoff({ id: draft.id, items, status: 'DELETED' }),
    )
    expect([deleted.status, deleted.items[0].cost]).toEqual(['DELETED', null])
    expect(await balanceOf('95001', '11')).toEqual(before)
    const query = 'dateFrom=2031-03-04&dateTo=2031-03-04&status=DELETED'
    expect((await office.get(`/v2/documents/writeoff?${query}`)).json.response).toEqual([deleted])
  })

  test('with a number that its like has already is that one; another one is refused', async () => {
    const body = writeoff({ documentNumber: 'TWICE' })
    const first = await saved('/v2/documents/writeoff', body)
    expect(await saved('/v2/documents/writeoff', body)).toEqual(first)
    const other = await office.postJson('/v2/documents/writeoff', { ...body, comment: 'другое' })
    expect([other.status, other.text]).toEqual([409, expect.stringContaining('TWICE/2')])
  })
})

test('an internal transfer moves goods at their cost [server-api §16]', async () => {
  const [from, to] = [await balanceOf('95002', '11'), await balanceOf('95002', '12')]
  const draft = await saved('/v2/documents/internalTransfer', transfer())
  expect(draft).toMatchObject({ dateIncoming: '2031-03-05T10:15:30.500', status: 'NEW' })
  expect(await balanceOf('95002', '11')).toEqual(from)
  const posted = await saved(
    '/v2/documents/internalTransfer',
    transfer({ id: draft.id, status: 'PROCESSED' }),
  )
  const cost = (from.sum / from.amount) * 1.5
  expect(posted.items).toEqual([
    {
      num: 1,
      productId: idOf('product', '95002'),
      amount: 1.5,
      measureUnitId: idOf('measureUnit', '166'),
      containerId: null,
      cost: expect.closeTo(cost, 6),
    },
  ])
  expect((await balanceOf('95002', '12')).sum).toBeCloseTo(to.sum + cost, 6)
  expect((await office.get(`/v2/documents/internalTransfer/byId?id=${draft.id}`)).json).toEqual(posted)
  const list = await office.get('/v2/documents/internalTransfer?dateFrom=2031-03-05&dateTo=2031-03-05')
  expect(list.json.response).toEqual([posted])
  const { documentNumber } = posted
  expect(
    (await office.get(`/v2/documents/internalTransfer/byNumber?documentNumber=${documentNumber}`)).json,
    // Each restaurant counts its own documents.
  ).toContainEqual(posted)
  expect(await cloudDocument('internal_transfer', draft.id)).toMatchObject({ status: 'PROCESSED' })
  const answer = await office.postJson(
    '/v2/documents/internalTransfer',
    transfer({ storeToId: idOf('store', '11') }),
  )
  expect(answer.status).toBe(409)
})

describe('codes of what is wrong [server-api §17.7]', () => {
  const line = (changes: Json): Json => ({
    items: [{ productId: idOf('product', '95001'), amount: 1, ...changes }],
  })
  test.each<[string, () => Json, Json[]]>([
    [
      'nothing at all',
      () => ({}),
      ['dateIncoming', 'status', 'items', 'storeId', 'accountId'].map((value) => ({
        code: 'EMPTY_FIELD',
        value,
      })),
    ],
    ['an unknown store', () => writeoff({ storeId: nobody }), [{ code: 'STORE_NOT_FOUND', value: nobody }]],
    [
      'an unknown account',
      () => writeoff({ accountId: nobody }),
      [{ code: 'ACCOUNT_NOT_FOUND', value: nobody }],
    ],
    [
      'an unknown conception',
      () => writeoff({ conceptionId: nobody }),
      [{ code: 'CONCEPTION_NOT_FOUND', value: nobody }],
    ],
    ['an unknown document', () => writeoff({ id: nobody }), [{ code: 'DOCUMENT_NOT_FOUND', value: nobody }]],
    [
      'an empty line',
      () => writeoff({ items: [{}] }),
      [
        { code: 'EMPTY_FIELD', value: 'items.productId' },
        { code: 'EMPTY_FIELD', value: 'items.amount' },
      ],
    ],
    [
      'nothing of it',
      () => writeoff(line({ amount: 0 })),
      [{ code: 'ONLY_POSITIVE_VALUES_ALLOWED', value: 'items.amount' }],
    ],
    [
      'an unknown product',
      () => writeoff(line({ productId: nobody })),
      [{ code: 'PRODUCT_NOT_FOUND', value: nobody }],
    ],
    [
      'an unknown unit',
      () => writeoff(line({ measureUnitId: nobody })),
      [{ code: 'MEASURE_UNIT_NOT_FOUND', value: nobody }],
    ],
    [
      'an unknown package',
      () => writeoff(line({ containerId: nobody })),
      [{ code: 'CONTAINER_NOT_FOUND', value: nobody }],
    ],
  ])('%s', async (_, body, errors) => {
    const answer = await office.postJson('/v2/documents/writeoff', body())
    expect([answer.status, answer.json], answer.text).toEqual([
      200,
      { result: 'ERROR', errors, response: null },
    ])
  })
  test('a warehouse is no account of costs, a deleted product is deleted', async () => {
    const answer = await office.postJson(
      '/v2/documents/writeoff',
      writeoff({ accountId: idOf('store', '11') }),
    )
    expect(answer.json.errors[0].code).toBe('INVENTORY_ASSETS_TYPE_NOT_ALLOWED')
    const gone = server.chain.items.find(({ book, isDeleted }) => book === 'product' && isDeleted)
    const deleted = await office.postJson(
      '/v2/documents/writeoff',
      writeoff(line({ productId: gone?.id ?? nobody })),
    )
    expect(deleted.json.errors[0].code).toBe(gone ? 'PRODUCT_DELETED' : 'PRODUCT_NOT_FOUND')
  })
  test.each<[string, () => Json]>([
    ['a date that is none', () => ({ dateIncoming: '2031-02-30T10:00' })],
    ['an amount that is none', () => line({ amount: 'much' })],
    ['a status that is none', () => ({ status: 'POSTED' })],
    ['an amount beyond all', () => line({ amount: 1e14 })],
  ])('%s is malformed', async (_, changes) => {
    const answer = await office.postJson('/v2/documents/writeoff', writeoff(changes()))
    expect([answer.status, answer.headers.get('content-type')], answer.text).toEqual([
      400,
      'text/plain; charset=utf-8',
    ])
  })
  test('what is not there, or of another kind, is not found', async () => {
    const [one] = (await office.get('/v2/documents/internalTransfer?dateFrom=2031-03-01&dateTo=2031-03-31'))
      .json.response
    for (const id of [nobody, one.id])
      expect((await office.get(`/v2/documents/writeoff/byId?id=${id}`)).status).toBe(404)
    expect((await office.get('/v2/documents/writeoff/byNumber?documentNumber=NONE')).json).toEqual([])
  })
})
