import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { closing } from '../../src/kernel/closing.ts'
import { type Engine, openEmbedded, openExternal } from '../../src/storage/engines/index.ts'
import { errorCode } from '../../src/storage/engines/trouble.ts'
import { migrate } from '../../src/storage/migrate.ts'

/*
 * Every test gets a database of its own, cloned from a migrated template on one server per test run.
 * `startTestServer` runs once in vitest's global set-up and leaves an address in the environment, which the workers
 * inherit; without it (a single file run by hand) the first `testDatabase()` of a process starts a server.
 * TEST_DATABASE_URL runs the same suites on an external server, as a user who may create databases.
 */

export type TestDatabase = Engine & { readonly name: string }

export type TestServer = {
  /** What workers find in the environment. */
  address: TestServerAddress
  close(): Promise<void>
}
type TestServerAddress = { url: string; template: string }

const variable = 'TRAPEZA_TEST_SERVER'

export async function startTestServer(): Promise<TestServer> {
  const external = process.env['TEST_DATABASE_URL']
  const { url, stop } =
    external === undefined ? await startEmbedded() : { url: external, stop: async () => {} }
  const template = `trapeza_template_${process.pid}_${randomBytes(3).toString('hex')}`
  await asAdministrator(url, `create database ${template}`)
  const engine = await openExternal({ databaseUrl: withDatabase(url, template) })
  await closing(engine, ({ pool }) => migrate(pool))
  const address = { url, template }
  process.env[variable] = JSON.stringify(address)
  return {
    address,
    close: async () => {
      delete process.env[variable]
      if (external !== undefined) await dropCopies(url, template)
      await administrator(url).end()
      administrators.delete(url)
      await stop()
    },
  }
}

async function startEmbedded() {
  const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-test-'))
  // These databases live for seconds, so nothing has to survive a power cut. Durability has tests of its own.
  const settings = {
    ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
    // Hundreds of small databases would each be looked at, for nothing.
    autovacuum: 'off',
  }
  const engine = await openEmbedded({ dataDir, settings })
  const stop = async () => {
    await engine.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { url: engine.url, stop }
}

let ownServer: Promise<TestServer> | undefined

async function serverAddress(): Promise<TestServerAddress> {
  const inherited = process.env[variable]
  if (inherited !== undefined) return JSON.parse(inherited) as TestServerAddress
  // Nobody closes this one: PostgreSQL ends with the process, and the temporary directory is small.
  ownServer ??= startTestServer()
  return (await ownServer).address
}

/** A migrated database of its own for one test or one file. Close it. */
export async function testDatabase(): Promise<TestDatabase> {
  const { url, template } = await serverAddress()
  return openNew(url, copyOf(template))
}

/** The same without a schema, for tests of migrations and of restore. */
export async function emptyTestDatabase(): Promise<TestDatabase> {
  const { url } = await serverAddress()
  return openNew(url, '')
}

/**
 * A database with what `fill` wrote into the first one of this `kind`. Filling takes seconds, a copy of what was filled
 * a few hundredths; whoever comes first fills, and all other processes of the run wait for it.
 */
export async function filledTestDatabase(
  kind: string,
  fill: (engine: Engine) => Promise<void>,
): Promise<TestDatabase> {
  const { url, template } = await serverAddress()
  const name = `${template}_${kind}`
  const known = filled.get(name) ?? fillOnce(url, template, name, fill)
  filled.set(name, known)
  await known
  return openNew(url, copyOf(name))
}

const filled = new Map<string, Promise<void>>()

async function fillOnce(
  url: string,
  template: string,
  name: string,
  fill: (engine: Engine) => Promise<void>,
): Promise<void> {
  const client = await administrator(url).connect()
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount !== 0) return
    // It gets its name when it is whole: a filling that fails leaves nothing that others would take for good.
    const unfinished = `t_${randomBytes(6).toString('hex')}`
    await asAdministrator(url, `create database ${unfinished} ${copyOf(template)}`)
    const engine = await openExternal({ databaseUrl: withDatabase(url, unfinished) })
    await closing(engine, fill)
    await asAdministrator(url, `alter database ${unfinished} rename to ${name}`)
  } finally {
    await client.query('select pg_advisory_unlock_all()')
    client.release()
  }
}

/** Copies files: four times as cheap as by the log, which nobody reads where nothing has to survive a power cut. */
const copyOf = (template: string): string => `template ${template} strategy file_copy`

async function openNew(url: string, how: string): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`
  await asAdministrator(url, `create database ${name} ${how}`)
  // Half of what a server keeps otherwise: to connect costs a server of tests more than most of its tests.
  const engine = await openExternal({ databaseUrl: withDatabase(url, name), poolMax: 8 })
  return {
    ...engine,
    name,
    close: async () => {
      await engine.close()
      await drop(url, name)
    },
  }
}

/** The template and what was filled from it, on a server that goes on. */
async function dropCopies(url: string, template: string): Promise<void> {
  const { rows } = await administrator(url).query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [template],
  )
  for (const { datname } of rows) await drop(url, datname)
}

async function drop(url: string, name: string): Promise<void> {
  await asAdministrator(url, `drop database if exists ${name} with (force)`)
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

const objectInUse = '55006'
const triesMax = 20

/** Kept connections: to make one costs more than to copy a database. */
const administrators = new Map<string, pg.Pool>()

function administrator(url: string): pg.Pool {
  const known = administrators.get(url)
  if (known) return known
  // A second one, because who fills a database waits for the first.
  const pool = new pg.Pool({ connectionString: url, max: 2, idleTimeoutMillis: 0, allowExitOnIdle: true })
  pool.on('error', () => {}) // the server has gone; whoever asks next is told
  administrators.set(url, pool)
  return pool
}

async function asAdministrator(url: string, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await administrator(url).query(statement)
      return
    } catch (error) {
      // Somebody else's clone of the template is being made, or a vacuum worker looks at it.
      if (errorCode(error) !== objectInUse || attempt === triesMax) throw error
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
}
