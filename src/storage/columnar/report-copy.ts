import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type {
  GroupPiece,
  PackedTold,
  ReportEngine,
  ReportGroup,
  ReportPieces,
  ReportQuery,
  ReportText,
} from '../../app/ports.ts'
import { groupsIn, noPieces } from '../../app/reports/group-pieces.ts'
import { Refusal, refuse } from '../../kernel/refusals.ts'
import { groupsMax } from '../reports/groups-max.ts'
import type { CopyQuery, FromCopy, ToCopy } from './messages.ts'
import { fetchText } from './passed-text.ts'
import { coveredBy, postingsSubject, type Subject, salesSubject } from './subject.ts'

export type ReportCopyOptions = {
  /** The module of the process, which calls `keepCopies`. */
  module: string
  /** Below the data directory: a file a tenant. */
  dir: string
  databaseUrl: string
  log(level: 'info' | 'warn', text: string, details?: Record<string, unknown>): void
  /** Of one report; others are refused. */
  groupsMax?: number
  /** After so many milliseconds a report is refused: SQL would need longer still. */
  answerMs?: number
}

/** The columnar copy of a node's facts (ADR 22): a cache that may be missing, dead or behind at any time. */
export type ReportCopy = {
  /** Groups as SQL would, as they travel; null when SQL has to. */
  pieces(query: ReportQuery): Promise<ReportPieces | null>
  /** What they become, written by the process; null when SQL has to. */
  text(query: ReportQuery, recipe: unknown): Promise<ReportText | null>
  /** The groups, one by one. */
  group(query: ReportQuery): Promise<ReportGroup[] | null>
  /** Takes over everything that changed, or everything there is; resolves with the rows of the copy. */
  refresh(tenantId: string, isAnew: boolean): Promise<number>
  /** Sums of facts that it has. */
  readonly sums: Readonly<Record<'SALES' | 'TRANSACTIONS', readonly string[]>>
  /** The process that keeps the copy; null while there is none. */
  readonly pid: number | null
  close(): Promise<void>
}

type Part = Extract<FromCopy, { kind: 'told' | 'chunk' | 'text' }>

const restartMs = 10_000
const answerMs = 30_000
/** What a report may take longer than that before its process is taken for one that hangs. */
const patienceMs = 15_000

type Waiting = {
  started(): void
  take(part: Part): void
  done(rows: number): void
  fail(error: Error): void
}

const startProcess = (module: string): ChildProcess =>
  fork(module, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: module.endsWith('.ts') ? ['--import', 'tsx'] : [],
    env: { PATH: process.env['PATH'] },
  })

class Keeper implements ReportCopy {
  readonly sums = { SALES: sumsOf(salesSubject), TRANSACTIONS: sumsOf(postingsSubject) }
  readonly #options: ReportCopyOptions
  readonly #groupsMax: number
  readonly #answerMs: number
  readonly #waiting = new Map<number, Waiting>()
  #child: ChildProcess | null = null
  #textSocket = ''
  #isReady = false
  #opened: Promise<void> | null = null
  #diedAt = Number.NEGATIVE_INFINITY
  #isOver = false
  #nextId = 1

  constructor(options: ReportCopyOptions) {
    this.#options = options
    this.#groupsMax = options.groupsMax ?? groupsMax
    this.#answerMs = options.answerMs ?? answerMs
  }

  get pid(): number | null {
    return this.#child?.pid ?? null
  }

  /** Starts the process when it is time; resolves when it can be asked. */
  #open(): Promise<void> {
    if (this.#opened) return this.#opened
    const { dir, databaseUrl, log } = this.#options
    if (this.#isOver || performance.now() - this.#diedAt < restartMs)
      return Promise.reject(new Error('the process of reports is not running'))
    const child = startProcess(this.#options.module)
    this.#child = child
    // Addresses of sockets have to be short, which the data directory may not be.
    this.#textSocket = join(mkdtempSync(join(tmpdir(), 'trapeza-reports-')), 'texts')
    this.#opened = new Promise((resolve, reject) => {
      child.on('message', (message: FromCopy) => {
        if (message.kind === 'opened') {
          this.#isReady = true
          resolve()
        } else if (message.kind === 'unavailable') {
          this.#isOver = true
          log('info', 'reports are made by SQL: DuckDB is not there', { reason: message.reason })
          reject(new Error(message.reason))
          child.kill()
        } else this.#hear(message)
      })
      child.once('error', reject)
      child.once('exit', (code, signal) => {
        reject(new Error('the process of reports ended'))
        this.#end(child, `${code ?? signal}`)
      })
    })
    // Nobody may be waiting for it.
    this.#opened.catch(() => {})
    this.#tell({ kind: 'open', dir, databaseUrl, answerMs: this.#answerMs, textSocket: this.#textSocket })
    return this.#opened
  }

  #end(child: ChildProcess, how: string): void {
    if (this.#child !== child) return
    if (!this.#isOver) this.#options.log('warn', 'the process of reports ended; SQL answers', { how })
    this.#child = null
    rmSync(dirname(this.#textSocket), { recursive: true, force: true })
    this.#opened = null
    this.#isReady = false
    this.#diedAt = performance.now()
    for (const { fail } of this.#waiting.values()) fail(new Error('the process of reports ended'))
  }

  #tell(message: ToCopy): void {
    // What cannot be sent is told by the end of the process.
    this.#child?.send(message, () => {})
  }

  #hear(message: Exclude<FromCopy, { kind: 'opened' | 'unavailable' }>): void {
    if (message.kind === 'trouble')
      this.#options.log('warn', 'the copy of reports failed and will try again', { error: message.text })
    else {
      const waiting = this.#waiting.get(message.id)
      if (message.kind === 'chunk' || message.kind === 'told' || message.kind === 'text')
        waiting?.take(message)
      else if (message.kind === 'started') waiting?.started()
      else if (message.kind === 'done') waiting?.done(message.rows)
      else if (message.kind === 'refused')
        waiting?.fail(
          refuse(message.code, { groups: this.#groupsMax, seconds: Math.ceil(this.#answerMs / 1000) }),
        )
      else waiting?.fail(new Error(message.reason))
    }
  }

  /** Asks the process; a process that is silent long after its time is ended. */
  #ask(message: (id: number) => ToCopy, take: (part: Part) => void): Asked {
    const id = this.#nextId++
    let limit: NodeJS.Timeout | undefined
    const started = (): void => {
      limit = setTimeout(() => this.#child?.kill('SIGKILL'), this.#answerMs + patienceMs)
    }
    const answer = new Promise<number>((resolve, reject) => {
      this.#waiting.set(id, { started, take, done: resolve, fail: reject })
    }).finally(() => {
      clearTimeout(limit)
      this.#waiting.delete(id)
    })
    this.#tell(message(id))
    return { id, answer }
  }

  async group(query: ReportQuery): Promise<ReportGroup[] | null> {
    const found = await this.pieces(query)
    return found && groupsIn(query.sums, found)
  }

  async pieces(query: ReportQuery): Promise<ReportPieces | null> {
    if (coveredBy(query) && query.restaurants.length === 0) return noPieces
    const pieces: GroupPiece[] = []
    let told: readonly (PackedTold | null)[] = []
    const take = (part: Part): void => {
      if (part.kind === 'told') told = part.told
      else if (part.kind === 'chunk') pieces.push(part.chunk)
    }
    return this.#answerOf(query, {
      write: null,
      take,
      nothing: noPieces,
      made: async (_id, groups) => ({ told, pieces, groups }),
    })
  }

  async text(query: ReportQuery, recipe: unknown): Promise<ReportText | null> {
    let text: string | null = null
    const take = (part: Part): void => {
      if (part.kind === 'text') text = part.text
    }
    return this.#answerOf<ReportText>(query, {
      write: { recipe },
      take,
      nothing: '',
      made: async (id) => text ?? (await fetchText(this.#textSocket, id, query.signal)),
    })
  }

  /** Null when SQL has to answer. */
  async #answerOf<Answer>(query: ReportQuery, wanted: Wanted<Answer>): Promise<Answer | null> {
    const subject = coveredBy(query)
    if (!subject) return null
    if (!this.#isReady) {
      // Whoever comes while it starts is not kept waiting.
      this.#open().catch(() => {})
      return null
    }
    const { write, take, nothing, made } = wanted
    const { id, answer } = this.#ask(
      (own) => ({ kind: 'group', id: own, query: travelling(query, subject, this.#groupsMax), write }),
      take,
    )
    const cancel = (): void => this.#tell({ kind: 'cancel', id })
    query.signal?.addEventListener('abort', cancel)
    try {
      return await made(id, await answer)
    } catch (error) {
      if (query.signal?.aborted) return nothing
      if (error instanceof Refusal) throw error
      this.#options.log('info', 'a report is left to SQL', { reason: String(error) })
      return null
    } finally {
      query.signal?.removeEventListener('abort', cancel)
    }
  }

  async refresh(tenantId: string, isAnew: boolean): Promise<number> {
    await this.#open()
    return this.#ask(
      (id) => ({ kind: 'refresh', id, tenantId, isAnew }),
      () => {},
    ).answer
  }

  async close(): Promise<void> {
    this.#isOver = true
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
}

type Wanted<Answer> = {
  write: { recipe: unknown } | null
  take(part: Part): void
  /** For one who went away. */
  nothing: Answer
  made(id: number, groups: number): Promise<Answer>
}

type Asked = { id: number; answer: Promise<number> }

const sumsOf = ({ sums, layout }: Subject): string[] =>
  Object.keys(sums).filter((name) => layout.sumOf(name) !== undefined)

/** Only the names that the columns of the query speak of. */
function travelling(
  { restaurants, type, tenantId, keys, sums, filters, levels, names }: ReportQuery,
  subject: Subject,
  max: number,
): CopyQuery {
  const properties = [...keys, ...filters.map(({ column }) => column)].flatMap((name) =>
    Object.hasOwn(subject.keys, name) ? (subject.keys[name]?.names ?? []) : [],
  )
  return {
    ...{ tenantId, type, keys: [...keys], sums: [...sums], filters: [...filters] },
    restaurants: restaurants.map(({ id, timeZone, dayStartMinutes }) => ({ id, timeZone, dayStartMinutes })),
    groupsMax: max,
    levels: levels.map((level) => [...level]),
    names: new Map(properties.map((property) => [property, new Map(names(property))])),
  }
}

/** Keeps a copy for a node; its process is started by the first report. */
export const openReportCopy = (options: ReportCopyOptions): ReportCopy => new Keeper(options)

/** Reports by the copy, and by SQL whenever the copy does not answer. */
export function withCopy(sql: ReportEngine, copy: Pick<ReportCopy, 'pieces'> | null): ReportEngine {
  if (!copy) return sql
  return {
    ...sql,
    pieces: async (query) => (await copy.pieces(query)) ?? sql.pieces(query),
    async group(query) {
      const found = await copy.pieces(query)
      return found ? groupsIn(query.sums, found) : sql.group(query)
    },
  }
}
