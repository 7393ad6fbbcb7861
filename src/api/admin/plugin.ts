import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { mayDo } from '../../app/admin/roles.ts'
import { accountOfSession, openSession, sessionMs } from '../../app/admin/sessions.ts'
import type { AdminAccount, App } from '../../app/ports.ts'
import { LoginThrottle } from '../http/login-throttle.ts'
import type { AdminCall, Route } from './call.ts'
import { isFromPage, sessionCookie, setSessionCookie } from './cookie.ts'
import { CsvFile } from './csv-file.ts'
import { acceptJson, bodyOf } from './json-bodies.ts'
import { logIn } from './log-in.ts'
import { answerProblems, foreignPage, notLoggedIn, roleMissing } from './problems.ts'
import { routes } from './routes/index.ts'
import type { AdminServices } from './services.ts'

export type AdminPluginOptions = { app: App; services: AdminServices }

const root = '/admin/api'

/** The API of the admin page: everything under `/admin/api`. */
export const adminPlugin: FastifyPluginAsync<AdminPluginOptions> = async (server, { app, services }) => {
  acceptJson(server)
  answerProblems(server)
  server.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (request.method !== 'GET' && !isFromPage(request)) throw foreignPage()
  })
  mountDoor(server, app, services)
  for (const route of routes) mount(server, app, services, route)
}

/** Log in, log out, who am I. */
function mountDoor(server: FastifyInstance, app: App, services: AdminServices): void {
  const throttle = new LoginThrottle()

  server.post(`${root}/login`, async (request, reply) => {
    const session = await logIn(request, throttle, app.clock.now(), (login, password) =>
      openSession(app, login, password),
    )
    setSessionCookie(request, reply, session.token, sessionMs / 1000)
    return whoView(app, session.account, services)
  })

  server.post(`${root}/logout`, async (request, reply) => {
    await app.storage.now.admins.closeSession(sessionCookie(request))
    setSessionCookie(request, reply, '', 0)
    return { ok: true }
  })

  server.get(`${root}/me`, async (request) => whoView(app, await enter(app, request), services))
}

async function whoView(app: App, { login, tenantId, role }: AdminAccount, { licences }: AdminServices) {
  const tenant = (await app.storage.now.tenants.list()).find(({ id }) => id === tenantId)
  return { login, role, chain: tenant?.name ?? '', now: iso(app.clock.now()), licensing: licences.mode }
}

const iso = (at: number): string => new Date(at).toISOString()

async function enter(app: App, request: FastifyRequest): Promise<AdminAccount> {
  const token = sessionCookie(request)
  const account = token === '' ? null : await accountOfSession(app, token)
  if (!account) throw notLoggedIn()
  return account
}

function mount(server: FastifyInstance, app: App, services: AdminServices, route: Route): void {
  server.route({
    method: route.method,
    url: `${root}${route.path}`,
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const account = await enter(app, request)
      if (!mayDo(account.role, route.needs)) throw roleMissing(account.role, route.needs)
      const call: AdminCall = {
        app,
        services,
        account,
        scope: {
          tenantId: account.tenantId,
          actor: `admin:${account.id}`,
          knownRights: services.rights.map(({ right }) => right),
        },
        params: request.params as Record<string, string>,
        query: request.query as Record<string, unknown>,
        body: bodyOf(request),
      }
      const answer = await route.handle(call)
      if (!(answer instanceof CsvFile)) return reply.send(answer)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${answer.name}"`)
        .send(answer.text)
    },
  })
}
