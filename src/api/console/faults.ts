import type { Random } from '../../kernel/random.ts'
import { type FamilyId, familyNames } from '../http/door-table.ts'
import type { Fields } from './fields.ts'
import { invalid } from './problems.ts'

/** What goes wrong on purpose with HTTP calls of the families. Times are real: it is the client that waits. */
export type HttpFault = {
  /** Calls whose path begins so. */
  path: string
  family: FamilyId | null
  /** Answered instead of the family; null lets the call through after the delay. */
  status: number | null
  /** The connection is cut without an answer. */
  drop: boolean
  delayMs: number
  /** How many calls more; null without end. */
  times: number | null
  percent: number
}
export type WebhookFault = { refuse: boolean; delayMs: number }
export type DatabaseFault = { refuse: boolean; delayMs: number }
export type FaultState = {
  http: readonly HttpFault[]
  webhooks: WebhookFault | null
  database: DatabaseFault | null
}

const none: FaultState = { http: [], webhooks: null, database: null }
const delayMsMax = 60_000

/** The faults that are on. */
export class Faults {
  #state: FaultState = none
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  get state(): FaultState {
    return this.#state
  }

  /** Parts that are not named stay as they are. */
  set(changes: Partial<FaultState>): void {
    this.#state = { ...this.#state, ...changes }
  }

  clear(): void {
    this.#state = none
  }

  /** The fault that a call meets; counts it. */
  takeHttp(path: string, family: FamilyId | null): HttpFault | null {
    const found = this.#state.http.find(
      (fault) =>
        path.toLowerCase().startsWith(fault.path.toLowerCase()) &&
        (fault.family === null || fault.family === family) &&
        fault.times !== 0 &&
        (fault.percent >= 100 || this.#random.int(100) < fault.percent),
    )
    if (found?.times) found.times -= 1
    return found ?? null
  }
}

/** Reads `POST /__/faults`: null switches a part off. */
export function readFaults(fields: Fields): Partial<FaultState> {
  const changes: { -readonly [Part in keyof FaultState]?: FaultState[Part] } = {}
  if (fields.has('http')) changes.http = (fields.list('http', { max: 50 }) ?? []).map(readHttpFault)
  if (fields.has('webhooks')) changes.webhooks = readSimpleFault(fields.object('webhooks'))
  if (fields.has('database')) changes.database = readSimpleFault(fields.object('database'))
  fields.end()
  return changes
}

function readHttpFault(fields: Fields): HttpFault {
  const fault: HttpFault = {
    path: fields.text('path') ?? '/',
    family: fields.choice('family', Object.keys(familyNames) as FamilyId[]),
    status: fields.number('status', { min: 400, max: 599 }),
    drop: fields.flag('drop') ?? false,
    delayMs: fields.duration('delay', { maxMs: delayMsMax }) ?? 0,
    times: fields.number('times', { min: 1, max: 1_000_000 }),
    percent: fields.number('percent', { min: 1, max: 100 }) ?? 100,
  }
  fields.end()
  if (fault.status === null && !fault.drop && fault.delayMs === 0)
    throw invalid('http', { en: 'a fault needs status, drop or delay', ru: 'нужен status, drop или delay' })
  return fault
}

function readSimpleFault(fields: Fields | null): WebhookFault | null {
  if (!fields) return null
  const fault = {
    refuse: fields.flag('refuse') ?? false,
    delayMs: fields.duration('delay', { maxMs: delayMsMax }) ?? 0,
  }
  fields.end()
  return fault
}
