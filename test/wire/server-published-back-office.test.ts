import { afterAll, beforeAll } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { backOfficeSamples as samples } from '../support/server-samples/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { noon } from './cloud-deliveries-driver.ts'
import { holdAgainstSamples } from './server-published-driver.ts'
import { cardOnline, cash, tablesOf } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let office: BackOffice
const shiftId = 'e1000000-0000-4000-8000-000000000001'
const manager = demoId('employee', '1111')
const idOf = (book: string): string => server.chain.items.find((item) => item.book === book)?.id ?? ''

beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  const hall = tablesOf(server, 'pokrovka')
  await hall.atTill({ kind: 'shift.close', employeeId: manager })
  await hall.atTill({ kind: 'shift.open', shiftId, employeeId: manager })
  const { id } = await hall.placed(hall.anOrder({ payments: [cash(340), cardOnline(500)] }))
  await hall.done('close', id)
  for (const typeId of ['change', 'household'])
    await hall.atTill({
      ...{ kind: 'shift.moveCash', movementId: crypto.randomUUID(), sum: 100n, employeeId: manager },
      ...{ typeId: demoId('payInOutType', typeId), counteragentId: null, comment: 'for the day' },
    })
  office = await openBackOffice(server)
})
afterAll(() => server.close())

/** Keys that are things of their own, by one word: the sample has others. */
const keyless = (record: Json, of: (value: Json) => Json): Json => {
  const [first] = Object.values(record).map(of)
  return first === undefined ? {} : first
}
async function marks() {
  const answer = await office.get('/v2/reports/egais/marks/list')
  const { marksByBRegId, ...rest } = answer.json
  const words = (all: Json) => (Object.keys(all).length === 0 ? {} : { mark: keyless(all, (one) => one) })
  const full: Json = Object.values(marksByBRegId).find(
    (one: Json) => Object.keys(one.marksWrittenOff).length > 0,
  )
  const one = {
    ...full,
    marksOnBalance: words(full.marksOnBalance),
    marksWrittenOff: words(full.marksWrittenOff),
  }
  return { ...answer, json: { ...rest, marksByBRegId: { FB1: one } } }
}

const writeoffs = async (): Promise<Json[]> =>
  (await office.get('/v2/documents/writeoff?dateFrom=2026-01-01&dateTo=2026-01-31')).json.response

const recordGroups = ['cashlessRecords', 'payInRecords', 'payOutsRecords']

holdAgainstSamples({
  'GET /events': {
    sample: samples.events,
    ask: () => office.get('/events?from_rev=0'),
  },
  'POST /events': {
    sample: samples.events,
    ask: () =>
      office.postXml(
        '/events',
        '<eventsRequestData><events><event>orderPaid</event><event>documentCreated</event></events></eventsRequestData>',
      ),
  },
  'POST /events/add': {
    sample: samples.events,
    ask: () =>
      office.postXml(
        '/events/add',
        `<eventsList><event><date>2027-03-12T12:00:00.033+03:00</date><type>fridgeOpened</type>
           <departmentId>${demoId('organization', 'pokrovka')}</departmentId>
           <attribute><name>user</name><value>${manager}</value><type>User</type></attribute></event></eventsList>`,
      ),
  },
  'GET /events/metadata': { sample: samples.metadata, ask: () => office.get('/events/metadata') },
  'POST /events/metadata': {
    sample: samples.metadata,
    ask: () =>
      office.postXml(
        '/events/metadata',
        '<eventsRequestData><events><event>orderPaid</event></events></eventsRequestData>',
      ),
  },
  'GET /v2/reports/egais/marks/list': { sample: samples.egais, ask: marks },
  'GET /reports/storeOperations': {
    sample: samples.storeOperations,
    ask: () =>
      office.get(
        '/reports/storeOperations?dateFrom=01.01.2026&dateTo=31.01.2026&documentTypes=INCOMING_INVENTORY',
      ),
    // Of the table of members (server-api §19.1).
    added: ['documentComment', 'operationalDate', 'sumWithoutNds', 'sumNds'].map(
      (name) => `storeReportItemDtoes/storeReportItemDto/${name}`,
    ),
  },
  'GET /v2/price': {
    sample: samples.prices,
    ask: () => office.get('/v2/price?dateFrom=2027-03-12'),
    // Of the table of members (server-api §13.1).
    added: [
      '$.response[].prices[].includeForCategories[]',
      '$.response[].prices[].pricesForCategories[]',
      '$.response[].prices[].taxCategoryId',
      '$.response[].prices[].taxCategoryEnabled',
    ],
  },
  'GET /v2/payrolls/list': {
    sample: samples.payrolls,
    ask: () =>
      office.get(
        `/v2/payrolls/list?dateFrom=2020-01-01&dateTo=2030-01-01&department=${demoId('organization', 'pokrovka')}`,
      ),
  },
  'GET /v2/entities/priceCategories': {
    sample: samples.categories,
    ask: () => office.get('/v2/entities/priceCategories'),
  },
  'GET /v2/entities/priceCategories/byId': {
    sample: samples.category,
    ask: () => office.get(`/v2/entities/priceCategories/byId?id=${idOf('priceCategory')}`),
  },
  'GET /v2/entities/periodSchedules': {
    sample: samples.schedules,
    ask: () => office.get('/v2/entities/periodSchedules'),
  },
  'GET /v2/entities/periodSchedules/byId': {
    sample: samples.schedule,
    ask: () => office.get(`/v2/entities/periodSchedules/byId?id=${idOf('periodSchedule')}`),
  },
  'GET /v2/documents/writeoff/byId': {
    sample: samples.writeoff,
    added: ['$.comment'],
    ask: async () => office.get(`/v2/documents/writeoff/byId?id=${(await writeoffs())[0]?.id}`),
  },
  'GET /v2/documents/writeoff/byNumber': {
    sample: samples.writeoffs,
    added: ['$[].comment'],
    ask: async () => {
      const [{ documentNumber } = { documentNumber: '' }] = await writeoffs()
      return office.get(`/v2/documents/writeoff/byNumber?documentNumber=${documentNumber}`)
    },
  },
  'GET /v2/cashshifts/payments/list/{sessionId}': {
    sample: samples.payments,
    ask: () => office.get(`/v2/cashshifts/payments/list/${shiftId}`),
    // Of the table of members (server-api §17.3).
    added: recordGroups.flatMap((group) =>
      ['counteragentId', 'type', 'cashFlowCategory'].map((name) => `$.${group}[].info.${name}`),
    ),
    // Nobody showed a card to the till, and nothing is said of the records yet.
    silent: [
      ...[
        'info.comment',
        'info.auth',
        'info.auth.user',
        'info.auth.card',
        'payAgentId',
        'editableComment',
      ].map((name) => `$.cashlessRecords[].${name}`),
      ...['payInRecords', 'payOutsRecords'].flatMap((group) =>
        ['info.paymentTypeId', 'payAgentId', 'paymentTypeId', 'editableComment'].map(
          (name) => `$.${group}[].${name}`,
        ),
      ),
    ],
  },
})
