import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
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

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  office = await openBackOffice(server)
  await received(2, 10, 100)
  await received(15, 6, 120)
  await posted('writeoff', {
    date: '2026-03-20T12:00:00.000+03:00',
    storeFrom: bar,
    expenseAccount: account('5.02'),
    items: [{ num: 1, product: goods, amount: 4 }],
  })
}, 60_000)
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const bar = store('bar')
const goods = product('95004')

async function posted(kind: 'incomingInvoice' | 'writeoff', body: Body): Promise<void> {
  const { documentId } = await good(server, pathOf(kind, 'create'), { organizationId, ...body })
  await good(server, pathOf(kind, 'post'), { organizationId, documentId })
}
const received = (day: number, amount: number, sum: number) =>
  posted('incomingInvoice', {
    date: `2026-03-${String(day).padStart(2, '0')}T12:00:00.000+03:00`,
    counteragent: counteragent('farm'),
    items: [{ num: 1, product: goods, amount, sum, store: bar }],
  })

const stock = (timestamp: string, more = ''): Promise<Json> =>
  office.get(`/v2/reports/balance/stores?timestamp=${timestamp}&store=${bar}&product=${goods}${more}`)

describe('balances of stores [server-api §20.1]', () => {
  test('at each moment what documents up to it made; the moment itself counts, by the restaurant’s clock', async () => {
    const row = { store: bar, product: goods }
    expect((await stock('2026-03-02T11:59:59')).json).toEqual([])
    expect((await stock('2026-03-02T12:00:00')).json).toEqual([{ ...row, amount: 10, sum: 100 }])
    expect((await stock('2026-03-16')).json).toEqual([{ ...row, amount: 16, sum: 220 }])
    expect((await stock('2026-03-31T00:00:00.000')).json).toEqual([{ ...row, amount: 12, sum: 165 }])
  })
  test('by department, store and product', async () => {
    const nobody = 'ffffffff-0000-4000-8000-00000000000f'
    expect((await stock('2026-03-16', `&department=${organizationId.toUpperCase()}`)).json).toHaveLength(1)
    expect((await stock('2026-03-16', `&department=${nobody}`)).json).toEqual([])
    const all = (await office.get('/v2/reports/balance/stores?timestamp=2026-03-16')).json
    expect(all).toContainEqual({ store: bar, product: goods, amount: 16, sum: 220 })
    const restaurant = await openBackOffice(server, { prefix: '/rms/2/resto' })
    const theirs = (await restaurant.get('/v2/reports/balance/stores?timestamp=2026-03-16')).json
    expect(theirs).not.toContainEqual(expect.objectContaining({ store: bar }))
  })
  test.each([
    ['', "Argument for @NotNull parameter 'timestamp' must not be null"],
    ['timestamp=16.03.2026', 'Wrong date format: 16.03.2026'],
    ['timestamp=2026-02-30', 'Wrong date format: 2026-02-30'],
    ['timestamp=2026-03-16&store=bar', "Wrong value of 'store': an id is expected, not 'bar'"],
  ])('%s is refused', async (query, text) => {
    const answer = await office.get(`/v2/reports/balance/stores?${query}`)
    expect([answer.status, answer.text]).toEqual([400, text])
  })
})

test('what is owed to a supplier is what was received of it and not paid [server-api §20.2]', async () => {
  const farm = counteragent('farm')
  const owed = async (timestamp: string): Promise<Json[]> =>
    (await office.get(`/v2/reports/balance/counteragents?timestamp=${timestamp}&counteragent=${farm}`)).json
  const sum = async (timestamp: string) => (await owed(timestamp)).reduce((total, row) => total + row.sum, 0)
  expect((await sum('2026-03-16')) - (await sum('2026-03-01'))).toBe(-220)
  const [row] = await owed('2026-03-16')
  expect(row).toEqual({
    account: expect.any(String),
    counteragent: farm,
    department: organizationId,
    sum: expect.any(Number),
  })
  const other = `account=${account('5.02')}`
  const none = await office.get(
    `/v2/reports/balance/counteragents?timestamp=2026-03-16&counteragent=${farm}&${other}`,
  )
  expect(none.json).toEqual([])
})

describe('OLAP of transactions [server-api §22.3]', () => {
  const filters = {
    'DateTime.DateTyped': {
      filterType: 'DateRange',
      periodType: 'CUSTOM',
      from: '2026-03-01',
      to: '2026-04-01',
    },
  }
  const report = async (body: Json): Promise<Json> => {
    const answer = await office.postJson('/v2/reports/olap', { reportType: 'TRANSACTIONS', filters, ...body })
    expect(answer.status, answer.text).toBe(200)
    return answer.json
  }

  test('every posting stands on both of its sides, and what comes is what goes', async () => {
    const { data } = await report({ aggregateFields: ['Sum.Incoming', 'Sum.Outgoing'] })
    expect(data[0]['Sum.Incoming']).toBe(data[0]['Sum.Outgoing'])
    expect(data[0]['Sum.Incoming']).toBeGreaterThan(0)
  })
  test('turnover of goods at a store by days and kinds, as documents made it', async () => {
    const asked = {
      groupByRowFields: ['DateTime.DateTyped', 'TransactionType', 'Account.StoreOrAccount'],
      aggregateFields: ['Amount.In', 'Amount.Out', 'Sum.Incoming', 'Sum.Outgoing'],
      filters: {
        ...filters,
        'Account.Id': { filterType: 'IncludeValues', values: [bar] },
        'Product.Id': { filterType: 'IncludeValues', values: [goods] },
      },
    }
    const row = (day: number, type: string, [amountIn, amountOut, incoming, outgoing]: number[]) => ({
      'Account.StoreOrAccount': 'STORE',
      'Amount.In': amountIn,
      'Amount.Out': amountOut,
      'DateTime.DateTyped': `2026-03-${String(day).padStart(2, '0')}`,
      'Sum.Incoming': incoming,
      'Sum.Outgoing': outgoing,
      TransactionType: type,
    })
    expect((await report(asked)).data).toEqual([
      row(2, 'INVOICE', [10, 0, 100, 0]),
      row(15, 'INVOICE', [6, 0, 120, 0]),
      row(20, 'WRITEOFF', [0, 4, 0, 55]),
    ])
  })
  test('an account’s turnover is that of its card in the cloud, to the kopeck', async () => {
    const card = await good(server, '/api/finance/v1/account_transactions/list', {
      organizationId,
      accountId: account('5.02'),
      from: '2026-03-01',
      to: '2026-03-31',
    })
    const moved = card['items'].reduce((sum: number, { sum: one }: Json) => sum + one, 0)
    const { data } = await report({
      groupByRowFields: ['Account.Name', 'Account.Type', 'Contr-Account.Name', 'Document', 'DateTime.Typed'],
      aggregateFields: ['Sum.Incoming', 'Sum.Outgoing'],
      filters: { ...filters, 'Account.Id': { filterType: 'IncludeValues', values: [account('5.02')] } },
    })
    const ours = data.reduce((sum: number, row: Json) => sum + row['Sum.Incoming'] - row['Sum.Outgoing'], 0)
    expect(Math.abs(ours)).toBe(Math.abs(moved))
    expect(data).toContainEqual(expect.objectContaining({ 'DateTime.Typed': '2026-03-20T12:00:00' }))
  })
  test('days are asked for here as well', async () => {
    const answer = await office.postJson('/v2/reports/olap', { reportType: 'TRANSACTIONS', filters: {} })
    expect([answer.status, answer.text]).toEqual([
      400,
      "java.lang.IllegalArgumentException: Filter by date is required: 'DateTime.DateTyped'",
    ])
  })
})

describe('balances in OLAP of transactions [server-api §22.3]', () => {
  const balances = ['StartBalance.Amount', 'StartBalance.Money', 'FinalBalance.Amount', 'FinalBalance.Money']
  async function olap(from: string, to: string, rows: string[], more: Json = {}): Promise<Json> {
    const only = (...values: string[]) => ({ filterType: 'IncludeValues', values })
    const answer = await office.postJson('/v2/reports/olap', {
      reportType: 'TRANSACTIONS',
      groupByRowFields: rows,
      aggregateFields: balances,
      filters: {
        'DateTime.DateTyped': { filterType: 'DateRange', periodType: 'CUSTOM', from, to },
        'Account.Id': only(bar),
        'Product.Id': only(goods),
      },
      ...more,
    })
    expect(answer.status, answer.text).toBe(200)
    return answer.json
  }
  const held = (...values: number[]): Json =>
    Object.fromEntries(balances.map((name, index) => [name, values[index]]))

  test('what there was when the period began and when it ended, of what nothing moved too', async () => {
    const row = { 'Product.Id': goods }
    expect((await olap('2026-03-15', '2026-04-01', ['Product.Id'])).data).toEqual([
      { ...row, ...held(10, 100, 12, 165) },
    ])
    expect((await olap('2026-03-25', '2026-04-01', ['Product.Id'])).data).toEqual([
      { ...row, ...held(12, 165, 12, 165) },
    ])
    expect((await olap('2026-02-01', '2026-03-02', ['Product.Id'])).data).toEqual([])
  })

  test('days tell how it went, and their summary the whole period', async () => {
    const { data, summary } = await olap('2026-03-03', '2026-04-01', ['Product.Id', 'DateTime.DateTyped'], {
      buildSummary: true,
    })
    expect(data).toEqual([
      { 'Product.Id': goods, 'DateTime.DateTyped': '2026-03-15', ...held(10, 100, 16, 220) },
      { 'Product.Id': goods, 'DateTime.DateTyped': '2026-03-20', ...held(16, 220, 12, 165) },
    ])
    expect(summary.find(([keys]: Json) => Object.keys(keys).length === 0)[1]).toEqual(held(10, 100, 12, 165))
  })

  test('a month is told from its first posting to its last', async () => {
    expect((await olap('2026-03-01', '2026-04-01', ['DateTime.Month'])).data).toEqual([
      { 'DateTime.Month': '03 (Март)', ...held(0, 0, 12, 165) },
    ])
  })
})
