import { enterBackOffice } from '../../../app/server/back-office-logins.ts'
import { enteredKind, leftKind, noteSession } from '../../../app/server/note-session.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { organizationOf } from '../enter.ts'
import { noSession, ServerFault, serverModuleId } from '../errors.ts'
import { AnswerWith, type Call, type CallContext, type Handlers } from '../operation.ts'
import { sessionMs } from '../sessions.ts'
import { writeWadl } from '../wire/write-wadl.ts'
import { writeXml } from '../wire/write-xml.ts'

/** Who knows nobody's password learns not whether the login exists; iiko's own words are not published. */
const strangerText = 'Invalid login or password'

/** Refuses strangers, and those who guess; that is 401 too, for the password cannot be looked at now (server-api §2.1). */
async function whoEnters({ app, gate, address, query }: Call<'GET /auth' | 'POST /auth'>) {
  const digest = query.pass.trim().toLowerCase()
  const tried = await gate.attempt(
    { login: query.login, address },
    () => app.clock.now(),
    () => enterBackOffice(app, query.login, digest),
  )
  if ('waitMs' in tried) {
    const seconds = String(Math.ceil(tried.waitMs / 1000))
    const text = `Too many failed logins: try again in ${seconds} s`
    throw new ServerFault(401, text, { 'retry-after': seconds })
  }
  if (!tried.entered) throw new ServerFault(401, strangerText)
  return tried.entered
}

/** Every login is a session and a seat of its own, even of the same person (server-api §2.1). */
async function openSession(call: Call<'GET /auth' | 'POST /auth'>): Promise<AnswerWith<string>> {
  const { app, services, sessions, place, query } = call
  const { tenantId, employee, passwordHash } = await whoEnters(call)
  const organizationId = organizationOf(await app.catalog(tenantId), place)
  if (organizationId === undefined) throw new ServerFault(401, strangerText)
  const token = app.random.uuid()
  const now = app.clock.now()
  await services.licences.takeSeat(tenantId, serverModuleId, token, sessionMs)
  const session = { tenantId, employeeId: employee.id, organizationId }
  const { login } = query
  sessions.open(
    { ...session, token, login, passwordHash, checkedAt: now, endsAt: now + sessionMs, seats: new Map() },
    now,
  )
  await noteSession(app, enteredKind, { ...session, login })
  return new AnswerWith(token, {
    headers: { 'set-cookie': `key=${token}; Path=${place.prefix}; HttpOnly`, 'cache-control': 'no-store' },
  })
}

async function closeSession(call: Call<'GET /logout' | 'POST /logout'>): Promise<AnswerWith<string>> {
  const { app, services, sessions, place, query } = call
  const token = query.key?.trim() || call.token
  const session = sessions.find(token, app.clock.now())
  if (!session) throw noSession()
  sessions.close(token)
  for (const holder of [token, ...session.seats.keys()]) services.licences.free(session.tenantId, holder)
  await noteSession(app, leftKind, { ...session, login: null })
  return new AnswerWith(token, {
    headers: { 'set-cookie': `key=; Path=${place.prefix}; Max-Age=0; HttpOnly` },
  })
}

/** The books of the server that was called, without a session: of the first corporation that has such a place. */
async function catalogOfPlace({ app, place }: CallContext): Promise<Catalog | null> {
  for (const { id } of await app.storage.now.tenants.list()) {
    const catalog = await app.catalog(id)
    if (organizationOf(catalog, place) !== undefined) return catalog
  }
  return null
}

/** The release of iiko that the server says it is: that of its restaurants. */
async function versionOf(call: CallContext): Promise<string> {
  const catalog = await catalogOfPlace(call)
  if (!catalog) throw new ServerFault(404, 'There is no such server')
  const code = organizationOf(catalog, call.place)
  const restaurants = catalog.all('organization').filter(({ isDeleted }) => !isDeleted)
  const own = restaurants.find(({ id }) => id === code) ?? restaurants[0]
  return own?.body.version ?? ''
}

async function serverName(call: CallContext): Promise<string> {
  const catalog = await catalogOfPlace(call)
  const own = catalog?.find('organization', organizationOf(catalog, call.place))
  if (own) return own.body.name
  const tenants = await call.app.storage.now.tenants.list()
  return tenants.find(({ id }) => id === catalog?.tenantId)?.name ?? ''
}

const xmlType = { 'content-type': 'application/xml; charset=utf-8' }
const textOf = (value: string): string =>
  writeXml('i', { is: 'text' }, value).replace(/^.*?<i\/?>|<\/i>$/gs, '')

/** Without a prolog, and with a mark on what is null, as live servers write it (server-api §2.6). */
async function serverInfo(call: Call<'GET /get_server_info.jsp'>): Promise<AnswerWith<string>> {
  const version = await versionOf(call)
  const name = textOf(await serverName(call))
  const edition = call.place.code === null ? 'chain' : 'default'
  const known = {
    serverName: name,
    edition,
    version,
    computerName: name,
    serverState: 'STARTED_SUCCESSFULLY',
  }
  const nulls = ['protocol', 'serverAddr', 'serverSubUrl'].map((field) => `<${field} null="1"></${field}>`)
  const members = Object.entries(known).map(([field, value]) => `<${field}>${value}</${field}>`)
  const rest = '<port>0</port><isPresent>false</isPresent>'
  return new AnswerWith(`<r>${members.join('')}${nulls.join('')}${rest}</r>`, { headers: xmlType })
}

const wadlType = { 'content-type': 'application/vnd.sun.wadl+xml; charset=utf-8' }

/** Sessions and what the server says of itself (server-api §2). */
export const sessionHandlers: Handlers = {
  'GET /auth': openSession,
  'POST /auth': openSession,
  'GET /logout': closeSession,
  'POST /logout': closeSession,
  'GET /version': versionOf,
  'GET /version/test': versionOf,
  'GET /get_server_info.jsp': serverInfo,
  'GET /application.wadl': async ({ place }) =>
    new AnswerWith(writeWadl(`${place.prefix}/api/`), { headers: wadlType }),
}
