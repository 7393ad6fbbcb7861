import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { openBackOffice } from '../support/back-office.ts'
import { productByCode } from '../support/orders.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { nextState } from './device-driver.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const till = '/till/pokrovka/api'
const letIn = (use: unknown, pin = '8888', deviceId: unknown = crypto.randomUUID()): Promise<Answer> =>
  server.post(`${till}/devices`, { use, pin, deviceId }, null)
const keyOf = async (use: 'kiosk' | 'board', deviceId?: string): Promise<string> => {
  const answer = await letIn(use, '8888', deviceId ?? crypto.randomUUID())
  expect(answer.status, answer.text).toBe(200)
  return answer.json.key
}
const stateOf = (key: string, use: 'kiosk' | 'queue' = 'kiosk') =>
  nextState(`${server.baseUrl}${till}/${use}/stream`, key)

const takeaway = demoId('orderType', 'takeaway')
const soup = () => ({
  productId: productByCode(server.chain, '10101'),
  sizeId: null,
  amount: 1,
  modifiers: [],
})
const order = (more: object = {}) => ({
  id: crypto.randomUUID(),
  orderId: crypto.randomUUID(),
  orderTypeId: takeaway,
  items: [soup()],
  ...more,
})
const place = (key: string, body: object) => server.post(`${till}/kiosk/orders`, body, key)
const pay = (key: string, orderId: string, id = crypto.randomUUID()) =>
  server.post(`${till}/kiosk/orders/${orderId}/pay`, { id }, key)
const boardOf = async (pin: string): Promise<Answer['json']> => {
  const { json } = await server.post(`${till}/login`, { pin }, null)
  return (await server.get(`${till}/board`, json.token)).json
}
const asCook = async (command: object): Promise<Answer> => {
  const { json } = await server.post(`${till}/login`, { pin: '1111' }, null)
  return server.post(`${till}/commands`, { id: crypto.randomUUID(), command }, json.token)
}

test('a device is let in by a PIN with that right, and its key opens nothing else', async () => {
  expect((await letIn('kiosk', '1111')).json.code).toBe('access.permission-denied')
  expect((await letIn('kiosk', '1111')).status).toBe(403)
  expect((await letIn('fridge')).json.text.en).toContain('use')
  expect((await letIn('kiosk', '8888', 'me')).json.text.en).toContain('deviceId')
  const key = await keyOf('kiosk')
  for (const path of ['board', 'books', 'menu', 'queue/stream'])
    expect((await server.get(`${till}/${path}`, key)).status, path).toBe(401)
  expect((await place(await keyOf('board'), order())).status).toBe(401)
  expect((await server.get('/till/baumana/api/kiosk/menu', key)).status).toBe(401)
  // The PIN of a device opens no waiter's screen either: it may do nothing there.
  const { json } = await server.post(`${till}/login`, { pin: '8888' }, null)
  const refused = await server.post(
    `${till}/commands`,
    { id: crypto.randomUUID(), command: { kind: 'shift.close' } },
    json.token,
  )
  expect(refused.json.code).toBe('access.permission-denied')
})

test('a guest’s order is an order of the till: paid by card, then cooked, then on the board, then collected', async () => {
  const [kiosk, display] = [await keyOf('kiosk'), await keyOf('board')]
  const wanted = order({ phone: '+79005550177' })
  const placed = await place(kiosk, wanted)
  expect(placed.status, placed.text).toBe(200)
  expect(placed.json).toMatchObject({ orderId: wanted.orderId, sum: 420, discount: 0 })
  // Nothing is cooked, and nothing called out, before it is paid.
  expect((await stateOf(display, 'queue')).entries).toEqual([])
  expect((await pay(kiosk, wanted.orderId)).json).toEqual({ ok: true })
  expect((await pay(kiosk, wanted.orderId)).json).toEqual({ ok: true })
  const label = String(placed.json.number)
  expect((await stateOf(display, 'queue')).entries).toMatchObject([{ label, stage: 'accepted' }])

  const ticket = (await boardOf('3333')).tableOrders.find(({ id }: { id: string }) => id === wanted.orderId)
  expect(ticket).toMatchObject({ status: 'Closed', source: 'kiosk', orderType: 'С собой', waiter: null })
  expect(ticket.payments).toMatchObject([{ kind: 'Card', sum: 420, isPreliminary: false }])
  expect(ticket.allowed).toEqual(['tableOrder.setCooking'])
  const positionIds = ticket.items.map(({ positionId }: { positionId: string }) => positionId)
  const cook = { kind: 'tableOrder.setCooking', orderId: wanted.orderId, positionIds }
  expect((await asCook({ ...cook, status: 'CookingStarted' })).status).toBe(200)
  expect((await stateOf(display, 'queue')).entries).toMatchObject([{ label, stage: 'cooking' }])
  expect((await asCook({ ...cook, status: 'CookingCompleted' })).status).toBe(200)
  expect((await stateOf(display, 'queue')).entries).toMatchObject([{ label, stage: 'ready' }])
  expect((await asCook({ ...cook, kind: 'tableOrder.handOver' })).status).toBe(200)
  expect((await stateOf(display, 'queue')).entries).toEqual([])
})

test('an order sent twice is one order, and one that nobody pays leaves no trace in the kitchen', async () => {
  const kiosk = await keyOf('kiosk')
  const wanted = order()
  const first = await place(kiosk, wanted)
  expect((await place(kiosk, wanted)).json).toEqual(first.json)
  const leave = () =>
    server.post(`${till}/kiosk/orders/${wanted.orderId}/leave`, { id: crypto.randomUUID() }, kiosk)
  expect((await leave()).json).toEqual({ ok: true })
  expect((await leave()).json).toEqual({ ok: true })
  expect((await pay(kiosk, wanted.orderId)).json.code).toBe('order.wrong-status')
  expect((await pay(kiosk, crypto.randomUUID())).json.code).toBe('order.not-found')
})

test('what is malformed is refused by name, and the till’s rules hold for guests too', async () => {
  const kiosk = await keyOf('kiosk')
  const cases: [object, string][] = [
    [order({ id: 'x' }), 'id'],
    [order({ orderId: 7 }), 'orderId'],
    [order({ phone: '555' }), 'phone'],
    [order({ items: {} }), 'items'],
    [order({ items: [{ ...soup(), amount: 'one' }] }), 'amount'],
    [order({ combos: [{ id: 'x' }] }), 'id'],
  ]
  for (const [body, field] of cases) {
    const answer = await place(kiosk, body)
    expect([answer.status, answer.json.text.en.includes(field)], field).toEqual([400, true])
  }
  expect((await place(kiosk, order({ items: [] }))).json.code).toBe('order.no-items')
  const courier = demoId('orderType', 'courier')
  expect((await place(kiosk, order({ orderTypeId: courier }))).json.code).toBe('order.type-incorrect')
  expect((await place(kiosk, order({ phone: '+79' }))).status).toBe(400)
})

test('a kiosk hears at once of stopped dishes and of a closed shift', async () => {
  const kiosk = await keyOf('kiosk')
  const before = await stateOf(kiosk)
  expect(before).toMatchObject({ outOfOrder: null })
  expect(before.orderTypes.map(({ name }: { name: string }) => name)).toEqual(['В зале', 'С собой'])
  const { productId } = soup()
  await asCook({ kind: 'stopList.put', productId, sizeId: null, balance: 0 })
  expect((await stateOf(kiosk)).stopList).toContainEqual(expect.objectContaining({ productId, balance: 0 }))
  expect((await place(kiosk, order())).status).toBe(409)
  await asCook({ kind: 'stopList.remove', productId, sizeId: null })
  await asCook({ kind: 'shift.close' })
  expect((await stateOf(kiosk)).outOfOrder).toBe('shift-closed')
  await asCook({ kind: 'shift.open' })
  expect((await stateOf(kiosk)).outOfOrder).toBeNull()
})

test('what somebody has to put a price on is sold by no kiosk', async () => {
  const kiosk = await keyOf('kiosk')
  const id = productByCode(server.chain, '50002')
  const isSold = async (): Promise<boolean> => {
    const { json } = await server.get(`${till}/kiosk/menu`, kiosk)
    return json.products.some((product: Answer['json']) => product.id === id)
  }
  expect(await isSold()).toBe(true)
  const office = await openBackOffice(server)
  const { json } = await office.get(`/v2/entities/products/list?ids=${id}`)
  await office.postJson('/v2/entities/products/update', { ...json[0], canSetOpenPrice: true })
  expect(await isSold()).toBe(false)
})

test('a combo has the till’s price, and its dishes are told by group', async () => {
  const kiosk = await keyOf('kiosk')
  const { json: menu } = await server.get(`${till}/kiosk/menu`, kiosk)
  const combo = menu.combos[0]
  const items = combo.groups.map((group: Answer['json']) => ({
    groupId: group.id,
    productId: group.products[0].productId,
    sizeId: group.products[0].sizeId,
    amount: 1,
    modifiers: [],
  }))
  const asked = { sourceId: combo.id, items }
  const { json } = await server.post(`${till}/kiosk/combo-price`, asked, kiosk)
  expect(json).toEqual({ price: combo.price })
  const missing = { ...asked, items: items.slice(1) }
  const refused = await server.post(`${till}/kiosk/combo-price`, missing, kiosk)
  expect(refused.json.code).toBe('combo.filled-wrongly')
  const id = crypto.randomUUID()
  const members = items.map((item: object) => ({ ...item, comboId: id, comboSourceId: combo.id }))
  const placed = await place(
    kiosk,
    order({ items: members, combos: [{ id, sourceId: combo.id, amount: 1 }] }),
  )
  expect([placed.status, placed.json.sum], placed.text).toEqual([200, combo.price])
})

test('a running kiosk takes a seat of module 21016318 and gives it back', async () => {
  const { tenantId } = server.till('pokrovka')
  await server.node.app.storage.now.licences.save(tenantId, { module: '21016318', seats: 1, expiresAt: null })
  server.licences.forget(tenantId)
  server.clock.advance(120_000)
  const [first, second] = [await keyOf('kiosk'), await keyOf('kiosk')]
  const open = await fetch(`${server.baseUrl}${till}/kiosk/stream`, {
    headers: { authorization: `Bearer ${first}` },
  })
  expect(open.status).toBe(200)
  const refused = await server.get(`${till}/kiosk/stream`, second)
  expect([refused.status, refused.json.code]).toEqual([402, 'access.licence-seats'])
  expect(refused.json.text.ru).toContain('iikoAPIFront self-service')
  await open.body?.cancel()
  await expect.poll(async () => (await server.get(`${till}/kiosk/menu`, second)).status).toBe(200)
})
