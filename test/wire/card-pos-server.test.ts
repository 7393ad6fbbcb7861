import { afterAll, beforeAll, expect, test } from 'vitest'
import { walletId } from '../../src/seed/demo/loyalty.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Biz, bizOf, type Json, login } from './biz-driver.ts'
import { noon } from './cloud-deliveries-driver.ts'

let server: TestServer
let biz: Biz
let token: string
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  biz = await bizOf(server)
  token = (await tokenFor(login.id, login.secret)).json
})
afterAll(() => server.close())

const tokenFor = (user: string, password: string, version = 'v1') =>
  biz.call('GET', `/api/${version}/getAccessToken?${new URLSearchParams({ userName: user, password })}`)

async function post(path: string, body: Json, header = token): Promise<{ status: number; json: Json }> {
  const answer = await fetch(`${server.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', AccessToken: header },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.status, json: await answer.json() }
}
const named = (credential: unknown, searchScope: unknown, more: Json = {}): Json => ({
  request: { authData: { credential, searchScope }, ...more },
})
const wallets = (body: Json, header?: string) => post('/api/v2/guests/userWallets', body, header)

/** Somebody with a card and bonuses. */
async function aGuest(phone: string, card: string): Promise<string> {
  const organization = { organization: biz.organization }
  const customer = {
    phone,
    name: 'Anna',
    surName: 'Demo',
    magnetCardTrack: `T${card}`,
    magnetCardNumber: card,
  }
  const { json: id } = await biz.post('customers/create_or_update', { customer }, organization)
  return id
}

test('a token opens by either version of the address, and a wrong password is counted', async () => {
  expect(token).toBeTruthy()
  expect(typeof (await tokenFor(login.id, login.secret, 'v2')).json).toBe('string')
  const statuses: number[] = []
  for (let guess = 0; guess < 7; guess++) statuses.push((await tokenFor('nobody', 'x')).status)
  expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
  expect(statuses.at(-1)).toBe(429)
})

test('wallets of a guest by phone, by the number of a card as a bare number, by its track and by id', async () => {
  const id = await aGuest('+79007770001', '770001')
  for (const body of [
    named('+79007770001', 1),
    named('8 900 777-00-01', 1),
    named(770001, 2),
    named('T770001', 4),
    named(id, 32),
  ]) {
    const { status, json } = await wallets(body)
    expect(status).toBe(200)
    expect(json.userData).toMatchObject({ name: 'Anna', lastName: 'Demo', phone: '+79007770001' })
    // What everybody gets for coming.
    expect(json.userWallets).toContainEqual(
      expect.objectContaining({ id: walletId('bonuses'), isInteger: false, balance: 300 }),
    )
  }
})

test('who is not there is the vendor’s fault 53, and a bad token has its literal words', async () => {
  const missing = await wallets(named('+79990000000', 1))
  expect(missing.status).toBe(400)
  expect(missing.json).toMatchObject({ FaultReason: 53, errorCode: 'Customer_CustomerNotFound' })
  const refused = await wallets(named('+79990000000', 1), 'nobody')
  expect([refused.status, refused.json.message]).toEqual([401, 'Wrong access token'])
})

test.each([
  [{}, 'authData'],
  [named(undefined, 1), 'credential'],
  [named('', 1), 'credential'],
  [named('+79007770001', 3), 'searchScope'],
  [named('not an id', 32), 'credential'],
  ['{', ''],
])('a malformed request %j is refused by the name of %s', async (body, field) => {
  const { status, json } = await wallets(body)
  expect([status, json.message]).toEqual([400, expect.stringContaining(field)])
})

test('an authorized guest is the guest of the order, and the till says so everywhere', async () => {
  const id = await aGuest('+79007770002', '770002')
  const order = await biz.added(biz.anOrder({ phone: '+79007770003' }))
  const done = await post('/api/v2/authorize', named('770002', 2, { orderId: order.orderId }))
  expect(done.json).toMatchObject({
    cardNumber: '770002',
    cardTrack: 'T770002',
    userData: { fullName: 'Anna Demo', phone: '+79007770002' },
  })
  await expect.poll(async () => (await biz.read(order.orderId)).customerId).toBe(id)
  const unknown = await post('/api/v2/authorize', named('770002', 2, { orderId: crypto.randomUUID() }))
  expect([unknown.status, unknown.json.uiMessage]).toEqual([400, 'Заказ не найден'])
  const nameless = await post('/api/v2/authorize', named('770002', 2))
  expect([nameless.status, nameless.json.message]).toEqual([400, expect.stringContaining('orderId')])
})

test('whoever tries cards one after another is slowed', async () => {
  await aGuest('+79007770009', '770009')
  let status = 400
  for (let guess = 0; guess < 80 && status === 400; guess++)
    status = (await wallets(named(String(880_000 + guess), 2))).status
  expect(status).toBe(429)
  const known = await wallets(named('770009', 2))
  expect([known.status, known.json.message]).toEqual([429, expect.stringMatching(/^Too many requests, wait/)])
  server.clock.advance(61_000)
  expect((await wallets(named('770009', 2))).status).toBe(200)
})
