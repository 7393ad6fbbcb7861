import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addLogin, listLogins, revokeLogin } from '../../src/cli/logins.ts'
import { digestOf, fetched, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
})
afterAll(() => server.close())

const auth = (login: string, password: string) =>
  fetched(`${server.baseUrl}/resto/api/auth?${new URLSearchParams({ login, pass: digestOf(password) })}`)

/** A command of the command line: what it printed. */
async function command(work: (desk: Parameters<typeof addLogin>[0]) => Promise<void>): Promise<string[]> {
  const lines: string[] = []
  const scope = { tenantId: server.chain.tenant.id, actor: 'cli' }
  await work({ app: server.node.app, scope, print: (line) => lines.push(line) })
  return lines
}

describe('guessing passwords [server-api §2.1]', () => {
  test("five wrong ones close the login for a while of the node's clock, in plain text", async () => {
    const { login, password } = server.credentials.server
    for (let guess = 0; guess < 5; guess++) {
      const answer = await auth(login, `guess ${guess}`)
      expect([answer.status, answer.text]).toEqual([401, 'Invalid login or password'])
    }
    const closed = await auth(login.toUpperCase(), password)
    expect([closed.status, closed.text]).toEqual([401, 'Too many failed logins: try again in 30 s'])
    expect(closed.headers.get('retry-after')).toBe('30')
    expect(closed.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(closed.headers.get('set-cookie')).toBeNull()
    // Another one is not concerned.
    expect((await auth('cashier', password)).status).toBe(200)
    server.clock.advance(30_000)
    expect((await auth(login, password)).status).toBe(200)
  })
})

describe('trapeza login', () => {
  const passwordIn = (lines: readonly string[]): string =>
    lines.find((line) => line.startsWith('password '))?.slice('password '.length) ?? ''
  let password = ''

  test('add gives an employee a login, list says whose it is', async () => {
    const lines = await command((desk) => addLogin(desk, 'bookkeeper', { employee: '105' }))
    password = passwordIn(lines)
    expect(password.length).toBeGreaterThan(15)
    expect((await auth('bookkeeper', password)).status).toBe(200)
    const list = await command(listLogins)
    expect(list.find((line) => line.startsWith('bookkeeper  105'))).toMatch(/roles: \S+/)
    expect(list.some((line) => line.startsWith('manager  '))).toBe(true)
    expect(list.join()).not.toContain(password)
  })
  test('another password ends the sessions of the old one within ten seconds', async () => {
    const office = await openBackOffice(server, { login: 'bookkeeper', password })
    password = passwordIn(await command((desk) => addLogin(desk, 'bookkeeper', { employee: '105' })))
    server.clock.advance(10_000)
    expect((await office.get('/corporation/stores')).status).toBe(401)
  })
  test('revoke ends it and its sessions', async () => {
    const office = await openBackOffice(server, { login: 'bookkeeper', password })
    expect(await command((desk) => revokeLogin(desk, 'BookKeeper'))).toEqual([
      'BookKeeper opens nothing any more',
    ])
    server.clock.advance(10_000)
    expect((await office.get('/corporation/stores')).status).toBe(401)
    expect((await auth('bookkeeper', password)).status).toBe(401)
    const list = await command(listLogins)
    expect(list.some((line) => line.startsWith('bookkeeper'))).toBe(false)
  })
  test.each([
    [
      'an employee whom nobody knows',
      (desk: Parameters<typeof addLogin>[0]) => addLogin(desk, 'x', { employee: '0' }),
      'employee 0: one is expected by code or id, 0 are found',
    ],
    [
      "another's login",
      (desk: Parameters<typeof addLogin>[0]) => addLogin(desk, 'MANAGER', { employee: '105' }),
      'Login MANAGER is taken',
    ],
    [
      'signs',
      (desk: Parameters<typeof addLogin>[0]) => addLogin(desk, 'a;b', { employee: '105' }),
      'Login a;b: from 1 to 64',
    ],
    [
      'a login that is not there',
      (desk: Parameters<typeof addLogin>[0]) => revokeLogin(desk, 'ghost'),
      'Login ghost is not found',
    ],
  ])('%s is refused in words', async (_, work, words) => {
    await expect(command(work)).rejects.toThrow(words)
  })
})
