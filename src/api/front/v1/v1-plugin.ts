import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { isUuid } from '../../../kernel/ids.ts'
import { serveEvents } from '../../http/event-stream.ts'
import { BadJson } from '../../http/json-body.ts'
import { languageOf } from '../../http/language.ts'
import { writeCursor } from '../changes/cursor.ts'
import { badArgument, FrontFault, toFault } from '../faults.ts'
import { codeOf, type FrontWeb, prefixes } from '../front-web.ts'
import { openJsonDoor } from '../json-door.ts'
import type { PlayedTill } from '../played-till.ts'
import { secretOf } from '../secret.ts'
import type { FrontSession, Scope } from '../sessions.ts'
import { cook, readKitchenMove } from './kitchen-items.ts'
import { changeBody, changeText, topicsFor } from './told-changes.ts'
import { objectOf, type Params, queryOf, sendJson } from './v1-calls.ts'
import { v1Reads } from './v1-lists.ts'
import { type V1Sessions, viewOf } from './v1-sessions.ts'

const bodyLimitBytes = 256 * 1024
type Entered = { played: PlayedTill; session: FrontSession; token: string }
type Enter = (request: FastifyRequest, scope: Scope | null) => Promise<Entered>
type Options = { web: FrontWeb; sessions: V1Sessions }

/** Our own surface of the front (front-api §7.6): what the old one has, and writes, changes and streams besides. */
export const v1Plugin: FastifyPluginAsync<Options> = async (server, { web, sessions }) => {
  answerProblems(server)
  const enter: Enter = async (request, scope) => {
    const played = web.find(codeOf(request))
    const token = secretOf(request.headers, queryOf(request))
    return { played, token, session: await sessions.use(played, token, scope) }
  }
  for (const prefix of prefixes) {
    const root = `${prefix}/v1`
    mountSessions(server, root, web, sessions, enter)
    for (const { path, scope, answer } of v1Reads) {
      server.get(`${root}/${path}`, async (request, reply) => {
        const { played } = await enter(request, scope)
        const { id = null } = request.params as { id?: string }
        return sendJson(reply, await answer({ web, played, query: queryOf(request), id }))
      })
    }
    mountKitchen(server, root, web, enter)
    mountChanges(server, root, web, enter)
    mountTheRest(server, root)
  }
}

function mountSessions(
  server: FastifyInstance,
  root: string,
  web: FrontWeb,
  sessions: V1Sessions,
  enter: Enter,
): void {
  server.post(`${root}/sessions`, async (request, reply) => {
    const played = web.find(codeOf(request))
    return sendJson(reply.code(201), await sessions.open(played, objectOf(request), request.ip))
  })
  server.post(`${root}/sessions/current/heartbeat`, async (request, reply) => {
    const { session } = await enter(request, null)
    return sendJson(reply, viewOf(session))
  })
  server.delete(`${root}/sessions/current`, async (request, reply) => {
    const { token } = await enter(request, null)
    web.sessions.close(token)
    return reply.code(204).send()
  })
}

function mountKitchen(server: FastifyInstance, root: string, web: FrontWeb, enter: Enter): void {
  const orderWith = v1Reads.find(({ path }) => path === 'kitchen-orders/:id')
  server.patch(`${root}/kitchen-orders/:id/items`, async (request, reply) => {
    const { played, session } = await enter(request, 'kitchen:write')
    const { id = '' } = request.params as Params
    if (!isUuid(id)) throw badArgument('The id of the order must be a uuid')
    const move = readKitchenMove(objectOf(request))
    await cook(played, {
      ...move,
      id: repeatKeyOf(request) ?? web.app.random.uuid(),
      orderId: id.toLowerCase(),
      actor: actorOf(session),
    })
    return sendJson(reply, await orderWith?.answer({ web, played, query: queryOf(request), id }))
  })
}

/** Who does it, as the journal names them. */
const actorOf = ({ owner, module }: FrontSession): string => {
  if (owner.kind === 'employee') return `employee:${owner.employeeId}`
  return owner.kind === 'key' ? `api:${owner.keyId}` : `licence:${module}`
}

/** With the same `Idempotency-Key` a repeat is the same deed. */
function repeatKeyOf({ headers }: FastifyRequest): string | null {
  const key = headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || !isUuid(key)) throw badArgument('Idempotency-Key must be a uuid')
  return key.toLowerCase()
}

function mountChanges(server: FastifyInstance, root: string, web: FrontWeb, enter: Enter): void {
  server.get(`${root}/changes`, async (request, reply) => {
    const { played } = await enter(request, 'monitoring')
    const { till } = played
    const since = queryOf(request).get('since')
    const databaseId = await web.cursors.databaseId(till)
    if (since === null) {
      const { text } = await web.cursors.present(till)
      return sendJson(reply, { databaseId, revision: text, hasMore: false, changes: [] })
    }
    const from = await web.cursors.read(till, since)
    const { changes, revision, hasMore } = await web.hub(played).after(from)
    return sendJson(reply, {
      databaseId,
      revision: writeCursor(databaseId, revision),
      hasMore,
      changes: changes.map((one) => changeBody(one, writeCursor(databaseId, one.revision))),
    })
  })
  // The same stream for what speaks no WebSocket.
  server.get(`${root}/stream`, async (request, reply) => {
    const { played, session, token } = await enter(request, null)
    const query = queryOf(request)
    const topics = topicsFor(query.get('topics')?.split(','), session.scopes)
    const last = request.headers['last-event-id']
    const since = typeof last === 'string' && last !== '' ? last : query.get('since')
    const from = since === null ? null : await web.cursors.read(played.till, since)
    reply.raw.setHeader('access-control-allow-origin', '*')
    await serveEvents(reply, {
      report: web.options.report,
      async open(stream) {
        const hear = (change: Parameters<typeof changeText>[0], cursor: string): void =>
          stream.send(`${change.topic}.changed`, changeText(change, cursor), cursor)
        const heard = await web.hub(played).subscribe({ topics, hear, end: stream.end }, from)
        stream.send('subscribed', JSON.stringify({ revision: heard.cursor }), heard.cursor)
        heard.begin()
        return heard.stop
      },
      onBeat: (stream) =>
        void web.sessions
          .use(token, played.till.terminalGroupId)
          .then((known) => known ?? stream.end(), stream.end),
    })
  })
}

function mountTheRest(server: FastifyInstance, root: string): void {
  const method = server.supportedMethods as HTTPMethods[]
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (request.method === 'OPTIONS') {
      reply.header('access-control-allow-methods', 'GET, POST, PATCH, DELETE, OPTIONS')
      reply.header('access-control-allow-headers', '*, Authorization')
      return reply.code(204).send()
    }
    const path = `${request.url.split('?')[0]?.slice(0, 100)}`
    throw new FrontFault(404, 'EntityNotFoundException', `Nothing answers ${request.method} ${path}`)
  }
  for (const url of [root, `${root}/*`]) server.route({ method, url, handler: answer })
}

/** RFC 9457; `code` is the name of an exception of the front (front-api §6). */
function answerProblems(server: FastifyInstance): void {
  openJsonDoor(server, bodyLimitBytes)
  server.setErrorHandler((error, request, reply): FastifyReply => {
    const fault = faultOf(error, languageOf(request.headers['accept-language']))
    if (fault.status === 500) request.log.error(error)
    if (fault.retryAfter !== null) reply.header('retry-after', fault.retryAfter)
    return sendProblem(reply, fault)
  })
}

function faultOf(error: unknown, language: 'en' | 'ru'): FrontFault {
  const known = toFault(error, language)
  if (known) return known
  if (error instanceof BadJson) return badArgument(error.message)
  const status = (error as { statusCode?: number }).statusCode ?? 500
  if (status < 500) return new FrontFault(status, 'ArgumentException', (error as Error).message)
  return new FrontFault(500, 'UnexpectedInternalException', 'Internal error')
}

const sendProblem = (reply: FastifyReply, { status, code, message, extra }: FrontFault): FastifyReply =>
  reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: code.replace(/Exception$/, ''),
        status,
        code,
        detail: message,
        ...extra,
      }),
    )
