import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf } from './cloud-deliveries-driver.ts'
import { type ConsoleDriver, consoleOf } from './console-driver.ts'

let server: TestServer
let sandbox: ConsoleDriver
let pokrovka: Deliveries
beforeAll(async () => {
  server = await startServer()
  sandbox = consoleOf(server)
  pokrovka = deliveriesOf(server, 'pokrovka')
})
beforeEach(async () => {
  await sandbox.delete('/inspector')
})
afterAll(() => server.close())

test('health: ready, with what it looked at; a till without cable is a warning', async () => {
  const healthy = await sandbox.get('/health')
  expect(healthy.status).toBe(200)
  expect(healthy.json).toMatchObject({ status: 'ready', ready: true, reasons: [], warnings: [] })
  expect(healthy.json.followers.length).toBeGreaterThan(6)
  await sandbox.post('/till/taganka/cable', { plugged: false })
  const { status, json } = await sandbox.get('/health')
  expect([status, json.warnings]).toEqual([
    200,
    [{ code: 'till-away', message: expect.stringContaining('taganka') }],
  ])
  await sandbox.post('/till/taganka/cable', { plugged: true })
})

/** The value of a metric; undefined when it is not there. */
async function metric(name: string): Promise<number | undefined> {
  const answer = await sandbox.get('/metrics')
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  const line = answer.text.split('\n').find((one) => one.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}

test('metrics count calls by family and status, orders, the journal and what waits', async () => {
  const requests = 'trapeza_http_requests_total{family="cloud",status="200"}'
  await pokrovka.placed(pokrovka.aPickup())
  const before = (await metric(requests)) ?? 0
  await server.post('/api/1/organizations')
  await server.get('/nothing/at/all', null)
  expect(await metric(requests)).toBe(before + 1)
  expect(await metric('trapeza_http_requests_total{family="none",status="404"}')).toBe(1)
  expect(await metric('trapeza_http_request_duration_seconds_count{family="cloud"}')).toBeGreaterThan(before)
  expect(await metric('trapeza_orders_changed_last_hour{creation_status="Success"}')).toBe(1)
  expect(await metric('trapeza_orders_changed_last_hour{creation_status="Error"}')).toBe(0)
  expect(await metric('trapeza_journal_position')).toBeGreaterThan(10)
  expect(await metric('trapeza_webhook_events_waiting')).toBe(0)
  expect(await metric('trapeza_till_connected{till="pokrovka",where="here"}')).toBe(1)

  await sandbox.post('/till/pokrovka/cable', { plugged: false })
  await pokrovka.create(pokrovka.aPickup())
  await server.node.followers.settle()
  const waiting = `trapeza_follower_waiting_entries{follower="till ${pokrovka.terminalGroupId} takes commands"}`
  expect(await metric(waiting)).toBe(1)
  expect(await metric('trapeza_orders_changed_last_hour{creation_status="InProgress"}')).toBe(1)
  await sandbox.post('/till/pokrovka/cable', { plugged: true })
  await server.settle()
})

test('the inspector shows calls with their bodies, without secrets and phones', async () => {
  const token = await server.token()
  await server.post('/api/1/access_token', { apiLogin: server.credentials.cloud.apiLogin }, null)
  const body = pokrovka.aPickup({ phone: '+79005550377', comment: 'позвоните 79005550388' })
  const created = await server.post('/api/1/deliveries/create?access_token=s3cret', body, token)
  const answer = await sandbox.get(`/inspector?search=${created.json.correlationId}`)
  expect(answer.json).toHaveLength(1)
  expect(answer.json[0]).toMatchObject({
    correlationId: created.json.correlationId,
    family: 'cloud',
    method: 'POST',
    url: '/api/1/deliveries/create?access_token=***',
    status: 200,
    request: {
      headers: { authorization: '***' },
      body: { order: { phone: '***77', comment: 'позвоните ***88' } },
    },
    answer: { body: { orderInfo: { id: created.json.orderInfo.id } } },
  })
  const all = (await sandbox.get('/inspector')).text
  for (const secret of [token, 's3cret', '9005550377', '9005550388', server.credentials.cloud.apiLogin])
    expect(all).not.toContain(secret)
})

test('calls are found by text in any letter case, by status and by family', async () => {
  await server.post('/api/1/deliveries/create', { organizationId: 'x' })
  await server.get('/till/tills', null)
  await server.post('/api/1/cities', { organizationIds: [pokrovka.organizationId] })
  const urls = async (query: string): Promise<string[]> =>
    (await sandbox.get(`/inspector?${query}`)).json.map(({ url }: { url: string }) => url)
  expect(await urls('status=400')).toEqual(['/api/1/deliveries/create'])
  expect(await urls('family=till')).toEqual(['/till/tills'])
  expect(await urls('search=москва&limit=1')).toEqual(['/api/1/cities'])
  expect(await urls('limit=2')).toHaveLength(2)
  const bad = await sandbox.get('/inspector?limit=many')
  expect([bad.status, bad.json.field]).toEqual([400, 'limit'])
})

test('the trace of an order, by its id, its number or a call, goes with the calls about it', async () => {
  const info = await pokrovka.placed(pokrovka.aPickup())
  const { json } = await sandbox.get(`/trace/${info.id}`)
  const [journey] = json.journeys
  expect(journey).toMatchObject({ orderId: info.id, number: info.order.number })
  expect(journey.steps.map(({ kind }: { kind: string }) => kind)).toEqual(['till.command', 'delivery.placed'])
  expect(json.calls.map(({ url }: { url: string }) => url)).toEqual([
    '/api/1/deliveries/create',
    '/api/1/deliveries/by_id',
  ])
  const { correlationId } = journey.steps[0]
  for (const id of [correlationId, info.order.number])
    expect((await sandbox.get(`/trace/${id}`)).json.journeys).toContainEqual(journey)
  expect((await sandbox.get('/trace/123456')).status).toBe(404)
})

test('the page at /__/ lists what there is, in the language of the reader', async () => {
  const page = await sandbox.get('/', 'ru')
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(page.text).toContain('пульт песочницы')
  for (const path of [
    '/__/clock',
    '/__/till/{group}/script',
    '/__/snapshots/{name}/restore',
    '/__/inspector',
  ])
    expect(page.text).toContain(path)
  const unknown = await sandbox.get('/clok', 'ru')
  expect([unknown.status, unknown.json.message]).toEqual([404, 'Здесь нет GET /__/clok'])
})

/** A call as a browser makes it for a page: fetch would not let us forge these headers. */
const statusAsBrowser = (headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.baseUrl)
    request({ hostname, port, path: '/__/reset', method: 'POST', headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end('{"no": 1}')
  })

test('pages of other sites cannot use the control plane', async () => {
  const own = new URL(server.baseUrl).host
  expect(await statusAsBrowser({ origin: 'https://evil.example' })).toBe(403)
  expect(await statusAsBrowser({ origin: 'null' })).toBe(403)
  // A name that was bent to this machine.
  expect(await statusAsBrowser({ host: 'evil.example', origin: 'http://evil.example' })).toBe(403)
  // Ours gets as far as the body, which is wrong.
  expect(await statusAsBrowser({ host: own, origin: `http://${own}` })).toBe(400)
  expect(await statusAsBrowser({ host: 'localhost:8080' })).toBe(400)
})
