import { afterAll, beforeAll, expect, test } from 'vitest'
import { handlers } from '../../src/api/biz/operations/index.ts'
import { type BizKey, type BizOperation, operations } from '../../src/api/biz/operations/table.ts'
import { addAdministrator, renewExternalKey } from '../../src/app/admin/administrators.ts'
import { saveBooks } from '../../src/app/books/save-books.ts'
import type { NewBookItem } from '../../src/app/ports.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Biz, bizOf, type Json } from './biz-driver.ts'
import { noon } from './cloud-deliveries-driver.ts'

let server: TestServer
let biz: Biz
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  biz = await bizOf(server)
})
afterAll(() => server.close())

const day = new Date(noon).toISOString().slice(0, 10)
const scope = () =>
  ({ tenantId: server.chain.tenant.id, actor: 'test' }) as Parameters<typeof addAdministrator>[1]

test('people of the portal open tokens of their own, and the market asks who they are [biz-card-api §2.3]', async () => {
  const { app } = server.node
  const { account } = await addAdministrator(app, scope(), 'anna@example.org', 'viewer')
  const key = await renewExternalKey(app, scope(), account.login)
  const tokenOf = (given: string) => biz.call('GET', `/api/0/auth/biz_access_token?user_ext_id=${given}`)
  const wrong = await tokenOf('nobody')
  expect([wrong.status, wrong.json.httpStatusCode]).toEqual([401, 401])
  const { json: token } = await tokenOf(key)
  const market = (method: string, path: string, query: Record<string, string>, body?: Json) =>
    biz.call(method, `/${path}?${new URLSearchParams(query)}`, body)
  const info = (one: string, other: string) =>
    market('GET', 'applicationMarket/userInfo', { api_access_token: one, biz_access_token: other })
  const known = await info(biz.token, token)
  const organizations = (await biz.get('organization/list')).json
  expect(known.json).toEqual({
    ...{ id: account.id, login: 'anna@example.org', firstName: null, lastName: null },
    ...{ email: 'anna@example.org', organizations },
  })
  expect((await info('nobody', token)).json.message).toBe('Wrong access token')
  expect((await info(biz.token, biz.token)).json.message).toBe('Wrong access token')
  const users = (body: Json) =>
    market('POST', 'applicationMarket/usersOrganizations', { api_access_token: biz.token }, body)
  const stranger = crypto.randomUUID()
  expect((await users([account.id, stranger])).json).toEqual([
    { userId: account.id, organizations },
    { userId: stranger, organizations: [] },
  ])
  expect(Object.keys((await users('{}')).json.ModelState)).toEqual(['userIds'])
  expect(Object.keys((await users(['x'])).json.ModelState)).toEqual(['userIds[0]'])
  await renewExternalKey(app, scope(), account.login)
  expect((await tokenOf(key)).status).toBe(401)
})

test('a guest of the app is found by phone, or becomes one [biz-card-api §12.14]', async () => {
  const phoneNumber = '+79007790001'
  const authenticate = (more: Json = {}) =>
    biz.post('mobileIikoCard5/authenticatePhone', {
      ...{ organizationId: biz.organization, phoneNumber },
      ...more,
    })
  const first = await authenticate()
  expect(first.json).toEqual({ success: true, customerId: expect.any(String) })
  expect((await authenticate({ phoneNumber: '8 (900) 779-00-01' })).json).toEqual(first.json)
  const guest = await biz.ask('customers/get_customer_by_phone', { phone: phoneNumber })
  expect(guest.id).toBe(first.json.customerId)
  const none = await authenticate({ phoneNumber: null })
  expect([none.status, none.json.message]).toEqual([400, expect.stringContaining('phoneNumber')])
  expect((await authenticate({ phoneNumber: '12' })).status).toBe(400)
  expect((await authenticate({ organizationId: crypto.randomUUID() })).status).toBe(403)
})

test('notices stand in the event log of the restaurant’s server, each once [biz-card-api §11.2]', async () => {
  const id = crypto.randomUUID()
  const notice = {
    ...{ id, importance: 2, message: 'Revenue fell', type: 0 },
    ...{ date: '2027-03-12T11:00:00.000', dateCreated: '2027-03-12T11:01:00.000' },
  }
  const send = (given: unknown) =>
    biz.post('notices/notices', { organizationId: biz.organization, notices: given })
  const text = JSON.stringify({ notices: [notice] })
  expect((await send(text)).json).toEqual({ success: true })
  expect((await send(text)).json).toEqual({ success: true })
  const { json } = await biz.post('events/events', { organizationId: biz.organization, fromRevision: 0 })
  const told = JSON.parse(json.data).event.filter((event: Json) => event.id === id)
  expect(told).toHaveLength(1)
  expect(told[0].type).toBe('notice')
  expect(JSON.stringify(told[0])).toContain('Revenue fell')
  for (const [given, words] of [
    [undefined, 'notices'],
    ['{', 'notices'],
    ['{}', 'notices.notices'],
    [JSON.stringify({ notices: [{ ...notice, importance: 3 }] }), 'importance'],
    [JSON.stringify({ notices: [{ ...notice, type: 2 }] }), 'type'],
    [JSON.stringify({ notices: [{ ...notice, id: 'x' }] }), 'notices.notices[0].id'],
    [JSON.stringify({ notices: [{ ...notice, date: 'soon' }] }), 'date'],
  ] as const) {
    const answer = await send(given)
    expect(answer.status, answer.text).toBe(400)
    expect(answer.text).toContain(words)
  }
})

test('campaigns of an organization for its site [biz-card-api §3.3]', async () => {
  const campaigns = await biz.ask(`organization/${biz.organization}/marketing_campaigns`)
  expect(campaigns.length).toBeGreaterThan(0)
  for (const campaign of campaigns)
    expect(Object.keys(campaign)).toEqual(['id', 'name', 'description', 'imageUrl', 'start', 'end'])
  expect(campaigns[0]).toMatchObject({ name: expect.any(String), start: expect.stringMatching(/^\d{4}-/) })
})

test('the history of a guest by their id [biz-card-api §5.14]', async () => {
  const order = await biz.added()
  expect(order.customerId).toBeTruthy()
  for (const [path, name] of [
    ['orders/deliveryHistoryByCustomerId', 'customerId'],
    ['orders/deliveryHistory', 'customer'],
  ] as const) {
    const { customersDeliveryHistory } = await biz.ask(path, { [name]: order.customerId })
    const [history] = customersDeliveryHistory
    expect(history.customer.id).toBe(order.customerId)
    expect(history.deliveryHistory.map(({ orderId }: Json) => orderId)).toContain(order.orderId)
  }
})

test('statuses are words of the restaurant’s language, their codes are not [biz-card-api §5.9]', async () => {
  const before = await biz.added()
  expect([before.status, before.statusCode]).toEqual(['Новая', 'NEW'])
  const { app } = server.node
  const tenantId = server.chain.tenant.id
  const save = async (language: 'ru' | 'en') => {
    const outlet = (await app.catalog(tenantId)).find('organization', biz.organization)
    if (!outlet) throw new Error('no outlet')
    const { book, id, organizationId, body, isDeleted } = outlet
    const item = { book, id, organizationId, isDeleted, body: { ...body, language } } as NewBookItem
    await saveBooks(app, tenantId, [item], 'test')
  }
  await save('en')
  const after = await biz.read(before.orderId)
  expect([after.status, after.statusCode]).toEqual(['New', 'NEW'])
  await save('ru')
})

const keys = Object.keys(operations) as BizKey[]
const urlOf = (key: BizKey, id: string): string => `/api/0/${operations[key].path.replace(/\{\w+\}/g, id)}`
const posts = keys.filter((key) => key in handlers && operations[key].methods.includes('POST' as never))

test.each(posts)('%s refuses a body that is no JSON, or no object, by the model', async (key) => {
  for (const body of ['{"a":', '[1]', '"text"']) {
    const answer = await biz.call('POST', `${urlOf(key, biz.organization)}?access_token=${biz.token}`, body)
    expect([answer.status, answer.json.Message], answer.text).toEqual([400, 'The request is invalid.'])
  }
})

/** They say of which organization they speak; the rest speak of the login. */
const ofLogin = [
  'organization/list',
  'customers/get_subscriptions_on_customer_balance',
  'customers/unsubscribe_on_customer_balance',
]
const ofOutlet = keys.filter((key) => {
  const { isOpen, isAtRoot }: BizOperation = operations[key]
  return key in handlers && !isOpen && !isAtRoot && !ofLogin.includes(key)
})

test.each(ofOutlet)('%s refuses an organization that is no id, and one that is not said', async (key) => {
  const [method = 'GET']: readonly string[] = operations[key].methods
  const more = `reportType=SALES&dateFrom=${day}&dateTo=${day}&msg=x`
  const given = [
    { id: 'abc', query: `&organization=abc&organizationId=abc&${more}`, of: 'abc' },
    { id: biz.organization, query: `&${more}`, of: undefined },
  ]
  for (const { id, query, of } of given) {
    const body =
      method === 'POST' ? JSON.stringify(of ? { organization: of, organizationId: of } : {}) : undefined
    const answer = await biz.call(method, `${urlOf(key, id)}?access_token=${biz.token}${query}`, body)
    if (of === undefined && operations[key].path.includes('{organizationId}')) continue
    expect(answer.status, answer.text).toBe(400)
    expect(answer.json.httpStatusCode ?? answer.json.Message).toBeTruthy()
  }
})
