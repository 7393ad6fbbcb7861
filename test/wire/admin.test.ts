import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/api/admin/routes/index.ts'
import { addAdministrator, removeAdministrator, setRole } from '../../src/app/admin/administrators.ts'
import { type AdminRole, mayDo } from '../../src/app/admin/roles.ts'
import { type AdminPage, callAdmin, openAdminPage } from '../support/admin-page.ts'
import { foreignId, good, named, refused } from '../support/cloud-answers.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'

type Json = Answer['json']

let server: TestServer
let page: AdminPage
beforeAll(async () => {
  server = await startServer()
  page = await openAdminPage(server)
})
afterEach(() => server.clock.reset())
afterAll(() => server.close())

const organizations = '/api/1/organizations'
const pokrovka = () => named(server.chain, 'organization', 'Покровке').id
const fieldsOf = ({ json }: Answer): string[] => json.fields.map((one: { field: string }) => one.field)

const aKey = (more: Json = {}): Json => ({
  name: 'Сайт',
  isActive: true,
  expiresAt: null,
  organizationIds: [pokrovka()],
  terminalGroupIds: null,
  allowedRights: null,
  deniedRights: [],
  sourceKey: null,
  externalMenuNumbers: [],
  priceCategoryIds: [],
  email: null,
  ...more,
})

async function made(more: Json = {}): Promise<{ key: Json; apiLogin: string; token: string }> {
  const { status, json, text } = await page.send('POST', '/keys', aKey(more))
  expect(status, text).toBe(200)
  return { ...json, token: await server.token(json.apiLogin) }
}

describe('the door', () => {
  test('nothing is told to whoever is not logged in', async () => {
    for (const path of ['/me', '/keys', '/books', '/licences', `/restrictions/${pokrovka()}`]) {
      const answer = await callAdmin(server, path)
      expect([answer.status, answer.json.code]).toEqual([401, 'not-logged-in'])
    }
    const forged = { 'x-trapeza-admin': '1', cookie: `trapeza-admin=${'a'.repeat(43)}` }
    expect((await callAdmin(server, '/keys', { headers: forged })).status).toBe(401)
  })

  test('a session is a cookie that scripts and other sites cannot use; it ends with the log-out', async () => {
    const body = server.credentials.admin
    const answer = await callAdmin(server, '/login', { method: 'POST', body })
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(
      /^trapeza-admin=[\w-]{43}; Path=\/admin; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    )
    expect(answer.json).toMatchObject({ login: 'admin', chain: 'Трапеза', licensing: 'ample' })
    const mine = await openAdminPage(server)
    expect((await mine.get('/me')).status).toBe(200)
    await mine.send('POST', '/logout')
    expect((await mine.get('/me')).status).toBe(401)
    expect((await page.get('/me')).status).toBe(200)
  })

  test('a session ends after twelve hours', async () => {
    const mine = await openAdminPage(server)
    server.clock.advance(12 * 3_600_000 - 60_000)
    expect((await mine.get('/me')).status).toBe(200)
    server.clock.advance(120_000)
    expect((await mine.get('/me')).status).toBe(401)
  })

  test('a changing request of another site is refused before anything is looked at', async () => {
    const body = { name: 'x' }
    const { cookie } = page
    for (const headers of [
      { cookie },
      { cookie, 'x-trapeza-admin': '1', origin: 'https://evil.example' },
      { cookie, 'x-trapeza-admin': '1', origin: 'null' },
    ]) {
      const answer = await callAdmin(server, '/applications', { method: 'POST', body, headers })
      expect([answer.status, answer.json.code]).toEqual([403, 'foreign-page'])
    }
    const own = { cookie, 'x-trapeza-admin': '1', origin: server.baseUrl }
    expect((await callAdmin(server, '/applications', { method: 'POST', body, headers: own })).status).toBe(
      200,
    )
  })

  test('a wrong password and an unknown login get one answer; the sixth try waits', async () => {
    const tryIt = (login: string) =>
      callAdmin(server, '/login', { method: 'POST', body: { login, password: 'wrong' } })
    const answers = [await tryIt('admin'), await tryIt('nobody')]
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual([
      [401, 'wrong-login'],
      [401, 'wrong-login'],
    ])
    for (let i = 0; i < 3; i++) await tryIt('admin')
    const waiting = await tryIt('admin')
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([429, '30'])
    server.clock.advance(30_000)
    await openAdminPage(server)
  })

  test('an administrator of another chain meets nothing of this one', async () => {
    const { app, storage } = server.node
    await storage.now.tenants.save({ id: foreignId, name: 'Чужая сеть' }, app.clock.now())
    const scope = { tenantId: foreignId, actor: 'test' }
    const { password } = await addAdministrator(app, scope, 'stranger')
    const stranger = await openAdminPage(server, { login: 'stranger', password })
    const { key } = await made()
    expect((await stranger.get('/keys')).json).toEqual({ keys: [] })
    expect((await stranger.get('/applications')).json).toEqual({ applications: [] })
    expect((await stranger.get('/books')).json.organizations).toEqual([])
    for (const [method, path, body] of [
      ['PUT', `/keys/${key.id}`, aKey()],
      ['POST', `/keys/${key.id}/rotate`, {}],
      ['DELETE', `/keys/${key.id}`, undefined],
      ['PUT', `/keys/${key.id}/webhooks/${pokrovka()}`, { uri: null, profile: 'iiko', filter: {} }],
      ['POST', `/applications/${server.credentials.cloud.appId}/rotate`, {}],
      ['PUT', `/restrictions/${pokrovka()}`, (await page.get(`/restrictions/${pokrovka()}`)).json],
    ] as const) {
      expect((await stranger.send(method, path, body)).status, `${method} ${path}`).toBe(404)
    }
    await stranger.send('PUT', '/licences', { module: 'Cloud', seats: 0, expiresAt: '2020-01-01T00:00:00Z' })
    await good(server, organizations)
  })
})

describe('roles', () => {
  const pageOf = async (login: string, role: AdminRole): Promise<AdminPage> => {
    const { password } = await addAdministrator(server.node.app, ours(), login, role)
    return openAdminPage(server, { login, password })
  }
  const ours = () => ({ tenantId: server.chain.tenant.id, actor: 'test' })

  test('every route asks for a role: who has a lesser one is refused before anything is looked at', async () => {
    const pages = {
      viewer: await pageOf('looker', 'viewer'),
      operator: await pageOf('shift-lead', 'operator'),
      owner: page,
    }
    for (const { method, path, needs } of routes) {
      const at = path.replace(/:\w+/g, foreignId)
      for (const [role, own] of Object.entries(pages) as [AdminRole, AdminPage][]) {
        const answer = method === 'GET' ? await own.get(at) : await own.send(method, at, {})
        const where = `${role}: ${method} ${path}`
        if (mayDo(role, needs)) expect(answer.json.code, where).not.toBe('role-missing')
        else expect([answer.status, answer.json.code], where).toEqual([403, 'role-missing'])
      }
    }
    // What changes something is for nobody who only looks; what opens doors is for owners.
    const open = routes.filter(({ needs }) => needs === 'viewer')
    expect(open.filter(({ method }) => method !== 'GET').map(({ path }) => path)).toEqual([
      '/restrictions/:organizationId/try',
      '/loyalty/preview',
    ])
    const doors = routes
      .filter(({ needs }) => needs === 'owner')
      .map(({ method, path }) => `${method} ${path}`)
    for (const door of ['POST /keys', 'PUT /licences', 'PUT /keys/:id/webhooks/:organizationId'])
      expect(doors).toContain(door)
  })

  test('a viewer sees keys without their logins, and changes nothing', async () => {
    const viewer = await pageOf('auditor', 'viewer')
    const { key } = await made()
    expect((await viewer.get(`/keys/${key.id}`)).status).toBe(200)
    const change = await viewer.send('PUT', `/keys/${key.id}`, aKey({ name: 'Чужой' }))
    expect(change.json.text.ru).toContain('«владелец»')
    expect((await page.get(`/keys/${key.id}`)).json.key.name).toBe('Сайт')
    expect((await viewer.get('/me')).json.role).toBe('viewer')
  })

  test('the page tells who may what; a role that is taken is gone with the next request; an owner stays', async () => {
    const { app } = server.node
    const deputy = await pageOf('deputy', 'owner')
    expect((await deputy.get('/administrators')).json.administrators).toEqual(
      expect.arrayContaining([
        { login: 'admin', role: 'owner' },
        { login: 'deputy', role: 'owner' },
      ]),
    )
    await setRole(app, ours(), 'deputy', 'viewer')
    expect((await deputy.send('POST', '/applications', { name: 'Бот' })).status).toBe(403)
    await expect(setRole(app, ours(), 'admin', 'operator')).rejects.toThrow('the last owner')
    await expect(removeAdministrator(app, ours(), 'admin')).rejects.toThrow('the last owner')
    // The first account of a chain is its owner, the next ones only look.
    const tenantId = 'facade00-0000-4000-8000-00000000beef'
    await app.storage.now.tenants.save({ id: tenantId, name: 'Новая сеть' }, app.clock.now())
    const theirs = { tenantId, actor: 'test' }
    expect((await addAdministrator(app, theirs, 'first')).account.role).toBe('owner')
    expect((await addAdministrator(app, theirs, 'second')).account.role).toBe('viewer')
  })
})

describe('keys', () => {
  test('a key is made, used, changed, renewed and revoked; the API knows at once', async () => {
    const { key, apiLogin, token } = await made({ name: 'Киоск', email: 'a@b.example' })
    await good(server, organizations, {}, token)
    const denied = aKey({ deniedRights: ['organizations'] })
    expect((await page.send('PUT', `/keys/${key.id}`, denied)).json.key.deniedRights).toEqual([
      'organizations',
    ])
    const text = 'Right api/1/organizations is not allowed for this ApiLogin'
    await refused(server, organizations, {}, { status: 401, text, token })
    await page.send('PUT', `/keys/${key.id}`, aKey({ isActive: false }))
    await refused(server, organizations, {}, { status: 401, text: 'ApiLogin is inactive', token })
    await page.send('PUT', `/keys/${key.id}`, aKey())
    await good(server, organizations, {}, token)
    const renewed = (await page.send('POST', `/keys/${key.id}/rotate`, {})).json
    await refused(server, '/api/1/access_token', { apiLogin }, { status: 401, token: null })
    await good(server, organizations, {}, await server.token(renewed.apiLogin))
    const { history } = (await page.get(`/keys/${key.id}`)).json
    expect(history.map((one: Json) => [one.kind, one.who])).toEqual([
      ['key.rotated', 'admin'],
      ['key.changed', 'admin'],
      ['key.changed', 'admin'],
      ['key.changed', 'admin'],
      ['key.created', 'admin'],
    ])
    expect((await server.get('/__/inspector?limit=500', null)).text).not.toContain(renewed.apiLogin)
    expect((await page.send('DELETE', `/keys/${key.id}`)).status).toBe(200)
    await refused(server, organizations, {}, { status: 401, token })
    expect((await page.get(`/keys/${key.id}`)).status).toBe(404)
  })

  test('all bad fields are named at once, in both languages, and nothing is kept', async () => {
    const before = (await page.get('/keys')).json
    const bad = aKey({ name: ' ', organizationIds: [foreignId], deniedRights: ['orders/create'], email: 'x' })
    const answer = await page.send('POST', '/keys', bad)
    expect([answer.status, answer.json.code]).toEqual([400, 'invalid'])
    expect(fieldsOf(answer)).toEqual(['name', 'organizationIds[0]', 'deniedRights[0]', 'email'])
    expect(answer.json.fields[0].text).toEqual({ ru: 'назовите ключ', en: 'give the key a name' })
    const malformed = await page.send('POST', '/keys', { name: 5, isActive: 'yes', organizationIds: {} })
    expect(malformed.status).toBe(400)
    expect(fieldsOf(malformed)).toEqual(
      expect.arrayContaining(['name', 'isActive', 'organizationIds', 'deniedRights']),
    )
    expect((await page.get('/keys')).json).toEqual(before)
  })

  test('an application is told its secret once; a new one ends the old', async () => {
    const { token: _, apiLogin } = await made()
    const { appId, clientSecret } = (await page.send('POST', '/applications', { name: 'Бот' })).json
    const v2 = '/api/v2/access_token'
    const { token } = await good(server, v2, { apiKey: apiLogin, appId, clientSecret })
    await good(server, organizations, {}, token)
    expect((await page.get('/applications')).text).not.toContain(clientSecret)
    const renewed = (await page.send('POST', `/applications/${appId}/rotate`, {})).json
    await refused(server, v2, { apiKey: apiLogin, appId, clientSecret }, { status: 401, token: null })
    await good(server, v2, { apiKey: apiLogin, appId, clientSecret: renewed.clientSecret })
    await page.send('DELETE', `/applications/${appId}`)
    const body = { apiKey: apiLogin, appId, clientSecret: renewed.clientSecret }
    await refused(server, v2, body, { status: 401, token: null })
  })
})

describe('webhooks', () => {
  const path = (key: Json) => `/keys/${key.id}/webhooks/${pokrovka()}`

  test('are set, called for a test, seen with their outcome and sent again', async () => {
    const receiver = await startWebhookReceiver()
    const { key } = await made()
    const filter = { businessHoursAndMappingUpdateFilter: { updates: true } }
    const draft = { uri: receiver.url, authToken: 'Bearer theirs', profile: 'durable', filter }
    const saved = (await page.send('PUT', path(key), draft)).json
    expect(saved.newSigningSecret).toMatch(/^[\w-]{43}$/)
    expect(saved.webhook).toMatchObject({ uri: receiver.url, hasAuthToken: true, isSigned: true, filter })
    const seen = await page.get(path(key))
    expect(seen.text).not.toContain('theirs')
    expect(seen.text).not.toContain(saved.newSigningSecret)

    const call = (await page.send('POST', `${path(key)}/test`, {})).json
    expect(call).toMatchObject({ status: 200, isDelivered: true, error: null })
    expect(receiver.calls.at(-1)?.headers).toMatchObject({ authorization: 'Bearer theirs' })
    expect((await page.get(`${path(key)}/events`)).json).toEqual({ events: [] })

    const { uri, profile } = draft
    await page.send('PUT', path(key), { uri, profile, filter })
    await page.send(
      'PUT',
      `/restrictions/${pokrovka()}`,
      (await page.get(`/restrictions/${pokrovka()}`)).json,
    )
    await server.settle()
    expect(receiver.calls.at(-1)?.headers).toMatchObject({ authorization: 'Bearer theirs' })
    const [event] = (await page.get(`${path(key)}/events`)).json.events
    expect(event).toMatchObject({
      eventType: 'BusinessHoursAndMappingUpdate',
      state: 'delivered',
      attempts: 1,
    })
    const before = receiver.calls.length
    const replayed = await page.send('POST', `${path(key)}/replay`, { since: '2020-01-01T00:00:00Z' })
    expect(replayed.json).toEqual({ count: 1 })
    await server.settle()
    expect(receiver.calls.length).toBe(before + 1)
    await receiver.close()
    expect((await page.send('POST', `${path(key)}/test`, {})).json).toMatchObject({
      status: null,
      isDelivered: false,
      error: expect.stringContaining('ECONNREFUSED'),
    })
  })

  test('a receiver that is blocked for failures is let in again by an administrator', async () => {
    const { key } = await made()
    const filter = { businessHoursAndMappingUpdateFilter: { updates: true } }
    await page.send('PUT', path(key), {
      uri: 'http://127.0.0.1:9/',
      authToken: null,
      profile: 'iiko',
      filter,
    })
    const { webhooks } = server.node.storage.now
    const { tenantId } = server.till('pokrovka')
    const receiver = { tenantId, organizationId: pokrovka(), loginId: key.id }
    const blockedUntil = Date.UTC(9999, 11, 31)
    const blocked = { blockedFrom: 0, blockedUntil, blockLevel: 4, windowFrom: null, calls: 0, failures: 0 }
    await webhooks.saveHealth(receiver, blocked)
    expect((await page.get(path(key))).json.webhook.blockedUntil).toBe('9999-12-31T00:00:00.000Z')
    const answer = await page.send('POST', `${path(key)}/unblock`, {})
    expect([answer.status, answer.json.webhook.blockedUntil]).toEqual([200, null])
    expect((await page.get(path(key))).json.webhook).toMatchObject({ blockedUntil: null, filter })
    const { history } = (await page.get(`/keys/${key.id}`)).json
    expect(history[0]).toMatchObject({ kind: 'webhook.unblocked', who: 'admin' })
    const { key: other } = await made()
    expect((await page.send('POST', `${path(other)}/unblock`, {})).status).toBe(404)
  })

  test.each([
    ['an address in a closed network', { uri: 'http://10.0.0.1/' }, 'uri'],
    ['no address at all', { uri: 'site' }, 'uri'],
    ['an unknown event', { filter: { orderFilter: {} } }, 'filter.orderFilter'],
    [
      'an unknown status',
      { filter: { deliveryOrderFilter: { orderStatuses: ['Cooked'] } } },
      'filter.deliveryOrderFilter.orderStatuses',
    ],
    ['a token that is no header', { authToken: 'ключ' }, 'authToken'],
    ['an unknown profile', { profile: 'fast' }, 'profile'],
  ])('%s is refused and nothing kept', async (_, change, field) => {
    const { key } = await made()
    const draft = { uri: 'http://127.0.0.1:9/', authToken: null, profile: 'iiko', filter: {}, ...change }
    expect(fieldsOf(await page.send('PUT', path(key), draft))).toEqual([field])
    expect((await page.get(path(key))).json).toEqual({ webhook: null })
  })

  test('an organization that the key does not reach has none', async () => {
    const { key } = await made()
    const other = named(server.chain, 'organization', 'Баумана').id
    expect((await page.get(`/keys/${key.id}/webhooks/${other}`)).status).toBe(404)
  })
})

test('licences are shown, given and taken; the API follows at once', async () => {
  const find = (view: Json) => view.modules.find(({ name }: Json) => name === 'iikoAPI Cloud')
  const { json } = await page.get('/licences')
  expect(json.mode).toBe('ample')
  expect(find(json)).toMatchObject({ isValid: true, seats: null, expiresAt: null })
  const given = await page.send('PUT', '/licences', {
    module: 'Cloud',
    seats: 5,
    expiresAt: '2020-01-01T00:00:00.000Z',
  })
  expect(find(given.json)).toMatchObject({ isValid: false })
  expect(given.json.licences).toEqual([{ module: 'Cloud', seats: 5, expiresAt: '2020-01-01T00:00:00.000Z' }])
  await refused(server, organizations, {}, { status: 402 })
  expect(
    fieldsOf(await page.send('PUT', '/licences', { module: ' ', seats: -1, expiresAt: 'soon' })),
  ).toEqual(['seats', 'expiresAt'])
  expect((await page.send('DELETE', '/licences/cloud')).json.licences).toEqual([])
  expect((await page.send('DELETE', '/licences/cloud')).status).toBe(404)
  await good(server, organizations)
})

describe('zones and schedules', () => {
  const path = () => `/restrictions/${pokrovka()}`
  const load = async (): Promise<Json> => (await page.get(path())).json
  const wire = async () =>
    (await good(server, '/api/1/delivery_restrictions', { organizationIds: [pokrovka()] }))
      .deliveryRestrictions[0]

  test('saved as loaded, nothing changes but the revision; the API sees a change at once', async () => {
    const [form, before] = [await load(), await wire()]
    const saved = await page.send('PUT', path(), form)
    expect(saved.status, saved.text).toBe(200)
    expect(await wire()).toEqual(before)
    const next = saved.json
    expect(BigInt(next.revision)).toBeGreaterThan(BigInt(form.revision))
    next.restrictions[0] = { ...next.restrictions[0], minSum: '950.50', weekMap: 31, from: 600, to: 1320 }
    expect((await page.send('PUT', path(), next)).status).toBe(200)
    expect((await wire()).restrictions[0]).toMatchObject({ minSum: 950.5, weekMap: 31, from: 600, to: 1320 })
  })

  test('a form that somebody else has overtaken is refused', async () => {
    const form = await load()
    expect((await page.send('PUT', path(), form)).status).toBe(200)
    const late = await page.send('PUT', path(), form)
    expect([late.status, late.json.code]).toEqual([409, 'conflict'])
  })

  test.each<[string, (form: Json) => void, string]>([
    [
      'a zone of two corners',
      (form) => form.deliveryZones[0].coordinates.splice(2),
      'deliveryZones[0].coordinates',
    ],
    [
      'a zone without a name',
      (form) => Object.assign(form.deliveryZones[1], { name: ' ' }),
      'deliveryZones[1].name',
    ],
    [
      'two zones of one name',
      (form) => form.deliveryZones.push(form.deliveryZones[3]),
      'deliveryZones[4].name',
    ],
    [
      'a corner outside of the earth',
      (form) => Object.assign(form.deliveryZones[0].coordinates[0], { latitude: 91 }),
      'deliveryZones[0].coordinates[0].latitude',
    ],
    [
      'a rule for another restaurant’s till',
      (form) =>
        Object.assign(form.restrictions[0], { terminalGroupId: server.till('baumana').terminalGroupId }),
      'restrictions[0].terminalGroupId',
    ],
    [
      'a rule of a zone that is not there',
      (form) => Object.assign(form.restrictions[2], { zone: 'Луна' }),
      'restrictions[2].zone',
    ],
    [
      'a rule of no day',
      (form) => Object.assign(form.restrictions[0], { weekMap: 0 }),
      'restrictions[0].weekMap',
    ],
    [
      'a sum that is no sum',
      (form) => Object.assign(form.restrictions[0], { minSum: '1.005' }),
      'restrictions[0].minSum',
    ],
    [
      'a product that is not there',
      (form) => Object.assign(form, { defaultDeliveryServiceProductId: foreignId }),
      'defaultDeliveryServiceProductId',
    ],
  ])('%s is refused and nothing kept', async (_, spoil, field) => {
    const [form, before] = [await load(), await wire()]
    spoil(form)
    const named = new Set(fieldsOf(await page.send('PUT', path(), form)))
    expect(named).toContain(field)
    expect(await wire()).toEqual(before)
  })

  test('an address is tried: who takes it, and why others do not', async () => {
    const { streets } = await load()
    const street = streets.find(({ name }: Json) => name === 'Покровка')
    const ask = async (more: Json): Promise<Json> =>
      (await page.send('POST', `${path()}/try`, { streetId: street.id, house: '17', ...more })).json
    const taken = await ask({ sum: '3000', deliveryDate: '2027-03-12 12:00:00.000' })
    expect(taken.allowed[0]).toMatchObject({
      zone: 'Центр',
      terminalGroupId: server.till('pokrovka').terminalGroupId,
    })
    const small = await ask({ sum: '1', deliveryDate: '2027-03-12 12:00:00.000' })
    expect(small.isAllowed).toBe(false)
    expect(small.rejected.map((one: Json) => one.rejectCode)).toContain('SumIsLessThenMinimum')
    const far = await ask({ streetId: null, point: { latitude: 0, longitude: 0 }, sum: '3000' })
    expect(new Set(far.rejected.map((one: Json) => one.rejectCode))).toEqual(new Set(['OutOfTerminalZone']))
  })
})
