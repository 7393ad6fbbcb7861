import type { App } from '../../../app/ports.ts'
import { digestOfPassword, enterBackOffice, isStillLogin } from '../../../app/server/back-office-logins.ts'
import type { Uuid } from '../../../kernel/ids.ts'

type Session = {
  tenantId: Uuid
  employeeId: Uuid
  /** By what they entered: a login that was revoked or got another password opens nothing any more. */
  login: string
  passwordHash: string
  /** Epoch milliseconds. */
  endsAt: number
}

/** A working day and a little more. */
export const sessionMs = 12 * 3_600_000

/** Operators who are logged in to this process; none of it outlives the process. */
export class OperatorSessions {
  readonly #open = new Map<string, Session>()

  /** Opens one for who has this login and password; null for a stranger and a wrong password alike. */
  async enter(
    app: App,
    login: string,
    password: string,
  ): Promise<{ token: string; session: Session } | null> {
    const found = await enterBackOffice(app, login, digestOfPassword(password))
    if (!found) return null
    const now = app.clock.now()
    for (const [token, { endsAt }] of this.#open) if (endsAt <= now) this.#open.delete(token)
    const token = Buffer.from(app.random.bytes(32)).toString('base64url')
    const { tenantId, passwordHash, employee } = found
    const session = { tenantId, login, passwordHash, employeeId: employee.id, endsAt: now + sessionMs }
    this.#open.set(token, session)
    return { token, session }
  }

  async find(app: App, token: string): Promise<Session | null> {
    const session = this.#open.get(token)
    if (!session) return null
    if (session.endsAt > app.clock.now() && (await isStillLogin(app, session))) return session
    this.#open.delete(token)
    return null
  }

  close(token: string): void {
    this.#open.delete(token)
  }
}
