import type pg from 'pg'
import type { Engine, OnProgress } from '../engines/engine.ts'
import { StorageTrouble } from '../engines/trouble.ts'
import { appliedMigrations, migrate, migrationsDir, readMigrations } from '../migrate.ts'
import { columnList, exactSession, quote, readTables, sumOf, type Table } from './catalogue.ts'
import { copyIn } from './copy.ts'
import {
  type BackupEnd,
  type BackupHead,
  type BackupManifest,
  BackupReader,
  damaged,
  manifestOf,
  type TableHead,
} from './format.ts'
import { verifyBackup } from './verify-backup.ts'

export type RestoreOptions = {
  file: string
  /** The rows that are there give way; otherwise a database that is not empty is refused. */
  replace?: boolean
  migrationsDir?: string
  onProgress?: OnProgress
}

/**
 * Fills an empty database from a backup. The file is read through first, so a damaged one changes nothing; then all rows come
 * in one transaction, which is committed only after every table was read back and counts and hashes are those of the
 * backup. A backup of an older schema is restored at that schema and then migrated; one of a newer or a different
 * schema is refused.
 */
export async function restoreBackup(
  engine: Pick<Engine, 'pool' | 'connect'>,
  options: RestoreOptions,
): Promise<BackupManifest> {
  await verifyBackup(options.file)
  const reader = new BackupReader(options.file)
  const client = await engine.connect()
  try {
    const head = await reader.head()
    const dir = options.migrationsDir ?? migrationsDir()
    await makeSchema(engine.pool, head, { ...options, dir })
    const manifest = await restoreRows(client, { reader, head, ...options })
    await migrate(engine.pool, { dir })
    return manifest
  } finally {
    await client.end()
    await reader.close()
  }
}

type Target = { dir: string; replace?: boolean; onProgress?: OnProgress }

async function makeSchema(
  pool: pg.Pool,
  head: BackupHead,
  { dir, replace, onProgress }: Target,
): Promise<void> {
  const known = readMigrations(dir)
  const isOurHistory = head.migrations.every(
    ({ name, checksum }, index) => known[index]?.name === name && known[index].checksum === checksum,
  )
  const last = head.migrations.at(-1)
  if (!isOurHistory || last === undefined) throw otherSchema(last?.name)
  const present = await appliedMigrations(pool)
  if (present.length > head.migrations.length) throw notEmpty('schema_migration')
  if (present.length > 0 && !replace) await refuseRows(pool)
  await migrate(pool, { dir, to: last.name, ...(onProgress && { onProgress }) })
}

// In a schema that was there before, any row is somebody's data; in one made now, rows are dictionaries of migrations.
async function refuseRows(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    for (const { name } of await readTables(client)) {
      const { rowCount } = await client.query(`select from ${quote(name)} limit 1`)
      if (rowCount !== 0) throw notEmpty(name)
    }
  } finally {
    client.release()
  }
}

type RowsJob = { reader: BackupReader; head: BackupHead; onProgress?: OnProgress }

async function restoreRows(
  client: pg.Client,
  { reader, head, onProgress }: RowsJob,
): Promise<BackupManifest> {
  await client.query('begin')
  await client.query(exactSession)
  const tables = await readTables(client)
  const byName = new Map(tables.map((table) => [table.name, table]))
  if (tables.length > 0) await client.query(`truncate ${tables.map(({ name }) => quote(name)).join(', ')}`)
  await client.query('set constraints all deferred')
  let line = await reader.next()
  for (; !('end' in line); line = await reader.next()) {
    onProgress?.({ ru: `Восстанавливаю ${line.table}…`, en: `Restoring ${line.table}…` })
    const statement = `copy ${quote(line.table)} (${columnList(tableOf(byName, line))}) from stdin`
    await copyIn(client, statement, reader.rows())
  }
  await verify(client, tables, line)
  await setSequences(client, line)
  await client.query('commit')
  return manifestOf(head, line)
}

function tableOf(byName: ReadonlyMap<string, Table>, { table: name, columns }: TableHead): TableHead {
  const table = byName.get(name)
  const isSame = table !== undefined && JSON.stringify(table.columns) === JSON.stringify(columns)
  if (!isSame) throw otherSchema(name)
  return { table: name, columns }
}

async function verify(client: pg.Client, tables: readonly Table[], end: BackupEnd): Promise<void> {
  for (const table of tables) {
    const expected = end.tables[table.name]
    const restored = await sumOf(client, table)
    const isEqual = expected?.rows === restored.rows && expected.sha256 === restored.sha256
    if (!isEqual) throw damaged(table.name)
  }
}

async function setSequences(client: pg.Client, { sequences }: BackupEnd): Promise<void> {
  for (const [name, last] of Object.entries(sequences)) {
    if (last !== null) await client.query('select setval($1::regclass, $2::bigint)', [quote(name), last])
  }
}

function otherSchema(name: string | undefined): StorageTrouble {
  return new StorageTrouble('storage.backup-mismatch', {
    ru: `Схема копии не совпадает со схемой этой версии (${name ?? '—'}). Восстановите её той версией Trapeza, которой она сделана, или новее.`,
    en: `The schema of the backup is not one of this version (${name ?? '—'}). Restore it with the Trapeza that made it or a newer one.`,
  })
}

function notEmpty(table: string): StorageTrouble {
  return new StorageTrouble('storage.not-empty', {
    ru: `База, в которую восстанавливают, не пуста (${table}). Укажите новый каталог ключом --data или пустую базу ключом --database-url.`,
    en: `The database to restore into is not empty (${table}). Name a new directory with --data or an empty database with --database-url.`,
  })
}
