import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readServeConfig } from '../../src/main/config.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { columnsHolding } from '../support/stored-texts.ts'

/** What SECURITY.md promises and no other suite proves. */
let server: TestServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const loginAt = (pin: string) => server.post('/till/pokrovka/api/login', { pin }, null)

test('no secret lies in the database as it is', async () => {
  const { organizationId, tenantId, terminalGroupId } = server.till('pokrovka')
  const linkToken = 'a token of a till on its own'
  const peer = { id: crypto.randomUUID(), tenantId, organizationId, terminalGroupId, name: 'x' }
  await server.node.storage.now.links.savePeer(peer, linkToken)
  const authToken = 'Bearer of a receiver'
  const settings = { organizationId, webHooksUri: 'http://127.0.0.1:9/hook', authToken, webHooksFilter: {} }
  expect((await server.post('/api/1/webhooks/update_settings', settings)).status).toBe(200)
  const session = await loginAt('1111')
  expect(session.status, session.text).toBe(200)

  const { cloud, admin } = server.credentials
  const secrets = [cloud.apiLogin, cloud.clientSecret, admin.password, linkToken, authToken]
  const tokens = [session.json.token, await server.token()]
  expect((await columnsHolding(server, [...secrets, ...tokens])).found).toEqual([])
  // They are there all the same, for those who know them.
  const read = await server.post('/api/1/webhooks/settings', { organizationId })
  expect(read.json).toMatchObject({ authToken })
})

test('PINs lie as scrypt only', async () => {
  const { rows } = await server.pool.query<{ body: Record<string, unknown> }>(
    `select body from book_item where book = 'employee'`,
  )
  expect(rows.length).toBeGreaterThan(5)
  for (const { body } of rows) {
    expect(Object.keys(body)).not.toContain('pin')
    if (body['pinHash'] !== null) expect(body['pinHash']).toMatch(/^[0-9a-f]{64}$/)
  }
})

test('five wrong PINs close the login of a till for half a minute, for a right one too', async () => {
  for (let tries = 0; tries < 5; tries += 1) expect((await loginAt('9999')).status).toBe(401)
  const closed = await loginAt('1111')
  expect(closed.status).toBe(429)
  expect(Number(closed.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(closed.json.text.ru).toContain('Слишком много неверных PIN-кодов')
  expect((await server.post('/till/taganka/api/login', { pin: '9999' }, null)).status).not.toBe(429)
  server.clock.advance(31_000)
  expect((await loginAt('1111')).status).toBe(200)
})

test('a token of a till’s screen lives for a shift of twelve hours', async () => {
  const { token } = (await loginAt('1111')).json
  const board = async (): Promise<number> => (await server.get('/till/pokrovka/api/board', token)).status
  expect(await board()).toBe(200)
  server.clock.advance(12 * 3_600_000 + 1000)
  expect(await board()).toBe(401)
})

test('a data directory that is made here is nobody else’s, and what stands in it too', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'trapeza-modes-'))
  const dataDir = join(parent, 'made', 'here')
  const own = await startServer({ dataDir })
  try {
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
    expect(statSync(join(dataDir, 'credentials.json')).mode & 0o777).toBe(0o600)
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    const open = files.filter((one) => (statSync(join(one.parentPath, one.name)).mode & 0o077) !== 0)
    expect(open.map(({ name }) => name)).toEqual([])
    expect(files.length).toBeGreaterThan(1)
  } finally {
    await own.close()
    rmSync(parent, { recursive: true, force: true })
  }
})

test('closed unless somebody opens it: loopback by default, no sandbox on an open address', () => {
  expect(readServeConfig({}, {})).toMatchObject({ host: '127.0.0.1', isSandbox: true })
  expect(readServeConfig({ host: '0.0.0.0' }, {})).toMatchObject({ isSandbox: false })
  expect(readServeConfig({ host: '192.168.1.2' }, {})).toMatchObject({ isSandbox: false })
})

/** A wrong login of the back office, as a proxy passes it on; clients can write into the header what they like. */
async function isSlowed(to: TestServer, login: string, forwarded: string): Promise<boolean> {
  const address = `${to.baseUrl}/resto/api/auth?login=${login}&pass=${'0'.repeat(40)}`
  const { status, headers } = await fetch(address, { headers: { 'x-forwarded-for': forwarded } })
  expect(status).toBe(401)
  return headers.has('retry-after')
}

test('behind a proxy that is trusted a guesser closes out their own address, whatever they write', async () => {
  const behind = await startServer({ trustProxy: ['loopback'] })
  try {
    for (let tries = 0; tries < 5; tries += 1)
      expect(await isSlowed(behind, 'manager', `10.9.9.${tries}, 203.0.113.5`)).toBe(false)
    expect(await isSlowed(behind, 'manager', '10.9.9.77, 203.0.113.5')).toBe(true)
    expect(await isSlowed(behind, 'manager', '203.0.113.6')).toBe(false)
  } finally {
    await behind.close()
  }
})

test('without a trusted proxy nobody chooses their address', async () => {
  for (let tries = 0; tries < 5; tries += 1)
    expect(await isSlowed(server, 'stranger', `10.9.9.${tries}`)).toBe(false)
  expect(await isSlowed(server, 'stranger', '10.9.9.77')).toBe(true)
})

test('whom to trust is nobody, or places of proxies, and never everybody', () => {
  const trusted = (trustProxy?: string | true, environment = {}) =>
    readServeConfig(trustProxy === undefined ? {} : { trustProxy }, environment).trustProxy
  expect([trusted(), trusted('off'), trusted(true)]).toEqual([false, false, ['loopback']])
  expect(trusted('10.0.0.0/8, loopback,2001:db8::/32')).toEqual(['10.0.0.0/8', 'loopback', '2001:db8::/32'])
  expect(trusted(undefined, { TRAPEZA_TRUST_PROXY: '10.0.0.7' })).toEqual(['10.0.0.7'])
  for (const wrong of ['1', 'true', '10.0.0.0/33', '10.0.0.0/8/1', 'proxy.local', ''])
    expect(() => trusted(wrong), wrong).toThrow('--trust-proxy')
})
