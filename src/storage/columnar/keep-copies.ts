import { rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type pg from 'pg'
import type { GroupPiece, PackedTold, ReportPieces } from '../../app/ports.ts'
import { isLongReport } from '../../app/reports/group-pieces.ts'
import { type Connections, openConnections } from '../engines/engine.ts'
import { turns } from '../turns.ts'
import { answerGroups, type Part } from './answer-groups.ts'
import { agree, copiesBehind, hasClocksOf, hasDays, takeChanges } from './copy-facts.ts'
import { CopyFile } from './copy-file.ts'
import type { CopyQuery, FromCopy, ToCopy } from './messages.ts'
import { standBack } from './stand-back.ts'
import { type Subject, subjectOf, subjects } from './subject.ts'
import { Texts } from './texts.ts'

const say = (message: FromCopy): void => void process.send?.(message)

/** How long a report waits for what changed just now; then the database itself answers it. */
const catchUpMs = 1500
/** Changes are taken about once a second; when that takes long, four times as long is rested. */
const restMs = 800
const restShare = 4
/** Reports at once; the others wait. */
const lanes = 2

/** Makes texts of groups; what they have to look like is plain data that this room does not understand. */
export type WriteFound = (found: ReportPieces, recipe: unknown) => Generator<string>

type Running = { isCancelled: boolean; isLate: boolean; connection: DuckDBConnection | null }

type Opened = Extract<ToCopy, { kind: 'open' }>
type Asked = Extract<ToCopy, { kind: 'group' }>

class Copies {
  readonly #texts: Texts
  readonly #write: WriteFound
  readonly #dir: string
  readonly #answerMs: number
  readonly #connections: Connections
  readonly #client: Promise<pg.Client>
  readonly #files = new Map<string, Promise<CopyFile>>()
  readonly #running = new Map<number, Running>()
  readonly #inLane = turns(lanes)
  /** Only one step at a time is on the connection to the database. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor({ dir, databaseUrl, answerMs }: Opened, texts: Texts, write: WriteFound) {
    this.#texts = texts
    this.#write = write
    this.#dir = dir
    this.#answerMs = answerMs
    this.#connections = openConnections({
      connectionString: databaseUrl,
      application_name: 'trapeza reports',
    })
    this.#client = this.#connections.connect()
    this.#client.then((client) => client.once('end', () => process.exit(1))).catch(() => process.exit(1))
  }

  #inTurn<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const result = this.#turn.then(async () => work(await this.#client))
    this.#turn = result.catch(() => {})
    return result
  }

  #fileOf(tenantId: string, subject: Subject): Promise<CopyFile> {
    const name = subject.name === 'sales' ? `${tenantId}.duckdb` : `${tenantId}.${subject.name}.duckdb`
    const known = this.#files.get(name)
    if (known) return known
    const opened = mkdir(this.#dir, { recursive: true, mode: 0o700 }).then(() =>
      CopyFile.open(subject, join(this.#dir, name), join(this.#dir, 'spill')),
    )
    this.#files.set(name, opened)
    opened.catch(() => this.#files.delete(name))
    return opened
  }

  /** Takes over what changed until nothing is left or the time is up. */
  async #takeChanges(tenantId: string, subject: Subject, untilMs: number): Promise<CopyFile> {
    const file = await this.#fileOf(tenantId, subject)
    await this.#inTurn((client) => agree(client, tenantId, file))
    let taken = 1
    while (taken > 0 && performance.now() < untilMs)
      taken = await this.#inTurn((client) => takeChanges(client, tenantId, file, this.#dir))
    return file
  }

  /** Goes after all tenants, for ever. */
  async follow(): Promise<void> {
    for (;;) {
      const startedAt = performance.now()
      try {
        for (const { tenantId, subject: name } of await this.#inTurn(copiesBehind)) {
          const subject = subjects.find((one) => one.name === name)
          if (subject) await this.#takeChanges(tenantId, subject, performance.now() + catchUpMs)
        }
      } catch (error) {
        say({ kind: 'trouble', text: String(error) })
      }
      const tookMs = performance.now() - startedAt
      await new Promise((resolve) => setTimeout(resolve, Math.max(restMs, tookMs * restShare)))
    }
  }

  /** The copy, as far as a report needs it: what changed just now is taken first. */
  async #fileFor(query: CopyQuery): Promise<CopyFile> {
    const { tenantId, restaurants } = query
    const subject = subjectOf(query.type)
    if (!subject) throw new Error('there is no copy of that')
    const file = await this.#fileOf(tenantId, subject)
    const days = daysOf(query)
    const hasAll = async (): Promise<boolean> =>
      (await this.#inTurn((client) => hasDays(client, tenantId, file, days))) &&
      hasClocksOf(file, restaurants)
    // Whoever asks about last month does not wait for today.
    if (await hasAll()) return file
    await this.#takeChanges(tenantId, subject, performance.now() + catchUpMs)
    if (!(await hasAll())) throw new Error('the copy is behind')
    return file
  }

  async refresh(id: number, tenantId: string, isAnew: boolean): Promise<void> {
    let rows = 0
    for (const subject of subjects) {
      const file = await this.#fileOf(tenantId, subject)
      if (isAnew) await this.#inTurn((client) => agree(client, tenantId, file, true))
      await this.#takeChanges(tenantId, subject, Number.POSITIVE_INFINITY)
      rows += await file.count()
    }
    say({ kind: 'done', id, rows })
  }

  cancel(id: number): void {
    this.#texts.drop(id)
    const running = this.#running.get(id)
    if (!running) return
    running.isCancelled = true
    running.connection?.interrupt()
  }

  /** Answers a report when a lane is free; whoever went away by then has none. */
  async group(asked: Asked): Promise<void> {
    const running: Running = { isCancelled: false, isLate: false, connection: null }
    this.#running.set(asked.id, running)
    try {
      await this.#inLane(() => this.#answer(asked, running))
    } finally {
      this.#running.delete(asked.id)
    }
  }

  async #answer({ id, query, write }: Asked, running: Running): Promise<void> {
    say({ kind: 'started', id })
    let limit: NodeJS.Timeout | undefined
    try {
      const file = await this.#fileFor(query)
      running.connection = await file.connect()
      const endsAt = performance.now() + this.#answerMs
      limit = setTimeout(() => {
        running.isLate = true
        this.cancel(id)
      }, this.#answerMs)
      // An interruption that comes before the statement has begun is lost, so each piece asks once more.
      const goOn = (): void => {
        running.isLate ||= performance.now() >= endsAt
        if (running.isCancelled || running.isLate) throw new Error('called off')
      }
      const kept = write && new KeptPieces()
      const tell = (part: Part): void => (kept ? kept.take(part) : say({ ...part, id }))
      const rows = await answerGroups(running.connection, file, query, { goOn, say: tell })
      if (!running.isCancelled) {
        file.takeBack(running.connection)
        running.connection = null
      }
      if (rows > query.groupsMax) say({ kind: 'refused', id, code: 'back-office.report-too-large' })
      else {
        if (kept && !running.isCancelled) this.#tellText(id, kept.all(rows), write.recipe)
        say({ kind: 'done', id, rows })
      }
    } catch (error) {
      if (running.isLate) say({ kind: 'refused', id, code: 'back-office.report-too-long' })
      else say({ kind: 'unanswered', id, reason: String(error) })
    } finally {
      clearTimeout(limit)
      running.connection?.disconnectSync()
    }
  }

  #tellText(id: number, found: ReportPieces, recipe: unknown): void {
    const text = this.#write(found, recipe)
    if (isLongReport(found)) this.#texts.offer(id, text)
    else say({ kind: 'text', id, text: [...text].join('') })
  }
}

/** Groups that do not leave the process. */
class KeptPieces {
  #told: readonly (PackedTold | null)[] = []
  readonly #pieces: GroupPiece[] = []

  take(part: Part): void {
    if (part.kind === 'told') this.#told = part.told
    else this.#pieces.push(part.chunk)
  }

  all = (groups: number): ReportPieces => ({ told: this.#told, pieces: this.#pieces, groups })
}

/** The days that a report is about; null: open. */
function daysOf({ filters }: CopyQuery): { from: string | null; to: string | null } {
  for (const filter of filters)
    if (filter.kind === 'range' && filter.column === 'OpenDate.Typed') return filter
  return { from: null, to: null }
}

let copies: Copies | null = null

async function open(message: Opened, write: WriteFound): Promise<void> {
  const texts = new Texts()
  try {
    await import('@duckdb/node-api')
    await texts.listen(message.textSocket)
  } catch (error) {
    say({ kind: 'unavailable', reason: String(error) })
    return
  }
  copies = new Copies(message, texts, write)
  say({ kind: 'opened' })
  await copies.follow()
}

/**
 * A process of its own that keeps the columnar copies of one node, groups their facts and writes what becomes of them (ADR
 * 22). It has the lowest claim on the machine, a connection of its own to the database, and ends with the node that started
 * it.
 */
export function keepCopies(write: WriteFound): void {
  standBack()
  let textSocket: string | null = null
  process.on('disconnect', () => {
    if (textSocket) rmSync(dirname(textSocket), { recursive: true, force: true })
    process.exit(0)
  })
  // A terminal tells the whole group; the node says itself when it is time.
  process.on('SIGINT', () => {})
  process.on('message', (message: ToCopy) => {
    const failed = (id: number) => (error: unknown) => say({ kind: 'unanswered', id, reason: String(error) })
    if (message.kind === 'open') {
      textSocket = message.textSocket
      void open(message, write)
    } else if (message.kind === 'cancel') copies?.cancel(message.id)
    else if (message.kind === 'group') copies?.group(message).catch(failed(message.id))
    else copies?.refresh(message.id, message.tenantId, message.isAnew).catch(failed(message.id))
  })
}
