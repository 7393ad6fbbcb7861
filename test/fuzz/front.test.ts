import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedOfRun } from '../support/chance.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { anOrderInTheKitchen } from '../wire/front-driver.ts'
import { waiterOf } from '../wire/hall-driver.ts'
import { WireClient } from './wire-client.ts'

/*
 * Requests that are bad, or nearly good, at every address of the Front Web API. None may be answered with 5xx, hang, or tell
 * a stack. A run prints its seed and SEED replays it. The login of old boards alone says 500, as the original does.
 */

const seed = seedOfRun(35)
const count = Number(process.env['FUZZ_FRONT_REQUESTS'] ?? 1500)

let server: TestServer
let client: WireClient
let key: string
let token: string
let orderId: string
beforeAll(async () => {
  server = await startServer()
  orderId = await anOrderInTheKitchen(server, await waiterOf(server))
  const body = { clientId: crypto.randomUUID(), pin: '1111' }
  token = (await server.post('/v1/sessions', body, null)).json.token
  key = (await server.get('/api/login/2050', null)).json
  client = new WireClient(server.baseUrl, token)
})
afterAll(async () => {
  client.close()
  await server.close()
})

/** A small generator of its own: the same seed, the same requests. */
function chanceOf(start: number) {
  let state = start >>> 0
  const next = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return {
    below: (limit: number): number => Math.floor(next() * limit),
    one: <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T,
  }
}

const words = [
  ...[
    'Number',
    'Status',
    'eq',
    'ne',
    'gt',
    'and',
    'or',
    'not',
    'has',
    'in',
    '(',
    ')',
    ',',
    '/',
    ':',
    "'",
    "''",
  ],
  ...[
    'Guests/any(g: ',
    'Items/all(i: i/Amount gt 0)',
    'null',
    'true',
    '1',
    '-1e999',
    '99999999999999999999m',
  ],
  ...[
    "OrderStatus'New'",
    "X.Y.OrderStatus'0,1'",
    "guid'x'",
    '2026-02-30',
    '2026-11-27T00:00:00Z',
    'contains(',
    'Ж',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '\u0000',
    '%',
    '+',
    'desc',
    'asc',
    '$it',
    '@x',
    'Delivery/Phone',
  ],
]
const values: unknown[] = [
  ...[null, true, 0, -1, 1e308, '', 'x', [], {}, [null], ['order'], { ids: {} }, '\u0000', 'Ж'.repeat(500)],
  ...['Served', 6, 2050, '1111', '00000000-0000-4000-8000-000000000000', [[[[]]]], { a: { b: { c: [] } } }],
]

function requestOf(index: number) {
  const chance = chanceOf(seed * 100_003 + index)
  const text = (): string =>
    Array.from({ length: chance.below(9) }, () => chance.one(words)).join(chance.below(3) ? ' ' : '')
  const part = (): string => encodeURIComponent(chance.one([orderId, text(), '1', 'x'.repeat(3000)]))
  const value = (): unknown => chance.one([...values, orderId, [orderId]])
  const body = (names: readonly string[]): string => {
    const whole = JSON.stringify(Object.fromEntries(names.map((name) => [name, value()])))
    return chance.below(8) === 0 ? whole.slice(0, chance.below(whole.length)) : whole
  }
  const names = ['$filter', '$orderby', '$top', '$skip', '$select', '$count', '$format', '$expand']
  const options = (): string =>
    Array.from(
      { length: 1 + chance.below(3) },
      () => `${chance.one(names)}=${encodeURIComponent(text())}`,
    ).join('&')
  const query = (): string =>
    chance
      .one(['status', 'since', 'updatedAfterRevision', 'excludeDeliveries', 'board', 'topics'])
      .concat('=', encodeURIComponent(text()))
  const lists = [
    'orders',
    'kitchen-orders',
    'deliveries',
    'reserves',
    'products',
    'queue',
    'changes',
    'stop-list',
  ]
  const shapes: (() => { method: string; url: string; body?: string })[] = [
    () => ({ method: 'GET', url: `/api/${chance.one(['orders', 'kitchenorders'])}?key=${key}&${options()}` }),
    () => ({
      method: 'GET',
      url: `/api/${chance.one(['orders', 'kitchenorders', 'products', 'users', 'tables', 'sections'])}/${part()}?key=${key}`,
    }),
    () => ({ method: 'GET', url: `/api/logout/${part()}` }),
    () => ({ method: chance.one(['POST', 'PUT', 'DELETE']), url: `/api/orders/${part()}`, body: text() }),
    () => ({ method: 'GET', url: `/v1/${chance.one(lists)}?${query()}` }),
    () => ({ method: 'GET', url: `/v1/${chance.one(['orders', 'kitchen-orders'])}/${part()}` }),
    () => ({ method: 'POST', url: '/v1/sessions', body: body(['clientId', 'apiKey', 'moduleId', 'scopes']) }),
    () => ({
      method: 'PATCH',
      url: `/v1/kitchen-orders/${part()}/items`,
      body: body(['ids', 'status', 'expectedRevision']),
    }),
    () => ({ method: chance.one(['GET', 'PATCH', 'POST']), url: `/v1/${part()}`, body: text() }),
    () => ({ method: 'POST', url: '/jsonrpc', body: body(['jsonrpc', 'method', 'params', 'id']) }),
    () => {
      const method = chance.one([
        'GetKitchenOrderById',
        'GetTables',
        'GetPrice',
        'ChangeKitchenOrderItemsProcessingStatus',
      ])
      const params = chance.one([
        value(),
        { id: value(), order: value(), cookingItems: value(), newStatus: value() },
      ])
      return {
        method: 'POST',
        url: '/jsonrpc',
        body: JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 }),
      }
    },
  ]
  const made = chance.one(shapes)()
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  return { headers, body: null, ...made }
}

test(`${count} requests of seed ${seed} are answered without 5xx`, async () => {
  const failures: string[] = []
  const statuses = new Map<number, number>()
  for (let index = 0; index < count; index++) {
    const request = requestOf(index)
    // A stream that is good does not end.
    if (request.url.startsWith('/v1/stream')) continue
    const answer = await client.send(request as Parameters<WireClient['send']>[0])
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    const isBad = answer.status >= 500 || /\bat .*\.(ts|js):\d+/.test(answer.text)
    const isInternal = answer.text.includes('"code":-32603')
    if (isBad || isInternal)
      failures.push(`${JSON.stringify(request).slice(0, 600)}\n${answer.text.slice(0, 300)}`)
  }
  console.log(`SEED=${seed}: ${JSON.stringify(Object.fromEntries(statuses))}`)
  expect(failures.slice(0, 5)).toEqual([])
  expect(statuses.get(200) ?? 0).toBeGreaterThan(count / 20)
}, 600_000)
