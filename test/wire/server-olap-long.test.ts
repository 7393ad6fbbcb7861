import { request } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { demoYears } from '../../src/main/demo-year.ts'
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

test('a reader who goes away ends the statement', async () => {
  const running = async (): Promise<number> =>
    (
      await server.pool.query(
        `select from pg_stat_activity where datname = current_database() and state = 'active'
           and pid <> pg_backend_pid() and query like '%report_sale f%'`,
      )
    ).rows.length
  const blocking = await server.pool.connect()
  await blocking.query('begin; lock table report_sale in access exclusive mode')
  const call = request(`${server.baseUrl}/resto/api/v2/reports/olap?key=${office.token}`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
  })
  call.on('error', () => {})
  call.end(JSON.stringify(asked))
  await vi.waitFor(async () => expect(await running()).toBe(1), 10_000)
  call.destroy()
  await vi.waitFor(async () => expect(await running()).toBe(0), 10_000)
  await blocking.query('rollback')
  blocking.release()
  expect((await office.postJson('/v2/reports/olap', { ...asked, groupByRowFields: [] })).status).toBe(200)
})
