import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { restoreBackup, writeBackup } from '../../../src/storage/backup/index.ts'
import { type Engine, openEmbedded, openExternal } from '../../../src/storage/engines/index.ts'
import { migrate } from '../../../src/storage/migrate.ts'
import { emptyTestDatabase, testDatabase } from '../../support/database.ts'
import { writeMigrations } from './migration-folder.ts'

let root: string
let migrationsDir: string
const open: { close(): Promise<void> }[] = []

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'trapeza-backup-'))
  migrationsDir = writeMigrations(join(root, 'migrations'), [{ name: '0001-odd', sql: oddSchema }])
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.close()))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

// Parent after child by name, no primary key, a reserved word, partitions, a generated column, a dictionary row.
const oddSchema = `
  create table zz_parent (id bigint primary key, name text not null);
  create table child (
    tenant text, id int, parent bigint references zz_parent, raw bytea, price numeric, at timestamptz, day date,
    body jsonb, plain json, tags text[], ratio float8, whole bigint, span interval,
    doubled numeric generated always as (price * 2) stored, self int,
    primary key (tenant, id), foreign key (tenant, self) references child);
  create table "Order" ("Select" text, note text);
  create table part (k int, v text) partition by hash (k);
  create table part_0 partition of part for values with (modulus 2, remainder 0);
  create table part_1 partition of part for values with (modulus 2, remainder 1);
  create table counted (id bigint generated always as identity primary key, word text);
  create sequence never_used;
  insert into "Order" values ('seed', 'from the migration')`

const nasty = 'tab\t newline\n cr\r backslash\\ \\. \\N "quote" \u0001 ёж 🍲'

async function fill(pool: pg.Pool): Promise<void> {
  await pool.query(`insert into zz_parent select n, 'p' || n from generate_series(1, 50) as n`)
  await pool.query(
    `insert into child (tenant, id, parent, raw, price, at, day, body, plain, tags, ratio, whole, span, self)
     values ($1, 1, 7, $2, 1234567890123456789.000000000123456789, '2026-01-01 00:00:00.123456+03', '0099-02-28',
       '{"n": 12345678901234567890.12345678901234567890, "s": "\\u0001"}', '{"b": 1, "a":  2, "b": 3}',
       array['x,y', null, '"', $1], 0.1::float8 + 0.2::float8, 9223372036854775807, '1 mon 2 days 03:04:05.000006', 2),
      ($1, 2, null, '', 'NaN', 'infinity', null, 'null', 'null', '{}', '-infinity', -9223372036854775808, null, 1)`,
    [nasty, Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
  )
  await pool.query(`insert into "Order" values ($1, null), ('', '\\N'), ('\\.', $1)`, [nasty])
  await pool.query(`insert into part select n, repeat('ж', n % 90) from generate_series(1, 2000) as n`)
  await pool.query(`insert into counted (word) select 'w' || n from generate_series(1, 5) as n`)
}

const tables = ['zz_parent', 'child', '"Order"', 'part', 'counted']

/** What the database itself says about its rows, computed without any of the code under test. */
async function fingerprint(pool: pg.Pool): Promise<string> {
  const hash = createHash('sha256')
  for (const table of tables) {
    const { rows } = await pool.query<{ line: string }>(
      `select t::text as line from ${table} as t order by t::text collate "C"`,
    )
    hash.update(JSON.stringify([table, rows]))
  }
  return hash.digest('hex')
}

async function embedded(): Promise<Engine> {
  const engine = await openEmbedded({ dataDir: mkdtempSync(join(root, 'data-')), settings: { fsync: 'off' } })
  open.push(engine)
  return engine
}

async function filled(engine: Engine): Promise<Engine> {
  await migrate(engine.pool, { dir: migrationsDir })
  await fill(engine.pool)
  return engine
}

async function expectRoundTrip(source: Engine, target: Engine): Promise<void> {
  const file = join(root, `${source.kind}-${target.kind}.trapeza`)
  const made = await writeBackup(source, { file })
  const restored = await restoreBackup(target, { file, migrationsDir })
  expect(restored).toEqual(made)
  expect(await fingerprint(target.pool)).toBe(await fingerprint(source.pool))
  // A sequence goes on where it stood, and never where a row already is.
  const { rows } = await target.pool.query(`insert into counted (word) values ('next') returning id`)
  expect(rows[0]).toEqual({ id: 6n })
  expect((await target.pool.query(`select nextval('never_used') as value`)).rows[0]).toEqual({ value: 1n })
}

test('a backup of an embedded database fills another embedded one, to the last bit', async () => {
  await expectRoundTrip(await filled(await embedded()), await embedded())
})

test('backups cross between embedded and external databases', async () => {
  const host = await embedded()
  const outside = await openExternal({ databaseUrl: host.url })
  open.push(outside)
  await expectRoundTrip(await filled(outside), await embedded())
  const inside = await filled(await embedded())
  const empty = await emptyTestDatabase()
  open.push(empty)
  await expectRoundTrip(inside, empty)
})

test('the real schema goes through a backup', async () => {
  const [source, target] = [await testDatabase(), await emptyTestDatabase()]
  open.push(source, target)
  const file = join(root, 'real.trapeza')
  const made = await writeBackup(source, { file })
  expect(await restoreBackup(target, { file })).toEqual(made)
  expect(Object.keys(made.tables).length).toBeGreaterThan(0)
})

test('the file tells what it is, and only its owner may read it', async () => {
  const source = await filled(await embedded())
  const file = join(root, 'described.trapeza')
  const manifest = await writeBackup(source, { file })
  expect(manifest).toMatchObject({
    format: 'trapeza-backup',
    node: null,
    migrations: [{ name: '0001-odd', kind: 'compatible' }],
    tables: { child: { rows: 2 }, part: { rows: 2000 }, Order: { rows: 4 } },
    sequences: { never_used: null },
  })
  expect(manifest.tables).not.toHaveProperty('part_0')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(existsSync(`${file}.unfinished`)).toBe(false)
})

test('sales during the backup are not half in it', async () => {
  const source = await filled(await embedded())
  let isSelling = true
  const selling = (async () => {
    for (let n = 1000; isSelling; n++) {
      await source.pool.query(
        'with p as (insert into zz_parent values ($1, $2)) insert into counted (word) values ($2)',
        [n, `sale ${n}`],
      )
    }
  })()
  const file = join(root, 'busy.trapeza')
  const { tables: sums } = await writeBackup(source, { file })
  isSelling = false
  await selling
  expect((sums['zz_parent']?.rows ?? 0) - 50).toBe((sums['counted']?.rows ?? 0) - 5)
  const target = await embedded()
  await restoreBackup(target, { file, migrationsDir })
  await target.pool.query(`insert into counted (word) values ('no clash')`)
})

test('an older backup is restored at its schema and then migrated', async () => {
  const source = await filled(await embedded())
  const file = join(root, 'older.trapeza')
  await writeBackup(source, { file })
  const newer = writeMigrations(join(root, 'newer'), [
    { name: '0001-odd', sql: oddSchema },
    { name: '0002-rename', sql: 'alter table zz_parent rename name to title', kind: 'breaking' },
  ])
  const target = await embedded()
  await restoreBackup(target, { file, migrationsDir: newer })
  expect((await target.pool.query('select title from zz_parent where id = 7')).rows).toEqual([
    { title: 'p7' },
  ])
})

test('a database with rows, a newer backup and a changed migration are refused in words', async () => {
  const source = await filled(await embedded())
  const file = join(root, 'refused.trapeza')
  await writeBackup(source, { file })
  await expect(restoreBackup(source, { file, migrationsDir })).rejects.toMatchObject({
    code: 'storage.not-empty',
  })
  const changed = writeMigrations(join(root, 'changed'), [{ name: '0001-odd', sql: `${oddSchema};` }])
  const target = await embedded()
  await expect(restoreBackup(target, { file, migrationsDir: changed })).rejects.toMatchObject({
    code: 'storage.backup-mismatch',
  })
  expect((await target.pool.query(`select to_regclass('child') as found`)).rows).toEqual([{ found: null }])
})

test('damage is found before anything is written, and the same target takes a good backup afterwards', async () => {
  const source = await filled(await embedded())
  const file = join(root, 'good.trapeza')
  await writeBackup(source, { file })
  const zipped = readFileSync(file)
  const text = gunzipSync(zipped).toString()
  const damages: Record<string, Buffer> = {
    cut: zipped.subarray(0, zipped.length - 40),
    'a flipped byte': flip(zipped, Math.floor(zipped.length / 2)),
    'a changed value': gzipSync(text.replace('p7', 'p8')),
    'a lost row': gzipSync(text.replace(/^7\tp7\n/m, '')),
    'no last line': gzipSync(text.slice(0, text.lastIndexOf('{"end"'))),
    'not a backup': Buffer.from('hello'),
    'another format': gzipSync('{"format":"pg_dump"}\n'),
  }
  const target = await embedded()
  for (const [name, bytes] of Object.entries(damages)) {
    const bad = join(root, 'bad.trapeza')
    writeFileSync(bad, bytes)
    await expect(restoreBackup(target, { file: bad, migrationsDir }), name).rejects.toMatchObject({
      code: expect.stringMatching(/^storage\.backup-/),
    })
  }
  await restoreBackup(target, { file, migrationsDir })
  expect(await fingerprint(target.pool)).toBe(await fingerprint(source.pool))
})

function flip(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 0xff
  return copy
}

test('a disk that cannot be written ends the backup with its own reason', async () => {
  const source = await filled(await embedded())
  await expect(writeBackup(source, { file: join(root, 'no-such-folder', 'x') })).rejects.toMatchObject({
    code: 'ENOENT',
  })
  await expect(writeBackup(source, { file: '/dev/full/x' })).rejects.toThrow()
  await source.pool.query('select 1')
})
