import { afterAll, beforeAll, expect } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { documentSamples } from '../support/server-samples/documents.ts'
import { reportSamples as samples } from '../support/server-samples/reports.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { noon } from './cloud-deliveries-driver.ts'
import { holdAgainstSamples } from './server-published-driver.ts'
import { cardOnline, cash, tablesOf } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let office: BackOffice
const shiftId = 'e1000000-0000-4000-8000-000000000001'
const manager = demoId('employee', '1111')
const find = (book: string, code: string): string =>
  server.chain.items.find((item) => item.book === book && (item.body as Json).code === code)?.id ?? ''

/** The published import (server-api §29), of flour to the main store of the first restaurant. */
const incoming = (status: string) => `<document>
  <items><item>
    <num>1</num><product>${find('product', '95001')}</product><amount>25.000</amount>
    <actualAmount>25.000</actualAmount><amountUnit>${find('measureUnit', '166')}</amountUnit><price>2.40</price>
    <sum>60.00</sum><vatPercent>12</vatPercent><store>${find('store', '11')}</store>
  </item></items>
  <documentNumber>SUP-1187</documentNumber><incomingDocumentNumber>77431</incomingDocumentNumber>
  <dateIncoming>04.03.2026</dateIncoming><incomingDate>2026-03-03</incomingDate><dueDate>18.03.2026</dueDate>
  <useDefaultDocumentTime>true</useDefaultDocumentTime><defaultStore>${find('store', '11')}</defaultStore>
  <supplier>${find('counteragent', '101')}</supplier><status>${status}</status>
</document>`
const outgoing = (status: string) => `<document>
  <documentNumber>OUT-12</documentNumber><dateIncoming>2026-03-05T12:00:00</dateIncoming><status>${status}</status>
  <defaultStoreCode>11</defaultStoreCode><counteragentCode>202</counteragentCode><comment>for the fair</comment>
  <items><item><productArticle>95001</productArticle><price>2.40</price><amount>5</amount><sum>12.00</sum>
  <vatPercent>12</vatPercent></item></items>
</document>`

beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  const hall = tablesOf(server, 'pokrovka')
  await hall.atTill({ kind: 'shift.close', employeeId: manager })
  await hall.atTill({ kind: 'shift.open', shiftId, employeeId: manager })
  const { id } = await hall.placed(hall.anOrder({ payments: [cash(340), cardOnline(500)] }))
  await hall.done('close', id)
  server.clock.jumpTo(noon + 600_450)
  await hall.atTill({ kind: 'shift.close', employeeId: manager })
  await server.settle()
  office = await openBackOffice(server)
  for (const [kind, document] of [
    ['incoming', incoming],
    ['outgoing', outgoing],
  ] as const) {
    const { xml, text } = await office.postXml(`/documents/import/${kind}Invoice`, document('PROCESSED'))
    expect(xml.valid, text).toBe('true')
  }
})
afterAll(() => server.close())

const march = 'from=2026-03-01&to=2026-03-31'
const friday = 'openDateFrom=2027-03-12&openDateTo=2027-03-12'
const revenue = () => ({
  reportType: 'SALES',
  buildSummary: true,
  groupByRowFields: ['Department', 'OpenDate.Typed', 'PayTypes'],
  groupByColFields: [],
  aggregateFields: ['DishDiscountSumInt', 'UniqOrderId.OrdersCount'],
  filters: {
    'OpenDate.Typed': { filterType: 'DateRange', periodType: 'CUSTOM', from: '2027-03-12', to: '2027-03-13' },
    OrderDeleted: { filterType: 'IncludeValues', values: ['NOT_DELETED'] },
  },
})
const byDays = async (): Promise<Json> =>
  (await office.get('/v2/reports/olap/presets/sales')).json.find((one: Json) =>
    one.groupByRowFields.includes('OpenDate.Typed'),
  )
/** Some columns or members of an answer that has many more. */
const only = (part: Json, names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, part[name]]).filter(([, value]) => value !== undefined))

holdAgainstSamples({
  'POST /documents/import/incomingInvoice': {
    sample: documentSamples.result,
    ask: () => office.postXml('/documents/import/incomingInvoice', incoming('PROCESSED')),
  },
  'GET /documents/export/incomingInvoice': {
    sample: documentSamples.incoming,
    ask: () =>
      office.get(`/documents/export/incomingInvoice?${march}&supplierId=${find('counteragent', '101')}`),
    added: ['incomingInvoiceDtoes/document/items/item/isAdditionalExpense'],
  },
  'GET /documents/export/incomingInvoice/byNumber': {
    sample: documentSamples.incoming,
    ask: () =>
      office.get(`/documents/export/incomingInvoice/byNumber?number=SUP-1187&currentYear=false&${march}`),
    added: ['incomingInvoiceDtoes/document/items/item/isAdditionalExpense'],
  },
  'POST /documents/unprocess/incomingInvoice': {
    sample: documentSamples.result,
    ask: () => office.postXml('/documents/unprocess/incomingInvoice', incoming('PROCESSED')),
  },
  'POST /documents/import/outgoingInvoice': {
    sample: documentSamples.result,
    ask: () => office.postXml('/documents/import/outgoingInvoice', outgoing('PROCESSED')),
  },
  'GET /documents/export/outgoingInvoice': {
    sample: documentSamples.outgoing,
    ask: () => office.get(`/documents/export/outgoingInvoice?${march}`),
  },
  'GET /documents/export/outgoingInvoice/byNumber': {
    sample: documentSamples.outgoing,
    ask: () =>
      office.get(`/documents/export/outgoingInvoice/byNumber?number=OUT-12&currentYear=false&${march}`),
  },
  'POST /documents/unprocess/outgoingInvoice': {
    sample: documentSamples.result,
    ask: () => office.postXml('/documents/unprocess/outgoingInvoice', outgoing('PROCESSED')),
  },
  'GET /v2/documents/writeoff': {
    sample: documentSamples.writeoff,
    ask: async () => {
      const item = {
        productId: find('product', '95001'),
        amount: 0.4,
        measureUnitId: find('measureUnit', '166'),
      }
      const { json } = await office.postJson('/v2/documents/writeoff', {
        ...{ dateIncoming: '2026-03-06T23:00', status: 'PROCESSED', items: [{ num: 1, ...item }] },
        ...{ storeId: find('store', '11'), accountId: find('account', '5.02') },
      })
      expect(json.result, JSON.stringify(json)).toBe('SUCCESS')
      return office.get('/v2/documents/writeoff?dateFrom=2026-03-06&dateTo=2026-03-06')
    },
  },

  'GET /v2/cashshifts/list': {
    sample: samples.shifts,
    ask: () => office.get(`/v2/cashshifts/list?${friday}&status=CLOSED`),
    // A till of ours is no fiscal register.
    silent: ['$[].fiscalNumber'],
  },
  'GET /v2/cashshifts/byId/{sessionId}': {
    sample: samples.shift,
    ask: () => office.get(`/v2/cashshifts/byId/${shiftId}`),
    silent: ['$.fiscalNumber'],
  },

  'GET /v2/reports/olap/columns': {
    sample: samples.columns,
    ask: async () => {
      const answer = await office.get('/v2/reports/olap/columns?reportType=SALES')
      return { ...answer, json: only(answer.json, ['DishName', 'DishDiscountSumInt']) }
    },
  },
  'POST /v2/reports/olap': {
    sample: samples.olap,
    ask: () => office.postJson('/v2/reports/olap', revenue()),
  },
  'GET /v2/reports/olap/presets': {
    sample: samples.presets,
    ask: () => office.get('/v2/reports/olap/presets'),
  },
  'GET /v2/reports/olap/presets/{type}': {
    sample: samples.presets,
    ask: () => office.get('/v2/reports/olap/presets/sales'),
  },
  'GET /v2/reports/olap/byPresetId/{id}': {
    sample: samples.olapByPreset,
    ask: async () => {
      const { id } = await byDays()
      return office.get(
        `/v2/reports/olap/byPresetId/${id}?summary=true&dateFrom=2027-03-12&dateTo=2027-03-13`,
      )
    },
  },
  'GET /reports/olap': {
    sample: samples.oldOlap,
    ask: () =>
      office.get(
        '/reports/olap?report=SALES&groupRow=OpenDate.Typed&groupRow=PayTypes&agr=DishDiscountSumInt&from=12.03.2027&to=12.03.2027',
      ),
  },
  'GET /reports/sales': {
    sample: samples.sales,
    ask: () =>
      office.get(
        `/reports/sales?department=${find('organization', '1')}&dateFrom=12.03.2027&dateTo=12.03.2027&dishDetails=true`,
      ),
  },
  'GET /v2/reports/balance/stores': {
    sample: samples.stores,
    ask: () => office.get('/v2/reports/balance/stores?timestamp=2027-03-12T12:00:00'),
  },
  'GET /v2/reports/balance/counteragents': {
    sample: samples.counteragents,
    ask: () => office.get('/v2/reports/balance/counteragents?timestamp=2027-03-12T12:00:00'),
  },
})
