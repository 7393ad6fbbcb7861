import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReportQuery } from '../../src/app/ports.ts'
import { AskerGone } from '../../src/app/reports/asker-gone.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Biz, bizOf, type Json } from './biz-driver.ts'
import { noon } from './cloud-deliveries-driver.ts'

let server: TestServer
let biz: Biz
const day = new Date(noon).toISOString().slice(0, 10)
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  biz = await bizOf(server)
  await biz.added(biz.anOrder({ isSelfService: 'true', address: null }))
})
afterAll(() => server.close())

const settings = (more: Json = {}): Json => ({
  reportType: 'SALES',
  groupByRowFields: ['Department'],
  groupByColFields: [],
  aggregateFields: ['DishSumInt'],
  filters: {
    'OpenDate.Typed': {
      filterType: 'DateRange',
      periodType: 'CUSTOM',
      from: '2020-01-01',
      to: day,
      includeHigh: true,
    },
  },
  ...more,
})
const olap = (given: Json) =>
  biz.post('olaps/olap', { organizationId: biz.organization, olapSettings: given })

test('columns are those of the restaurant’s server, as a text', async () => {
  const answer = await biz.ask('olaps/olapColumns', { organizationId: biz.organization, reportType: 'sales' })
  const columns = JSON.parse(answer.columns)
  expect(Object.keys(columns)).toHaveLength(285)
  expect(columns['OpenDate.Typed']).toMatchObject({ type: 'DATE', groupingAllowed: true })
})

test('a report answers rows and sums as texts; what is wrong is named', async () => {
  const answer = await olap(JSON.stringify(settings({ buildSummary: true })))
  expect(answer.status, answer.text).toBe(200)
  expect(answer.json.organizationId).toBe(biz.organization)
  expect(Array.isArray(JSON.parse(answer.json.data))).toBe(true)
  expect(Array.isArray(JSON.parse(answer.json.summary))).toBe(true)
  const unknown = await olap(JSON.stringify(settings({ groupByRowFields: ['Nonsense'] })))
  expect([unknown.status, unknown.json.message]).toEqual([400, expect.stringContaining('Nonsense')])
  const broken = await olap('{')
  expect([broken.status, Object.keys(broken.json.ModelState ?? {})]).toEqual([400, ['olapSettings']])
  expect((await olap(null)).status).toBe(400)
})

test('presets are texts, and one is run over days', async () => {
  const { presets } = await biz.ask('olaps/olapPresets', { organizationId: biz.organization })
  const [first] = presets.map((text: string) => JSON.parse(text))
  expect(first).toMatchObject({ reportType: 'SALES', name: expect.any(String) })
  const query = { organizationId: biz.organization }
  const body = { presetId: first.id, dateFrom: '2020-01-01', dateTo: day }
  const answer = await biz.post('olaps/olapByPreset', body, query)
  expect(answer.status, answer.text).toBe(200)
  expect(Array.isArray(JSON.parse(answer.json.data))).toBe(true)
  const missing = await biz.post('olaps/olapByPreset', { ...body, presetId: crypto.randomUUID() }, query)
  expect(missing.status).toBe(400)
})

test('the journal of events, its kinds and the shifts of the day', async () => {
  const { data } = (await biz.post('events/events', { organizationId: biz.organization, fromRevision: 0 }))
    .json
  expect(JSON.parse(data).event.length).toBeGreaterThan(0)
  const kinds = JSON.parse(
    (await biz.post('events/eventsMetadata', { organizationId: biz.organization })).json.data,
  )
  expect(kinds.length).toBeGreaterThan(0)
  const sessions = await biz.post('events/sessions', { organizationId: biz.organization })
  expect(Array.isArray(JSON.parse(sessions.json.data))).toBe(true)
})

test('a report that outlives its reader’s patience is ended, with 408; one whose reader left is ended too', async () => {
  const { reports } = server.node.app.storage.now
  const { group, pieces } = reports
  const ended: string[] = []
  // A report that would never end by itself, but does when it is told to.
  const endless = (query: ReportQuery): Promise<never> =>
    new Promise((_, reject) => {
      const end = (): void => {
        ended.push('ended')
        reject(new AskerGone())
      }
      query.signal?.addEventListener('abort', end, { once: true })
    })
  Object.assign(reports, { group: endless, pieces: endless })
  try {
    const body = { organizationId: biz.organization, olapSettings: JSON.stringify(settings()) }
    const late = await biz.post('olaps/olap', body, { request_timeout: '00:00:01' })
    expect([late.status, late.json.httpStatusCode]).toEqual([408, 408])
    expect(ended).toHaveLength(1)
    const reader = new AbortController()
    const asked = fetch(`${server.baseUrl}/api/0/olaps/olap?access_token=${biz.token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: reader.signal,
    })
    setTimeout(() => reader.abort(), 300)
    await expect(asked).rejects.toThrow()
    await expect.poll(() => ended.length).toBe(2)
  } finally {
    Object.assign(reports, { group, pieces })
  }
})

test('where no server is, the portal says so in its own words', async () => {
  const cloud = await startServer({ roles: ['cloud', 'till'] })
  const there = await bizOf(cloud)
  const answer = await there.get('olaps/olapPresets', { organizationId: there.organization })
  expect([answer.status, answer.json.code]).toEqual([500, 701])
  await cloud.close()
})
