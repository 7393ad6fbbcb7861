import type { FastifyRequest } from 'fastify'
import { type FrontDoor, openFrontDoor, type TillBehindDoor } from '../../app/front/front-door.ts'
import type { App } from '../../app/ports.ts'
import type { TillCommand, TillOutcome, TillRequest } from '../../app/till/till-command.ts'
import type { Permission } from '../../domain/reference/books.ts'
import { notFound } from './faults.ts'
import { TillReader } from './read/till-reader.ts'
import { type FrontLicences, FrontSessions } from './sessions.ts'

/** A till that this process plays, as the family needs it. */
export type PlayedTill = FrontDoor & { run(request: TillRequest): Promise<TillOutcome> }

type LocalTill = TillBehindDoor & { run(request: TillRequest): Promise<TillOutcome> }

/** The one command that goes through this family: its cooks mark what they do (front-api §7.2). */
const rightNeeded = (kind: TillCommand['kind']): Permission | null =>
  kind === 'tableOrder.setCooking' || kind === 'delivery.setCooking' ? 'kitchen.bump' : null

/** Which codes open the old API: numbers of licence modules besides PINs, or PINs alone (front-api §7.1). */
export const frontLogins = ['module', 'pin'] as const
export type FrontLogin = (typeof frontLogins)[number]

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

/** What the three interfaces of the family share: sessions with their seats, and one reader of the tills. */
export class FrontWeb {
  readonly options: FrontWebOptions
  readonly app: App
  readonly sessions: FrontSessions
  readonly reader: TillReader
  readonly #stopHearing: () => void

  constructor(options: FrontWebOptions) {
    this.options = options
    this.app = options.app
    this.sessions = new FrontSessions(options.licences, options.app.clock)
    this.reader = new TillReader()
    this.#stopHearing = options.onReplaced(() => {
      this.sessions.forget()
      this.reader.forget()
    })
  }

  /** The till of a group by its code or id; null: the first one, whose bare paths these are (corrections 5). */
  find(code: string | null): PlayedTill {
    for (const local of this.options.tills())
      if (code === null || local.code === code || local.till.terminalGroupId === code)
        return { ...openFrontDoor(this.app, local, rightNeeded), run: (request) => local.run(request) }
    throw notFound(code === null ? 'This node plays no till' : `There is no terminal group ${code}`)
  }

  close(): void {
    this.#stopHearing()
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
