import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoChain } from '../../src/seed/demo/index.ts'
import { emptyTestDatabase, type TestDatabase } from '../support/database.ts'
import { productByCode } from '../support/orders.ts'
import { type ServerProcess, spawnServer } from '../support/server-process.ts'

/* The whole program on a PostgreSQL that somebody else runs, and its data on their way between both engines. */

type Json = any // any: a test looks where it likes

const run = promisify(execFile)
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const chain = demoChain()
const apiLogin = chain.apiKeys[0]?.apiLogin ?? ''
const group = chain.items.find((item) => item.book === 'terminalGroup' && item.body.code === 'pokrovka')
const organizationId = group?.organizationId ?? ''
const orderId = '5e0f0000-0000-4000-8000-000000000001'

let home: string
let theirs: TestDatabase
let copy: TestDatabase
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'trapeza-external-node-'))
  theirs = await emptyTestDatabase()
  copy = await emptyTestDatabase()
})
afterAll(async () => {
  await theirs.close()
  await copy.close()
  rmSync(home, { recursive: true, force: true })
})

async function trapeza(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [cli, ...args], {
    env: { ...process.env, DATABASE_URL: '' },
  })
  return stdout
}

async function call(server: ServerProcess, path: string, body: object, token?: string): Promise<Json> {
  const response = await fetch(`${server.baseUrl}${path}`, {
    method: 'POST',
    headers: token ? { authorization: `Bearer ${token}` } : {},
    body: JSON.stringify(body),
  })
  return response.json()
}

async function orderAt(server: ServerProcess): Promise<Json> {
  const { token } = await call(server, '/api/1/access_token', { apiLogin })
  return (await call(server, '/api/1/deliveries/by_id', { organizationId, orderIds: [orderId] }, token))
    .orders[0]
}

test('DATABASE_URL: a delivery reaches its till on their database, and no database of ours is started', async () => {
  const server = await spawnServer(['--data', join(home, 'node')], { DATABASE_URL: theirs.url })
  expect(await server.childPids()).toEqual([])
  const { token } = await call(server, '/api/1/access_token', { apiLogin })
  const order = {
    id: orderId,
    phone: '+79005550133',
    orderServiceType: 'DeliveryByClient',
    customer: { type: 'regular', name: 'Anna' },
    items: [{ type: 'Product', productId: productByCode(chain, '10101'), amount: 1, price: 420 }],
  }
  await call(server, '/api/1/deliveries/create', { organizationId, terminalGroupId: group?.id, order }, token)
  await expect.poll(async () => (await orderAt(server)).creationStatus, { timeout: 30_000 }).toBe('Success')
  server.kill('SIGTERM')
  expect(await server.exited).toBe(0)
})

test('a backup of their database fills ours, and a backup of ours fills theirs: the order is the same', async () => {
  const ours = join(home, 'ours')
  await trapeza('backup', join(home, 'theirs.backup'), '--database-url', theirs.url)
  await trapeza('restore', join(home, 'theirs.backup'), '--data', ours)
  await trapeza('backup', join(home, 'ours.backup'), '--data', ours)
  await trapeza('restore', join(home, 'ours.backup'), '--database-url', copy.url)
  for (const place of [
    ['--data', ours],
    ['--database-url', copy.url],
  ]) {
    expect(await trapeza('journal', 'verify', ...place)).toContain('the journal is whole')
  }
  const states = await Promise.all(
    [theirs, copy].map(
      async ({ pool }) => (await pool.query('select state from till_order where id = $1', [orderId])).rows,
    ),
  )
  expect(states[0]).toHaveLength(1)
  expect(states[1]).toEqual(states[0])
  const server = await spawnServer(['--data', ours])
  expect((await orderAt(server)).creationStatus).toBe('Success')
  server.kill('SIGTERM')
  expect(await server.exited).toBe(0)
})
