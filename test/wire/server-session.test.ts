import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '../../src/api/server/generated/operations.ts'
import { readXml } from '../../src/api/server/wire/read-xml.ts'
import { setBackOfficeLogin } from '../../src/app/server/back-office-logins.ts'
import { digestOf, fetched, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

const tokenPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

let server: TestServer
let login: string
let pass: string
beforeAll(async () => {
  server = await startServer()
  login = server.credentials.server.login
  pass = server.credentials.server.passwordSha1
})
afterAll(() => server.close())

const api = (path: string) => `${server.baseUrl}/resto/api${path}`
const auth = (query = `login=${login}&pass=${pass}`) => fetched(api(`/auth?${query}`))
const isOpen = async (token: string): Promise<boolean> =>
  (await fetched(api(`/corporation/departments?key=${token}`))).status === 200

describe('login [server-api §2.1]', () => {
  test('GET gives a bare token as text and as a cookie of the server', async () => {
    const answer = await auth()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(answer.text).toMatch(tokenPattern)
    expect(answer.headers.get('set-cookie')).toBe(`key=${answer.text}; Path=/resto; HttpOnly`)
    expect(await isOpen(answer.text)).toBe(true)
  })
  test('POST takes the same as a form or in the query, and the digest in capitals', async () => {
    const form = new URLSearchParams({ login, pass: pass.toUpperCase() })
    const posted = await fetched(api('/auth'), { method: 'POST', body: form })
    expect(posted.text).toMatch(tokenPattern)
    const bare = await fetched(api(`/auth?login=${login}&pass=${pass}`), { method: 'POST' })
    expect(bare.text).toMatch(tokenPattern)
    expect(bare.text).not.toBe(posted.text)
  })
  test.each([
    ['a wrong password', () => `login=${login}&pass=${digestOf('wrong')}`],
    ['the password itself', () => `login=${login}&pass=${server.credentials.server.password}`],
    ['a stranger', () => `login=nobody&pass=${pass}`],
  ])('%s is refused with 401 in plain text', async (_, query) => {
    const answer = await auth(query())
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(answer.text).toBe('Invalid login or password')
    expect(answer.headers.get('set-cookie')).toBeNull()
  })
  test('a missing parameter is named', async () => {
    const answer = await auth(`login=${login}`)
    expect([answer.status, answer.text]).toEqual([
      400,
      "Argument for @NotNull parameter 'pass' must not be null",
    ])
  })
  test('at rest lies scrypt over the digest', async () => {
    const { rows } = await server.pool.query('select password_hash from back_office_login')
    expect(rows).toHaveLength(server.chain.backOfficeLogins.length)
    for (const { password_hash: hash } of rows) {
      expect(hash).toMatch(/^scrypt\$15\$/)
      expect(hash).not.toContain(pass)
    }
  })
})

describe('token [server-api §2.2, §26.2]', () => {
  test('goes by the query, which wins, or by the cookie; an empty pair before it does no harm', async () => {
    const { text: token } = await auth()
    const path = api('/corporation/departments')
    expect((await fetched(`${path}?&key=${token}`)).status).toBe(200)
    expect((await fetched(path, { headers: { cookie: `a=b; key=${token}` } })).status).toBe(200)
    expect((await fetched(`${path}?key=wrong`, { headers: { cookie: `key=${token}` } })).status).toBe(401)
  })
  test('without one, or with an unknown one, 401 in plain text', async () => {
    for (const path of ['/corporation/departments', '/v2/entities/list?rootType=Account&key=unknown']) {
      const answer = await fetched(api(path))
      expect(answer.status).toBe(401)
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    }
  })
  test.each([
    ['GET, by the query', (token: string) => fetched(api(`/logout?key=${token}`))],
    [
      'POST, by a form',
      (token: string) =>
        fetched(api('/logout'), { method: 'POST', body: new URLSearchParams({ key: token }) }),
    ],
    [
      'GET, by the cookie',
      (token: string) => fetched(api('/logout'), { headers: { cookie: `key=${token}` } }),
    ],
  ])('logout by %s closes it and says which it was', async (_, logout) => {
    const { text: token } = await auth()
    const answer = await logout(token)
    expect([answer.status, answer.text]).toEqual([200, token])
    expect(await isOpen(token)).toBe(false)
    expect((await logout(token)).status).toBe(401)
  })
  test('lives for an hour from the login, however much it is used', async () => {
    const { text: token } = await auth()
    server.clock.advance(3_500_000)
    expect(await isOpen(token)).toBe(true)
    server.clock.advance(100_000)
    expect(await isOpen(token)).toBe(false)
    server.clock.reset()
  })
  test('of the chain opens no restaurant, and the other way round', async () => {
    const chain = await openBackOffice(server)
    const restaurant = await openBackOffice(server, { prefix: '/rms/2/resto' })
    expect((await chain.get('/replication/serverType')).xml).toBe('CHAIN')
    expect((await restaurant.get('/replication/serverType')).xml).toBe('REPLICATED_RMS')
    const foreign = await fetched(`${server.baseUrl}/rms/2/resto/api/corporation/stores?key=${chain.token}`)
    expect(foreign.status).toBe(401)
    expect(await isOpen(restaurant.token)).toBe(false)
    const unknown = await fetched(`${server.baseUrl}/rms/77/resto/api/auth?login=${login}&pass=${pass}`)
    expect(unknown.status).toBe(401)
  })
  test('ends when its employee is gone', async () => {
    const { tenant, items } = server.chain
    const [person] = items.filter((item) => item.book === 'employee' && !item.isDeleted).slice(5)
    const scope = { tenantId: tenant.id, actor: 'test' }
    const mine = { employeeId: person?.id ?? '', login: 'Уволенный', password: 'пароль' }
    await setBackOfficeLogin(server.node.app, scope, mine)
    const office = await openBackOffice(server, { login: 'уволенный', password: 'пароль' })
    expect((await office.get('/corporation/stores')).status).toBe(200)
    const { app } = server.node
    await app.storage.now.books.save(tenant.id, [{ ...(person as object), isDeleted: true } as never])
    app.forgetCatalog(tenant.id)
    expect((await office.get('/corporation/stores')).status).toBe(401)
  })
})

describe('rights [server-api §2.5]', () => {
  test('come from the roles of the employee', async () => {
    const cashier = await openBackOffice(server, { login: 'cashier' })
    const answer = await cashier.get('/v2/corporation/settings')
    expect([answer.status, answer.text]).toEqual([403, 'Permission denied: B_ADM'])
    const manager = await openBackOffice(server)
    expect((await manager.get('/v2/corporation/settings')).json).toEqual({
      vatAccounting: 'VAT_INCLUDED_IN_PRICE',
    })
  })
})

describe('seats [server-api §26.1]', () => {
  let strict: TestServer
  beforeAll(async () => {
    strict = await startServer()
    const { id } = strict.chain.tenant
    await strict.node.storage.now.licences.save(id, { module: 'iikoAPIServer', seats: 2, expiresAt: null })
    strict.licences.forget(id)
  })
  afterAll(() => strict.close())
  const enter = () => fetched(`${strict.baseUrl}/resto/api/auth?login=${login}&pass=${pass}`)

  test('each login takes one; logout and the hour free it', async () => {
    const first = await enter()
    const free = async (token: string) =>
      (await fetched(`${strict.baseUrl}/resto/api/licence/info?moduleId=2000&key=${token}`)).text
    expect(await free(first.text)).toBe('1')
    const second = await enter()
    const third = await enter()
    expect([third.status, third.text]).toEqual([
      403,
      'License enhancement is required: no connections available for module 2000',
    ])
    await fetched(`${strict.baseUrl}/resto/api/logout?key=${second.text}`)
    expect((await enter()).status).toBe(200)
    expect((await enter()).status).toBe(403)
    strict.clock.advance(3_600_000)
    expect((await enter()).status).toBe(200)
    strict.clock.reset()
  })
  test('without a licence the module is blocked, at login and at every call', async () => {
    const { id } = strict.chain.tenant
    strict.clock.advance(24 * 3_600_000)
    const entered = await enter()
    const expiresAt = strict.clock.now() - 1
    await strict.node.storage.now.licences.save(id, { module: 'iikoAPIServer', seats: 2, expiresAt })
    strict.licences.forget(id)
    const text = 'Module 2000 is blocked within current license'
    const refused = await enter()
    expect([refused.status, refused.text]).toEqual([403, text])
    const call = await fetched(`${strict.baseUrl}/resto/api/corporation/stores?key=${entered.text}`)
    expect([call.status, call.text]).toEqual([403, text])
    const present = `${strict.baseUrl}/resto/api/licence/isModulePresent?moduleId=21005108&key=${entered.text}`
    expect((await fetched(present)).status).toBe(403)
    strict.clock.reset()
  })
})

describe('seats beside that of the session [server-api §2.4]', () => {
  const moduleId = 21005108
  let strict: TestServer
  beforeAll(async () => {
    strict = await startServer()
    const { id } = strict.chain.tenant
    await strict.node.storage.now.licences.save(id, { module: 'iikoAPIFront', seats: 1, expiresAt: null })
    strict.licences.forget(id)
  })
  afterAll(() => strict.close())

  test('are taken by name, looked for and given back', async () => {
    const office = await openBackOffice(strict)
    const free = async () => (await office.get(`/licence/info?moduleId=${moduleId}`)).text
    const taken = await office.get(`/licence?moduleId=${moduleId}`)
    expect([taken.status, taken.text]).toEqual([200, expect.stringMatching(tokenPattern)])
    const seat = taken.text
    expect(await free()).toBe('0')
    const form = { token: office.token, apiToken: seat, moduleId: String(moduleId) }
    expect((await office.postForm('/licence/check', form)).text).toBe('true')
    expect((await office.get(`/licence/check?apiToken=${seat}&moduleId=2000`)).text).toBe('false')
    const second = await office.postForm('/licence', { moduleId: String(moduleId) })
    expect([second.status, second.text]).toEqual([
      403,
      `License enhancement is required: no connections available for module ${moduleId}`,
    ])
    expect((await office.get(`/licence/clean?apiToken=${seat}`)).text).toBe(seat)
    expect(await free()).toBe('1')
    expect((await office.get(`/licence/check?apiToken=${seat}&moduleId=${moduleId}`)).text).toBe('false')
    expect((await office.postForm('/licence/clean', { apiToken: seat })).status).toBe(200)
  })
  test("end with the session; another's cannot be touched", async () => {
    const [office, cashier] = [
      await openBackOffice(strict),
      await openBackOffice(strict, { login: 'cashier' }),
    ]
    await office.get(`/licence?moduleId=${moduleId}`)
    const foreign = await cashier.get(`/licence?token=${office.token}&moduleId=${moduleId}`)
    expect(foreign.status).toBe(401)
    const free = async () => (await cashier.get(`/licence/info?moduleId=${moduleId}`)).text
    expect(await free()).toBe('0')
    await office.get('/logout')
    expect(await free()).toBe('1')
  })
})

test('isModulePresent knows modules by their numbers', async () => {
  const office = await openBackOffice(server)
  expect((await office.get('/licence/isModulePresent?moduleId=2000')).text).toBe('true')
  expect((await office.get('/licence/isModulePresent?moduleId=99')).text).toBe('false')
  expect((await office.get('/licence/info?moduleId=abc')).text).toContain('For input string: "abc"')
})

test('all calls of a session one after the other, where that is asked for', async () => {
  const sequential = await startServer({ isServerSequential: true })
  const office = await openBackOffice(sequential)
  const answers = await Promise.all(
    ['/corporation/stores', '/nothing', '/corporation/groups', '/v2/entities/list'].map((path) =>
      office.get(path),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 400])
  await sequential.close()
})

describe('what the server says of itself [server-api §2.6]', () => {
  test('version and info need no token', async () => {
    const version = await fetched(api('/version'))
    expect([version.status, version.text]).toEqual([200, '9.4.6012.0'])
    const office = await openBackOffice(server)
    expect((await office.get('/version/test')).text).toBe(version.text)
    const info = await fetched(`${server.baseUrl}/resto/get_server_info.jsp?encoding=UTF-8`)
    expect(info.root).toBe('r')
    expect(info.text).toContain('<protocol null="1"></protocol>')
    expect(info.xml).toMatchObject({
      serverName: 'Трапеза',
      edition: 'chain',
      version: '9.4.6012.0',
      serverState: 'STARTED_SUCCESSFULLY',
    })
    const own = await fetched(`${server.baseUrl}/rms/1/resto/get_server_info.jsp`)
    expect(own.xml).toMatchObject({ serverName: 'Трапеза на Покровке', edition: 'default' })
    expect((await fetched(`${server.baseUrl}/rms/77/resto/get_server_info.jsp`)).status).toBe(404)
  })
})

test('the WADL names each method once with its parameters [server-api §2.6]', async () => {
  const office = await openBackOffice(server)
  const wadl = await office.get('/application.wadl')
  expect([wadl.status, wadl.root]).toEqual([200, 'application'])
  expect(wadl.headers.get('content-type')).toBe('application/vnd.sun.wadl+xml; charset=utf-8')
  const [resources] = readXml(wadl.text).children
  expect(resources?.attributes.get('base')).toBe('/resto/api/')
  const paths = resources?.children.map(({ attributes }) => attributes.get('path')) ?? []
  expect(new Set(paths).size).toBe(paths.length)
  const described = Object.values(operations).filter(({ answer, isOutside }) => answer && !isOutside)
  const methods = resources?.children.flatMap((resource) =>
    resource.children
      .filter(({ name }) => name === 'method')
      .map(({ attributes }) => `${attributes.get('name')} ${resource.attributes.get('path')}`),
  )
  expect(methods?.sort()).toEqual(described.map(({ method, path }) => `${method} ${path}`).sort())
  const ids = [...wadl.text.matchAll(/<method id="(\w+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(wadl.text).toContain('<param name="moduleId" style="query" type="xs:int" required="true"/>')
  expect(wadl.text).toContain('<param name="ediSystem" style="template" type="xs:string"/>')
})

describe('addresses that nobody has', () => {
  test.each([
    ['GET', '/resto/api/corporation/department', 404, '/api/corporation/departments'],
    ['GET', '/resto/api/%zz', 404, 'There is no operation'],
    ['GET', '/resto/', 404, 'There is no operation'],
    ['POST', '/resto/api/auth/logout', 404, 'There is no operation'],
    ['DELETE', '/resto/api/auth', 405, 'DELETE is not allowed for /api/auth, use GET, POST'],
    ['PUT', '/rms/1/resto/api/corporation/stores', 405, 'use GET'],
  ])('%s %s: %i in plain text', async (method, path, status, text) => {
    const answer = await fetched(`${server.baseUrl}${path}`, { method })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(answer.text).toContain(text)
  })
  test('/api/auth, which some clients try first, belongs to another family', async () => {
    expect((await fetched(`${server.baseUrl}/api/auth`)).status).toBe(404)
  })
})
