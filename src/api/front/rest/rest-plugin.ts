import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { isUuid } from '../../../kernel/ids.ts'
import { languageOf } from '../../http/language.ts'
import { notEntered, notFound, toFault } from '../faults.ts'
import { baseOf, codeOf, type FrontWeb, prefixes } from '../front-web.ts'
import { applyListQuery, readListQuery } from '../odata/options.ts'
import { ODataProblem } from '../odata/problem.ts'
import type { Shape } from '../odata/shape.ts'
import type { PlayedTill } from '../played-till.ts'
import { momentOf, type SeenTill } from '../read/till-reader.ts'
import { keyOf } from '../secret.ts'
import type { StaffDoor } from '../staff.ts'
import { type Rendered, RenderedLists } from './rendered-lists.ts'
import { RestLogin } from './rest-login.ts'
import { kitchenOrderShape, orderShape } from './shapes.ts'
import { wireProduct, wireSection, wireTable, wireUser } from './wire-books.ts'
import type { WirePlace } from './wire-place.ts'

const json = 'application/json; charset=utf-8'
type Params = Record<string, string>
type Entered = { played: PlayedTill; base: string }

/** The REST server of front-api §7.1, as boards that were written for iikoFront know it: read-only, polled, PascalCase. */
export const restPlugin: FastifyPluginAsync<{ web: FrontWeb; staff: StaffDoor }> = async (
  server,
  { web, staff },
) => {
  const door = new RestLogin(web, staff)
  answerFaults(server)
  allowOtherHosts(server)
  const enter = async (request: FastifyRequest): Promise<Entered> => {
    const played = web.find(codeOf(request))
    const session = await web.sessions.use(
      keyOf(request.headers, searchOf(request)),
      played.till.terminalGroupId,
    )
    const { owner } = session ?? {}
    const isOwner = owner?.kind !== 'employee' || (await staff.rightsOf(played, owner.employeeId)) !== null
    if (!session || !isOwner) throw notEntered('The key is unknown or has ended: log in again')
    return { played, base: baseOf(request) }
  }
  for (const prefix of prefixes) {
    const root = `${prefix}/api`
    server.get(`${root}/login/:key`, async (request, reply) => {
      const played = web.find(codeOf(request))
      return sendJson(reply, await door.login(played, (request.params as Params)['key'] ?? '', request.ip))
    })
    server.get(`${root}/logout/:key`, async (request, reply) => {
      web.find(codeOf(request))
      web.sessions.close(((request.params as Params)['key'] ?? '').toLowerCase())
      return sendJson(reply, true)
    })
    mountLists(server, root, web, enter)
    mountBooks(server, root, web, enter)
  }
}

type Enter = (request: FastifyRequest) => Promise<Entered>

/** The same list for many boards at the same moment is read once. */
function mountLists(server: FastifyInstance, root: string, web: FrontWeb, enter: Enter): void {
  const lists = new RenderedLists()
  const placeOf = ({ place, zone }: SeenTill, base: string): WirePlace => ({
    base,
    zone,
    catalog: place.catalog,
  })
  server.get(`${root}/orders`, async (request, reply) => {
    const { played, base } = await enter(request)
    const query = queryOf(request, orderShape)
    const seen = await web.reader.read(played)
    const place = placeOf(seen, base)
    const rows = seen.orders.map((one) => lists.order(place, one))
    return query.isPlain ? sendText(reply, lists.whole('orders', place, rows)) : sendRows(reply, query, rows)
  })
  server.get(`${root}/orders/:id`, async (request, reply) => {
    const { played, base } = await enter(request)
    const id = (request.params as Params)['id'] ?? ''
    const seen = isUuid(id) ? await web.reader.readSome(played, [id.toLowerCase()]) : null
    const [found] = seen?.orders ?? []
    if (!seen || !found) throw notFound(`There is no order ${id.slice(0, 50)}`)
    return sendText(reply, lists.order(placeOf(seen, base), found).text)
  })
  server.get(`${root}/kitchenorders`, async (request, reply) => {
    const { played, base } = await enter(request)
    const query = queryOf(request, kitchenOrderShape)
    const seen = await web.reader.read(played)
    const place = placeOf(seen, base)
    const rows = seen.orders.flatMap((one) => lists.kitchenOrder(place, one) ?? [])
    return query.isPlain
      ? sendText(reply, lists.whole('kitchenorders', place, rows))
      : sendRows(reply, query, rows)
  })
  server.get(`${root}/kitchenorders/:number`, async (request, reply) => {
    const { played, base } = await enter(request)
    const number = (request.params as Params)['number'] ?? ''
    const seen = await web.reader.read(played)
    // Numbers begin anew every day: the latest one is meant.
    const found = seen.orders.findLast(
      ({ kitchenOrder }) => kitchenOrder && String(kitchenOrder.number) === number,
    )
    const rendered = found && lists.kitchenOrder(placeOf(seen, base), found)
    if (!rendered) throw notFound(`There is no kitchen order ${number.slice(0, 50)}`)
    return sendText(reply, rendered.text)
  })
}

function mountBooks(server: FastifyInstance, root: string, web: FrontWeb, enter: Enter): void {
  const { app } = web
  const book = (
    resource: string,
    read: (at: Parameters<typeof wireTable>[0], name: string, played: PlayedTill) => Promise<object | null>,
  ): void => {
    server.get(`${root}/${resource}/:name`, async (request, reply) => {
      const { played, base } = await enter(request)
      const { place, zone } = await momentOf(played)
      const name = (request.params as Params)['name'] ?? ''
      const found = await read({ base, zone, catalog: place.catalog, place }, name, played)
      if (!found) throw notFound(`There is no ${name.slice(0, 50)} among ${resource}`)
      return sendJson(reply, found)
    })
  }
  book('products', async (at, article) => wireProduct(at, article))
  book('users', async (at, name, { till }) => {
    const { tenantId, organizationId } = till
    const shifts = await app.storage.now.shifts.openPersonalShifts(tenantId, organizationId)
    return wireUser(at, name, new Set(shifts.map(({ employeeId }) => employeeId)))
  })
  book('tables', async (at, number) => (/^\d{1,9}$/.test(number) ? wireTable(at, Number(number)) : null))
  book('sections', async (at, name) => wireSection(at, name))
}

const queryOf = (request: FastifyRequest, shape: Shape) => readListQuery(searchOf(request), shape)

function searchOf({ url }: FastifyRequest): URLSearchParams {
  const at = url.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
}

function sendRows(
  reply: FastifyReply,
  query: ReturnType<typeof queryOf>,
  rows: readonly Rendered[],
): FastifyReply {
  const { rows: value, count } = applyListQuery(
    rows.map(({ row }) => row),
    query,
  )
  return sendJson(reply, query.withCount ? { '@odata.count': count, value } : value)
}

const sendText = (reply: FastifyReply, text: string | Buffer): FastifyReply => reply.type(json).send(text)
const sendJson = (reply: FastifyReply, value: unknown): FastifyReply => sendText(reply, JSON.stringify(value))

/** A browser board stands on another host than the till. */
function allowOtherHosts(server: FastifyInstance): void {
  server.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*')
    reply.header('cache-control', 'no-store')
  })
  const method = (server.supportedMethods as HTTPMethods[]).filter((one) => one !== 'GET')
  for (const url of restPaths()) {
    server.route({
      method,
      url,
      handler: async (request, reply) => {
        reply.header('allow', 'GET, OPTIONS')
        if (request.method !== 'OPTIONS')
          return reply
            .code(405)
            .type(json)
            .send(JSON.stringify({ Message: 'Only GET is answered here' }))
        reply.header('access-control-allow-methods', 'GET, OPTIONS')
        reply.header('access-control-allow-headers', '*')
        return reply.code(204).send()
      },
    })
  }
}

const resources = ['login/:key', 'logout/:key', 'orders', 'orders/:id', 'kitchenorders']
const named = ['kitchenorders/:number', 'products/:name', 'users/:name', 'tables/:name', 'sections/:name']
const restPaths = (): string[] =>
  prefixes.flatMap((prefix) => [...resources, ...named].map((path) => `${prefix}/api/${path}`))

/** `{"Message": …}`, as the web API of .NET has it; the reference shows no error of the original. */
function answerFaults(server: FastifyInstance): void {
  // Whatever is sent is not looked at.
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume()
    payload.once('end', () => done(null, undefined))
  })
  server.setErrorHandler((error, request, reply): FastifyReply => {
    const send = (status: number, body: object): FastifyReply =>
      reply.code(status).type(json).send(JSON.stringify(body))
    if (error instanceof ODataProblem)
      return send(400, { Message: error.message, Option: error.option, Position: error.position })
    const fault = toFault(error, languageOf(request.headers['accept-language']))
    if (fault) {
      if (fault.retryAfter !== null) reply.header('retry-after', fault.retryAfter)
      return send(fault.status, { Message: fault.message, ExceptionType: fault.code })
    }
    const status = (error as { statusCode?: number }).statusCode ?? 500
    if (status < 500) return send(status, { Message: error instanceof Error ? error.message : String(error) })
    request.log.error(error)
    return send(500, { Message: 'An error has occurred.' })
  })
}
