import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type LogLine, startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'
import { type Deliveries, deliveriesOf } from './cloud-deliveries-driver.ts'
import { type ConsoleDriver, consoleOf } from './console-driver.ts'

let server: TestServer
let sandbox: ConsoleDriver
let pokrovka: Deliveries
let receiver: WebhookReceiver
/** While the database is away everything says so. */
const expectError = ({ msg, err, error }: LogLine): boolean =>
  `${msg} ${err?.message} ${error}`.includes('a fault of the sandbox')

beforeAll(async () => {
  server = await startServer({ expectError })
  sandbox = consoleOf(server)
  pokrovka = deliveriesOf(server, 'pokrovka')
  receiver = await startWebhookReceiver()
})
afterEach(async () => {
  expect((await sandbox.delete('/faults')).json).toEqual({ http: [], webhooks: null, database: null })
})
afterAll(async () => {
  await receiver.close()
  await server.close()
})

const organizations = () => server.post('/api/1/organizations')

test('calls of an address fail as often as they should, others do not', async () => {
  const fault = { path: '/api/1/organizations', status: 503, times: 2 }
  await sandbox.post('/faults', { http: [fault] })
  expect(
    (await server.post('/api/1/terminal_groups', { organizationIds: [pokrovka.organizationId] })).status,
  ).toBe(200)
  for (let call = 0; call < 2; call++) {
    const answer = await organizations()
    expect(answer.status).toBe(503)
    // As a gateway answers: a client that expects JSON has to cope.
    expect(answer.text).toContain('<html>')
    expect(answer.headers.get('retry-after')).toBe('1')
  }
  expect((await organizations()).status).toBe(200)
})

test('a family can be cut off: its connections end without an answer', async () => {
  await server.token()
  await sandbox.post('/faults', { http: [{ family: 'cloud', drop: true }] })
  await expect(organizations()).rejects.toThrow('fetch failed')
  expect((await server.get('/till/tills', null)).status).toBe(200)
})

test('a slow answer is right all the same', async () => {
  await sandbox.post('/faults', { http: [{ path: '/api/1/organizations', delay: 'PT0.3S' }] })
  const startedAt = performance.now()
  expect((await organizations()).status).toBe(200)
  expect(performance.now() - startedAt).toBeGreaterThan(290)
})

test('with the database away the node is not ready, says why, and comes back by itself', async () => {
  await sandbox.post('/faults', { database: { refuse: true } })
  const health = await sandbox.get('/health', 'ru')
  expect(health.status).toBe(503)
  expect(health.json).toMatchObject({
    status: 'not ready',
    live: true,
    ready: false,
    reasons: [{ code: 'database', message: 'База данных не отвечает' }],
    database: { answers: false },
  })
  expect((await sandbox.get('/health/live')).status).toBe(200)
  expect((await server.get('/thisistheway', null)).status).toBe(503)
  await sandbox.delete('/faults')
  await expect.poll(async () => (await sandbox.get('/health')).status).toBe(200)
  expect((await organizations()).status).toBe(200)
})

test('a slow database slows every statement', async () => {
  await sandbox.post('/faults', { database: { delay: 200 } })
  const { json } = await sandbox.get('/health')
  expect(json.database.ms).toBeGreaterThan(390)
})

test('webhooks that are refused are tried again later, and arrive', async () => {
  await pokrovka.post('webhooks/update_settings', {
    organizationId: pokrovka.organizationId,
    webHooksUri: receiver.url,
    webHooksFilter: { deliveryOrderFilter: { orderStatuses: ['WaitCooking'] } },
  })
  await sandbox.post('/faults', { webhooks: { refuse: true } })
  const info = await pokrovka.placed(pokrovka.aPickup())
  expect(receiver.events).toEqual([])
  const trace = (await sandbox.get(`/trace/${info.id}`)).json
  expect(trace.journeys[0].webhooks[0]).toMatchObject({
    state: 'waiting',
    attempts: 1,
    lastError: expect.stringContaining('refused the connection'),
  })
  await sandbox.delete('/faults')
  await sandbox.advance('PT10M')
  expect(await receiver.waitFor(({ eventInfo }) => eventInfo?.id === info.id)).toBeTruthy()
})

test.each([
  [{ http: [{ status: 200 }] }, 'http[0].status'],
  [{ http: [{ path: '/api' }] }, 'http'],
  [{ http: { status: 500 } }, 'http'],
  [{ http: [{ status: 500, percent: 0 }] }, 'http[0].percent'],
  [{ http: [{ status: 500, family: 'soap' }] }, 'http[0].family'],
  [{ webhooks: { delay: 'PT2H' } }, 'webhooks.delay'],
  [{ database: { refuse: 1 } }, 'database.refuse'],
  [{ databse: null }, 'databse'],
])('%j is refused and breaks nothing', async (body, field) => {
  const answer = await sandbox.refused('/faults', body)
  expect([answer.status, answer.json.field]).toEqual([400, field])
  expect((await sandbox.get('/faults')).json).toEqual({ http: [], webhooks: null, database: null })
})
