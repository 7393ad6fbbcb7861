import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ApiKey } from '../../src/app/ports.ts'
import { expectValid, good, named, refused } from '../support/cloud-answers.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

const v1 = '/api/1/access_token'
const v2 = '/api/v2/access_token'
const organizations = '/api/1/organizations'
const demoLogin = 'de300000-0000-4000-8000-000000000001'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterEach(() => server.clock.reset())
afterAll(() => server.close())

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

/** A key of its own, so that a test may spoil it. */
async function aKey(change: Partial<Omit<ApiKey, 'settings'>> & { deniedRights?: string[] } = {}) {
  const { deniedRights = [], ...rest } = change
  const apiLogin = randomUUID()
  const key: ApiKey = {
    id: randomUUID(),
    tenantId: server.chain.tenant.id,
    name: 'Испытуемый',
    isActive: true,
    expiresAt: null,
    settings: {
      organizationIds: [named(server.chain, 'organization', 'Покровке').id],
      terminalGroupIds: null,
      deniedRights,
      sourceKey: null,
      externalMenuNumbers: [],
      priceCategoryIds: [],
      email: null,
    },
    ...rest,
  }
  await server.node.storage.now.keys.save(key, apiLogin)
  return { key, apiLogin }
}

const callWith = (authorization: string) =>
  fetch(`${server.baseUrl}${organizations}`, { method: 'POST', headers: { authorization }, body: '{}' })

describe('v1 [cloud-api §1.1, Appendix F 1]', () => {
  test('a good key gets a token and its correlation id', async () => {
    const answer = await good(server, v1, { apiLogin: demoLogin })
    expect(claimsOf(answer.token)).toMatchObject({
      iss: 'trapeza',
      jti: expect.any(String),
      sub: expect.any(String),
    })
  })

  test.each([
    ['an unknown key', { apiLogin: 'nope' }, 'Login nope is not authorized.'],
    [
      'a key that is switched off',
      { apiLogin: 'de300000-0000-4000-8000-000000000003' },
      'ApiLogin is inactive',
    ],
    ['a key past its end', { apiLogin: 'de300000-0000-4000-8000-000000000004' }, 'ApiLogin is expired'],
    ['an absent key', {}, 'ApiLogin is absent.'],
    ['a null key', { apiLogin: null }, 'ApiLogin is absent.'],
    ['an empty key', { apiLogin: '' }, "Value cannot be null. (Parameter 'apiLogin')"],
  ])('%s is refused', async (_, body, text) => {
    await refused(server, v1, body, { status: 401, text, token: null })
  })

  test('no body is an absent key; what is not JSON or not a text is a bad request', async () => {
    const answer = await fetch(`${server.baseUrl}${v1}`, { method: 'POST' })
    expect(answer.status).toBe(401)
    await refused(server, v1, '{"apiLogin"', { status: 400, token: null })
    await refused(server, v1, { apiLogin: 5 }, { status: 400, text: "Path 'apiLogin'", token: null })
  })

  test('two tokens are valid at once, for an hour of the clock and not longer', async () => {
    server.clock.setSpeed(0)
    const tokens = [
      await good(server, v1, { apiLogin: demoLogin }),
      await good(server, v1, { apiLogin: demoLogin }),
    ]
    const statuses = () =>
      Promise.all(tokens.map(async ({ token }) => (await server.post(organizations, {}, token)).status))
    server.clock.advance(3_599_000)
    expect(await statuses()).toEqual([200, 200])
    server.clock.advance(1000)
    expect(await statuses()).toEqual([401, 401])
  })
})

describe('v2 [cloud-api §1.2, Appendix F 2]', () => {
  const application = () => {
    const { appId, clientSecret } = server.credentials.cloud
    return { apiKey: demoLogin, appId, clientSecret }
  }

  test('the token is a JWT of 3600 seconds and carries the application', async () => {
    const { token } = await good(server, v2, application())
    const claims = claimsOf(token)
    expect(claims.exp - claims.iat).toBe(3600)
    expect(claims.app).toBe(application().appId)
    await good(server, organizations, {}, token)
  })

  test.each([
    ['unknown key', { apiKey: 'nope' }, 'Login nope is not authorized.'],
    ['switched-off key', { apiKey: 'de300000-0000-4000-8000-000000000003' }, 'ApiLogin is inactive'],
    ['wrong secret', { clientSecret: 'wrong' }, 'Application is unknown or its clientSecret is wrong.'],
    ['unknown application', { appId: randomUUID() }, 'Application is unknown or its clientSecret is wrong.'],
  ])('%s is refused', async (_, change, text) => {
    await refused(server, v2, { ...application(), ...change }, { status: 401, text, token: null })
  })

  test('names missing and malformed fields', async () => {
    const { clientSecret: _, ...without } = application()
    await refused(server, v2, without, { status: 400, text: "'clientSecret'", token: null })
    const malformed = { ...application(), appId: 'x' }
    await refused(server, v2, malformed, { status: 400, text: "Path 'appId'", token: null })
    await refused(server, v2, '', { status: 400, text: 'A non-empty request body is required.', token: null })
  })

  test('rotation of the secret kills the old one at once; tokens made with it live on', async () => {
    const appId = randomUUID()
    const { keys } = server.node.storage.now
    await keys.saveApp({ appId, name: 'Rotated', clientSecret: 'old' })
    const { token } = await good(server, v2, { apiKey: demoLogin, appId, clientSecret: 'old' })
    await keys.saveApp({ appId, name: 'Rotated', clientSecret: 'new' })
    await refused(server, v2, { apiKey: demoLogin, appId, clientSecret: 'old' }, { status: 401, token: null })
    await good(server, v2, { apiKey: demoLogin, appId, clientSecret: 'new' })
    await good(server, organizations, {}, token)
  })
})

describe('use of a token [cloud-api §1.4]', () => {
  test('Bearer in any letter case or none at all; the rest of its life is told', async () => {
    const token = await server.token()
    for (const prefix of ['Bearer ', 'bearer ', 'BEARER   ', '']) {
      const answer = await callWith(`${prefix}${token}`)
      expect(answer.status).toBe(200)
      expect(Number(answer.headers.get('x-token-expires-in'))).toBeGreaterThan(3000)
    }
  })

  test('damaged, forged and foreign tokens are refused', async () => {
    const token = await server.token()
    const [header = '', payload = '', signature = ''] = token.split('.')
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
    const foreign = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('trapeza')
      .setSubject(claimsOf(token).sub)
      .setExpirationTime('1h')
      .setJti('x')
      .sign(Buffer.alloc(32, 1))
    const longer = Buffer.from(JSON.stringify({ ...claimsOf(token), exp: 9e9 })).toString('base64url')
    const bad = [
      '',
      'Bearer',
      'Basic abc',
      `${token}x`,
      `${none}.${payload}.`,
      foreign,
      `${header}.${longer}.${signature}`,
    ]
    for (const authorization of bad) {
      const answer = await callWith(authorization)
      expect(answer.status, authorization).toBe(401)
      expect(await answer.json()).toMatchObject({
        errorDescription: 'Token is expired or invalid',
        error: null,
      })
    }
    expect((await server.post(organizations, {}, null)).status).toBe(401)
  })

  test('a key that is switched off or ends stops working within a minute', async () => {
    const { key, apiLogin } = await aKey()
    const token = await server.token(apiLogin)
    await good(server, organizations, {}, token)
    const { keys } = server.node.storage.now
    await keys.save({ ...key, isActive: false }, null)
    server.clock.advance(60_000)
    await refused(server, organizations, {}, { status: 401, text: 'ApiLogin is inactive', token })
    await keys.save({ ...key, expiresAt: server.clock.now() + 90_000 }, null)
    server.clock.advance(60_000)
    await good(server, organizations, {}, token)
    server.clock.advance(60_000)
    await refused(server, organizations, {}, { status: 401, text: 'ApiLogin is expired', token })
  })

  test('a right that was taken away: 401 naming it; other rights stay', async () => {
    const { apiLogin } = await aKey({
      deniedRights: ['terminal_groups/is_alive', '/api/1/regions', 'api/2/menu'],
    })
    const token = await server.token(apiLogin)
    for (const right of ['api/1/terminal_groups/is_alive', 'api/1/regions', 'api/2/menu']) {
      const answer = await server.post(`/${right}`, {}, token)
      expect(answer.status).toBe(401)
      expect(answer.json.errorDescription).toBe(`Right ${right} is not allowed for this ApiLogin`)
    }
    await good(server, organizations, {}, token)
  })

  test('the licence of the Cloud API has expired: 401 for a new token, 402 for calls', async () => {
    const text = 'Apilogin`s license for using the Cloud API has expired.'
    const { licences } = server.node.storage.now
    const { id: tenantId } = server.chain.tenant
    const token = await server.token()
    const licence = { module: 'iikoAPI Cloud', seats: null }
    await licences.save(tenantId, { ...licence, expiresAt: server.clock.now() + 60_000 })
    server.clock.advance(31_000)
    await good(server, organizations, {}, token)
    server.clock.advance(31_000)
    await refused(server, v1, { apiLogin: demoLogin }, { status: 401, text, token: null })
    await refused(server, organizations, {}, { status: 402, text, token })
    await licences.save(tenantId, { ...licence, expiresAt: null })
    server.clock.advance(31_000)
    await good(server, organizations, {}, token)
  })
})

describe('organizations [cloud-api §2.5, Appendix F 3]', () => {
  test('one foreign organization of two refuses the call before the rest is looked at', async () => {
    const token = await server.token('de300000-0000-4000-8000-000000000002')
    const own = named(server.chain, 'organization', 'Покровке').id
    const other = named(server.chain, 'organization', 'Баумана').id
    const body = { organizationIds: [own, other.toUpperCase()] }
    const text = `Passed organization(s) ${other} doesn't belong to your api login included organization list.`
    await refused(server, '/api/1/terminal_groups', body, { status: 403, text, token })
    const create = { organizationId: other, order: 'nonsense' }
    const answer = await server.post('/api/1/deliveries/create', create, token)
    expect(answer.status).toBe(403)
    expectValid('/api/1/deliveries/create', answer)
  })
})
