import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addKey } from '../../src/cli/keys.ts'
import { giveLicence, takeLicence } from '../../src/cli/licences.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Biz, bizOf, login } from './biz-driver.ts'
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

const wrongToken = {
  code: null,
  message: 'Wrong access token',
  description: null,
  httpStatusCode: 401,
  uiMessage: null,
}

describe('tokens [biz-card-api §2]', () => {
  test('a token is a JSON string with the digit of .NET behind it; a login has several', async () => {
    const first = await biz.tokenFor(login.id, login.secret)
    expect(first.text).toMatch(/^"[A-Za-z0-9_-]{86}2"$/)
    const second = await biz.tokenFor('Демо', login.secret)
    expect(second.json).not.toBe(first.json)
    for (const token of [first.json, second.json]) {
      const answer = await biz.call('GET', `/api/0/organization/list?access_token=${token}`)
      expect(answer.status).toBe(200)
    }
  })

  test.each([
    ['a wrong password', login.id, 'nobody'],
    ['the password of another', demoId('apiKey', 'de300000-0000-4000-8000-000000000002'), login.secret],
    ['a key that is switched off', 'Выключенный', 'de300000-0000-4000-8000-000000000003'],
    ['a key that has expired', 'Просроченный', 'de300000-0000-4000-8000-000000000004'],
    ['nothing', '', ''],
  ])('%s opens nothing', async (_, userId, userSecret) => {
    const answer = await biz.tokenFor(userId, userSecret)
    expect([answer.status, answer.json.httpStatusCode, answer.json.code]).toEqual([401, 401, null])
  })

  test('whoever guesses passwords waits, with the right one too; others, and the same login elsewhere, do not', async () => {
    const site = 'Сайт Покровки'
    const right = () => biz.tokenFor(site, 'de300000-0000-4000-8000-000000000002')
    const wrong = (user: string) => biz.tokenFor(user, crypto.randomUUID())
    const guesses = await Promise.all(Array.from({ length: 8 }, () => wrong(site)))
    // Many at once are no more than five.
    expect(guesses.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
    const closed = await right()
    expect([closed.status, closed.json]).toEqual([
      429,
      { ...wrongToken, message: 'Too many requests, wait 30 seconds', httpStatusCode: 429 },
    ])
    expect((await biz.tokenFor(login.id, login.secret)).status).toBe(200)
    server.clock.advance(30_000)
    expect((await right()).status).toBe(200)
    // Of many logins from one address strangers wait, and whoever was here before does not.
    for (let index = 0; index < 30; index++) await wrong(`guess ${index}`)
    expect((await wrong('one more')).status).toBe(429)
    const person = await biz.call('GET', '/api/0/auth/biz_access_token?user_ext_id=nobody')
    expect([person.status, person.json.message]).toEqual([
      429,
      expect.stringContaining('Too many requests, wait'),
    ])
    expect((await right()).status).toBe(200)
    server.clock.advance(60_000)
    expect((await wrong('one more')).status).toBe(401)
  })

  test('echo says the words of the client, or that its token is wrong', async () => {
    const good = await biz.get('auth/echo', { msg: 'hello & goodbye' })
    expect(good.text).toBe('"hello & goodbye"')
    const bad = await biz.call('GET', '/api/0/auth/echo?msg=x&access_token=nobody')
    expect([bad.status, bad.json]).toEqual([401, wrongToken])
    expect(bad.text.startsWith('{"code":null,')).toBe(true)
  })

  test('a token ends after a quarter of an hour, however often it was used', async () => {
    const { json: token } = await biz.tokenFor(login.id, login.secret)
    const asked = () => biz.call('GET', `/api/0/organization/list?access_token=${token}`)
    server.clock.advance(14 * 60_000)
    expect((await asked()).status).toBe(200)
    server.clock.advance(60_000)
    expect((await asked()).json).toEqual(wrongToken)
    biz = await bizOf(server)
  })

  test('a licence that has run out closes the door with 403', async () => {
    const { tenant } = server.chain
    const { licences } = server.node.storage.now
    await licences.save(tenant.id, { module: 'iikoAPI Delivery', seats: null, expiresAt: noon })
    server.licences.forget(tenant.id)
    const answer = await biz.get('organization/list')
    expect([answer.status, answer.json.httpStatusCode]).toEqual([403, 403])
    await licences.remove(tenant.id, 'iikoAPI Delivery')
    server.licences.forget(tenant.id)
    expect((await biz.get('organization/list')).status).toBe(200)
  })
})

describe('credentials of the command line [biz-card-api §2.6]', () => {
  async function command(work: (desk: Parameters<typeof addKey>[0]) => Promise<void>): Promise<string[]> {
    const lines: string[] = []
    const scope = { tenantId: server.chain.tenant.id, actor: 'cli', knownRights: [] }
    const checkTarget = async (): Promise<void> => {}
    await work({ app: server.node.app, scope, checkTarget, print: (line) => lines.push(line) })
    server.licences.forget(server.chain.tenant.id)
    return lines
  }
  const wordOf = (lines: readonly string[], name: string): string =>
    lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? ''

  test('`key add --biz` prints a login and a password that open the API until the key ends', async () => {
    const expires = new Date(noon + 24 * 3_600_000).toISOString().slice(0, 10)
    const lines = await command((desk) => addKey(desk, 'Сайт', { biz: true, organizations: 'all', expires }))
    const [id, secret] = [wordOf(lines, 'user_id'), wordOf(lines, 'user_secret')]
    const { json: token } = await biz.tokenFor(id, secret)
    const asked = await biz.call('GET', `/api/0/organization/list?access_token=${token}`)
    expect([asked.status, asked.json.length > 0]).toEqual([200, true])
    expect((await biz.tokenFor('Сайт', secret)).status).toBe(200)
    server.clock.jumpTo(noon + 3 * 24 * 3_600_000)
    expect((await biz.tokenFor(id, secret)).status).toBe(401)
    server.clock.jumpTo(noon)
    biz = await bizOf(server)
  })

  test('a licence of one seat is one login’s, however many tokens it has', async () => {
    const { tenant, apiKeys } = server.chain
    for (const { id } of apiKeys) server.licences.free(tenant.id, id)
    const keys = await server.node.storage.now.keys.list(tenant.id)
    for (const { id } of keys) server.licences.free(tenant.id, id)
    await command((desk) => giveLicence(desk, 'iikoAPI Delivery', { seats: '1', expires: 'never' }))
    const site = () => biz.tokenFor('Сайт Покровки', 'de300000-0000-4000-8000-000000000002')
    expect((await biz.tokenFor(login.id, login.secret)).status).toBe(200)
    expect((await biz.tokenFor(login.id, login.secret)).status).toBe(200)
    const refused = await site()
    expect([refused.status, refused.json.httpStatusCode]).toEqual([403, 403])
    server.clock.advance(16 * 60_000)
    expect((await site()).status).toBe(200)
    await command((desk) => takeLicence(desk, 'iikoAPI Delivery'))
    biz = await bizOf(server)
  })
})

describe('forms [biz-card-api §1.2]', () => {
  const words = { orderId: crypto.randomUUID(), problemText: 'нет дома' }
  const form = 'application/x-www-form-urlencoded'

  test('forms are read: a login by POST, and the body of a call; JSON that is called a form too', async () => {
    const credentials = String(new URLSearchParams({ user_id: login.id, user_secret: login.secret }))
    const opened = await biz.call('POST', '/api/0/auth/access_token', credentials, form)
    expect([opened.status, typeof opened.json]).toEqual([200, 'string'])
    const url = `/api/0/orders/add_order_problem?access_token=${opened.json}`
    const organization = biz.organization
    const asForm = String(new URLSearchParams({ ...words, organization }))
    for (const [address, body] of [
      [url, asForm],
      [`${url}&organization=${organization}`, JSON.stringify(words)],
    ] as const) {
      const answer = await biz.call('POST', address, body, form)
      expect([answer.status, answer.json.code], answer.text).toEqual([500, 110])
    }
    const short = await biz.call('POST', url, `organization=${organization}&orderId=${words.orderId}`, form)
    expect([short.status, short.json.message]).toEqual([400, expect.stringContaining('problemText')])
    const zero = await biz.call('POST', url, `organization=${organization}&problemText=%00`, form)
    expect([zero.status, zero.json.Message]).toEqual([400, 'The request is invalid.'])
  })

  test.each([
    ['doubled slashes', '//api/0//rmsSettings//getOrderTypes'],
    ['a slash at the end', '/api/0/rmsSettings/getOrderTypes/'],
    ['another letter case', '/api/0/rmssettings/GETORDERTYPES'],
  ])('%s', async (_, path) => {
    const answer = await biz.call(
      'GET',
      `${path}?&&access_token=${biz.token}&access_token=other&Organization=${biz.organization.toUpperCase()}/`,
    )
    expect(answer.status, answer.text).toBe(200)
    expect(answer.json.items.length).toBeGreaterThan(0)
  })

  test('a malformed id is refused by the model, a missing one too', async () => {
    const bad = await biz.get('rmsSettings/getOrderTypes', { organization: 'abc' })
    expect([bad.status, bad.json]).toEqual([
      400,
      {
        Message: 'The request is invalid.',
        ModelState: { organization: ["The value 'abc' is not valid for Guid."] },
      },
    ])
    const none = await biz.get('rmsSettings/getOrderTypes', { organisation: biz.organization })
    expect([none.status, Object.keys(none.json.ModelState)]).toEqual([400, ['organization']])
  })

  test('an organization of others is forbidden', async () => {
    const site = await biz.tokenFor('Сайт Покровки', 'de300000-0000-4000-8000-000000000002')
    const of = (organization: string) =>
      biz.call('GET', `/api/0/cities/cities?access_token=${site.json}&organization=${organization}`)
    expect((await of(biz.organization)).status).toBe(200)
    expect((await of(demoId('organization', 'baumana'))).status).toBe(403)
    expect((await of(crypto.randomUUID())).status).toBe(403)
  })

  test('an unknown address and an operation that is not built', async () => {
    const nowhere = await biz.get('deliverySettings/getCourierLocations')
    expect([nowhere.status, Object.keys(nowhere.json)]).toEqual([404, ['Message']])
    const later = await biz.get('deliverySettings/getSurveyItems', { organization: biz.organization })
    expect([later.status, later.json.message]).toEqual([501, expect.stringContaining('getSurveyItems')])
  })

  test('a body in UTF-16 with its character set is read', async () => {
    const url = `/api/0/orders/add_order_problem?access_token=${biz.token}&organization=${biz.organization}`
    const text = JSON.stringify({ orderId: crypto.randomUUID(), problemText: 'нет дома' })
    const bytes = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))
    const answer = await biz.call('POST', url, bytes, 'application/json; charset=utf-16')
    expect([answer.status, answer.json.code]).toEqual([500, 110])
  })

  test.each([
    ['not JSON', '{"a":'],
    ['a list', '[]'],
    ['half of a character', '{"orderId":"\\ud800"}'],
    ['very deep', `${'['.repeat(200)}${']'.repeat(200)}`],
  ])('a body that is %s is refused', async (_, text) => {
    const url = `/api/0/orders/add_order_problem?access_token=${biz.token}&organization=${biz.organization}`
    const answer = await biz.call('POST', url, text)
    expect(answer.status, answer.text).toBe(400)
  })
})
