import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Call } from '../../src/api/cloud/operation.ts'
import { AnswerWithHeaders, ReadyAnswer } from '../../src/api/cloud/operation.ts'
import { parseDecimal } from '../../src/kernel/exact.ts'
import { refuse } from '../../src/kernel/refusals.ts'
import { expectValid, good, named } from '../support/cloud-answers.ts'
import { type CloudDoor, openCloudDoor } from '../support/cloud-door.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

const groups = '/api/1/terminal_groups'

let server: TestServer
let door: CloudDoor
let organizationId: string
let seen: Call | undefined
let work: (call: Call) => unknown = () => ({ correlationId: organizationId, organizations: [] })

beforeAll(async () => {
  server = await startServer()
  organizationId = named(server.chain, 'organization', 'Покровке').id
  door = await openCloudDoor(server, {
    '/api/1/organizations': async (call) => {
      seen = call as Call
      return work(call as Call) as never
    },
  })
})
afterAll(async () => {
  await door.close()
  await server.close()
})

const send = (
  path: string,
  body: string | Buffer<ArrayBuffer> | null,
  headers: Record<string, string> = {},
) => door.send(path, { body, headers })

describe('addresses and verbs', () => {
  test.each([
    ['/api/1/deliveries/creat', '/api/1/deliveries/create'],
    ['/api/1/organisations', '/api/1/organizations'],
    ['/api/1/menu/by_id', '/api/2/menu/by_id'],
    ['/api/1/', '/api/1/'],
  ])('%s is unknown and the nearest address is named', async (path, nearest) => {
    for (const method of ['POST', 'GET', 'PUT']) {
      const answer = await door.send(path, { method, token: null })
      expect(answer.status).toBe(404)
      expect(answer.json.error).toBe('NOT_FOUND')
      expect(answer.json.errorDescription).toContain(`There is no operation ${path}`)
      expect(answer.json.errorDescription).toContain(nearest)
    }
  })

  test('an unknown address of the back office speaks its language', async () => {
    const answer = await door.send('/api/inventory/v1/incoming_invoice/got', { token: null })
    expect(answer.status).toBe(404)
    expect(answer.json.message).toContain('/api/inventory/v1/incoming_invoice/get')
  })

  test('a wrong verb: 405 with Allow', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await door.send(groups, { method, token: null })
      expect(answer.status).toBe(405)
      expectValid(groups, answer)
      expect(answer.headers.get('allow')).toBe('POST, OPTIONS')
    }
    const answer = await door.send('/api/1/organizations', { method: 'PUT', token: null })
    expect(answer.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'OPTIONS', 'POST'])
  })

  test('letter case and a slash at the end do not matter', async () => {
    for (const path of ['/API/1/Terminal_Groups', `${groups}/`, `${groups}?a=1`]) {
      const answer = await server.post(path, { organizationIds: [organizationId] })
      expect(answer.status, path).toBe(200)
    }
    expect((await door.send('/Api/1/Terminal_Groups/', { method: 'GET', token: null })).status).toBe(405)
  })

  test('a page of another origin may call', async () => {
    const answer = await door.send(groups, { method: 'OPTIONS', token: null })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST')
    expect(answer.headers.get('access-control-allow-headers')).toContain('Authorization')
  })

  test('damaged addresses are the fault of the caller', async () => {
    expect((await door.send('/api/1/%zz', { token: null })).status).toBe(400)
    expect((await door.send(`/api/1/${'x'.repeat(5000)}`, { token: null })).status).toBe(404)
    expect((await door.send('/api/1/..%2f..%00', { token: null })).status).toBe(404)
  })

  test('the probe of the host', async () => {
    const answer = await door.send('/thisistheway', { method: 'GET', token: null })
    expect(answer.status).toBe(200)
  })
})

describe('what is not built', () => {
  test('says so in the body of its family', async () => {
    const transport = await send('/api/1/order/create', '{}')
    expect(transport.status).toBe(501)
    expect(transport.json).toMatchObject({
      errorDescription: 'Operation /api/1/order/create is not built yet',
      error: 'NOT_IMPLEMENTED',
    })
    expectValid('/api/1/order/create', transport)

    const loyalty = await send('/api/1/loyalty/iiko/customer/info', '{}')
    expect(loyalty.status).toBe(501)
    expectValid('/api/1/loyalty/iiko/customer/info', loyalty)
    expect(loyalty.json).toMatchObject({
      error: 'NOT_IMPLEMENTED',
      code: 'NOT_IMPLEMENTED',
      message: expect.any(String),
    })

    const backOffice = await send('/api/inventory/v1/incoming_invoice/get', '{}')
    expect(backOffice.status).toBe(501)
    expectValid('/api/inventory/v1/incoming_invoice/get', backOffice)
    expect(backOffice.json).not.toHaveProperty('errorDescription')
  })

  test('needs a token all the same', async () => {
    for (const path of ['/api/1/order/create', '/api/inventory/v1/incoming_invoice/get'] as const) {
      const answer = await door.send(path, { token: null })
      expect(answer.status).toBe(401)
      expectValid(path, answer)
    }
  })
})

describe('bodies', () => {
  const body = () => JSON.stringify({ organizationIds: [organizationId] })

  test('any content type, a broken one and none at all are read as JSON', async () => {
    const types = [
      'application/json; charset=utf-8',
      'text/plain',
      'application/x-www-form-urlencoded',
      ';;/',
      'x',
    ]
    for (const type of types) {
      const answer = await send('/api/1/organizations', body(), { 'content-type': type })
      expect(answer.status, type).toBe(200)
      expect(seen?.body).toEqual({ organizationIds: [organizationId] })
    }
    expect((await send('/api/1/organizations', Buffer.from(body()))).status).toBe(200)
    expect((await send('/api/1/organizations', `\uFEFF${body()}`)).status).toBe(200)
  })

  test.each([
    ['not JSON', '{"organizationIds": [', ''],
    ['a JSON text', '"x"', ''],
    ['an array', '[]', ''],
    ['nested too deep', `${'['.repeat(65)}${']'.repeat(65)}`, 'nested deeper than 64 levels'],
    ['nested very deep', '['.repeat(1_000_000), 'nested deeper than 64 levels'],
    ['U+0000', '{"returnExternalData": ["a\\u0000"]}', 'U+0000'],
    ['half a character', '{"returnExternalData": ["\\ud83d"]}', 'surrogate'],
  ])('%s is refused', async (_, text, description) => {
    const answer = await send('/api/1/organizations', text)
    expect(answer.status).toBe(400)
    expectValid('/api/1/organizations', answer)
    expect(answer.json.error).toBe('INVALID_BODY_JSON_FORMAT')
    expect(answer.json.errorDescription).toContain(description)
  })

  test('what only looks like that is taken', async () => {
    const tricky = ['[{[{"\\\\', '\\u0000'.slice(0, 1), '😀', '"]}'.repeat(100), '['.repeat(100)]
    const answer = await send('/api/1/organizations', JSON.stringify({ returnExternalData: tricky }))
    expect(answer.status, answer.text).toBe(200)
    expect(seen?.body).toEqual({ returnExternalData: tricky })
    const escaped = await send(
      '/api/1/organizations',
      '{"returnExternalData": ["\\\\u0000", "\\ud83d\\ude00"]}',
    )
    expect(escaped.status).toBe(200)
    expect(seen?.body).toEqual({ returnExternalData: ['\\u0000', '😀'] })
  })

  test('bytes that are no UTF-8 are refused', async () => {
    expect((await send('/api/1/organizations', Buffer.from([0x7b, 0xff, 0x7d]))).status).toBe(400)
  })

  test.each([
    '/api/1/organizations',
    '/api/1/loyalty/iiko/customer/info',
    '/api/inventory/v1/incoming_invoice/get',
  ] as const)('a body over the limit: 413 in the family of %s', async (path) => {
    const answer = await send(path, JSON.stringify({ text: 'x'.repeat(4 * 1024 * 1024) }))
    expect(answer.status).toBe(413)
    expectValid(path, answer)
  })

  test('an empty body is fine where the document needs none', async () => {
    expect((await send('/api/1/organizations', null)).status).toBe(200)
    const needed = await server.post(groups, '')
    expect(needed.status).toBe(400)
    expect(needed.json.errorDescription).toBe('A non-empty request body is required.')
  })
})

describe('order of checks', () => {
  test('token, right, body, organization, fields', async () => {
    const foreign = JSON.stringify({ organizationIds: [foreignIdUpper], includeDisabled: 'no' })
    expect((await door.send(groups, { body: '{', token: null })).status).toBe(401)
    const readOnly = await server.token('de300000-0000-4000-8000-000000000005')
    expect((await door.send('/api/1/deliveries/create', { body: '{', token: readOnly })).status).toBe(401)
    const answer = await server.post(groups, foreign)
    expect(answer.status).toBe(403)
    expect(answer.json.errorDescription).toContain(foreignIdUpper.toLowerCase())
    expect(
      (await server.post(groups, { organizationIds: [organizationId], includeDisabled: 'no' })).status,
    ).toBe(400)
  })
  const foreignIdUpper = 'F0F0F0F0-0000-4000-8000-00000000000F'
})

describe('what a handler throws or gives', () => {
  const run = async (job: (call: Call) => unknown, headers: Record<string, string> = {}) => {
    const before = work
    work = job
    try {
      return await send('/api/1/organizations', '{}', headers)
    } finally {
      work = before
    }
  }

  test('a refusal has its own status, code and language', async () => {
    const job = () => {
      throw refuse('order.anonymous-disabled')
    }
    const english = await run(job)
    expect(english.status).toBe(400)
    expect(english.json).toMatchObject({
      error: 'AnonymousCustomerDisabled',
      errorDescription: 'Anonymous customers are not allowed',
    })
    const russian = await run(job, { 'accept-language': 'ru-RU,ru;q=0.9,en;q=0.8' })
    expect(russian.json.errorDescription).toBe('Заказы без гостя запрещены настройками')
  })

  test('a number with too many decimals is the fault of the caller', async () => {
    expect((await run(() => parseDecimal(1.005, 2))).status).toBe(400)
  })

  test('a bug is 500 and tells nothing about the inside', async () => {
    const answer = await run(() => {
      throw new Error('select secret from tables')
    })
    expect(answer.status).toBe(500)
    expectValid('/api/1/organizations', answer)
    expect(answer.json.error).toBe('InternalServerError')
    expect(answer.text).not.toContain('secret')
  })

  test('an answer with headers, and none at all', async () => {
    const withHeaders = await run(
      () => new AnswerWithHeaders({ correlationId: 'x', organizations: [] }, { 'x-a': 'b' }),
    )
    expect(withHeaders.headers.get('x-a')).toBe('b')
    expect(withHeaders.json).toEqual({ correlationId: 'x', organizations: [] })
    const nothing = await run(() => undefined)
    expect(nothing.status).toBe(200)
    expect(nothing.text).toBe('')
  })

  test('ready bytes: the encoding that the client takes, and 304 when it has them', async () => {
    const ready = () => new ReadyAnswer(Buffer.from('{"plain":1}'), 'tag-7', { gzip: gzipped })
    expect((await run(ready, { 'accept-encoding': 'identity' })).json).toEqual({ plain: 1 })
    const zipped = await run(ready, { 'accept-encoding': 'deflate, gzip;q=0.5' })
    expect(zipped.headers.get('content-encoding')).toBe('gzip')
    expect(zipped.json).toEqual({ zipped: 1 })
    expect((await run(ready, { 'accept-encoding': 'gzip;q=0, br' })).json).toEqual({ plain: 1 })
    const known = await run(ready, { 'if-none-match': 'W/"tag-6", "tag-7"' })
    expect(known.status).toBe(304)
    expect(known.text).toBe('')
  })
  const gzipped = gzipSync('{"zipped":1}')

  test('the call tells the correlation id, the address and how long to wait', async () => {
    await run(() => undefined)
    expect(seen).toMatchObject({ baseUrl: door.baseUrl, waitMs: 0, idempotencyKey: null })
    expect(seen?.correlationId).toMatch(/^[0-9a-f-]{36}$/)
  })
})

test('ids are answered in lower case and each call has an id of its own', async () => {
  const body = { organizationIds: [organizationId.toUpperCase()] }
  const first = await good(server, groups, body)
  const second = await good(server, groups, body)
  expect(first.terminalGroups[0].organizationId).toBe(organizationId)
  expect(first.correlationId).not.toBe(second.correlationId)
})
