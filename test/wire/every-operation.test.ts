import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CloudPath, operations } from '../../src/api/cloud/generated/operations.ts'
import { cloudHandlers } from '../../src/api/cloud/operations/index.ts'
import { readDefinitions, sampleOf } from '../../src/api/cloud/testing/sample.ts'
import { createValidators } from '../../src/api/cloud/validation.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

const validators = createValidators()
const definitions = readDefinitions('request')
const built = new Set(Object.keys(cloudHandlers({} as never)))
const paths = (Object.keys(operations) as CloudPath[]).filter((path) => operations[path].method === 'POST')
const open = new Set(['/api/1/access_token', '/api/v2/access_token'])

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

type Json = any // any: a sample of any operation

const bodyOf = (path: CloudPath): Json =>
  operations[path].bodyRequired ? sampleOf(definitions, `${operations[path].name}Body`, 'least') : {}

/** The back-office family has an error body of its own (cloud-api §2.1). */
const isBackOffice = (path: CloudPath): boolean => operations[path].family === 'back-office'
const errorOf = (path: CloudPath, json: Json) => (isBackOffice(path) ? json.details.error : json.error)
const textOf = (path: CloudPath, json: Json) => (isBackOffice(path) ? json.message : json.errorDescription)

describe.each(paths.filter((path) => built.has(path) && !open.has(path)))('%s', (path) => {
  test('refuses a caller without a token in the family of the operation', async () => {
    const answer = await server.post(path, bodyOf(path), null)
    expect(answer.status).toBe(401)
    expect(validators.answer(path, 401, answer.json)).toEqual([])
  })
  test('refuses a body that is not JSON', async () => {
    const answer = await server.post(path, '{"organizationId": ')
    expect(answer.status).toBe(400)
    expect(errorOf(path, answer.json)).toBe('INVALID_BODY_JSON_FORMAT')
  })
  test('refuses the wrong verb', async () => {
    const answer = await server.get(path)
    expect(answer.status).toBe(path === '/api/1/organizations' ? 200 : 405)
  })
  test('answers a schema-made request within its schema, never with 5xx', async () => {
    const answer = await server.post(path, bodyOf(path))
    expect(answer.status, answer.text).toBeLessThan(500)
    if (answer.text !== '')
      expect(validators.answer(path, answer.status, answer.json), answer.text).toEqual([])
  })
  test('refuses an organization of somebody else', async () => {
    const body = bodyOf(path)
    if (!('organizationId' in body) && !('organizationIds' in body)) return
    const foreign = 'ffffffff-0000-4000-8000-00000000000f'
    if ('organizationId' in body) body.organizationId = foreign
    if ('organizationIds' in body) body.organizationIds = [foreign]
    const answer = await server.post(path, body)
    expect(answer.status, answer.text).toBe(403)
    expect(textOf(path, answer.json)).toContain("doesn't belong to your api login")
  })
})

test.each(paths.filter((path) => !built.has(path)))(
  '%s is not built: 501 in its own body, not faked',
  async (path) => {
    const answer = await server.post(path, {})
    expect(answer.status).toBe(501)
    expect(answer.text).toContain('is not built yet')
  },
)

describe('tokens [cloud-api §1]', () => {
  const [demo, , inactive, expired] = ['1', '2', '3', '4'].map(
    (n) => `de300000-0000-4000-8000-00000000000${n}`,
  )
  test.each([
    [{ apiLogin: 'nobody-knows-this-login-0000000000001' }, 'is not authorized'],
    [{ apiLogin: inactive }, 'ApiLogin is inactive'],
    [{ apiLogin: expired }, ''],
    [{}, 'ApiLogin is absent.'],
    [{ apiLogin: '' }, "Value cannot be null. (Parameter 'apiLogin')"],
  ])('%j is refused', async (body, text) => {
    const answer = await server.post('/api/1/access_token', body, null)
    expect(answer.status).toBe(401)
    expect(answer.json.errorDescription).toContain(text)
  })
  test('two tokens of one key are good at once, in any letter case of the route, until an hour has passed', async () => {
    const [a, b] = [
      (await server.post('/api/1/access_token', { apiLogin: demo }, null)).json.token,
      (await server.post('/API/1/Access_Token', { apiLogin: demo }, null)).json.token,
    ]
    expect(a).not.toBe(b)
    for (const token of [a, b])
      expect((await server.post('/api/1/organizations', {}, token)).status).toBe(200)
    server.clock.advance(3_600_000)
    expect((await server.post('/api/1/organizations', {}, a)).status).toBe(401)
    server.clock.reset()
  })
  test('v2 gives a JWT of exactly an hour; a wrong secret is refused', async () => {
    const { appId, clientSecret } = server.credentials.cloud
    const good = await server.post('/api/v2/access_token', { apiKey: demo, appId, clientSecret }, null)
    const claims = JSON.parse(Buffer.from(good.json.token.split('.')[1], 'base64url').toString())
    expect(claims.exp - claims.iat).toBe(3600)
    const bad = await server.post(
      '/api/v2/access_token',
      { apiKey: demo, appId, clientSecret: 'wrong' },
      null,
    )
    expect(bad.status).toBe(401)
  })
  test('an unknown route is 404', async () => {
    expect((await server.post('/api/1/deliveries/creat', {})).status).toBe(404)
  })
})
