import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { errorText, StorageTrouble } from '../engines/trouble.ts'
import type { AppliedMigration } from '../migrate.ts'

/*
 * A backup is one gzip file of lines; `zcat` shows it:
 *
 *   {"format":"trapeza-backup",…}            what this is: node, time, migrations
 *   {"table":"tenant","columns":[…]}         then the rows as COPY writes them, then \.
 *   …
 *   {"end":true,"tables":{…},"sequences":{…},"sha256":…}   counts and hashes; without this line it is half a backup
 */

export const formatName = 'trapeza-backup'
export const formatVersion = 1
export const endOfTable = Buffer.from('\\.\n')

export type BackupHead = {
  format: typeof formatName
  version: typeof formatVersion
  madeAt: string
  /** The id in the table `node`, when the schema has one. */
  node: string | null
  postgres: string
  migrations: AppliedMigration[]
}

export type TableHead = { table: string; columns: string[] }
export type TableSum = { rows: number; sha256: string }

export type BackupEnd = {
  end: true
  tables: Record<string, TableSum>
  /** The last value given out, null for a sequence that was never used. A string, for it may pass 2^53. */
  sequences: Record<string, string | null>
  /** Of every byte before this line. */
  sha256: string
}

export type BackupManifest = BackupHead & Omit<BackupEnd, 'end' | 'sha256'>

export function manifestOf(head: BackupHead, { tables, sequences }: BackupEnd): BackupManifest {
  return { ...head, tables, sequences }
}

/** Counts and hashes the rows of a table while they pass. */
export class TableMeter {
  #rows = 0
  readonly #hash: Hash = createHash('sha256')

  add(row: Buffer): void {
    this.#rows++
    this.#hash.update(row)
  }

  sum(): TableSum {
    return { rows: this.#rows, sha256: this.#hash.digest('hex') }
  }
}

const newline = 0x0a

/** The lines of a backup, each with its end-of-line, and the hash of all lines read so far. */
export class BackupReader {
  readonly #lines: AsyncGenerator<Buffer>
  readonly #hash = createHash('sha256')

  constructor(file: string) {
    this.#lines = readLines(file)
  }

  async head(): Promise<BackupHead> {
    const head = (await this.#json()) as Partial<BackupHead>
    if (head.format === formatName && head.version === formatVersion) return head as BackupHead
    throw unreadable('format')
  }

  /** The head of the next table, or the last line. */
  async next(): Promise<TableHead | BackupEnd> {
    const expected = this.#hash.copy().digest('hex')
    const line = (await this.#json()) as TableHead | BackupEnd
    if ('end' in line && line.sha256 !== expected) throw damaged('sha256')
    return line
  }

  /** The rows of the table whose head was read last. */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const line = await this.#line()
      if (line.equals(endOfTable)) return
      yield line
    }
  }

  async close(): Promise<void> {
    await this.#lines.return(undefined)
  }

  async #json(): Promise<unknown> {
    const line = await this.#line()
    try {
      return JSON.parse(line.toString())
    } catch (cause) {
      throw unreadable(errorText(cause), cause)
    }
  }

  async #line(): Promise<Buffer> {
    const { value, done } = await this.#lines.next().catch((cause: unknown) => {
      throw unreadable(errorText(cause), cause)
    })
    if (done === true) throw damaged('EOF')
    this.#hash.update(value)
    return value
  }
}

async function* readLines(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file)
  const unzipped = source.pipe(createGunzip())
  source.on('error', (error) => unzipped.destroy(error))
  let rest: Buffer[] = []
  try {
    for await (const chunk of unzipped as AsyncIterable<Buffer>) {
      let from = 0
      for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
        rest.push(chunk.subarray(from, at + 1))
        yield rest.length === 1 ? (rest[0] ?? chunk) : Buffer.concat(rest)
        rest = []
        from = at + 1
      }
      if (from < chunk.length) rest.push(chunk.subarray(from))
    }
  } finally {
    source.destroy()
  }
}

function unreadable(reason: string, cause?: unknown): StorageTrouble {
  return new StorageTrouble('storage.backup-unreadable', {
    ru: `Это не копия Trapeza, либо её формат новее этой версии, либо файл не читается (${reason}).`,
    en: `This is not a backup of Trapeza, or its format is newer than this version, or the file cannot be read (${reason}).`,
    cause,
  })
}

export function damaged(where: string): StorageTrouble {
  return new StorageTrouble('storage.backup-damaged', {
    ru: `Копия повреждена или обрезана (${where}): суммы не сходятся. В базу ничего не записано, возьмите другую копию.`,
    en: `The backup is damaged or cut short (${where}): the sums do not match. Nothing was written, take another backup.`,
  })
}
