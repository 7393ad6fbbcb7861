import type { Till } from '../../app/till/till-command.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Uuid } from '../../kernel/ids.ts'

/** What a session may do (front-api §7.6). */
export const scopes = ['monitoring', 'queue', 'kitchen:write'] as const
export type Scope = (typeof scopes)[number]

/** Who stands behind a session: the same is asked again at every call, so nobody outstays their dismissal. */
export type Owner =
  | { kind: 'licence' }
  | { kind: 'employee'; employeeId: Uuid }
  | { kind: 'key'; keyId: Uuid }

/** One connection of a client to a till, which holds one seat of a licence module (front-api §1.7). */
export type FrontSession = {
  till: Till
  owner: Owner
  scopes: ReadonlySet<Scope>
  /** Whose seat it is. */
  module: number
  holder: string
  /** It ends after so long a silence. */
  idleMs: number
  usedAt: number
}

/** Where connections take their seats. */
export type FrontLicences = {
  /** Refuses with `access.licence-seats` or `access.licence-expired`. */
  takeSeat(tenantId: Uuid, module: number, holder: string, leaseMs: number): Promise<{ release(): void }>
  free(tenantId: Uuid, holder: string): void
}

/** Sessions of this process by their secrets; none outlives a restart, so no seat can leak. */
export class FrontSessions {
  readonly #living = new Map<string, FrontSession>()
  readonly #licences: FrontLicences
  readonly #clock: Pick<Clock, 'now'>

  constructor(licences: FrontLicences, clock: Pick<Clock, 'now'>) {
    this.#licences = licences
    this.#clock = clock
  }

  /** Takes the seat and opens the session; another one of the same holder at the till ends, and its seat goes on. */
  async open(secret: string, given: Omit<FrontSession, 'usedAt'>): Promise<FrontSession> {
    const { till, module, holder, idleMs } = given
    await this.#licences.takeSeat(till.tenantId, module, holder, idleMs)
    const now = this.#clock.now()
    for (const [other, session] of this.#living) {
      const isSame = session.holder === holder && session.till.tenantId === till.tenantId
      if (isSame || this.#isOver(session, now)) this.#living.delete(other)
    }
    const session = { ...given, usedAt: now }
    this.#living.set(secret, session)
    return session
  }

  /** A living session of a till, which a use keeps alive; undefined when there is none. Refuses when the licence ended. */
  async use(secret: string, terminalGroupId: Uuid): Promise<FrontSession | undefined> {
    const session = this.#living.get(secret)
    const now = this.#clock.now()
    if (!session || session.till.terminalGroupId !== terminalGroupId) return undefined
    if (this.#isOver(session, now)) {
      this.#living.delete(secret)
      return undefined
    }
    session.usedAt = now
    const { till, module, holder, idleMs } = session
    await this.#licences.takeSeat(till.tenantId, module, holder, idleMs)
    return session
  }

  /** Ends a session and frees its seat; false when there was none. */
  close(secret: string): boolean {
    const session = this.#living.get(secret)
    if (!session) return false
    this.#living.delete(secret)
    this.#licences.free(session.till.tenantId, session.holder)
    return true
  }

  /** All data was exchanged: whoever was in has to come again. */
  forget(): void {
    for (const secret of [...this.#living.keys()]) this.close(secret)
  }

  #isOver({ usedAt, idleMs }: FrontSession, now: number): boolean {
    return now - usedAt >= idleMs
  }
}
