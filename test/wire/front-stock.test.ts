/** What stores hold, asked by plugins (front-api §9.22): of the till's restaurant alone, exact, from its server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBackOffice } from '../support/back-office.ts'
import { good } from '../support/cloud-answers.ts'
import {
  account,
  type Body,
  counteragent,
  organizationId,
  pathOf,
  product,
  store,
} from '../support/documents.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Front, frontOf } from './front-table-driver.ts'

let server: TestServer
let front: Front
beforeAll(async () => {
  server = await startServer()
  front = frontOf(server)
  await posted('incomingInvoice', {
    date: '2026-03-02T12:00:00.000+03:00',
    counteragent: counteragent('farm'),
    items: [{ num: 1, product: goods, amount: 10.123456, sum: 100, store: bar }],
  })
  await posted('writeoff', {
    date: '2026-03-20T12:00:00.000+03:00',
    storeFrom: bar,
    expenseAccount: account('5.02'),
    items: [{ num: 1, product: goods, amount: 4 }],
  })
}, 60_000)
afterAll(() => server.close())

const bar = store('bar')
const goods = product('95004')
const nobody = 'ffffffff-0000-4000-8000-00000000000f'

async function posted(kind: 'incomingInvoice' | 'writeoff', body: Body): Promise<void> {
  const { documentId } = await good(server, pathOf(kind, 'create'), { organizationId, ...body })
  await good(server, pathOf(kind, 'post'), { organizationId, documentId })
}

test('is what the ledger came to, exact, at this moment and at an earlier one', async () => {
  const asked = { stores: [bar], products: [{ id: goods }] }
  const [row, ...others] = await front.call('getStockBalances', asked)
  expect(others).toEqual([])
  expect(row).toMatchObject({
    store: { id: bar },
    product: { id: goods, number: '95004' },
    amount: '6.123456',
  })
  expect([row.store.name, row.product.name, row.measuringUnit].every((text: string) => text.length > 0)).toBe(
    true,
  )
  const earlier = await front.call('getStockBalances', { ...asked, date: '2026-03-15T00:00:00+03:00' })
  expect(earlier).toMatchObject([{ amount: '10.123456' }])
  expect(await front.call('getStockBalances', { ...asked, date: '2026-03-01T00:00:00+03:00' })).toEqual([])
  expect(await front.call('getStockBalances', { ...asked, stores: [] })).toEqual([])
})

test('without a filter is all that iikoServer tells of the same restaurant', async () => {
  const office = await openBackOffice(server)
  const at = new Date(server.clock.now() + 3 * 3_600_000).toISOString().slice(0, 19)
  const told = (await office.get(`/v2/reports/balance/stores?timestamp=${at}&department=${organizationId}`))
    .json
  const rows = await front.call('getStockBalances')
  expect(rows.length).toBeGreaterThan(1)
  const keyed = (list: [string, string, number][]) => list.map((row) => row.join(' ')).sort()
  expect(
    keyed(
      rows.map((row: { store: { id: string }; product: { id: string }; amount: string }) => [
        row.store.id,
        row.product.id,
        Number(row.amount),
      ]),
    ),
  ).toEqual(
    keyed(
      told
        .filter(({ amount }: { amount: number }) => amount !== 0)
        .map((row: { store: string; product: string; amount: number }) => [
          row.store,
          row.product,
          row.amount,
        ]),
    ),
  )
})

describe('what is refused', () => {
  test('without the permission', async () => {
    const failure = await front.as({ permissions: new Set() }).fails('getStockBalances')
    expect([failure.exception, failure.fields.codes]).toEqual(['PermissionDeniedException', ['stock:read']])
  })
  test('a store and a product that nobody has, and what is no list of them', async () => {
    const unknown = await front.fails('getStockBalances', { stores: [nobody] })
    expect([unknown.exception, unknown.fields]).toEqual([
      'EntityNotFoundException',
      { entity: 'Store', entityId: nobody },
    ])
    expect((await front.fails('getStockBalances', { products: [nobody] })).fields.entity).toBe('Product')
    for (const [name, wrong] of [
      ['stores', 'bar'],
      ['stores', ['bar']],
      ['products', 7],
      ['date', '16.03.2026'],
      ['date', 1e300],
    ])
      expect((await front.fails('getStockBalances', { [String(name)]: wrong })).exception).toBe(
        'ArgumentException',
      )
  })
  test('a till that does not reach its server', async () => {
    const local = [...server.node.tills.values()].find(({ code }) => code === 'pokrovka')
    if (!local) throw new Error('no till')
    local.isConnected = false
    const failure = await front.fails('getStockBalances')
    expect([failure.exception, failure.words('ru')]).toEqual([
      'ServerConnectionException',
      'Сервер недоступен.',
    ])
    local.isConnected = true
    expect((await front.call('getStockBalances')).length).toBeGreaterThan(1)
  })
})

test('of another restaurant of the chain nothing is told', async () => {
  const other = [...server.node.tills.values()].find(({ till }) => till.organizationId !== organizationId)
  if (!other) throw new Error('no other restaurant')
  const theirs = frontOf(server, other.code)
  const rows = await theirs.call('getStockBalances')
  expect(rows.map(({ store: { id } }: { store: { id: string } }) => id)).not.toContain(bar)
  const failure = await theirs.fails('getStockBalances', { stores: [bar] })
  expect(failure.fields).toEqual({ entity: 'Store', entityId: bar })
})
