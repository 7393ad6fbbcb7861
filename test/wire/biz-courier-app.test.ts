import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Biz, bizOf, type Json } from './biz-driver.ts'
import { type Deliveries, deliveriesOf, employeeId, noon } from './cloud-deliveries-driver.ts'

// The couriers' app and what customers say of what it brought (biz-card-api §11.3, §5.15).

let server: TestServer
let biz: Biz
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
})
beforeEach(async () => {
  server.clock.jumpTo(noon)
  biz = await bizOf(server)
  shop = deliveriesOf(server, 'pokrovka')
})
afterAll(() => server.close())

const courier = employeeId('5555')
const at = (path: string, body: Json) => biz.post(path, body, { organization: biz.organization })
const sync = (body: Json) => at('mobile/sync', { courierId: courier, ...body })

/** Cooked and packed, and given to the courier. */
async function given(): Promise<Json> {
  const order = await biz.added()
  const { orderId } = order
  expect((await at('orders/assigncourier', { courierId: courier, orderId })).status).toBe(200)
  await shop.atTill({ kind: 'delivery.printToKitchen', orderId })
  await shop.done('print_delivery_bill', orderId)
  return order
}

test('a courier signs in by the PIN of the tills; others and wrong ones do not, and guessing is slowed', async () => {
  const good = await at('mobile/signin', { pin: '5555' })
  expect(good.json).toMatchObject({ success: true, error: null, courier: { id: courier } })
  expect(good.json.serverVersion).toMatch(/^\d+\.\d+/)
  const person: Json = server.chain.items.find(({ id }) => id === courier)
  expect((await at('mobile/signin', { login: person.body.code, password: '5555' })).json.success).toBe(true)
  const bad: Json = { success: false, error: 'Wrong login or pin', courier: null }
  expect((await at('mobile/signin', { login: 'nobody', pin: '5555' })).json).toMatchObject(bad)
  expect((await at('mobile/signin', { pin: '1111' })).json).toMatchObject(bad)
  const none = await at('mobile/signin', {})
  expect([none.status, none.json.message]).toEqual([400, expect.stringContaining('pin')])
  const statuses: number[] = []
  for (let guess = 0; guess < 5; guess++)
    statuses.push((await at('mobile/signin', { pin: `00${guess}0` })).status)
  expect(statuses.at(-1)).toBe(429)
  server.clock.advance(60_000)
  expect((await at('mobile/signin', { pin: '5555' })).json.success).toBe(true)
})

test('on the way, delivered, a problem and positions come in one call; a repeat does nothing twice', async () => {
  const one = await given()
  const two = await given()
  const points = [
    { latitude: 55.7601, longitude: 37.6471, date: '2027-03-12 11:58:00' },
    { latitude: 55.7602, longitude: 37.6472 },
  ]
  const left = await sync({
    deliveries: [one, two].map(({ orderId }) => ({ orderId, status: 'ON_WAY' })),
    locations: points,
  })
  expect(left.status, left.text).toBe(200)
  expect(left.json.errors).toEqual([])
  const shown = left.json.deliveries.find(({ orderId }: Json) => orderId === one.orderId)
  expect(shown).toMatchObject({
    ...{ statusCode: 'ON_WAY', status: 'В пути' },
    courierInfo: {
      courierId: courier,
      location: { latitude: 55.7602, longitude: 37.6472, date: '2027-03-12 12:00:00' },
    },
  })
  const news = {
    deliveries: [
      { orderId: one.orderId, status: 'DELIVERED', actualDeliveryTime: '2027-03-12 11:59:00' },
      { orderId: two.orderId, problemText: 'nobody opens' },
      { orderId: crypto.randomUUID(), status: 'DELIVERED' },
    ],
  }
  for (const answer of [await sync(news), await sync(news)]) {
    expect(answer.json.errors).toEqual([
      { orderId: news.deliveries[2]?.orderId, message: expect.any(String) },
    ])
    expect(answer.json.deliveries.map(({ orderId }: Json) => orderId)).toContain(two.orderId)
    expect(answer.json.deliveries.map(({ orderId }: Json) => orderId)).not.toContain(one.orderId)
  }
  expect(await biz.read(one.orderId)).toMatchObject({
    ...{ statusCode: 'DELIVERED', actualTime: '2027-03-12 11:59:00' },
  })
  expect((await biz.read(two.orderId)).problem).toEqual({ hasProblem: true, problem: 'nobody opens' })
})

test.each([
  ['no courier', { courierId: null }, 'courierId'],
  ['somebody who brings nothing', { courierId: employeeId('1111') }, 'Courier'],
  ['a status of the kitchen', { deliveries: [{ orderId: courier, status: 'NEW' }] }, 'deliveries[0].status'],
  ['an update of nothing', { deliveries: [{ status: 'ON_WAY' }] }, 'deliveries[0].orderId'],
  [
    'a moment that is none',
    { deliveries: [{ orderId: courier, actualDeliveryTime: 'x' }] },
    'deliveries[0].',
  ],
  ['a place that is none', { locations: [{ latitude: 91, longitude: 0 }] }, 'locations[0].latitude'],
  ['half of a place', { locations: [{ latitude: 1 }] }, 'locations[0].longitude'],
  ['too many places', { locations: Array.from({ length: 501 }, () => ({})) }, 'locations'],
])('a call with %s changes nothing and names it', async (_, body: Json, words) => {
  const answer = await sync(body)
  expect(answer.status, answer.text).toBe(400)
  expect(answer.text).toContain(words)
})

test('an opinion is kept with the order that was delivered, and the last word counts', async () => {
  const { orderId } = await given()
  const surveyItemId = crypto.randomUUID()
  const opinion = (more: Json = {}) =>
    biz.post('orders/sendDeliveryOpinion', {
      ...{ organization: biz.organization, deliveryId: orderId, comment: 'warm' },
      ...{ marks: [{ surveyItemId, mark: '100' }] },
      ...more,
    })
  const early = await opinion()
  expect([early.status, early.json.errorCode]).toEqual([400, 'WrongDeliveryStatusForOpinion'])
  await sync({ deliveries: [{ orderId, status: 'ON_WAY' }] })
  await sync({ deliveries: [{ orderId, status: 'DELIVERED' }] })
  const nothing = { organization: null, deliveryId: orderId, comment: null, marks: [] }
  expect((await biz.read(orderId)).opinion).toEqual(nothing)
  const first = await opinion()
  expect([first.status, first.text]).toEqual([200, ''])
  await opinion({ comment: 'cold', marks: [{ surveyItemId, mark: 0 }] })
  const kept = {
    ...{ organization: biz.organization, deliveryId: orderId, comment: 'cold' },
    marks: [{ surveyItemId, mark: 0 }],
  }
  expect((await biz.read(orderId)).opinion).toEqual(kept)
  const { customersDeliveryHistory } = await biz.ask('orders/deliveryHistoryByPhone', {
    phone: '+79005550311',
  })
  const history = customersDeliveryHistory.flatMap(({ deliveryHistory }: Json) => deliveryHistory)
  expect(history.find((one: Json) => one.orderId === orderId).opinion).toEqual(kept)
  for (const [more, words] of [
    [{ marks: [{ surveyItemId, mark: 101 }] }, 'marks[0].mark'],
    [{ marks: [{ mark: 1 }] }, 'marks[0].surveyItemId'],
    [{ marks: undefined }, 'marks'],
    [{ comment: 'x'.repeat(1001) }, 'comment'],
    [{ deliveryId: 'x' }, 'deliveryId'],
  ] as const) {
    const answer = await opinion(more)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(words)
  }
  expect((await opinion({ deliveryId: crypto.randomUUID() })).json.code).toBe(110)
  expect((await opinion({ organization: crypto.randomUUID() })).status).toBe(403)
  expect((await biz.read(orderId)).opinion).toEqual(kept)
})
