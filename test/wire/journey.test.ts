import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createValidators } from '../../src/api/cloud/validation.ts'
import { productByCode } from '../support/orders.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'

type Json = any // any: what an integrator would look into

let server: TestServer
let receiver: Server
const events: Json[] = []
const validators = createValidators()

beforeAll(async () => {
  server = await startServer()
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      expect(request.headers.authorization).toBe('hook secret')
      events.push(...JSON.parse(body))
      response.end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  receiver.close()
  await server.close()
})

const place = () => {
  const { organizationId, terminalGroupId } = server.till('pokrovka')
  return { organizationId, terminalGroupId }
}
const employee = (code: string): string => {
  const found = server.chain.pins.find((pin) => pin.pin === code)
  if (!found) throw new Error(`no PIN ${code}`)
  return found.employeeId
}

async function subscribe(): Promise<void> {
  const { port } = receiver.address() as AddressInfo
  const answer = await server.post('/api/1/webhooks/update_settings', {
    organizationId: place().organizationId,
    webHooksUri: `http://127.0.0.1:${port}/hook`,
    authToken: 'hook secret',
    webHooksFilter: {
      deliveryOrderFilter: {
        orderStatuses: [
          'WaitCooking',
          'CookingStarted',
          'CookingCompleted',
          'Waiting',
          'OnWay',
          'Delivered',
          'Closed',
          'Cancelled',
        ],
        itemStatuses: [],
        errors: true,
      },
      stopListUpdateFilter: { updates: true },
    },
  })
  expect(answer.status, answer.text).toBe(200)
}

const anOrder = (more: object = {}): object => ({
  ...place(),
  order: {
    phone: '+79005550177',
    orderServiceType: 'DeliveryByCourier',
    customer: { type: 'regular', name: 'Anna' },
    deliveryPoint: { address: { type: 'legacy', street: { name: 'Покровка', city: 'Москва' }, house: '17' } },
    items: [{ type: 'Product', productId: productByCode(server.chain, '10101'), amount: 2, price: 390 }],
    ...more,
  },
})

const byId = async (id: string): Promise<Json> => {
  const { organizationId } = place()
  const answer = await server.post('/api/1/deliveries/by_id', { organizationId, orderIds: [id] })
  expect(validators.answer('/api/1/deliveries/by_id', 200, answer.json)).toEqual([])
  return answer.json.orders[0]
}

async function screen(): Promise<(kind: string, more?: object) => Promise<Answer>> {
  const login = await server.post('/till/pokrovka/api/login', { pin: '1111' }, null)
  expect(login.status, login.text).toBe(200)
  return (kind, more = {}) =>
    server.post(
      '/till/pokrovka/api/commands',
      { id: crypto.randomUUID(), command: { kind, ...more } },
      login.json.token,
    )
}

test('a delivery travels from an API call to a closed receipt, and webhooks tell every step', async () => {
  await subscribe()
  const created = await server.post('/api/1/deliveries/create', anOrder())
  expect(created.status, created.text).toBe(200)
  expect(validators.answer('/api/1/deliveries/create', 200, created.json)).toEqual([])
  expect(created.json.orderInfo.creationStatus).toBe('InProgress')
  const { id } = created.json.orderInfo
  await server.settle()
  expect(await byId(id)).toMatchObject({
    creationStatus: 'Success',
    order: { status: 'WaitCooking', sum: expect.any(Number) },
  })

  const act = await screen()
  const positionIds = (await byId(id)).order.items.map((item: { positionId: string }) => item.positionId)
  const done = async (kind: string, more: object = {}): Promise<void> => {
    const answer = await act(kind, { orderId: id, ...more })
    expect(answer.json, `${kind}: ${JSON.stringify(answer.json)}`).toEqual({ ok: true })
  }
  await done('delivery.printToKitchen')
  await done('delivery.setCooking', { positionIds, status: 'CookingStarted' })
  await done('delivery.setCooking', { positionIds, status: 'CookingCompleted' })
  await done('delivery.changeCourier', { courierId: employee('5555') })
  await done('delivery.printBill')
  await done('delivery.updateStatus', { status: 'OnWay' })
  await done('delivery.updateStatus', { status: 'Delivered' })
  await server.settle()
  const { sum } = (await byId(id)).order
  const cash = server.chain.items.find((item) => item.book === 'paymentType' && item.body.code === 'CASH')
  await done('delivery.close', { payments: [{ typeId: cash?.id, sum }] })
  await server.settle()

  const closed = await byId(id)
  expect(closed.order).toMatchObject({
    status: 'Closed',
    processedPaymentsSum: sum,
    courierInfo: { courier: { id: employee('5555') } },
  })
  const statuses = events
    .filter((event) => event.eventInfo.id === id)
    .map((event) => event.eventInfo.order.status)
  expect([...new Set(statuses)]).toEqual([
    'WaitCooking',
    'CookingStarted',
    'CookingCompleted',
    'Waiting',
    'OnWay',
    'Delivered',
    'Closed',
  ])
  for (const event of events) expect(validators.named('WebhookEvent', event)).toEqual([])
})

test('a screen that sends a tap twice does it once; a stranger and a wrong PIN are refused', async () => {
  const login = await server.post('/till/pokrovka/api/login', { pin: '1111' }, null)
  const tap = {
    id: crypto.randomUUID(),
    command: { kind: 'personalShift.close', employeeId: employee('5555') },
  }
  const first = await server.post('/till/pokrovka/api/commands', tap, login.json.token)
  const again = await server.post('/till/pokrovka/api/commands', tap, login.json.token)
  expect([first.json, again.json]).toEqual([{ ok: true }, { ok: true }])
  const other = await server.post(
    '/till/pokrovka/api/commands',
    { ...tap, id: crypto.randomUUID() },
    login.json.token,
  )
  expect(other.json.code).toBe('personal-shift.not-open')
  expect((await server.post('/till/pokrovka/api/login', { pin: '9999' }, null)).status).toBe(401)
  expect((await server.get('/till/pokrovka/api/board', null)).status).toBe(401)
  expect((await server.get('/till/taganka/api/board', login.json.token)).status).toBe(401)
  const board = await server.get('/till/pokrovka/api/board', login.json.token)
  expect(board.json.shift).toMatchObject({ number: 1 })
})

test('a till that is out of reach fails the creation after its timeout; the late success flips it', async () => {
  const till = server.till('pokrovka')
  await till.unplug()
  const created = await server.post('/api/1/deliveries/create', anOrder())
  const { id } = created.json.orderInfo
  await server.settle()
  expect((await byId(id)).creationStatus).toBe('InProgress')
  server.clock.advance(69_000)
  await expect.poll(async () => (await byId(id)).creationStatus, { timeout: 5000 }).toBe('Error')
  expect((await byId(id)).errorInfo).toMatchObject({
    code: 'Common',
    message: 'Creation timeout expired, order automatically transited to error creation status',
  })
  till.plug()
  await server.settle()
  await expect.poll(async () => (await byId(id)).creationStatus, { timeout: 5000 }).toBe('Success')
  const told = events.filter((event) => event.eventInfo.id === id).map((event) => event.eventType)
  await server.settle()
  expect(told.slice(0, 1)).toEqual(['DeliveryOrderError'])
})

test('the same id twice: the same request gets the first order, another one is a duplicate', async () => {
  const id = crypto.randomUUID()
  const first = await server.post('/api/1/deliveries/create', anOrder({ id }))
  const replay = await server.post('/api/1/deliveries/create', anOrder({ id }))
  expect(replay.headers.get('idempotent-replay')).toBe('true')
  expect(replay.json.orderInfo.id).toBe(first.json.orderInfo.id)
  const other = await server.post('/api/1/deliveries/create', anOrder({ id, comment: 'another' }))
  expect(JSON.stringify(other.json)).toContain('DuplicatedOrderId')
  await server.settle()
  expect((await byId(id)).creationStatus).toBe('Success')
})

test('any order at the till equals the replay of its journal entries', async () => {
  const { replay } = await import('../../src/domain/orders/evolve.ts')
  const till = server.till('pokrovka')
  const storage = server.node.storage.now
  const orders = await storage.tillOrders.board(till.tenantId, till.terminalGroupId, 0)
  expect(orders.length).toBeGreaterThan(2)
  for (const order of orders) {
    const entries = await storage.journal.ofEntity(till.tenantId, order.id)
    const own = entries.filter((entry) => entry.kind.startsWith('delivery.'))
    expect(replay(own.map((entry) => ({ event: entry.payload as never, at: entry.at })))).toEqual(order)
  }
  expect((await server.node.storage.verifyJournal()).brokenAt).toBeNull()
})

test('no entry of the journal holds a phone or a name', async () => {
  const { tenantId, terminalGroupId } = server.till('pokrovka')
  const entries = await server.node.storage.now.links.entriesFor(
    { tenantId, terminalGroupId, origin: 'any', kinds: null },
    0n,
    100_000,
  )
  const text = JSON.stringify(
    entries.map((entry) => entry.payload),
    (_key, value) => (typeof value === 'bigint' ? String(value) : value),
  )
  expect(text).toContain('delivery.placed')
  for (const secret of ['79005550177', 'Anna', 'Покровка, 17']) expect(text).not.toContain(secret)
})
