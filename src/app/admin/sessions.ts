import type { AdminAccount, App } from '../ports.ts'
import { isPassword } from './password.ts'

/** How long a page stays open without another log-in. */
export const sessionMs = 12 * 3_600_000

/** An open admin page. `token` is told to the browser only; what is kept is its hash. */
export type OpenedSession = { token: string; account: AdminAccount }

/** Opens a session; null for a stranger and for a wrong password alike. */
export async function openSession(app: App, login: string, password: string): Promise<OpenedSession | null> {
  const account = await app.storage.now.admins.byLogin(login)
  const isRight = await isPassword(password, account?.passwordHash ?? null)
  if (!account || !isRight) return null
  const now = app.clock.now()
  const token = Buffer.from(app.random.bytes(32)).toString('base64url')
  const expiresAt = now + sessionMs
  const { tenantId, id: adminId } = account
  await app.storage.transaction(async (tx) => {
    await tx.admins.pruneSessions(now)
    await tx.admins.openSession({ tenantId, adminId, expiresAt }, token)
  })
  return { token, account }
}

/** The account of a session; null when it is closed, expired or was never opened. */
export async function accountOfSession(app: App, token: string): Promise<AdminAccount | null> {
  const session = await app.storage.now.admins.session(token)
  if (!session || session.expiresAt <= app.clock.now()) return null
  return app.storage.now.admins.byId(session.tenantId, session.adminId)
}
