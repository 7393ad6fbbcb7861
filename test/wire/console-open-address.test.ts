import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { demoChain } from '../../src/seed/demo/index.ts'
import type { Engine } from '../../src/storage/engines/index.ts'
import { testDatabase } from '../support/database.ts'
import { startServer, type TestServer, type TestServerOptions } from '../support/start-server.ts'

let dataDir: string
let database: Engine
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'trapeza-open-'))
  database = await testDatabase()
})
afterEach(async () => {
  await database.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A server on the same data each time. */
const start = (options: TestServerOptions = {}): Promise<TestServer> =>
  startServer({ dataDir, engine: { ...database, close: async () => {} }, ...options })
const open = { host: '0.0.0.0', isSandbox: false }

const statusOf = async (server: TestServer, apiLogin: string): Promise<number> =>
  (await server.post('/api/1/access_token', { apiLogin }, null)).status

const appStatus = async (server: TestServer, clientSecret: string): Promise<number> => {
  const { appId } = server.credentials.cloud
  const apiKey = server.credentials.cloud.apiLogin
  return (await server.post('/api/v2/access_token', { apiKey, appId, clientSecret }, null)).status
}

const pinStatus = async (server: TestServer, pin: string): Promise<number> =>
  (await server.post('/till/pokrovka/api/login', { pin }, null)).status

const fixed = {
  logins: demoChain().apiKeys.map(({ apiLogin }) => apiLogin),
  secret: demoChain().apps[0]?.clientSecret ?? '',
  pin: '1111',
}

/** Nothing of the fixed access opens anything, and what the file says does. */
async function expectOnlyRandomAccess(server: TestServer): Promise<void> {
  const file = JSON.parse(readFileSync(join(dataDir, 'credentials.json'), 'utf8'))
  expect(file.demoKeys).toBe('random')
  for (const login of fixed.logins) expect(await statusOf(server, login)).toBe(401)
  expect(await statusOf(server, file.cloud.apiLogin)).toBe(200)
  expect(await appStatus(server, fixed.secret)).toBe(401)
  expect(await appStatus(server, file.cloud.clientSecret)).toBe(200)
  expect(await pinStatus(server, fixed.pin)).toBe(401)
  expect(await pinStatus(server, file.till.pins[0].pin)).toBe(200)
}

test('on an open address the demo has random keys and no control plane', async () => {
  const server = await start(open)
  await expectOnlyRandomAccess(server)
  for (const path of [
    '/__/',
    '/__/clock',
    '/__/faults',
    '/__/inspector',
    '/__/snapshots',
    '/__/till/pokrovka/script',
  ]) {
    expect((await server.get(path, null)).status, path).toBe(404)
    expect((await server.post(path, {}, null)).status, path).toBe(404)
  }
  await server.close()
})

test('a sandbox that is opened to the world loses its fixed keys; back on the loopback they work again', async () => {
  const sandbox = await start()
  for (const login of fixed.logins.slice(0, 2)) expect(await statusOf(sandbox, login)).toBe(200)
  await sandbox.close()

  const opened = await start(open)
  await expectOnlyRandomAccess(opened)
  await opened.close()
  // The keys that were made stay good: whoever was told them goes on.
  const again = await start(open)
  await expectOnlyRandomAccess(again)
  await again.close()

  const back = await start()
  expect(back.credentials.demoKeys).toBe('fixed')
  expect(await statusOf(back, fixed.logins[0] ?? '')).toBe(200)
  expect(await appStatus(back, fixed.secret)).toBe(200)
  expect(await pinStatus(back, fixed.pin)).toBe(200)
  await back.close()
})
