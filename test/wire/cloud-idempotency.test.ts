import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../support/start-server.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import {
  type Deliveries,
  dayMs,
  deliveriesOf,
  type Json,
  noon,
  paymentTypeId,
} from './cloud-deliveries-driver.ts'

// Repeats of writes (corrections 9, cloud-api §3.7): a key of the client's makes any write one write.

let server: TestServer
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(noon)
  shop = deliveriesOf(server, 'pokrovka')
})
afterAll(() => server.close())

const uuid = (): string => crypto.randomUUID()
const send = (path: string, body: Json, key?: string, token?: string): Promise<Answer> =>
  server.post(`/api/1/${path}`, body, token, key === undefined ? {} : { 'Idempotency-Key': key })
const isReplay = ({ headers }: Answer): boolean => headers.get('idempotent-replay') === 'true'
const change = (orderId: string, body: Json): Json => ({
  organizationId: shop.organizationId,
  orderId,
  ...body,
})
const tea = (): Json => ({ items: [shop.anItem('60201', 150)] })
const cash = (sum: number): Json => ({
  payments: [{ paymentTypeKind: 'Cash', paymentTypeId: paymentTypeId('cash'), sum }],
})

/** Both calls of one change; the till has done what it was told when they are given. */
async function twice(path: string, body: Json, key?: string): Promise<[Answer, Answer]> {
  const first = await send(path, body, key)
  const second = await send(path, body, key)
  expect([first.status, second.status]).toEqual([200, 200])
  await server.settle()
  return [first, second]
}

describe('without a key', () => {
  test('items and payments are added again, as at iiko', async () => {
    const { id } = await shop.placed(shop.aPickup())
    const items = await twice('deliveries/add_items', change(id, tea()))
    const payments = await twice('deliveries/add_payments', change(id, cash(100)))
    const { order } = await shop.byId(id)
    expect(order.items).toHaveLength(3)
    expect(order.payments).toHaveLength(2)
    for (const [first, second] of [items, payments]) {
      expect(isReplay(second)).toBe(false)
      expect(second.json.correlationId).not.toBe(first.json.correlationId)
    }
  })

  test('items with positions of their own are added once', async () => {
    const { id } = await shop.placed(shop.aPickup())
    const items = [shop.anItem('60201', 150, { positionId: uuid() })]
    const [, second] = await twice('deliveries/add_items', change(id, { items }))
    const status = await shop.commandStatus(second.json.correlationId)
    expect(status.exception.code).toBe('NonUnqiueOrderItemPosition')
    expect((await shop.byId(id)).order.items).toHaveLength(2)
  })
})

describe('one key, one body', () => {
  test.each([
    ['deliveries/add_items', tea, (order: Json) => order.items.length, 2],
    ['deliveries/add_payments', () => cash(100), (order: Json) => order.payments.length, 1],
  ] as const)('%s is done once and the answer is the same', async (path, body, count, expected) => {
    const { id } = await shop.placed(shop.aPickup())
    const [first, second] = await twice(path, change(id, body()), uuid())
    expect(second.json).toEqual(first.json)
    expect([isReplay(first), isReplay(second)]).toEqual([false, true])
    expect(await shop.commandStatus(second.json.correlationId)).toEqual({ state: 'Success' })
    expect(count((await shop.byId(id)).order)).toBe(expected)
  })

  test('an order without an id of its own is created once', async () => {
    const [first, second] = await twice('deliveries/create', shop.aPickup({ externalNumber: 'once' }), uuid())
    expect(second.json.orderInfo.id).toBe(first.json.orderInfo.id)
    expect(second.json.correlationId).toBe(first.json.correlationId)
    expect([isReplay(first), isReplay(second)]).toEqual([false, true])
    const { json } = await shop.post('deliveries/by_delivery_date_and_phone', {
      organizationIds: [shop.organizationId],
      phone: '+79005550301',
    })
    const orders: Json[] = json.ordersByOrganizations[0].orders
    expect(orders.filter(({ externalNumber }) => externalNumber === 'once')).toHaveLength(1)
  })

  test('a repeat tells how the order is by then, and its handle is the one of the first call', async () => {
    const body = shop.aPickup({ id: uuid() })
    const first = await send('deliveries/create', body)
    await server.settle()
    const again = await send('deliveries/create', body)
    expect(isReplay(again)).toBe(true)
    expect(again.json.orderInfo).toMatchObject({ id: body.order.id, creationStatus: 'Success' })
    expect(again.json.correlationId).toBe(first.json.correlationId)
    expect(await shop.commandStatus(again.json.correlationId)).toEqual({ state: 'Success' })
  })

  test.each([{}, { id: uuid() }])(
    'a dish that ran out meanwhile does not change the answer: %o',
    async (own) => {
      const items = [shop.anItem('10204', 390, { amount: 3 })]
      const body = shop.aPickup({ items, ...own }, { createOrderSettings: { checkStopList: true } })
      const put = [{ productId: items[0].productId, sizeId: null, balance: 3000n }]
      await shop.atTill({ kind: 'stopList.put', items: put })
      const key = 'id' in own ? undefined : uuid()
      const first = await send('deliveries/create', body, key)
      await server.settle()
      const again = await send('deliveries/create', body, key)
      expect([first.status, again.status], again.text).toEqual([200, 200])
      expect(again.json.orderInfo.id).toBe(first.json.orderInfo.id)
      expect(
        (await shop.create(shop.aPickup({ items }, { createOrderSettings: { checkStopList: true } }))).status,
      ).toBe(403)
    },
  )

  test('stop lists, notices, webhooks and tracking links keep their answers too', async () => {
    const { id } = await shop.placed(shop.aPickup())
    const { organizationId } = shop
    const stop = { ...shop.place, items: [{ productId: shop.anItem('60201', 1).productId, balance: 7 }] }
    const calls: [string, Json][] = [
      ['stop_lists/add', stop],
      ['stop_lists/clear', shop.place],
      [
        'notifications/send',
        change(id, { orderSource: 's', additionalInfo: 'i', messageType: 'order_attention' }),
      ],
      ['webhooks/update_settings', { organizationId, webHooksUri: 'http://127.0.0.1:9/x' }],
      ['deliveries/update_tracking_link', change(id, { trackingLink: 'https://track.example' })],
    ]
    for (const [path, body] of calls) {
      const [first, second] = await twice(path, body, uuid())
      expect([second.text, isReplay(second)], path).toEqual([first.text, true])
    }
  })
})

describe('one key, another body', () => {
  test('is refused and does nothing', async () => {
    const { id } = await shop.placed(shop.aPickup())
    const key = uuid()
    await send('deliveries/change_comment', change(id, { comment: 'first' }), key)
    for (const [path, body] of [
      ['deliveries/change_comment', { comment: 'second' }],
      ['deliveries/update_tracking_link', { trackingLink: 'https://track.example' }],
      ['deliveries/update_order_problem', { hasProblem: true, problem: 'late' }],
    ] as const) {
      const answer = await send(path, change(id, body), key)
      expect([answer.status, answer.json.error], path).toEqual([409, 'IDEMPOTENCY_KEY_REUSED'])
    }
    const creation = await send('deliveries/create', shop.aPickup(), key)
    expect(creation.status).toBe(409)
    await server.settle()
    expect((await shop.byId(id)).order).toMatchObject({ comment: 'first', problem: null, trackingLink: null })
  })

  test('a key of another login is another key', async () => {
    const key = uuid()
    const [, limited] = server.chain.apiKeys
    const [mine, theirs] = [await server.token(), await server.token(limited?.apiLogin)]
    const first = await send('deliveries/create', shop.aPickup(), key, mine)
    const second = await send('deliveries/create', shop.aPickup({ comment: 'other' }), key, theirs)
    expect([first.status, second.status], second.text).toEqual([200, 200])
    expect(second.json.orderInfo.id).not.toBe(first.json.orderInfo.id)
  })
})

describe('a key', () => {
  test('that a refused call brought is still free', async () => {
    const key = uuid()
    const wrong = await send('deliveries/change_comment', change(uuid(), { comment: 'x' }), key)
    expect(wrong.status).toBe(400)
    const { id } = await shop.placed(shop.aPickup())
    expect((await send('deliveries/change_comment', change(id, { comment: 'x' }), key)).status).toBe(200)
    const taken = await send('deliveries/create', shop.aPickup({ id }), uuid())
    expect([taken.status, taken.json.error]).toEqual([400, 'DuplicatedOrderId'])
  })

  test('is forgotten after a day', async () => {
    const key = uuid()
    const { id } = await shop.placed(shop.aPickup())
    await send('deliveries/change_comment', change(id, { comment: 'first' }), key)
    server.clock.advance(dayMs)
    const answer = await send('deliveries/change_comment', change(id, { comment: 'second' }), key)
    expect([answer.status, isReplay(answer)]).toEqual([200, false])
    await server.settle()
    expect((await shop.byId(id)).order.comment).toBe('second')
  })

  test('that is none is refused by name', async () => {
    const answer = await send('deliveries/create', shop.aPickup(), 'a b')
    expect([answer.status, answer.json.errorDescription]).toEqual([
      400,
      expect.stringContaining('Idempotency-Key'),
    ])
  })

  test('of ten equal calls at once is used by one; all get its answer', async () => {
    const { id } = await shop.placed(shop.aPickup())
    for (const [path, body] of [
      ['deliveries/add_items', change(id, tea())],
      ['deliveries/create', shop.aPickup({ comment: 'storm' })],
    ] as const) {
      const key = uuid()
      const answers = await Promise.all(Array.from({ length: 10 }, () => send(path, body, key)))
      await server.settle()
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
      expect(new Set(answers.map(({ json }) => json.correlationId)).size, path).toBe(1)
      expect(answers.filter((answer) => !isReplay(answer))).toHaveLength(1)
    }
    expect((await shop.byId(id)).order.items).toHaveLength(2)
  })
})
