import type { Uuid } from '../../kernel/ids.ts'

/** Who is logged in where. A restaurant's server and the chain's are strangers to each other's tokens. */
export type ServerSession = {
  token: string
  tenantId: Uuid
  employeeId: Uuid
  /** The restaurant whose server it is; null: the chain's. */
  organizationId: Uuid | null
  /** By what they entered; a login that was revoked or got another password opens nothing any more. */
  login: string
  passwordHash: string
  /** Seats that were taken for it besides its own: by which name, and of which module. */
  seats: Map<string, number>
  /** When the login was last looked at, epoch milliseconds. */
  checkedAt: number
  /** Epoch milliseconds; use does not prolong a session (server-api §2.3). */
  endsAt: number
}

/** Counted from the login (server-api §2.3, corrections 10). */
export const sessionMs = 3_600_000

/** How long a running server does not notice that a login is gone, as it is with keys of iikoCloud. */
export const recheckMs = 10_000

/** Sessions of this process: none outlives it (server-api §2.3). */
export class ServerSessions {
  readonly #open = new Map<string, ServerSession>()
  readonly #last = new Map<string, Promise<unknown>>()

  open(session: ServerSession, now: number): void {
    // Whoever never comes back is forgotten by the next one who does.
    for (const [token, { endsAt }] of this.#open) if (endsAt <= now) this.close(token)
    this.#open.set(session.token, session)
  }

  find(token: string, now: number): ServerSession | null {
    const session = this.#open.get(token)
    return session && now < session.endsAt ? session : null
  }

  close(token: string): void {
    this.#open.delete(token)
    this.#last.delete(token)
  }

  closeAll(): void {
    this.#open.clear()
    this.#last.clear()
  }

  /** Does the work when all that was asked before with the same token is done. */
  inTurn<T>(token: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(token) ?? Promise.resolve()
    const done = before.then(work, work)
    this.#last.set(token, done)
    return done
  }
}
