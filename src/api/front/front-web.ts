import type { FastifyRequest } from 'fastify'
import { openFrontDoor, type TillBehindDoor } from '../../app/front/front-door.ts'
import type { App } from '../../app/ports.ts'
import type { TillCommand, TillOutcome, TillRequest } from '../../app/till/till-command.ts'
import type { Permission } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { ChangeHub } from './changes/change-hub.ts'
import { Cursors } from './changes/cursor.ts'
import { notFound } from './faults.ts'
import type { FrontLogin } from './front-logins.ts'
import type { PlayedTill } from './played-till.ts'
import { TillReader } from './read/till-reader.ts'
import { type FrontLicences, FrontSessions } from './sessions.ts'

type LocalTill = TillBehindDoor & { run(request: TillRequest): Promise<TillOutcome> }

/** The one command that goes through this family: its cooks mark what they do (front-api §7.2). */
const rightNeeded = (kind: TillCommand['kind']): Permission | null =>
  kind === 'tableOrder.setCooking' || kind === 'delivery.setCooking' ? 'kitchen.bump' : null

export type FrontWebOptions = {
  app: App
  tills: () => Iterable<LocalTill>
  licences: FrontLicences
  login: FrontLogin
  /** Tells that entries became visible; call the answer to stop. */
  onPlaced: (listener: () => void) => () => void
  /** Tells that all data was exchanged; call the answer to stop. */
  onReplaced: (listener: () => void) => () => void
  report: (error: unknown) => void
}

/** What the three interfaces of the family share: sessions with their seats, one reader of the tills, and what changes. */
export class FrontWeb {
  readonly options: FrontWebOptions
  readonly app: App
  readonly sessions: FrontSessions
  readonly reader = new TillReader()
  readonly cursors: Cursors
  readonly #hubs = new Map<Uuid, ChangeHub>()
  readonly #stops: (() => void)[]

  constructor(options: FrontWebOptions) {
    this.options = options
    this.app = options.app
    this.sessions = new FrontSessions(options.licences, options.app.clock)
    this.cursors = new Cursors(options.app)
    this.#stops = [
      options.onPlaced(() => {
        for (const hub of this.#hubs.values()) hub.kick()
      }),
      options.onReplaced(() => {
        this.endStreams()
        this.sessions.forget()
        this.reader.forget()
        this.cursors.forget()
      }),
    ]
  }

  /** The till of a group by its code or id; null: the first one, whose bare paths these are (corrections 5). */
  find(code: string | null): PlayedTill {
    for (const local of this.options.tills())
      if (code === null || local.code === code || local.till.terminalGroupId === code)
        return { ...openFrontDoor(this.app, local, rightNeeded), run: (request) => local.run(request) }
    throw notFound(code === null ? 'This node plays no till' : `There is no terminal group ${code}`)
  }

  /** What changes at a till; one for all who listen. */
  hub({ till }: PlayedTill): ChangeHub {
    const id = till.terminalGroupId
    const known = this.#hubs.get(id)
    if (known) return known
    const { reader, cursors } = this
    const hub = new ChangeHub({ played: () => this.find(id), reader, cursors, report: this.options.report })
    this.#hubs.set(id, hub)
    return hub
  }

  /** Lets all listeners go. */
  endStreams(): void {
    for (const hub of this.#hubs.values()) hub.end()
    this.#hubs.clear()
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.endStreams()
  }
}

/** The group that an address names; null: a bare path. */
export const codeOf = ({ params }: Pick<FastifyRequest, 'params'>): string | null =>
  (params as { code?: string }).code ?? null

/** Under which address the client sees the till. */
export const baseOf = (request: FastifyRequest): string => {
  const code = codeOf(request)
  const root = `${request.protocol}://${request.host}`
  return code === null ? root : `${root}/till/${encodeURIComponent(code)}`
}

/** Bare paths, and those of a named group. */
export const prefixes = ['', '/till/:code'] as const
