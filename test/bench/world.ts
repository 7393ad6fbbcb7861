/** What a bench measures: our service and the frozen reference, each a process of its own, on one PostgreSQL. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Pool } from 'pg'
import { walletId } from '../../src/seed/demo/loyalty.ts'
import { openEmbedded, openExternal } from '../../src/storage/engines/index.ts'
import { spawnServer } from '../support/server-process.ts'
import { parentOf } from './cpu-meter.ts'
import { apiLogin } from './demo.ts'
import { type Members, seedBench } from './seed.ts'
import { countStatements } from './statements.ts'

export type World = {
  /** Addresses. */
  ours: string
  reference: string
  /** For calls of ours. */
  headers: Record<string, string>
  pids: { server: number; reference: number; postmaster: number }
  /** Our database. */
  pool: Pool
  members: Members
  close(): Promise<void>
}

type WorldOptions = { memberCount: number; hasManyGoods: boolean; tellsStatements: boolean }

/** Opens both sides; `memberCount` guests are members of the programmes. Told statements cost a few percents. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-bench-'))
  const statements = options.tellsStatements ? { shared_preload_libraries: 'pg_stat_statements' } : {}
  const engine = await openEmbedded({ dataDir, settings: statements })
  await engine.pool.query('create database ours')
  const databaseUrl = engine.url.replace('/trapeza?', '/ours?')
  const { pool, close } = await openExternal({ databaseUrl })
  const members = await seedBench(pool, options)
  const server = await spawnServer(['--data', join(dataDir, 'node'), '--database-url', databaseUrl])
  const reference = await startReference(engine.url)
  await fillReference(reference.url, members)
  const {
    rows: [session],
  } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  const { token } = await post(`${server.baseUrl}/api/1/access_token`, { apiLogin })
  const tell = options.tellsStatements ? await countStatements(pool) : async () => {}
  return {
    ours: server.baseUrl,
    reference: reference.url,
    headers: { authorization: `Bearer ${token}` },
    pids: { server: server.pid, reference: reference.pid, postmaster: parentOf(session?.pid ?? 0) },
    pool,
    members,
    async close() {
      await tell()
      server.kill('SIGTERM')
      await server.exited
      await reference.stop()
      await close()
      await engine.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

type Json = any // any: answers of two servers, looked into where needed

/** Posts JSON and answers JSON; throws what is no success. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Json> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`)
  return JSON.parse(text)
}

/** The same guests, in portions. */
async function fillReference(url: string, { ids, phoneOf }: Members): Promise<void> {
  const portion = 10_000
  for (let start = 0; start < ids.length; start += portion) {
    const some = ids.slice(start, start + portion)
    await fetch(`${url}/loyalty/guests`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ids: some,
        phones: some.map((_, index) => phoneOf(start + index)),
        walletId: walletId('bonuses'),
      }),
    })
  }
}

type Reference = { url: string; pid: number; stop(): Promise<void> }

function startReference(url: string): Promise<Reference> {
  const file = fileURLToPath(new URL('./references/run.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = (): Promise<void> => {
    child.kill('SIGTERM')
    return exited
  }
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      const ready = /ready (\S+)/.exec(String(chunk))?.[1]
      if (ready) resolve({ url: ready, pid: child.pid ?? 0, stop })
    })
    child.once('exit', (code) => reject(new Error(`the reference ended with ${code}`)))
  })
}
