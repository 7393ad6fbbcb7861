import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip, type Gzip } from 'node:zlib'
import type pg from 'pg'
import { closing } from '../../kernel/closing.ts'
import type { Engine, OnProgress } from '../engines/engine.ts'
import { appliedMigrations } from '../migrate.ts'
import { copyOutStatement, exactSession, readSequences, readTables, type Table } from './catalogue.ts'
import { copyOut } from './copy.ts'
import {
  type BackupEnd,
  type BackupHead,
  type BackupManifest,
  endOfTable,
  formatName,
  formatVersion,
  manifestOf,
  TableMeter,
  type TableSum,
} from './format.ts'

export type BackupOptions = { file: string; onProgress?: OnProgress }

const gzipLevel = 3

/**
 * Writes the whole database into one file while the node goes on selling: one snapshot of one moment. The file is
 * whole or it is not there. It holds the node's secrets and the guests' data, so only its owner may read it.
 */
export async function writeBackup(
  engine: Pick<Engine, 'connect'>,
  { file, onProgress }: BackupOptions,
): Promise<BackupManifest> {
  const unfinished = `${file}.unfinished`
  const client = await engine.connect()
  try {
    const manifest = await writeFile(client, { file: unfinished, ...(onProgress && { onProgress }) })
    await rename(unfinished, file)
    await syncPath(dirname(file))
    return manifest
  } finally {
    await client.end()
    await rm(unfinished, { force: true })
  }
}

async function writeFile(client: pg.Client, { file, onProgress }: BackupOptions): Promise<BackupManifest> {
  const gzip = createGzip({ level: gzipLevel })
  const written = pipeline(gzip, createWriteStream(file, { mode: 0o600 }))
  const copied = copyAll(client, new BackupWriter(gzip), onProgress).then(
    (manifest) => {
      gzip.end()
      return manifest
    },
    (error: unknown) => {
      gzip.destroy()
      throw error
    },
  )
  // Whichever fails first, the database or the disk, is the reason; the other one fails because of it.
  const [manifest] = await Promise.all([copied, written])
  await syncPath(file)
  return manifest
}

async function copyAll(client: pg.Client, writer: BackupWriter, onProgress?: OnProgress) {
  await client.query('begin isolation level repeatable read read only')
  await client.query(exactSession)
  const head = await readHead(client)
  await writer.json(head)
  const tables: Record<string, TableSum> = {}
  for (const table of await readTables(client)) {
    onProgress?.({ ru: `Копирую ${table.name}…`, en: `Copying ${table.name}…` })
    tables[table.name] = await copyTable(client, table, writer)
  }
  // After the rows: a sequence stands outside of the snapshot, and it must not be behind them.
  const sequences = await readSequences(client)
  await client.query('commit')
  const end: BackupEnd = { end: true, tables, sequences, sha256: writer.digest() }
  await writer.json(end)
  return manifestOf(head, end)
}

async function readHead(client: pg.Client): Promise<BackupHead> {
  const { rows } = await client.query<{ postgres: string; hasNode: boolean }>(
    `select current_setting('server_version') as postgres, to_regclass('node') is not null as "hasNode"`,
  )
  const node =
    rows[0]?.hasNode === true ? await client.query<{ id: string }>('select id::text from node') : undefined
  return {
    format: formatName,
    version: formatVersion,
    madeAt: new Date().toISOString(),
    node: node?.rows[0]?.id ?? null,
    postgres: rows[0]?.postgres ?? '?',
    migrations: await appliedMigrations(client),
  }
}

async function copyTable(client: pg.Client, table: Table, writer: BackupWriter): Promise<TableSum> {
  const meter = new TableMeter()
  await writer.json({ table: table.name, columns: table.columns })
  for await (const row of copyOut(client, copyOutStatement(table))) {
    meter.add(row as Buffer)
    await writer.write(row as Buffer)
  }
  await writer.write(endOfTable)
  return meter.sum()
}

class BackupWriter {
  readonly #hash = createHash('sha256')
  readonly #gzip: Gzip

  constructor(gzip: Gzip) {
    this.#gzip = gzip
  }

  json(value: object): Promise<void> {
    return this.write(Buffer.from(`${JSON.stringify(value)}\n`))
  }

  async write(bytes: Buffer): Promise<void> {
    if (this.#gzip.destroyed) throw new Error('the file can no longer be written')
    this.#hash.update(bytes)
    if (!this.#gzip.write(bytes)) await once(this.#gzip, 'drain')
  }

  /** Of everything so far. */
  digest(): string {
    return this.#hash.copy().digest('hex')
  }
}

async function syncPath(path: string): Promise<void> {
  await closing(await open(path, 'r'), (handle) => handle.sync())
}
