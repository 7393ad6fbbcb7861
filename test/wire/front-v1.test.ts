/** Our own surface of the front (front-api §7.6): sessions with slots, lists, the kitchen, changes and streams. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { aDelivery, anOrderInTheKitchen, openLine } from './front-driver.ts'
import { waiterOf } from './hall-driver.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let waiter: Awaited<ReturnType<typeof waiterOf>>
let token: string
let orderId: string
let deliveryId: string

const call = async (method: string, path: string, body?: unknown, key: string | null = token, more = {}) => {
  const response = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), ...more },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const json: Json = text === '' ? undefined : JSON.parse(text)
  return { status: response.status, json, headers: response.headers }
}
const open = (body: object = {}, path = '/v1/sessions') =>
  call('POST', path, { clientId: crypto.randomUUID(), pin: '1111', ...body }, null)
const read = async (path: string, key = token): Promise<Json> => {
  const answer = await call('GET', `/v1/${path}`, undefined, key)
  expect(answer.status, JSON.stringify(answer.json)).toBe(200)
  return answer.json
}
const tokenWith = async (body: object): Promise<string> => (await open(body)).json.token
const isOurs = ({ id }: Json): boolean => id === orderId

beforeAll(async () => {
  server = await startServer()
  waiter = await waiterOf(server)
  orderId = await anOrderInTheKitchen(server, waiter)
  deliveryId = await aDelivery(server)
  token = (await open()).json.token
})
afterAll(() => server.close())

describe('a session', () => {
  test('opens by a PIN or an API key, with the scopes that its owner may have', async () => {
    const cook = await open()
    expect([cook.status, cook.json]).toMatchObject([
      201,
      { scopes: ['monitoring', 'queue', 'kitchen:write'], moduleId: 2050, token: expect.any(String) },
    ])
    const key = await open({ pin: undefined, apiKey: server.credentials.cloud.apiLogin, scopes: ['queue'] })
    expect(key.json.scopes).toEqual(['queue'])
    expect((await open({ pin: undefined, apiKey: 'nobody' })).status).toBe(401)
    expect((await open({ pin: '999999' })).json.code).toBe('AuthenticationException')
    server.clock.advance(60_000)
  })

  test.each<[object, string]>([
    [{ clientId: 'me' }, 'clientId'],
    [{ moduleId: 7 }, 'moduleId'],
    [{ pin: 'x' }, 'pin'],
    [{ scopes: ['everything'] }, 'scopes'],
  ])('with %j is refused by name', async (body, name) => {
    const answer = await open(body)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ])
    expect(answer.json).toMatchObject({ status: 400, code: 'ArgumentException', title: 'Argument' })
    expect(answer.json.detail).toContain(name)
  })

  test('lives by heartbeats, ends by silence or by itself', async () => {
    const own = await tokenWith({})
    server.clock.advance(4 * 60_000)
    const beat = await call('POST', '/v1/sessions/current/heartbeat', undefined, own)
    const leftMs = Date.parse(beat.json.expiresAt) - server.clock.now()
    expect([leftMs > 4.5 * 60_000, leftMs <= 5 * 60_000]).toEqual([true, true])
    server.clock.advance(4 * 60_000)
    await read('terminal', own)
    server.clock.advance(5 * 60_000)
    expect((await call('GET', '/v1/terminal', undefined, own)).status).toBe(401)
    const other = await tokenWith({})
    expect((await call('DELETE', '/v1/sessions/current', undefined, other)).status).toBe(204)
    expect((await call('GET', '/v1/terminal', undefined, other)).json.code).toBe(
      'UserSessionInvalidException',
    )
    token = await tokenWith({})
  })

  test('of the same client has the same slot; without a free one another is refused', async () => {
    const { tenantId } = server.till('pokrovka')
    const kiosk = { module: '21016318', seats: 1, expiresAt: null }
    await server.node.app.storage.now.licences.save(tenantId, kiosk)
    server.licences.forget(tenantId)
    const clientId = crypto.randomUUID()
    const first = await tokenWith({ clientId, moduleId: 21016318 })
    const again = await tokenWith({ clientId, moduleId: 21016318 })
    expect((await call('GET', '/v1/terminal', undefined, first)).status).toBe(401)
    const refused = await open({ moduleId: 21016318 })
    expect([refused.status, refused.json.code]).toEqual([429, 'InsufficientLicenseException'])
    const modules = (await server.get('/__/licences', null)).json.chains[0].modules
    expect(modules.find(({ ids }: Json) => ids.includes(21016318))).toMatchObject({ seats: 1, taken: 1 })
    await call('DELETE', '/v1/sessions/current', undefined, again)
    expect((await open({ moduleId: 21016318 })).status).toBe(201)
    await server.node.app.storage.now.licences.save(tenantId, { ...kiosk, expiresAt: server.clock.now() })
    server.licences.forget(tenantId)
    expect((await open({ moduleId: 21016318 })).json.code).toBe('LicenseRestrictionException')
  })

  test('is of one till and of its scopes', async () => {
    const board = await tokenWith({ scopes: ['queue'] })
    expect((await call('GET', '/till/baumana/v1/orders')).status).toBe(401)
    expect((await call('GET', '/till/nowhere/v1/orders')).status).toBe(404)
    expect((await call('GET', '/till/pokrovka/v1/orders')).status).toBe(200)
    expect((await call('GET', '/v1/orders', undefined, board)).status).toBe(403)
    expect((await call('GET', '/v1/kitchen-orders', undefined, board)).status).toBe(200)
    const move = { ids: [crypto.randomUUID()], status: 'Served' }
    const refused = await call('PATCH', `/v1/kitchen-orders/${orderId}/items`, move, board)
    expect([refused.status, refused.json.code]).toEqual([403, 'PermissionDeniedException'])
    expect((await call('GET', '/v1/orders', undefined, null)).status).toBe(401)
    expect((await call('GET', '/v1/nothing')).status).toBe(404)
  })
})

describe('lists', () => {
  test('of orders have the entities of the front, and can be narrowed', async () => {
    const { items, revision } = await read('orders')
    expect(revision).toMatch(/^[0-9a-f-]{36}:\d+$/)
    expect(items.find(isOurs)).toMatchObject({
      ...{ status: 'New', kind: 'table', tables: [{ number: 3 }], fullSum: expect.any(Number) },
      openTime: expect.stringMatching(/\.\d{7}\+03:00$/),
      items: [{ amount: 2, status: 'PrintedNotCooking' }, { amount: 1 }],
    })
    expect((await read('orders?status=Bill,Closed')).items).toEqual([])
    const hall = (await read('orders?excludeDeliveries=true')).items
    expect([hall.some(isOurs), hall.some(({ id }: Json) => id === deliveryId)]).toEqual([true, false])
    expect(await read(`orders/${orderId}`)).toMatchObject({ id: orderId, kind: 'table' })
    for (const [path, status] of [
      ['orders?status=Eaten', 400],
      ['orders?excludeDeliveries=yes', 400],
      ['orders?updatedAfterRevision=7', 400],
      [`orders/${crypto.randomUUID()}`, 404],
      ['orders/x', 404],
    ] as const)
      expect((await call('GET', `/v1/${path}`)).status, path).toBe(status)
  })

  test('of what else the till has', async () => {
    expect((await read('deliveries?status=Confirmed,New')).items).toMatchObject([
      {
        id: deliveryId,
        deliveryStatus: expect.any(String),
        phone: '+79005559001',
        duration: expect.any(String),
      },
    ])
    expect((await read('reserves')).items).toEqual([])
    expect((await read('tables')).items.map(({ number }: Json) => number)).toContain(3)
    expect((await read('sections')).items[0]).toMatchObject({ tables: expect.any(Array) })
    const soup = (await read('products')).items.find(({ number }: Json) => number === '10101')
    expect(soup).toMatchObject({ isActive: true, type: 'Dish', price: 420 })
    expect(await read('terminal')).toMatchObject({ isConnectedToMainServer: true, timeZone: 'Europe/Moscow' })
    expect((await read('cash-sessions')).items).toMatchObject([
      { closeTime: null, number: expect.any(Number) },
    ])
    await waiter.does({ kind: 'stopList.put', productId: soup.id, sizeId: null, balance: 3 })
    const stopped = (await read('stop-list')).items.find(({ product }: Json) => product.id === soup.id)
    expect(stopped).toMatchObject({ amount: 3, productSize: null, operationDate: expect.any(String) })
    await waiter.does({ kind: 'stopList.remove', productId: soup.id, sizeId: null })
  })
})

describe('the kitchen', () => {
  test('is told what cooks do, once, and not over what others did', async () => {
    const path = `/v1/kitchen-orders/${orderId}/items`
    const before = await read(`kitchen-orders/${orderId}`)
    const ids = [before.items[0].id]
    const move = { ids, status: 'Processing1', expectedRevision: before.revision }
    const repeat = { 'idempotency-key': crypto.randomUUID() }
    const moved = await call('PATCH', path, move, token, repeat)
    expect([moved.status, moved.json.items[0].processingStatus]).toEqual([200, 'Processing1'])
    expect((await call('PATCH', path, move, token, repeat)).status).toBe(200)
    const late = await call('PATCH', path, move)
    expect([late.status, late.json.code, late.json.revision]).toEqual([
      409,
      'EntityModifiedException',
      moved.json.revision,
    ])
    expect((await call('PATCH', path, { ids, status: 5 })).json.items[0]).toMatchObject({
      processingStatus: 'Processed',
      processingCompleteTime: expect.any(String),
    })
    // The till's own screens see the same.
    const [own] = (await waiter.board()).tableOrders.filter(isOurs)
    expect(own.items[0].status).toBe('CookingCompleted')
  })

  test.each<[Json, number]>([
    [{ ids: [], status: 'Served' }, 400],
    [{ ids: ['x'], status: 'Served' }, 400],
    [{ ids: [crypto.randomUUID()], status: 'Eaten' }, 400],
    [{ ids: [crypto.randomUUID()], status: 'Served', expectedRevision: 'x' }, 400],
    [{ ids: [crypto.randomUUID()], status: 'Served' }, 404],
    ['{', 400],
    ['[]', 400],
  ])('refuses %j', async (body, status) => {
    const answer = await call('PATCH', `/v1/kitchen-orders/${orderId}/items`, body)
    expect(answer.status, JSON.stringify(answer.json)).toBe(status)
  })

  test('knows no order that is not there', async () => {
    const move = { ids: [crypto.randomUUID()], status: 'Served' }
    expect((await call('PATCH', `/v1/kitchen-orders/${crypto.randomUUID()}/items`, move)).status).toBe(404)
    expect((await call('PATCH', '/v1/kitchen-orders/x/items', move)).status).toBe(400)
  })
})

test('a queue board is fed: a number cooks, is ready, and is gone when it is served', async () => {
  const board = await tokenWith({ scopes: ['queue'] })
  const id = await aDelivery(server)
  const labels = async (): Promise<Json> =>
    (await read('queue', board)).entries.filter((one: Json) => one.orderId === id)
  const shown = async (): Promise<Json> => (await labels())[0]?.status
  const { run: tillRun } = server.till('pokrovka')
  const ids = async (): Promise<string[]> => {
    const { json } = await call('GET', `/v1/kitchen-orders/${id}`, undefined, board)
    return (json.items ?? []).map((item: Json) => item.id)
  }
  await tillRun({ kind: 'delivery.printToKitchen', orderId: id })
  const move = async (status: string) =>
    expect((await call('PATCH', `/v1/kitchen-orders/${id}/items`, { ids: await ids(), status })).status).toBe(
      200,
    )
  await move('Processing1')
  expect(await shown()).toBe('cooking')
  expect((await labels())[0]).toMatchObject({ label: expect.any(String), readyAt: null })
  await move('Processed')
  await tillRun({ kind: 'delivery.updateStatus', orderId: id, status: 'Waiting', deliveryDate: null })
  expect(await shown()).toBe('ready')
  const cash = (await waiter.books()).paymentTypes.find(({ kind }: Json) => kind === 'Cash')
  const { resultSum: sum } = await read(`orders/${id}`)
  await waiter.does({ kind: 'delivery.close', orderId: id, payments: [{ typeId: cash.id, sum }] })
  expect(await labels()).toEqual([])
  expect((await call('GET', `/v1/queue?board=${crypto.randomUUID()}`, undefined, board)).status).toBe(404)
  expect((await call('GET', '/v1/queue?board=x', undefined, board)).status).toBe(400)
})

describe('changes', () => {
  test('are caught up with from any place, and from a place of another database not', async () => {
    const { revision, databaseId } = await read('changes')
    await waiter.does({ kind: 'tableOrder.printBill', orderId })
    const after = await read(`changes?since=${revision}`)
    expect(after.changes).toContainEqual(
      expect.objectContaining({
        ...{ topic: 'order', eventType: 'Updated', id: orderId },
        entity: expect.objectContaining({ status: 'Bill' }),
      }),
    )
    expect(after.changes.map(({ topic }: Json) => topic)).toContain('kitchenOrder')
    expect((await read(`changes?since=${after.revision}`)).changes).toEqual([])
    expect((await read(`orders?updatedAfterRevision=${revision}`)).items.map(({ id }: Json) => id)).toEqual([
      orderId,
    ])
    await waiter.does({ kind: 'tableOrder.cancelBill', orderId })
    for (const since of [`${crypto.randomUUID()}:1`, `${databaseId}:999999999`]) {
      const gone = await call('GET', `/v1/changes?since=${since}`)
      expect([gone.status, gone.json.code]).toEqual([410, 'EntityModifiedException'])
    }
    expect((await call('GET', '/v1/changes?since=yesterday')).status).toBe(400)
  })

  test('are heard over a WebSocket, and who was cut off goes on from where they were', async () => {
    const line = await openLine(server, '/v1/stream', token)
    expect((await line.ask('ping')).result).toBe('pong')
    const { result } = await line.ask('subscribe', { topics: ['order', 'reserve'] })
    expect(result.revision).toMatch(/:\d+$/)
    const other = await anOrderInTheKitchen(server, waiter, 'main/4')
    const told = await line.until(({ params }) => params?.id === other && params.entity.items.length === 2)
    expect(told).toMatchObject({
      method: 'order.changed',
      params: { topic: 'order', eventType: expect.any(String) },
    })
    expect(line.heard.some(({ method }) => method === 'kitchenOrder.changed')).toBe(false)
    line.close()

    await waiter.does({ kind: 'tableOrder.printBill', orderId: other })
    const again = await openLine(server, '/v1/stream', token)
    await again.ask('subscribe', { topics: ['order'], since: told.params.revision })
    await again.until(({ params }) => params?.id === other && params.entity.status === 'Bill')
    await waiter.does({ kind: 'tableOrder.cancelBill', orderId: other })
    await again.until(({ params }) => params?.id === other && params.entity.status === 'New')
    again.close()
  })

  test('can be narrowed, left and asked for wrongly', async () => {
    const line = await openLine(server, '/v1/stream', token)
    await line.ask('subscribe', { topics: ['order', 'cashSession', 'stopList'], filter: { ids: [orderId] } })
    await waiter.does({ kind: 'tableOrder.printBill', orderId })
    await line.until(({ params }) => params?.id === orderId)
    const productId = (await read('products')).items[0].id
    await waiter.does({ kind: 'stopList.put', productId, sizeId: null, balance: 0 })
    await line.until(({ method }) => method === 'stopList.changed')
    expect((await line.ask('unsubscribe')).result).toBe(true)
    const count = line.heard.length
    await waiter.does({ kind: 'tableOrder.cancelBill', orderId })
    await waiter.does({ kind: 'stopList.remove', productId, sizeId: null })
    expect((await line.ask('ping')).result).toBe('pong')
    expect(line.heard.length).toBe(count + 1)
    const wrong = async (method: string, params?: Json) => (await line.ask(method, params)).error
    expect(await wrong('subscribe', { topics: ['weather'] })).toMatchObject({ code: -32602 })
    expect(await wrong('subscribe', { topics: ['order'], since: 7 })).toMatchObject({ code: -32602 })
    expect(await wrong('subscribe', { topics: ['order'], since: `${crypto.randomUUID()}:1` })).toMatchObject({
      code: -32000,
      data: { status: 410 },
    })
    expect(await wrong('subscribe', { topics: ['order'], filter: { ids: 'x' } })).toMatchObject({
      code: -32602,
    })
    expect(await wrong('dance')).toMatchObject({ code: -32601 })
    line.send('{')
    await line.until(({ error }) => error?.code === -32700)
    line.close()
    const board = await openLine(server, '/v1/stream', await tokenWith({ scopes: ['queue'] }))
    expect((await board.ask('subscribe', { topics: ['order'] })).error.data.exception).toBe(
      'PermissionDeniedException',
    )
    expect((await board.ask('subscribe', { topics: ['kitchenOrder'] })).result).toBeTruthy()
    board.close()
  })

  test('are heard as events too, with the place to go on from', async () => {
    const ended = new AbortController()
    const listen = async (path: string, isIt: (text: string) => boolean, headers = {}): Promise<string> => {
      const response = await fetch(`${server.baseUrl}/v1/stream?${path}&access_token=${token}`, {
        ...{ signal: ended.signal, headers },
      })
      expect(response.status).toBe(200)
      let text = ''
      for await (const bytes of (response.body as ReadableStream).pipeThrough(new TextDecoderStream())) {
        text += bytes
        if (isIt(text)) return text
      }
      throw new Error(`the stream ended: ${text}`)
    }
    const first = await listen('topics=order', (text) => text.includes('event: subscribed'))
    const place = /id: (\S+)/.exec(first)?.[1] ?? ''
    await waiter.does({ kind: 'tableOrder.printBill', orderId })
    const text = await listen('topics=order', (told) => told.includes('"status":"Bill"'), {
      'last-event-id': place,
    })
    expect(text).toContain('event: order.changed')
    await waiter.does({ kind: 'tableOrder.cancelBill', orderId })
    ended.abort()
    expect((await call('GET', '/v1/stream?topics=weather')).status).toBe(400)
    expect((await call('GET', '/v1/stream?topics=order&since=x')).status).toBe(400)
    expect((await call('GET', '/v1/stream?topics=order', undefined, null)).status).toBe(401)
  })

  test('a line without a session is not opened, and no other address takes one', async () => {
    await expect(openLine(server, '/v1/stream', 'nobody')).rejects.toThrow('401')
    await expect(openLine(server, '/till/nowhere/v1/stream', token)).rejects.toThrow('404')
    await expect(openLine(server, '/v1/orders', token)).rejects.toThrow()
  })
})

describe('JSON-RPC of old', () => {
  const rpc = async (body: unknown, key: string | null = token): Promise<Json> =>
    call('POST', '/jsonrpc', body, key)
  const ask = async (method: string, params?: unknown): Promise<Json> =>
    (await rpc({ jsonrpc: '2.0', method, params, id: 1 })).json

  test('answers the operations of the original, by name and by place', async () => {
    const { result: tables } = await ask('GetTables')
    expect(tables.find((table: Json) => table.Number === 3)).toMatchObject({
      Id: demoId('table', 'main/3'),
      Name: expect.any(String),
    })
    const [kitchen] = (await ask('GetKitchenOrders')).result.filter(({ Id }: Json) => Id === orderId)
    expect(kitchen).toMatchObject({
      BaseOrderId: orderId,
      Items: [{ ProcessingStatus: expect.any(Number) }, {}],
    })
    expect((await ask('GetKitchenOrderById', [orderId])).result.Id).toBe(orderId)
    expect((await ask('TryGetKitchenOrderById', { id: crypto.randomUUID() })).result).toBeNull()
    expect((await ask('GetKitchenOrderById', { Id: crypto.randomUUID() })).error).toMatchObject({
      code: -32000,
      data: { exception: 'EntityNotFoundException' },
    })
    expect((await ask('GetTableById', ['x'])).error.code).toBe(-32602)
    expect((await ask('GetOrders')).error.code).toBe(-32601)
    expect((await ask('PayOrder')).error.code).toBe(-32601)
  })

  test('knows the names of its version, who asks, and how amounts of modifiers are shown', async () => {
    expect((await ask('GetProductsRemainingAmounts')).result).toEqual(expect.any(Array))
    const [product] = (await ask('GetActiveProducts')).result
    expect((await ask('IsProductSellingRestricted', { Product: product.Id })).result).toBe(false)
    expect((await ask('GetCurrentUser')).result).toMatchObject({ Name: expect.any(String) })
    const modifier = { Amount: 3, DefaultAmount: 1 }
    expect((await ask('GetModifierAmountString', modifier)).result).toBe('+2')
    expect((await ask('GetModifierAmountString', { Amount: 'x' })).error.code).toBe(-32602)
  })

  test('marks what the kitchen does, and says false when somebody was faster', async () => {
    const order = (await ask('GetKitchenOrderById', [orderId])).result
    const change = (newStatus: number) => [order, [order.Items[1]], [], newStatus]
    const [yes, no] = (
      await rpc([
        { jsonrpc: '2.0', method: 'ChangeKitchenOrderItemsProcessingStatus', params: change(5), id: 'a' },
        { jsonrpc: '2.0', method: 'ChangeKitchenOrderItemsProcessingStatus', params: change(6), id: 'b' },
      ])
    ).json
    expect([yes.result, no.result]).toEqual([true, false])
    expect((await ask('GetKitchenOrderById', [orderId])).result.Items[1].ProcessingStatus).toBe(5)
  })

  test('tells over its WebSocket what changes', async () => {
    const line = await openLine(server, '/jsonrpc', token)
    expect((await line.ask('GetHostRestaurant')).result).toMatchObject({ Name: expect.any(String) })
    await waiter.does({ kind: 'tableOrder.printBill', orderId })
    const told = await line.until(({ params }) => params?.Entity?.Id === orderId)
    expect(told).toMatchObject({ method: 'KitchenOrderChanged', params: { EventType: 1 } })
    await waiter.does({ kind: 'tableOrder.cancelBill', orderId })
    line.close()
  })

  test('refuses what is malformed, and whoever has no session', async () => {
    expect((await rpc('{')).json.error.code).toBe(-32700)
    expect((await rpc([])).json.error.code).toBe(-32600)
    expect((await rpc({ jsonrpc: '2.0', method: 'GetTables' })).status).toBe(204)
    const out: Answer = await rpc({ jsonrpc: '2.0', method: 'GetTables', id: 1 }, 'nobody')
    expect([out.status, out.json.error.data.exception]).toEqual([401, 'UserSessionInvalidException'])
    const { json: old } = await server.get('/api/login/2050', null)
    expect(
      (await server.post(`/jsonrpc?key=${old}`, { jsonrpc: '2.0', method: 'GetTables', id: 1 }, null)).json
        .result,
    ).toBeTruthy()
  })
})
