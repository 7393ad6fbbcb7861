import type { App } from '../../app/ports.ts'
import { hasBackOfficeRight, isStillLogin } from '../../app/server/back-office-logins.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { licenceFault, noSession, ServerFault, serverModuleId } from './errors.ts'
import type { ServerOperation } from './generated/operations.ts'
import type { Caller, ServerPlace } from './operation.ts'
import type { ServerServices } from './services.ts'
import { recheckMs, type ServerSession, type ServerSessions } from './sessions.ts'

/** The token of a call: the query wins over the cookie (server-api §26.2). */
export function tokenOf(query: URLSearchParams, cookie: string | undefined): string {
  const given = query.get('key')
  if (given) return given.trim()
  for (const part of (cookie ?? '').split(';')) {
    const [name = '', value = ''] = part.trim().split('=')
    if (name === 'key') return value.trim()
  }
  return ''
}

/** The restaurant of a place in a corporation; null for the chain, undefined when there is no such restaurant. */
export function organizationOf(catalog: Catalog, { code }: ServerPlace): Uuid | null | undefined {
  if (code === null) return null
  const items = catalog.all('organization').filter(({ isDeleted }) => !isDeleted)
  return items.find(({ id, body }) => id === code.toLowerCase() || body.code === code)?.id
}

type Entrance = { app: App; services: ServerServices; sessions: ServerSessions }

/** Looks now and then whether the login is still there; a session without one ends and frees its seat. */
async function recheck({ app, sessions, services }: Entrance, session: ServerSession): Promise<void> {
  const now = app.clock.now()
  if (Math.abs(now - session.checkedAt) < recheckMs) return
  session.checkedAt = now
  if (await isStillLogin(app, session)) return
  sessions.close(session.token)
  for (const holder of [session.token, ...session.seats.keys()])
    services.licences.free(session.tenantId, holder)
  throw noSession()
}

/** Who calls; refuses with 401 without a session, with 403 without a licence or the right (server-api §26.13). */
export async function enter(
  { app, services, sessions }: Entrance,
  token: string,
  place: ServerPlace,
  { right, module }: ServerOperation,
): Promise<Caller> {
  const session = sessions.find(token, app.clock.now())
  if (!session) throw noSession()
  await recheck({ app, sessions, services }, session)
  const { tenantId, employeeId, organizationId } = session
  const catalog = await app.catalog(tenantId)
  const employee = catalog.living('employee', employeeId)
  if (!employee || organizationOf(catalog, place) !== organizationId) throw noSession()
  const moduleId = module ?? serverModuleId
  await services.licences.check(tenantId, moduleId).catch((error) => {
    throw licenceFault(error, moduleId) ?? error
  })
  if (right !== null && !hasBackOfficeRight(catalog, employee, right))
    throw new ServerFault(403, `Permission denied: ${right}`)
  return { tenantId, organizationId, employee, token, catalog }
}
