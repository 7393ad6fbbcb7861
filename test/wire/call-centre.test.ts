import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Biz, bizOf, type Json } from './biz-driver.ts'
import { noon } from './cloud-deliveries-driver.ts'

// The portal and a call centre's server on nodes of their own, and no till that is on (biz-card-api §16).

const token = 'token of the call centre in this test'
let portal: TestServer
let centre: TestServer
let biz: Biz
beforeAll(async () => {
  portal = await startServer({ roles: ['cloud'] })
  biz = await bizOf(portal)
  const tenantId = portal.chain.tenant.id
  const peer = {
    id: crypto.randomUUID(),
    tenantId,
    line: 'portal',
    organizationId: null,
    name: 'КЦ',
  } as const
  await portal.node.storage.now.serverLines.savePeer(peer, token, portal.clock.now())
  // The portal looks for a queue at most once a second.
  await new Promise((resolve) => setTimeout(resolve, 1100))
})
afterAll(async () => {
  await centre?.close()
  await portal.close()
})

test('nobody listens at the queue: 701, and what the portal keeps itself is answered all the same', async () => {
  const answer = await biz.post('orders/add', biz.anOrder())
  expect([answer.status, answer.json.code, answer.json.message]).toEqual([
    500,
    701,
    'RabbitMq queue is not found',
  ])
  expect((await biz.get(`nomenclature/${biz.organization}`)).status).toBe(200)
})

describe('with the call centre', () => {
  beforeAll(async () => {
    const url = portal.baseUrl.replace('http', 'ws')
    centre = await startServer({ roles: ['callcentre'], portal: { url, token } })
    for (const { clock } of [portal, centre]) {
      clock.setSpeed(0)
      clock.jumpTo(noon)
    }
    biz = await bizOf(portal)
    const isUp = async () =>
      (await biz.get('rmsSettings/getOrderTypes', { organization: biz.organization })).status
    await vi.waitFor(async () => expect(await isUp()).toBe(200), { timeout: 20_000, interval: 100 })
  })

  const terminal = (): string => centre.chain.items.find(isPokrovka)?.id ?? ''
  const isPokrovka = (item: Json): boolean => item.book === 'terminalGroup' && item.body.code === 'pokrovka'
  const forced = (order: Json = {}): Json => biz.anOrder(order, { deliveryTerminalId: terminal() })

  test('an order for a till that is off is owned by the call centre: priced, dated, without a number', async () => {
    const id = crypto.randomUUID()
    const order = await biz.added(forced({ id }))
    expect(order).toMatchObject({
      ...{ orderId: id, number: '', statusCode: 'NEW', sum: 840, customerPhone: '+79005550311' },
      problem: { hasProblem: false, problem: '' },
      deliveryTerminal: { deliveryTerminalId: terminal() },
    })
    expect(await biz.read(id)).toEqual(order)
    // The portal has no picture of it: it is nobody's till's yet.
    const shop = { organizationId: biz.organization, orderIds: [id] }
    expect((await portal.post('/api/1/deliveries/by_id', shop)).json.orders).toEqual([])
    // A day and a half later nobody waits for the till any more.
    centre.clock.jumpTo(noon + 40 * 3_600_000)
    await expect.poll(async () => (await biz.read(id)).statusCode, { timeout: 10_000 }).toBe('UNCONFIRMED')
    expect((await biz.read(id)).problem.hasProblem).toBe(true)
    centre.clock.jumpTo(noon)
  })

  test('a repeat is the same order; another order with its id is refused as the server says it', async () => {
    const body = forced({ id: crypto.randomUUID() })
    const first = await biz.added(body)
    expect((await biz.added(body)).orderId).toBe(first.orderId)
    const orders = await centre.pool.query('select 1 from cloud_order where id = $1', [first.orderId])
    expect(orders.rowCount).toBe(1)
    const other = await biz.post('orders/add', { ...body, order: { ...body.order, comment: 'other' } })
    expect([other.status, other.json.httpStatusCode]).toEqual([400, 400])
  })

  test('an order that no outlet takes stays unconfirmed with the reason, and clients find it', async () => {
    const id = crypto.randomUUID()
    const night = await biz.added(biz.anOrder({ id, date: '2027-03-13 04:30:00' }))
    expect(night).toMatchObject({ orderId: id, number: '', statusCode: 'UNCONFIRMED' })
    expect(night.problem.hasProblem).toBe(true)
    expect((await biz.read(id)).problem).toEqual(night.problem)
  })

  test('the outlet is chosen by zone and priority without asking who is on', async () => {
    const order = await biz.added(biz.anOrder({ id: crypto.randomUUID() }))
    expect([order.statusCode, order.problem.hasProblem]).toEqual(['NEW', false])
    expect(order.deliveryTerminal.deliveryTerminalId).toBe(terminal())
  })

  test('what is wrong is refused in the same words as ever, whoever says so', async () => {
    expect((await biz.call('GET', '/api/0/orders/info?access_token=none')).status).toBe(401)
    const missing = await biz.get('orders/info', { organization: biz.organization, order: 'x' })
    expect([missing.status, missing.text]).toEqual([400, expect.stringContaining('order')])
    const unknown = { organization: biz.organization, order: crypto.randomUUID() }
    expect((await biz.get('orders/info', unknown)).json).toMatchObject({ code: 110, httpStatusCode: 500 })
    const text = await biz.call('POST', `/api/0/orders/add?access_token=${biz.token}`, '{"organization":')
    expect(text.status).toBe(400)
    const elsewhere = await biz.post('orders/add', { ...forced(), organization: crypto.randomUUID() })
    expect(elsewhere.status).toBe(403)
  })
})
