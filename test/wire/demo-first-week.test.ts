/** Each list of documents and each report of the demo has something to show before anybody has worked in it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, listIn, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  office = await openBackOffice(server)
})
afterAll(() => server.close())

const januaryDays = 'dateFrom=2026-01-01&dateTo=2026-01-31'

test.each([
  ['writeoff', 2],
  ['internalTransfer', 2],
])('there are posted documents of the kind %s', async (kind, count) => {
  const list = (await office.get(`/v2/documents/${kind}?${januaryDays}`)).json.response
  expect(list.map(({ status }: Json) => status)).toEqual(Array(count).fill('PROCESSED'))
  for (const { items } of list) for (const { cost } of items) expect(cost).toBeGreaterThan(0)
})

test('a stock-taking found too little coffee and too much milk', async () => {
  const period = 'dateFrom=01.01.2026&dateTo=31.01.2026'
  const { xml } = await office.get(`/reports/storeOperations?${period}&documentTypes=INCOMING_INVENTORY`)
  const rows: Json[] = listIn(xml.storeReportItemDto)
  expect(rows.map(({ incoming }) => incoming).sort()).toEqual(['false', 'true'])
})

test('cash went to the bank and for household needs, and its flows are sorted', async () => {
  const { json } = await office.postJson('/v2/reports/olap', {
    reportType: 'TRANSACTIONS',
    groupByRowFields: ['CashFlowCategory', 'TransactionType'],
    aggregateFields: ['Sum.Outgoing'],
    filters: {
      'DateTime.DateTyped': { filterType: 'DateRange', from: '2026-01-01', to: '2026-02-01' },
      CashFlowCategory: { filterType: 'ExcludeValues', values: [null] },
    },
  })
  expect(json.data).toEqual([
    { CashFlowCategory: 'Финансы', TransactionType: 'PAYOUT', 'Sum.Outgoing': 25000 },
    { CashFlowCategory: 'Хозяйственные расходы', TransactionType: 'PAYOUT', 'Sum.Outgoing': 1840 },
  ])
})

test('a till has got its change', async () => {
  await server.settle()
  const to = new Date(server.clock.now() + 86_400_000).toISOString().slice(0, 10)
  const from = new Date(server.clock.now() - 86_400_000).toISOString().slice(0, 10)
  const shifts = `/v2/cashshifts/list?openDateFrom=${from}&openDateTo=${to}&status=ANY`
  const groupId = demoId('terminalGroup', 'malysheva')
  const [shift] = (await office.get(`${shifts}&groupId=${groupId}`)).json
  expect(shift).toMatchObject({ payIn: 5000, sessionStatus: 'OPEN' })
  const { payInRecords } = (await office.get(`/v2/cashshifts/payments/list/${shift.id}`)).json
  expect(payInRecords.map(({ info }: Json) => info.comment)).toEqual(['Размен на открытие'])
})
