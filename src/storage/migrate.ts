import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import type { OnProgress } from './engines/engine.ts'
import { errorCode, errorText, StorageTrouble } from './engines/trouble.ts'

/*
 * Migrations go forward only. Each is a folder NNNN-name: notes.md (its first line says `compatible` or `breaking`:
 * may nodes of the former release go on running?), up.sql, and for its own test before.sql and after.sql.
 *
 * Every step is one transaction that first locks the one row of schema_lock and then looks what is the next to do, so
 * any number of nodes may start at once, and a killed one leaves neither a lock nor a half of a migration.
 */

export type Migration = { name: string; kind: MigrationKind; checksum: string; sql: string }
export type MigrationKind = 'compatible' | 'breaking'
/** What a database says about a migration it has been through. */
export type AppliedMigration = { name: string; kind: MigrationKind; checksum: string }

export type MigrateOptions = {
  /** The folder of migrations; by default that of this release. */
  dir?: string
  /** Stop after the migration of this name (a backup of an older schema is restored that way). */
  to?: string
  onProgress?: OnProgress
}

/** Brings the schema to this release. Gives the names of the migrations that were applied now. */
export async function migrate(pool: pg.Pool, options: MigrateOptions = {}): Promise<string[]> {
  const known = wanted(readMigrations(options.dir ?? migrationsDir()), options.to)
  if (planNext(known, await appliedMigrations(pool)) === undefined) return []
  await retryConcurrentCreation(() => pool.query(bookkeeping))
  const done: string[] = []
  for (;;) {
    const name = await applyNext(pool, known, options.onProgress)
    if (name === undefined) return done
    done.push(name)
  }
}

/** In the order in which they were applied, none when the database is new. */
export async function appliedMigrations(db: pg.Pool | pg.ClientBase): Promise<AppliedMigration[]> {
  const exists = await db.query<{ found: boolean }>(
    `select to_regclass('schema_migration') is not null as found`,
  )
  if (exists.rows[0]?.found !== true) return []
  const applied = await db.query<AppliedMigration>(
    'select name, kind, checksum from schema_migration order by name',
  )
  return applied.rows
}

/** Beside this file in the sources, beside the bundle or one above it in dist. */
export function migrationsDir(): string {
  const places = ['./migrations', '../migrations'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  )
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error(`No migrations in ${places.join(' or ')}`)
  return found
}

const folderName = /^\d{4}-[a-z0-9-]+$/

export function readMigrations(dir: string): Migration[] {
  const names = readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return names.map((name, index) => {
    const isInOrder = folderName.test(name) && Number(name.slice(0, 4)) === index + 1
    if (!isInOrder)
      throw new Error(`Migration ${name} must be named ${String(index + 1).padStart(4, '0')}-some-name`)
    return readMigration(dir, name)
  })
}

function readMigration(dir: string, name: string): Migration {
  // A checkout with CRLF is the same migration.
  const read = (file: string) => readFileSync(join(dir, name, file), 'utf8').replaceAll('\r\n', '\n')
  const sql = read('up.sql')
  const kind = /^#?\s*(compatible|breaking)\b/.exec(read('notes.md'))?.[1]
  if (kind !== 'compatible' && kind !== 'breaking') {
    throw new Error(`${name}/notes.md must begin with "compatible" or "breaking"`)
  }
  if (/^\s*(commit|rollback)\b/im.test(sql))
    throw new Error(`${name}/up.sql must not end its own transaction`)
  return { name, kind, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

function wanted(all: readonly Migration[], to: string | undefined): readonly Migration[] {
  if (to === undefined) return all
  const index = all.findIndex((migration) => migration.name === to)
  if (index < 0) throw new Error(`There is no migration ${to}`)
  return all.slice(0, index + 1)
}

const bookkeeping = `
  create table if not exists schema_lock (id int primary key check (id = 1));
  insert into schema_lock values (1) on conflict do nothing;
  create table if not exists schema_migration (
    name text primary key,
    kind text not null,
    checksum text not null,
    applied_at timestamptz not null default now(),
    took_ms int not null
  )`

// `if not exists` does not keep two sessions from making the same table at the same moment: the later one gets one
// of these errors, and finds the table when it tries again.
const concurrentCreation = new Set(['23505', '42P07', '42710', 'XX000', '40001', '40P01'])
const creationTries = 10

async function retryConcurrentCreation(create: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await create()
      return
    } catch (error) {
      if (attempt === creationTries || !concurrentCreation.has(errorCode(error) ?? '')) throw error
    }
  }
}

async function applyNext(pool: pg.Pool, known: readonly Migration[], onProgress?: OnProgress) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select id from schema_lock where id = 1 for update')
    const next = planNext(known, await appliedMigrations(client))
    if (next !== undefined) await apply(client, next, onProgress)
    await client.query('commit')
    client.release()
    return next?.name
  } catch (error) {
    client.release(true) // the connection, and with it the transaction and the lock, are given up
    throw error
  }
}

async function apply(client: pg.ClientBase, migration: Migration, onProgress?: OnProgress): Promise<void> {
  const { name, kind, checksum, sql } = migration
  onProgress?.({ ru: `Обновляю схему базы: ${name}…`, en: `Updating the schema of the database: ${name}…` })
  const startedAt = performance.now()
  try {
    await client.query(sql)
    const tookMs = Math.round(performance.now() - startedAt)
    await client.query(
      'insert into schema_migration (name, kind, checksum, took_ms) values ($1, $2, $3, $4)',
      [name, kind, checksum, tookMs],
    )
  } catch (cause) {
    throw new StorageTrouble('storage.migration-failed', {
      ru: `Обновление схемы ${name} не прошло и отменено целиком: ${errorText(cause)}`,
      en: `Migration ${name} failed and was undone as a whole: ${errorText(cause)}`,
      cause,
    })
  }
}

/** The next migration to apply, undefined when there is none. Refuses when the database and this release disagree. */
function planNext(known: readonly Migration[], applied: readonly AppliedMigration[]): Migration | undefined {
  const byName = new Map(known.map((migration) => [migration.name, migration]))
  const changed = applied.find(({ name, checksum }) => (byName.get(name)?.checksum ?? checksum) !== checksum)
  if (changed !== undefined) throw changedMigration(changed.name)
  const newer = applied.filter(({ name }) => !byName.has(name))
  const appliedNames = new Set(applied.map(({ name }) => name))
  const pending = known.filter(({ name }) => !appliedNames.has(name))
  const last = known.at(-1)
  const isAhead = pending.length === 0 && newer.every(({ name }) => last === undefined || name > last.name)
  if (newer.length > 0 && !isAhead) throw otherHistory(newer.map(({ name }) => name))
  const breaking = newer.find(({ kind }) => kind === 'breaking')
  if (breaking !== undefined) throw newerSchema(breaking.name)
  const next = pending[0]
  const later = applied.at(-1)
  if (next !== undefined && later !== undefined && next.name < later.name) throw otherHistory([next.name])
  return next
}

function changedMigration(name: string): StorageTrouble {
  return new StorageTrouble('storage.migration-changed', {
    ru: `Миграция ${name} изменилась после того, как база через неё прошла. Верните прежний up.sql, а изменение оформите новой миграцией.`,
    en: `Migration ${name} was changed after the database had been through it. Put the former up.sql back and make the change a new migration.`,
  })
}

function newerSchema(name: string): StorageTrouble {
  return new StorageTrouble('storage.schema-newer', {
    ru: `База обновлена более новой Trapeza (миграция ${name}), эта версия с ней работать не может. Запустите ту версию или новее, либо восстановите копию, сделанную до обновления: trapeza restore.`,
    en: `The database was updated by a newer Trapeza (migration ${name}) and this version cannot work with it. Start that version or a newer one, or restore a copy made before the update: trapeza restore.`,
  })
}

function otherHistory(names: readonly string[]): StorageTrouble {
  const list = names.join(', ')
  return new StorageTrouble('storage.migration-missing', {
    ru: `База и эта версия Trapeza прошли разные миграции (${list}). Запустите версию, которая обновляла базу последней, или новее.`,
    en: `The database and this Trapeza have different migrations (${list}). Start the version that updated the database last, or a newer one.`,
  })
}
