import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { expectValid, named } from '../support/cloud-answers.ts'
import { type CloudDoor, openCloudDoor } from '../support/cloud-door.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

const dictionaries = '/api/1/organizations'

let server: TestServer
let door: CloudDoor
beforeAll(async () => {
  server = await startServer()
  const empty = { correlationId: '00000000-0000-4000-8000-000000000001', groups: [], productCategories: [] }
  door = await openCloudDoor(server, {
    '/api/1/organizations': async () => ({ ...empty, organizations: [] }),
    '/api/1/commands/status': async () => ({ state: 'InProgress' }),
    '/api/1/nomenclature': async () => ({ ...empty, products: [], sizes: [], revision: 1 }),
  })
})
afterEach(() => {
  server.clock.reset()
  door.services.limits.setProfile('off')
})
afterAll(async () => {
  await door.close()
  await server.close()
})

test('by default nothing is limited and nothing is said', async () => {
  for (let i = 0; i < 50; i++) {
    const answer = await door.send(dictionaries)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('ratelimit-limit')).toBeNull()
  }
})

test('[Appendix F 40] 429 with Retry-After once the budget of a group is used; other groups and logins go on', async () => {
  server.clock.setSpeed(0)
  door.services.limits.setProfile('strict')
  const first = await door.send(dictionaries)
  expect(Object.fromEntries(first.headers)).toMatchObject({
    'x-restriction-group': 'Data: dictionaries',
    'ratelimit-limit': '5',
    'ratelimit-remaining': '4',
    'ratelimit-reset': '12',
  })
  for (let i = 0; i < 4; i++) expect((await door.send(dictionaries)).status).toBe(200)
  const refused = await door.send(dictionaries)
  expect(refused.status).toBe(429)
  expectValid('/api/1/organizations', refused)
  expect(refused.json.error).toBe('TOO_MANY_REQUESTS')
  expect(refused.headers.get('retry-after')).toBe('12')
  expect(refused.headers.get('ratelimit-remaining')).toBe('0')

  expect((await door.send('/api/1/commands/status')).status).toBe(400)
  const other = await server.token('de300000-0000-4000-8000-000000000002')
  expect((await door.send(dictionaries, { token: other })).status).toBe(200)

  server.clock.advance(11_999)
  expect((await door.send(dictionaries)).status).toBe(429)
  server.clock.advance(1)
  expect((await door.send(dictionaries)).status).toBe(200)
  expect((await door.send(dictionaries)).status).toBe(429)
})

test('the limit stands before the body: refused calls are counted, and a full budget hides a bad body', async () => {
  server.clock.setSpeed(0)
  door.services.limits.setProfile('strict')
  for (let i = 0; i < 5; i++) expect((await door.send(dictionaries, { body: '{' })).status).toBe(400)
  expect((await door.send(dictionaries, { body: '{' })).status).toBe(429)
})

test('another profile takes effect at once and forgets what was used', async () => {
  server.clock.setSpeed(0)
  door.services.limits.setProfile('strict')
  for (let i = 0; i < 6; i++) await door.send(dictionaries)
  door.services.limits.setProfile('iiko-like')
  expect((await door.send(dictionaries)).headers.get('ratelimit-limit')).toBe('60')
})

test('nomenclature without a revision: once an hour for a restaurant and a login', async () => {
  server.clock.setSpeed(0)
  door.services.limits.setProfile('iiko-like')
  const organizationId = named(server.chain, 'organization', 'Покровке').id
  const ask = async (body: object) => {
    const { json } = await server.post(
      '/api/1/access_token',
      { apiLogin: server.credentials.cloud.apiLogin },
      null,
    )
    return door.send('/api/1/nomenclature', { body: JSON.stringify(body), token: json.token })
  }
  expect((await ask({ organizationId })).status).toBe(200)
  const refused = await ask({ organizationId, startRevision: 0 })
  expect(refused.status).toBe(429)
  expect(refused.json).toMatchObject({
    error: 'TOO_MANY_NOMENCLATURE_REQUESTS_WITHOUT_REVISION',
    errorDescription: 'Too many requests without revision within allowed period of time.',
  })
  expect(refused.headers.get('retry-after')).toBe('3600')
  expect((await ask({ organizationId, startRevision: 5 })).status).toBe(200)
  const other = named(server.chain, 'organization', 'Баумана').id
  expect((await ask({ organizationId: other })).status).toBe(200)
  server.clock.advance(3_600_000 - 60_000)
  expect((await ask({ organizationId })).status).toBe(429)
  server.clock.advance(60_000)
  expect((await ask({ organizationId })).status).toBe(200)
})
