import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { appliedMigrations, migrate, migrationsDir, readMigrations } from '../../../src/storage/migrate.ts'
import { emptyTestDatabase, type TestDatabase } from '../../support/database.ts'
import { type MigrationSource, writeMigrations } from './migration-folder.ts'

let root: string
const open: TestDatabase[] = []

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'trapeza-migrate-'))
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((db) => db.close()))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function database(): Promise<TestDatabase> {
  const db = await emptyTestDatabase()
  open.push(db)
  return db
}

const folder = (migrations: readonly MigrationSource[]) =>
  writeMigrations(mkdtempSync(join(root, 'm-')), migrations)

const first = { name: '0001-first', sql: 'create table a (n int); insert into a values (1)' }
const second = { name: '0002-second', sql: 'update a set n = n * 10' }
const third = { name: '0003-third', sql: 'update a set n = n + 5' }

async function readValue(db: TestDatabase): Promise<unknown> {
  return (await db.pool.query<{ n: number }>('select n from a')).rows[0]?.n
}

test('migrations run once each, in the order of their numbers, and only the new ones next time', async () => {
  const db = await database()
  const seen: string[] = []
  const dir = folder([second, first])
  expect(await migrate(db.pool, { dir, onProgress: ({ en }) => seen.push(en) })).toEqual([
    '0001-first',
    '0002-second',
  ])
  expect(seen).toHaveLength(2)
  expect(await migrate(db.pool, { dir: folder([first, second, third]) })).toEqual(['0003-third'])
  expect(await migrate(db.pool, { dir: folder([first, second, third]) })).toEqual([])
  expect(await readValue(db)).toBe(15)
})

test('any number of nodes may start at once on an empty database', async () => {
  const db = await database()
  const slow = { name: '0002-slow', sql: 'select pg_sleep(0.1); update a set n = n + 1' }
  const dir = folder([first, slow, third])
  const done = await Promise.all(Array.from({ length: 8 }, () => migrate(db.pool, { dir })))
  expect(done.flat().sort()).toEqual(['0001-first', '0002-slow', '0003-third'])
  expect(await readValue(db)).toBe(7)
})

test('a migration that fails is undone as a whole, and those before it stay', async () => {
  const db = await database()
  const bad = { name: '0002-bad', sql: 'update a set n = 99; select 1/0' }
  await expect(migrate(db.pool, { dir: folder([first, bad, third]) })).rejects.toMatchObject({
    code: 'storage.migration-failed',
    message: expect.stringContaining('0002-bad'),
  })
  expect(await readValue(db)).toBe(1)
  expect(await migrate(db.pool, { dir: folder([first, second, third]) })).toEqual([
    '0002-second',
    '0003-third',
  ])
})

test('a killed runner leaves no lock', async () => {
  const db = await database()
  const hanging = migrate(db.pool, {
    dir: folder([first, { name: '0002-hangs', sql: 'select pg_sleep(60)' }]),
  })
  const failed = expect(hanging).rejects.toThrow()
  const client = await db.connect()
  const kill = `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()`
  await expect.poll(async () => (await client.query(kill)).rowCount, { timeout: 5000 }).toBe(1)
  await failed
  expect(await migrate(db.pool, { dir: folder([first, second]) })).toEqual(['0002-second'])
})

describe('a database and a release that disagree', () => {
  test('a changed migration is refused, whatever its line ends', async () => {
    const db = await database()
    await migrate(db.pool, {
      dir: folder([{ ...first, sql: 'create table a (n int);\ninsert into a values (1)' }]),
    })
    const crlf = folder([{ ...first, sql: 'create table a (n int);\r\ninsert into a values (1)' }])
    expect(await migrate(db.pool, { dir: crlf })).toEqual([])
    await expect(
      migrate(db.pool, { dir: folder([{ ...first, sql: 'create table a (n bigint)' }]) }),
    ).rejects.toMatchObject({
      code: 'storage.migration-changed',
    })
  })

  test('a newer schema is refused when breaking, in words that say what to do', async () => {
    const db = await database()
    await migrate(db.pool, { dir: folder([first, { ...second, kind: 'breaking' }]) })
    const refusal = migrate(db.pool, { dir: folder([first]) })
    await expect(refusal).rejects.toMatchObject({
      code: 'storage.schema-newer',
      ru: expect.stringContaining('trapeza restore'),
      en: expect.stringContaining('trapeza restore'),
    })
  })

  test('a newer schema is accepted when compatible: old nodes go on during an update', async () => {
    const db = await database()
    await migrate(db.pool, { dir: folder([first, second]) })
    expect(await migrate(db.pool, { dir: folder([first]) })).toEqual([])
  })

  test('two branches of history are refused', async () => {
    const db = await database()
    await migrate(db.pool, { dir: folder([first, { ...second, name: '0002-theirs' }]) })
    await expect(
      migrate(db.pool, { dir: folder([first, { ...second, name: '0002-zours' }]) }),
    ).rejects.toMatchObject({
      code: 'storage.migration-missing',
    })
    await expect(migrate(db.pool, { dir: folder([first, second, third]) })).rejects.toMatchObject({
      code: 'storage.migration-missing',
    })
  })
})

describe('the folder', () => {
  test.each([
    ['a gap in the numbers', [first, third]],
    ['a number twice', [first, { ...second, name: '0001-second' }]],
    ['a name out of form', [{ ...first, name: '1_first' }]],
    ['notes that do not begin with the kind', [{ ...first, kind: 'maybe' }]],
    ['a migration that ends its transaction', [{ ...first, sql: 'create table a ();\ncommit;' }]],
  ])('%s is refused', (_, migrations) => {
    expect(() => readMigrations(folder(migrations))).toThrow()
  })
})

/** Each migration on the rows that made it necessary: before.sql, up.sql, after.sql (which raises when it is wrong). */
describe('the migrations of this release', () => {
  const dir = migrationsDir()
  test.each(readMigrations(dir).map(({ name }) => name))('%s does what it says', async (name) => {
    const db = await database()
    const all = readMigrations(dir).map((migration) => migration.name)
    const before = all[all.indexOf(name) - 1]
    if (before !== undefined) await migrate(db.pool, { to: before })
    await runIfThere(db, join(dir, name, 'before.sql'))
    expect(await migrate(db.pool, { to: name })).toEqual([name])
    await runIfThere(db, join(dir, name, 'after.sql'))
    expect((await appliedMigrations(db.pool)).at(-1)?.name).toBe(name)
  })

  test('every folder has its notes', () => {
    for (const name of readdirSync(dir)) expect(existsSync(join(dir, name, 'notes.md')), name).toBe(true)
  })
})

async function runIfThere(db: TestDatabase, file: string): Promise<void> {
  if (existsSync(file)) await db.pool.query(readFileSync(file, 'utf8'))
}
