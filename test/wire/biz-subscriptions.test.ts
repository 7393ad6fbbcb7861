import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { loyaltyProgramId, walletId } from '../../src/seed/demo/loyalty.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'
import { type Biz, bizOf, type Json } from './biz-driver.ts'
import { noon, paymentTypeId } from './cloud-deliveries-driver.ts'

// Who is told of balances of guests (biz-card-api §12.16).

let server: TestServer
let biz: Biz
let receiver: WebhookReceiver
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
})
beforeEach(async () => {
  server.clock.jumpTo(noon)
  biz = await bizOf(server)
  receiver = await startWebhookReceiver()
})
afterEach(async () => {
  for (const { id } of await list()) await end(id)
  await receiver.close()
})
afterAll(() => server.close())

const wallet = walletId('bonuses')
const organization = () => ({ organization: biz.organization })
const subscribe = (body: Json, query: Record<string, string> = organization()) =>
  biz.post('customers/subscribe_on_customer_balance', body, query)
const list = async (): Promise<Json[]> =>
  (await biz.get('customers/get_subscriptions_on_customer_balance')).json
const end = (subscription: string) =>
  biz.post('customers/unsubscribe_on_customer_balance', {}, { subscription })

let phones = 0
async function aGuest(): Promise<{ id: string; phone: string }> {
  const phone = `+7900778${String(1000 + phones++)}`
  const answer = await biz.post('customers/create_or_update', { customer: { phone } }, organization())
  expect(answer.status, answer.text).toBe(200)
  return { id: answer.json, phone }
}
const refill = async (customerId: string, sum: number): Promise<void> => {
  const body = { customerId, organizationId: biz.organization, walletId: wallet, sum, comment: 'mark' }
  const answer = await biz.post('customers/refill_balance', body)
  expect(answer.status, answer.text).toBe(200)
}

test('each change is one flat object with the password; the same address again has the new one', async () => {
  const first = await subscribe({ url: receiver.url, password: 'old' })
  expect(first.json).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    organizationId: biz.organization,
    url: receiver.url,
    walletIds: null,
  })
  const again = await subscribe({ url: receiver.url, password: 'new' })
  expect(again.json.id).toBe(first.json.id)
  expect(await list()).toEqual([first.json])
  const { id, phone } = await aGuest()
  await refill(id, 50.25)
  await server.settle()
  const ours = receiver.events.filter((event) => event.customerId === id)
  expect(ours.map(({ transactionType, sum, balance }) => [transactionType, sum, balance])).toEqual([
    ['AutomaticRefillWallet', 300, 300],
    ['RefillWalletFromApi', 50.25, 350.25],
  ])
  expect(ours[1]).toEqual({
    id: expect.any(String),
    ...{ organizationId: biz.organization, customerId: id, uocId: id, phone, walletId: wallet },
    ...{ sum: 50.25, balance: 350.25, transactionType: 'RefillWalletFromApi', notificationType: 1 },
    ...{ orderId: null, orderNumber: null, isDelivery: null, terminalGroupId: null },
    ...{ subscriptionPassword: 'new', changedOn: '2027-03-12T12:00:00.000' },
  })
  expect(JSON.parse(receiver.calls[0]?.body ?? '')).not.toBeInstanceOf(Array)
  expect(receiver.calls[0]?.headers.authorization).toBeUndefined()
})

test('what an order takes and gives is told with the order', async () => {
  await subscribe({ url: receiver.url })
  const { id, phone } = await aGuest()
  const order = await biz.added(
    biz.anOrder(
      { phone, isSelfService: true, address: null, paymentItems: [] },
      { customer: { id, name: 'Anna', phone } },
    ),
  )
  const till = '/till/pokrovka/api'
  const cashier = (await server.post(`${till}/login`, { pin: '2222' }, null)).json.token
  const payments = [
    { typeId: paymentTypeId('bonuses'), sum: 200 },
    { typeId: paymentTypeId('cash'), sum: 640 },
  ]
  const command = { kind: 'delivery.close', orderId: order.orderId, payments }
  const closed = await server.post(`${till}/commands`, { id: crypto.randomUUID(), command }, cashier)
  expect(closed.json).toEqual({ ok: true })
  await server.settle()
  const told = receiver.events.filter(({ orderId }) => orderId === order.orderId)
  expect(told.map(({ transactionType, sum }) => [transactionType, sum])).toEqual([
    ['PayFromWallet', -200],
    ['RefillWalletFromOrder', expect.any(Number)],
  ])
  expect(told[0]).toMatchObject({
    ...{ isDelivery: true, orderNumber: order.number, balance: 100, subscriptionPassword: null },
    terminalGroupId: server.till('pokrovka').terminalGroupId,
  })
})

test('a receiver that fails is tried again, in the order of the changes', async () => {
  await subscribe({ url: receiver.url })
  const { id } = await aGuest()
  await server.settle()
  receiver.clear()
  receiver.respondWith(500)
  await refill(id, 1)
  await refill(id, 2)
  await server.settle()
  expect(receiver.events.map(({ sum }) => sum)).toEqual([1])
  receiver.respondWith(204)
  server.clock.advance(60_000)
  await server.settle()
  expect(receiver.events.map(({ sum, balance }) => [sum, balance])).toEqual([
    [1, 301],
    [1, 301],
    [2, 303],
  ])
  expect(receiver.events[0]?.id).toBe(receiver.events[1]?.id)
})

test('only the wallets that were asked for; after the end nothing comes', async () => {
  const other = loyaltyProgramId('bonuses')
  const unknown = await subscribe({ url: receiver.url, walletIds: [other] })
  expect([unknown.status, unknown.json.message]).toEqual([400, expect.stringContaining('walletIds[0]')])
  const { json } = await subscribe({ url: receiver.url, walletIds: [wallet] })
  expect(json.walletIds).toEqual([wallet])
  const { id } = await aGuest()
  await server.settle()
  expect(receiver.events.length).toBeGreaterThan(0)
  expect((await end(json.id)).text).toBe('')
  receiver.clear()
  await refill(id, 5)
  await server.settle()
  expect(receiver.events).toEqual([])
  const twice = await end(json.id)
  expect([twice.status, twice.json.message]).toEqual([400, expect.stringContaining(json.id)])
})

test.each([
  ['no address', {}, 'url'],
  ['an address that is none', { url: 'nowhere' }, 'not a URL'],
  ['an address of a closed network', { url: 'http://10.0.0.1/x' }, 'closed network'],
  ['wallets that are no list', { url: 'https://example.org', walletIds: 'all' }, 'walletIds'],
  ['a wallet that is no id', { url: 'https://example.org', walletIds: ['x'] }, 'walletIds[0]'],
])('%s is refused', async (_, body: Json, words) => {
  const answer = await subscribe(body)
  expect([answer.status, answer.json.message]).toEqual([400, expect.stringContaining(words)])
  expect(await list()).toEqual([])
})

test('subscriptions belong to the login that made them', async () => {
  const { json } = await subscribe({ url: receiver.url })
  const secret = 'de300000-0000-4000-8000-000000000002'
  const { json: token } = await biz.tokenFor('Сайт Покровки', secret)
  const theirs = await biz.call(
    'GET',
    `/api/0/customers/get_subscriptions_on_customer_balance?access_token=${token}`,
  )
  expect(theirs.json).toEqual([])
  const taken = await biz.call(
    'POST',
    `/api/0/customers/unsubscribe_on_customer_balance?access_token=${token}&subscription=${json.id}`,
    '',
  )
  expect(taken.status).toBe(400)
  expect(await list()).toHaveLength(1)
  const foreign = await subscribe({ url: receiver.url }, { organization: crypto.randomUUID() })
  expect(foreign.status).toBe(403)
})
