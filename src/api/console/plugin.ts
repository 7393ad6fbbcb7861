import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify'
import { decodeBody, parseJson } from '../http/json-body.ts'
import { languageOf } from '../http/language.ts'
import { callRoutes } from './calls.ts'
import { clockRoutes } from './clock.ts'
import { cloudDoorRoutes } from './cloud-door.ts'
import { dataRoutes } from './data.ts'
import { faultRoutes } from './fault-routes.ts'
import { Fields } from './fields.ts'
import { refuseStrangers } from './guard.ts'
import { checkHealth, healthBody } from './health.ts'
import { indexPage } from './index-page.ts'
import { licenceRoutes } from './licences.ts'
import { metricsText } from './metrics.ts'
import { outboxRoutes } from './outbox.ts'
import { answerProblems, ConsoleProblem, notFound } from './problems.ts'
import type { ConsoleRoute } from './route.ts'
import type { ConsoleServices, Sandbox } from './services.ts'
import { tillRoutes } from './tills.ts'

const depthMax = 16
const bodyLimitBytes = 256 * 1024

/** Everything under `/__/`: health and metrics everywhere, the rest in a sandbox only. */
export const consolePlugin: FastifyPluginAsync<ConsoleServices> = async (server, services) => {
  const { sandbox } = services
  answerProblems(server)
  acceptJsonOfAnyType(server)
  if (sandbox) server.addHook('onRequest', async (request) => refuseStrangers(request, sandbox.isLoopback))
  const routes = [...watchRoutes(services), ...(sandbox ? sandboxRoutes(services, sandbox) : [])]
  for (const route of routes) mount(server, route)
  if (sandbox) {
    server.get('/__', async (request, reply) => {
      const language = languageOf(request.headers['accept-language'])
      const page = indexPage(routes, language, `${request.protocol}://${request.host}`)
      return reply.type('text/html; charset=utf-8').send(page)
    })
  }
  server.route({
    method: ['GET', 'POST', 'DELETE', 'PUT', 'PATCH'],
    url: '/__/*',
    handler: (request) => {
      const address = `${request.method} ${request.url.split('?')[0]?.slice(0, 200)}`
      throw notFound({ en: `There is no ${address}`, ru: `Здесь нет ${address}` })
    },
  })
}

/** curl sends JSON as a form unless it is told not to. */
function acceptJsonOfAnyType(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: bodyLimitBytes },
    (_request, body, done) => {
      try {
        done(null, parseJson(decodeBody(body as Buffer), { depthMax }))
      } catch (error) {
        done(error as Error)
      }
    },
  )
}

function mount(server: FastifyInstance, { method, path, handle }: ConsoleRoute): void {
  server.route({
    method,
    url: `/__${path}`,
    handler: async (request, reply) => {
      const answer = await handle({
        params: request.params as Record<string, string>,
        query: lastOfEach(request.query as Record<string, string | string[]>),
        fields: Fields.of(request.body),
        language: languageOf(request.headers['accept-language']),
        reply,
      })
      return reply.sent ? reply : reply.send(answer)
    },
  })
}

const lastOfEach = (query: Record<string, string | string[]>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value].flat().at(-1)]))

const sandboxRoutes = (services: ConsoleServices, sandbox: Sandbox): ConsoleRoute[] => [
  ...clockRoutes(sandbox),
  ...tillRoutes({ ...services, sandbox }),
  ...faultRoutes(sandbox.faults),
  ...cloudDoorRoutes(services.cloudDoor),
  ...dataRoutes(sandbox),
  ...outboxRoutes(services),
  ...callRoutes({ ...services, sandbox }),
  ...licenceRoutes(services),
]

/** For those who watch the node: open everywhere, with details in a sandbox only. */
function watchRoutes(services: ConsoleServices): ConsoleRoute[] {
  const hasDetails = services.sandbox !== null
  return [
    {
      method: 'GET',
      path: '/health',
      text: { en: 'can the node do its work, and why not', ru: 'может ли узел работать и почему нет' },
      async handle({ language, reply }) {
        const health = await checkHealth(services)
        reply.code(health.reasons.length === 0 ? 200 : 503)
        return healthBody(health, language, hasDetails)
      },
    },
    {
      method: 'GET',
      path: '/health/live',
      text: { en: 'does the process answer', ru: 'отвечает ли процесс' },
      handle: async () => ({ live: true }),
    },
    {
      method: 'GET',
      path: '/metrics',
      text: { en: 'metrics in the format of Prometheus', ru: 'метрики в формате Prometheus' },
      async handle({ reply }) {
        if (!hasDetails) refuseUnknown(reply.request, services.metricsToken)
        const text = await metricsText(services)
        return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text)
      },
    },
  ]
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** How much a restaurant sells is nobody's business: metrics are for this machine, or for who has the token. */
function refuseUnknown({ headers, ip }: FastifyRequest, metricsToken: string | null): void {
  const isHere = ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1'
  // A proxy on this machine calls for somebody else.
  if (isHere && headers['x-forwarded-for'] === undefined && headers['forwarded'] === undefined) return
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  if (metricsToken !== null && given && timingSafeEqual(sha256(given), sha256(metricsToken))) return
  throw new ConsoleProblem(401, 'unauthorized', {
    en: 'Metrics need the token of TRAPEZA_METRICS_TOKEN from another machine',
    ru: 'С другой машины для метрик нужен токен TRAPEZA_METRICS_TOKEN',
  })
}
