import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { spawnServer } from '../support/server-process.ts'

type Json = any // any: a test looks where it likes

const run = promisify(execFile)
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'trapeza-start-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Runs a command of the built program; gives its exit code and words. */
async function trapeza(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, [cli, ...args], {
      env: { ...process.env, DATABASE_URL: '' },
    })
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

test('the start contract: seed and credentials, a token, one process a directory, a clean stop', async () => {
  const data = join(home, 'node')
  const server = await spawnServer(['--data', data])
  const credentials = JSON.parse(readFileSync(join(data, 'credentials.json'), 'utf8'))
  expect(credentials.organizations).toHaveLength(3)
  const token = async (baseUrl: string): Promise<string> => {
    const response = await fetch(`${baseUrl}/api/1/access_token`, {
      method: 'POST',
      body: JSON.stringify({ apiLogin: credentials.cloud.apiLogin }),
    })
    return ((await response.json()) as { token: string }).token
  }
  expect(await token(server.baseUrl)).toBeTruthy()
  // Addresses and logins for a newcomer; stdout has the one line that scripts wait for.
  await expect.poll(() => server.stderr()).toContain(`${server.baseUrl}/__/`)
  expect(server.stderr()).toContain(credentials.cloud.apiLogin)
  expect(server.stdout()).toBe(`ready ${server.baseUrl}\n`)

  const second = await trapeza('serve', '--port', '0', '--data', data)
  expect(second.code).not.toBe(0)
  expect(second.out).not.toContain('ready')
  expect(second.err.length).toBeGreaterThan(20)

  server.kill('SIGTERM')
  expect(await server.exited).toBe(0)
  const again = await spawnServer(['--data', data])
  expect(await token(again.baseUrl)).toBeTruthy()
  again.kill('SIGINT')
  expect(await again.exited).toBe(0)
})

test('commands: the journal is whole, a backup fills another directory, a key and a till are made', async () => {
  const data = join(home, 'node')
  expect((await trapeza('journal', 'verify', '--data', data)).out).toContain('the journal is whole')
  const file = join(home, 'copy.backup')
  expect((await trapeza('backup', file, '--data', data)).code).toBe(0)
  expect(existsSync(file)).toBe(true)
  const other = join(home, 'other')
  const restored = await trapeza('restore', file, '--data', other)
  expect(restored.code, restored.err).toBe(0)
  expect((await trapeza('journal', 'verify', '--data', other)).out).toContain('the journal is whole')
  expect((await trapeza('restore', file, '--data', data)).code).not.toBe(0)

  const added = await trapeza('key', 'add', 'Сайт', '--data', other)
  const apiLogin = /apiLogin (\S+)/.exec(added.out)?.[1]
  expect(apiLogin).toBeTruthy()
  expect((await trapeza('key', 'list', '--data', other)).out).toContain('Сайт')
  expect((await trapeza('till', 'add', 'pokrovka', '--data', other)).out).toContain('--link-token')
  const unknown = await trapeza('till', 'add', 'nowhere', '--data', other)
  expect([unknown.code, unknown.err]).toEqual([
    1,
    expect.stringContaining('no terminal group with code nowhere'),
  ])
  expect((await trapeza('trace', '00000000-0000-4000-8000-000000000000', '--data', other)).code).toBe(1)
})

test('a till as its own process sells for a cloud that it dials', async () => {
  const data = join(home, 'other')
  const made = await trapeza('till', 'add', 'taganka', '--data', data)
  const linkToken = /--link-token (\S+)/.exec(made.out)?.[1] ?? ''
  const cloud = await spawnServer(['--data', data])
  const credentials = JSON.parse(readFileSync(join(data, 'credentials.json'), 'utf8'))
  const till = await spawnServer([
    '--data',
    join(home, 'till'),
    '--roles',
    'till',
    '--link',
    `${cloud.baseUrl.replace('http', 'ws')}/link`,
    '--link-token',
    linkToken,
  ])
  try {
    const call = async (path: string, body: object, token?: string): Promise<Json> =>
      (
        await fetch(`${cloud.baseUrl}${path}`, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: token ? { authorization: `Bearer ${token}` } : {},
        })
      ).json()
    const { token } = await call('/api/1/access_token', { apiLogin: credentials.cloud.apiLogin })
    const group = credentials.till.groups.find((one: { code: string }) => one.code === 'taganka')
    const { organizationId } = group
    await expect
      .poll(
        async () =>
          (
            await call(
              '/api/1/terminal_groups/is_alive',
              { organizationIds: [organizationId], terminalGroupIds: [group.id] },
              token,
            )
          ).isAliveStatus[0].isAlive,
        { timeout: 15_000 },
      )
      .toBe(true)
    const { demoChain } = await import('../../src/seed/demo/index.ts')
    const { productByCode } = await import('../support/orders.ts')
    const order = {
      phone: '+79005550133',
      orderServiceType: 'DeliveryByClient',
      customer: { type: 'regular', name: 'Till' },
      items: [{ type: 'Product', productId: productByCode(demoChain(), '10101'), amount: 1, price: 390 }],
    }
    const created = await call(
      '/api/1/deliveries/create',
      { organizationId, terminalGroupId: group.id, order },
      token,
    )
    const status = async (): Promise<string> =>
      (await call('/api/1/deliveries/by_id', { organizationId, orderIds: [created.orderInfo.id] }, token))
        .orders[0].creationStatus
    await expect.poll(status, { timeout: 15_000 }).toBe('Success')
  } finally {
    till.kill('SIGTERM')
    cloud.kill('SIGTERM')
    await Promise.all([till.exited, cloud.exited])
  }
})

test.each([
  [['serve', '--port', 'many'], '--port many'],
  [['serve', '--roles', 'cook'], '--roles cook'],
  [['serve', '--link', 'ws://x/link'], '--link-token'],
])('%j is refused in words', async (args, words) => {
  const { code, err } = await trapeza(...args)
  expect(code).toBe(1)
  expect(err).toContain(words)
})
