import { request } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { demoYears } from '../../src/main/demo-year.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

/* Long reports: written piece by piece, and ended when their reader goes away, in the database too. */

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer({ reports: 'sql' })
  office = await openBackOffice(server)
  await demoYears(server.pool)
    .plan(2025, 4000)
    .load(() => {})
}, 120_000)
afterAll(() => server.close())

const asked = {
  reportType: 'SALES',
  groupByRowFields: ['UniqOrderId.Id', 'DishName'],
  aggregateFields: ['DishSumInt'],
  filters: {
    'OpenDate.Typed': {
      ...{ filterType: 'DateRange', periodType: 'CUSTOM', from: '2025-01-01', to: '2026-01-01' },
    },
  },
}

test('a long answer is whole JSON of the same sums as a short one', async () => {
  const { json, headers } = await office.postJson('/v2/reports/olap', { ...asked, buildSummary: true })
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(json.data.length).toBeGreaterThan(2000)
  const total = json.summary.find(([keys]: [object]) => Object.keys(keys).length === 0)?.[1].DishSumInt
  const sum = json.data.reduce((all: number, line: { DishSumInt: number }) => all + line.DishSumInt, 0)
  expect(sum).toBeCloseTo(total, 2)
  const short = await office.postJson('/v2/reports/olap', { ...asked, groupByRowFields: [] })
  expect(short.json.data).toEqual([{ DishSumInt: total }])
})

const waiting = async (): Promise<number> =>
  (
    await server.pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
  ).rows.length

const days = 'dateFrom=01.01.2025&dateTo=31.12.2025'
const ofDeliveries = (name: string) => `/reports/delivery/${name}?${days}`
const reads = [
  '/v2/reports/olap?',
  `/reports/olap?report=SALES&groupRow=DishName&agr=DishSumInt&from=01.01.2025&to=31.12.2025`,
  `/reports/sales?department=${demoId('organization', 'pokrovka')}&${days}`,
  ofDeliveries('consolidated'),
  ofDeliveries('couriers'),
  `${ofDeliveries('orderCycle')}&targetPizzaTime=8&targetCuttingTime=2&targetOnShelfTime=5&targetInRestaurantTime=15&targetOnTheWayTime=20&targetTotalTime=35`,
  ofDeliveries('halfHourDetailed'),
  ofDeliveries('regions'),
  ofDeliveries('loyalty'),
  `/reports/storeOperations?${days}&productDetalization=true&showCostCorrections=true`,
]

test.each(reads)('a reader who goes away ends the statement of %s', async (path) => {
  const blocking = await server.pool.connect()
  await blocking.query('begin; lock table report_sale, report_order, posting in access exclusive mode')
  const isPosted = path.startsWith('/v2')
  const call = request(`${server.baseUrl}/resto/api${path}&key=${office.token}`, {
    ...{ method: isPosted ? 'POST' : 'GET', headers: { 'content-type': 'application/json' } },
  })
  call.on('error', () => {})
  call.end(isPosted ? JSON.stringify(asked) : undefined)
  try {
    await vi.waitFor(async () => expect(await waiting()).toBeGreaterThan(0), 10_000)
    call.destroy()
    await vi.waitFor(async () => expect(await waiting()).toBe(0), 10_000)
  } finally {
    await blocking.query('rollback')
    blocking.release()
  }
  expect((await office.postJson('/v2/reports/olap', { ...asked, groupByRowFields: [] })).status).toBe(200)
})
