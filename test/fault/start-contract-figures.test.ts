import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeEvidence } from '../support/evidence.ts'
import { type ServerProcess, spawnServer } from '../support/server-process.ts'

/*
 * How long a start takes, as whoever we are and as a normal user, under a parent that nobody else may enter. The figures
 * are printed; what is checked leaves room for a machine ten times slower than the promise (issue: 15 s and 2 s).
 */

const firstMsMax = 150_000
const warmMsMax = 20_000
const nobody = 65_534
const isRoot = process.getuid?.() === 0
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const canNobodyRead =
  isRoot && spawnSync('/usr/bin/test', ['-r', cli], { uid: nobody, gid: nobody }).status === 0

let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'trapeza-figures-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

type Account = { uid?: number; gid?: number }

/** A folder of the account's own below a closed parent. */
function closedFolder(name: string, { uid, gid }: Account): string {
  const parent = join(home, name)
  mkdirSync(parent)
  chmodSync(parent, 0o700)
  if (uid !== undefined && gid !== undefined) {
    chmodSync(home, 0o755)
    chownSync(parent, uid, gid)
  }
  return join(parent, 'data')
}

/** Starts and asks for a token; gives the server and how long it took from the spawn to the right answer. */
async function started(data: string, account: Account): Promise<{ server: ServerProcess; ms: number }> {
  const startedAt = performance.now()
  const server = await spawnServer(['--data', data], { HOME: home }, account)
  const { apiLogin } = JSON.parse(readFileSync(join(data, 'credentials.json'), 'utf8')).cloud
  const response = await fetch(`${server.baseUrl}/api/1/access_token`, {
    method: 'POST',
    body: JSON.stringify({ apiLogin }),
  })
  const { token } = (await response.json()) as { token?: unknown }
  expect(typeof token).toBe('string')
  return { server, ms: Math.round(performance.now() - startedAt) }
}

async function measure(who: string, account: Account): Promise<void> {
  const data = closedFolder(who, account)
  const first = await started(data, account)
  if (account.uid !== undefined) expect(statSync(data).uid).toBe(account.uid)
  const figures = { firstMs: first.ms, warmMs: [] as number[] }
  await stop(first.server)
  for (let i = 0; i < 2; i++) {
    const warm = await started(data, account)
    figures.warmMs.push(warm.ms)
    await stop(warm.server)
  }
  console.log(`start as ${who}, to the first token: ${JSON.stringify(figures)}`)
  writeEvidence(`start-as-${who}`, figures)
  expect(figures.firstMs).toBeLessThan(firstMsMax)
  expect(Math.min(...figures.warmMs)).toBeLessThan(warmMsMax)
}

async function stop(server: ServerProcess): Promise<void> {
  server.kill('SIGTERM')
  expect(await server.exited).toBe(0)
}

test('a start with the seed and warm starts, as whoever runs the tests', () => measure('ourselves', {}))

// Only root can become somebody else, and somebody else can only run what they can read.
test.skipIf(!canNobodyRead)('the same as a normal user', () =>
  measure('nobody', { uid: nobody, gid: nobody }),
)
