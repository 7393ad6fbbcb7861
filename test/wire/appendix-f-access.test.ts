import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { foreignId } from '../support/cloud-answers.ts'
import { openCloudDoor } from '../support/cloud-door.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, type Json, noon } from './cloud-deliveries-driver.ts'

// Appendix F of the cloud reference: tokens, organizations, limits, commands.

let server: TestServer
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  shop = deliveriesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

const v1 = '/api/1/access_token'
const v2 = '/api/v2/access_token'
const organizations = '/api/1/organizations'
const statusOf = async (answer: Promise<Answer>): Promise<number> => (await answer).status
const tokenOf = (apiLogin: unknown): Promise<Answer> => server.post(v1, { apiLogin }, null)
const keyAt = (index: number): string => server.chain.apiKeys[index]?.apiLogin ?? ''

test('F.1: tokens of v1, wrong verbs and unknown routes', async () => {
  const bad = await tokenOf('nobody')
  expect([bad.status, bad.json.errorDescription]).toEqual([401, 'Login nobody is not authorized.'])
  expect((await tokenOf(keyAt(2))).json.errorDescription).toBe('ApiLogin is inactive')
  const absent = await server.post(v1, {}, null)
  expect([absent.status, absent.json.errorDescription]).toEqual([401, 'ApiLogin is absent.'])
  const empty = await tokenOf('')
  expect([empty.status, empty.json.errorDescription]).toEqual([
    401,
    "Value cannot be null. (Parameter 'apiLogin')",
  ])

  server.clock.setSpeed(0)
  const tokens = [await tokenOf(keyAt(0)), await tokenOf(keyAt(0))].map(({ json }) => json.token)
  const uses = () => Promise.all(tokens.map((token) => statusOf(server.post(organizations, {}, token))))
  expect(await uses()).toEqual([200, 200])
  server.clock.advance(3_600_000)
  expect(await uses()).toEqual([401, 401])
  server.clock.setSpeed(1)

  expect(await statusOf(server.get('/api/1/access_token', null))).toBe(405)
  expect(await statusOf(server.post('/api/1/no_such_method', {}))).toBe(404)
  expect(await statusOf(server.post('/API/1/Organizations', {}))).toBe(200)
})

test('F.2: tokens of v2 last an hour, and a new secret ends the old one at once', async () => {
  const appId = crypto.randomUUID()
  const { keys } = server.node.storage.now
  const ask = (clientSecret: string) => server.post(v2, { apiKey: keyAt(0), appId, clientSecret }, null)
  await keys.saveApp({ appId, name: 'F.2', clientSecret: 'first' })
  const { json } = await ask('first')
  const claims = JSON.parse(Buffer.from(json.token.split('.')[1], 'base64url').toString())
  expect(claims.exp - claims.iat).toBe(3600)
  expect(await statusOf(ask('wrong'))).toBe(401)
  await keys.saveApp({ appId, name: 'F.2', clientSecret: 'second' })
  expect(await statusOf(ask('first'))).toBe(401)
  expect(await statusOf(ask('second'))).toBe(200)
})

test('F.3: one foreign organization refuses the whole request; an unknown terminal group is an error of the order', async () => {
  const answer = await server.post('/api/1/terminal_groups', {
    organizationIds: [shop.organizationId, foreignId],
  })
  expect(answer.status).toBe(403)
  expect(answer.json.errorDescription).toBe(
    `Passed organization(s) ${foreignId} doesn't belong to your api login included organization list.`,
  )
  const { status, json } = await shop.create(shop.aPickup({}, { terminalGroupId: foreignId }))
  expect([status, json.orderInfo.creationStatus, json.orderInfo.errorInfo.code]).toEqual([
    200,
    'Error',
    'TerminalGroupUnregistered',
  ])
})

test('F.4: organizations are simple or extended, and disabled ones come when they are asked for', async () => {
  const ask = async (body: Json): Promise<Json[]> =>
    (await server.post(organizations, body)).json.organizations
  const simple = await ask({})
  expect(new Set(simple.map(({ responseType }) => responseType))).toEqual(new Set(['Simple']))
  expect(simple[0]).not.toHaveProperty('country')
  const [extended] = await ask({ returnAdditionalInfo: true })
  expect(extended).toMatchObject({ responseType: 'Extended', countryPhoneCode: expect.any(String) })

  const [closing] = server.chain.items.filter(({ id }) => id === shop.organizationId)
  const { app } = server.node
  const save = async (isActive: boolean) => {
    const body = { ...(closing?.body as object), isActive }
    const item = {
      book: 'organization' as const,
      id: shop.organizationId,
      organizationId: shop.organizationId,
    }
    await app.storage.now.books.save(server.chain.tenant.id, [{ ...item, isDeleted: false, body }])
    app.forgetCatalog(server.chain.tenant.id)
  }
  await save(false)
  const ids = async (body: Json) => (await ask(body)).map(({ id }) => id)
  expect(await ids({})).not.toContain(shop.organizationId)
  expect(await ids({ includeDisabled: true })).toContain(shop.organizationId)
  await save(true)
})

test('F.40: 429 with Retry-After; the limits of groups are independent', async () => {
  server.clock.setSpeed(0)
  const door = await openCloudDoor(server)
  door.services.limits.setProfile('strict')
  const body = JSON.stringify({})
  let last: Answer = await door.send(organizations, { body })
  for (let calls = 1; last.status === 200 && calls < 100; calls++)
    last = await door.send(organizations, { body })
  expect(last.status).toBe(429)
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(last.headers.get('x-restriction-group')).toBe('Data: dictionaries')
  expect((await door.send('/api/2/menu')).status).toBe(200)
  await door.close()
  server.clock.setSpeed(1)
})

test('F.41: a command is known to its organization for 30 minutes after it ended', async () => {
  const { json } = await shop.create(shop.aPickup())
  const { correlationId } = json
  await server.settle()
  const ask = (organizationId: string, id: string) =>
    server.post('/api/1/commands/status', { organizationId, correlationId: id })
  const other = server.till('baumana').organizationId
  expect((await ask(shop.organizationId, correlationId)).json).toEqual({ state: 'Success' })
  expect(await statusOf(ask(other, correlationId))).toBe(410)
  expect(await statusOf(ask(shop.organizationId, foreignId))).toBe(410)
  server.clock.advance(31 * 60_000)
  const late = await ask(shop.organizationId, correlationId)
  expect([late.status, late.json.error]).toEqual([410, 'PASSED_COMMAND_NOT_FOUND'])
})

test('F.42: 408 with a short Timeout and a slow till; the command still completes', async () => {
  const till = server.till('pokrovka')
  const id = crypto.randomUUID()
  await till.unplug()
  const late = await server.post('/api/1/deliveries/create', shop.aPickup({ id }), undefined, {
    Timeout: '1',
    Prefer: 'wait=30',
  })
  expect(late.status).toBe(408)
  till.plug()
  await server.settle()
  expect((await shop.byId(id)).creationStatus).toBe('Success')
})
