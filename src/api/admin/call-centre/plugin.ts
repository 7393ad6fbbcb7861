import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { type Operator, operatorOf, operatorRight } from '../../../app/call-centre/operator.ts'
import type { App } from '../../../app/ports.ts'
import { LoginThrottle } from '../../http/login-throttle.ts'
import { isFromPage, type PageCookie, sessionCookie, setSessionCookie } from '../cookie.ts'
import { acceptJson, bodyOf } from '../json-bodies.ts'
import { logIn } from '../log-in.ts'
import { answerProblems, foreignPage, notLoggedIn } from '../problems.ts'
import { type CallCentreOptions, type OperatorCall, type OperatorRoute, rightMissing } from './call.ts'
import { callRoutes } from './calls.ts'
import { checkRoutes } from './check.ts'
import { choiceRoutes } from './choices.ts'
import { deedRoutes } from './deeds.ts'
import { mountExchange } from './exchange.ts'
import { guestRoutes } from './guest.ts'
import { orderRoutes } from './orders.ts'
import { OperatorSessions, sessionMs } from './sessions.ts'
import { serveNews } from './stream.ts'

const root = '/callcentre/api'
const cookie: PageCookie = { name: 'trapeza-operator', path: '/callcentre' }

const routes: readonly OperatorRoute[] = [
  ...choiceRoutes,
  ...guestRoutes,
  ...checkRoutes,
  ...orderRoutes,
  ...deedRoutes,
  ...callRoutes,
]

/** The API of the call centre's page, for employees by their own login, and the door of a telephone exchange. */
export const callCentrePlugin: FastifyPluginAsync<CallCentreOptions> = async (server, options) => {
  acceptJson(server)
  answerProblems(server)
  server.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  mountExchange(server, `${root}/calls`, options)
  await server.register(async (pages) => {
    pages.addHook('onRequest', async (request) => {
      if (request.method !== 'GET' && !isFromPage(request)) throw foreignPage()
    })
    mountPages(pages, options)
  })
}

/** Log in, log out, who am I, and all that an operator asks. */
function mountPages(server: FastifyInstance, { app, services }: CallCentreOptions): void {
  const sessions = new OperatorSessions()
  const throttle = new LoginThrottle()

  server.post(`${root}/login`, async (request, reply) => {
    const opened = await logIn(request, throttle, app.clock.now(), (login, password) =>
      sessions.enter(app, login, password),
    )
    const operator = await present(app, opened.session).catch((error: unknown) => {
      sessions.close(opened.token)
      throw error
    })
    setSessionCookie(request, reply, opened.token, sessionMs / 1000, cookie)
    return whoView(app, operator, opened.session.login)
  })

  server.post(`${root}/logout`, async (request, reply) => {
    sessions.close(sessionCookie(request, cookie))
    setSessionCookie(request, reply, '', 0, cookie)
    return { ok: true }
  })

  const enter = async (request: FastifyRequest) => {
    const session = await sessions.find(app, sessionCookie(request, cookie))
    if (!session) throw notLoggedIn()
    return { session, operator: await present(app, session) }
  }
  server.get(`${root}/me`, async (request) => {
    const { operator, session } = await enter(request)
    return whoView(app, operator, session.login)
  })
  server.get(`${root}/stream`, async (request, reply) => {
    const { operator, session } = await enter(request)
    return serveNews(reply, { app, services, operator, login: session.login })
  })
  for (const route of routes) {
    server.route({
      method: route.method,
      url: `${root}${route.path}`,
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const { operator } = await enter(request)
        if (route.needs && !operator.rights.has(route.needs)) throw rightMissing(route.needs)
        return reply.send(await route.handle(await callOf(request, operator, { app, services })))
      },
    })
  }
}

const callOf = async (
  request: FastifyRequest,
  operator: Operator,
  { app, services }: CallCentreOptions,
): Promise<OperatorCall> => ({
  ...{ app, services, operator, catalog: await app.catalog(operator.tenantId) },
  params: request.params as Record<string, string>,
  query: request.query as Record<string, unknown>,
  body: bodyOf(request),
})

/** The employee of a session as they are now: who left or lost the right is refused at once. */
async function present(app: App, { tenantId, employeeId }: { tenantId: string; employeeId: string }) {
  const catalog = await app.catalog(tenantId)
  const employee = catalog.living('employee', employeeId)
  if (!employee) throw notLoggedIn()
  const operator = operatorOf(catalog, tenantId, employee)
  if (!operator.rights.has(operatorRight)) throw rightMissing(operatorRight)
  return operator
}

async function whoView(app: App, { tenantId, employee, rights }: Operator, login: string) {
  const tenant = (await app.storage.now.tenants.list()).find(({ id }) => id === tenantId)
  return {
    ...{ login, id: employee.id, name: employee.body.name, chain: tenant?.name ?? '' },
    mayCancel: rights.has('deliveries.cancel'),
    mayBypass: rights.has('deliveries.bypass-restrictions'),
    mayConfirm: rights.has('deliveries.confirm'),
    now: new Date(app.clock.now()).toISOString(),
  }
}
