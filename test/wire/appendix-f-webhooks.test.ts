import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'
import { type Deliveries, deliveriesOf, type Json, noon } from './cloud-deliveries-driver.ts'

// Appendix F of the cloud reference: webhooks. The whole plan of retries and blocks is tested in webhooks-*.test.ts.

const minuteMs = 60_000

let server: TestServer
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  shop = deliveriesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

const subscribe = async (body: Json): Promise<void> => {
  const { organizationId } = shop
  const answer = await shop.post('webhooks/update_settings', { organizationId, ...body })
  expect(answer.status, answer.text).toBe(200)
}
const settings = async (): Promise<Json> =>
  (await shop.post('webhooks/settings', { organizationId: shop.organizationId })).json

test('F.34: an array with the token in a header; anything but 200 is a failure that is tried every ten minutes for an hour; a bad handler is blocked; settings overwrite', async () => {
  const receiver = await startWebhookReceiver()
  const deliveryOrderFilter = { orderStatuses: ['WaitCooking'], itemStatuses: [], errors: true }
  await subscribe({ webHooksUri: receiver.url, authToken: 'secret', webHooksFilter: { deliveryOrderFilter } })
  receiver.respondWith(204)
  const { id } = await shop.placed(shop.aPickup())
  expect(receiver.calls).toHaveLength(1)
  const [call] = receiver.calls
  expect(call?.headers['authorization']).toBe('secret')
  expect(JSON.parse(call?.body ?? '')).toMatchObject([
    { eventType: 'DeliveryOrderUpdate', organizationId: shop.organizationId, eventInfo: { id } },
  ])
  for (let minutes = 10; minutes <= 80; minutes += 10) {
    server.clock.advance(10 * minuteMs)
    await server.settle()
  }
  expect(receiver.calls.map(({ headers }) => headers['x-attempt'])).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
  ])

  // Twenty failed calls in an hour block the handler for a quarter of it; what happens then is not sent.
  server.clock.advance(60 * minuteMs)
  for (let order = 0; order < 20; order++) await shop.placed(shop.aPickup())
  receiver.clear()
  receiver.respondWith(200)
  const { id: unheard } = await shop.placed(shop.aPickup())
  server.clock.advance(14 * minuteMs)
  await server.settle()
  expect(receiver.calls).toEqual([])
  server.clock.advance(2 * minuteMs)
  const { id: heard } = await shop.placed(shop.aPickup())
  const told = receiver.events.map(({ eventInfo }) => eventInfo.id)
  expect(told).toContain(heard)
  expect(told).not.toContain(unheard)

  await subscribe({ webHooksUri: receiver.url, webHooksFilter: { stopListUpdateFilter: { updates: true } } })
  expect(await settings()).toMatchObject({
    authToken: null,
    webHooksFilter: { deliveryOrderFilter: null, stopListUpdateFilter: { updates: true } },
  })
  await receiver.close()
})

test('F.34: an answer that takes longer than three seconds is a failure', async () => {
  const receiver = await startWebhookReceiver()
  const deliveryOrderFilter = { orderStatuses: ['WaitCooking'], itemStatuses: [], errors: false }
  await subscribe({ webHooksUri: receiver.url, webHooksFilter: { deliveryOrderFilter } })
  receiver.respondWith(() => new Promise(() => {}))
  await shop.placed(shop.aPickup())
  receiver.respondWith(200)
  server.clock.advance(10 * minuteMs)
  await server.settle()
  expect(receiver.calls.map(({ headers, status }) => [headers['x-attempt'], status])).toEqual([
    ['1', null],
    ['2', 200],
  ])
  await receiver.close()
})
