import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { App } from '../../app/ports.ts'
import { AskerGone } from '../../app/reports/asker-gone.ts'
import type { Language } from '../../kernel/refusals.ts'
import { readIdempotencyKey, wrongIdempotencyKey } from '../http/idempotency-key.ts'
import { decodeBody, parseJson } from '../http/json-body.ts'
import { languageOf } from '../http/language.ts'
import { LoginGate } from '../http/login-gate.ts'
import { untilGone } from '../http/until-gone.ts'
import { enter, tokenOf } from './enter.ts'
import { internalFault, malformed, ServerFault, toServerFault } from './errors.ts'
import { operations, type ServerKey, type ServerOperation } from './generated/operations.ts'
import { isLongAnswer, jsonInTurns } from './json-in-turns.ts'
import { WritingThread } from './olap/writing-thread.ts'
import {
  AnswerWith,
  type Call,
  type Caller,
  type Handler,
  type Handlers,
  type ServerPlace,
  Written,
} from './operation.ts'
import { serverHandlers } from './operations/index.ts'
import type { ServerServices } from './services.ts'
import { ServerSessions } from './sessions.ts'
import { unknownRoute } from './unknown-route.ts'
import { readParameters } from './wire/read-parameters.ts'
import { plainOf, readValue } from './wire/read-value.ts'
import { decodeXml, readXml } from './wire/read-xml.ts'
import { writeXml } from './wire/write-xml.ts'

export type ServerPluginOptions = {
  app: App
  services: ServerServices
  /** For tests of the pipeline itself. */
  handlers?: Handlers
}

type Context = {
  app: App
  services: ServerServices
  sessions: ServerSessions
  gate: LoginGate
  writing: WritingThread
  handlers: Handlers
}

const bodyLimitBytes = 10 * 1024 * 1024
const jsonDepthMax = 64
const enteredKey = 'serverEntered'

/** What the checks before the body found out; public operations have no caller. */
type Entered = { caller: Caller | null; token: string }

/** Mounts all operations that `spec/server` names, for the chain and for each restaurant (corrections 5). */
export const serverPlugin: FastifyPluginAsync<ServerPluginOptions> = async (server, options) => {
  const { app, services, handlers = serverHandlers } = options
  const context: Context = {
    app,
    services,
    sessions: new ServerSessions(),
    gate: new LoginGate(),
    writing: new WritingThread(),
    handlers,
  }
  const stopListening = services.onReplaced(() => context.sessions.closeAll())
  server.addHook('onClose', async () => {
    stopListening()
    await context.writing.close()
  })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyLimitBytes }, (_, body, done) =>
    done(null, body),
  )
  server.decorateRequest(enteredKey, null)
  answerErrors(server)
  for (const prefix of ['/resto', '/rms/:restaurant/resto']) {
    for (const key of Object.keys(operations) as ServerKey[]) mount(server, context, prefix, key)
    mountTheRest(server, prefix)
  }
}

/** Russian unless a client asks for another: that is what servers of iiko speak (server-api §3). */
function languageOfCall({ headers }: FastifyRequest): Language {
  const wanted = headers['accept-language'] ?? ''
  return /\ben\b/i.test(wanted) ? languageOf(wanted) : 'ru'
}

function answerErrors(server: FastifyInstance): void {
  server.setErrorHandler((thrown, request, reply) => {
    const known = toServerFault(thrown, languageOfCall(request))
    // Of whoever went away nothing is wrong, and nobody reads the answer.
    if (!known && !(thrown instanceof AskerGone)) request.log.error(thrown)
    return sendFault(reply, known ?? internalFault(request.id))
  })
}

/** Errors are plain text, never HTML or JSON: clients tell them from trouble of the network by that (server-api §3). */
const sendFault = (reply: FastifyReply, { status, message, headers }: ServerFault): FastifyReply =>
  reply.code(status).headers(headers).type('text/plain; charset=utf-8').send(message)

const placeOf = (request: FastifyRequest): ServerPlace => {
  const { restaurant } = request.params as { restaurant?: string }
  return restaurant === undefined
    ? { prefix: '/resto', code: null }
    : { prefix: `/rms/${restaurant}/resto`, code: restaurant }
}

const queryOf = (request: FastifyRequest): URLSearchParams => {
  const mark = request.url.indexOf('?')
  return new URLSearchParams(mark < 0 ? '' : request.url.slice(mark + 1))
}

function mount(server: FastifyInstance, context: Context, prefix: string, key: ServerKey): void {
  const operation = operations[key]
  const path = operation.path.replace(/\{(\w+)\}/g, ':$1')
  server.route({
    method: operation.method,
    url: `${prefix}${operation.isOutside ? '' : '/api'}${path}`,
    onRequest: async (request) => {
      const token = tokenOf(queryOf(request), request.headers.cookie)
      const caller = operation.isPublic ? null : await enter(context, token, placeOf(request), operation)
      request.setDecorator<Entered>(enteredKey, { caller, token })
    },
    handler: (request, reply) => {
      const { token, caller } = request.getDecorator<Entered>(enteredKey)
      const work = async () => answer(context, key, request, reply)
      return context.services.isSequential && caller ? context.sessions.inTurn(token, work) : work()
    },
  })
}

async function answer(
  context: Context,
  key: ServerKey,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const operation = operations[key]
  const handler = context.handlers[key] as Handler<ServerKey> | undefined
  if (!handler) throw new ServerFault(501, `${key} is not built yet. Nothing is answered by a guess.`)
  const given = await handler(readCall(context, key, request, untilGone(reply)))
  const {
    answer: value,
    status,
    headers,
  } = given instanceof AnswerWith ? given : { answer: given, status: 200, headers: {} }
  return sendAnswer(reply.code(status).headers(headers), operation, value)
}

function sendAnswer(reply: FastifyReply, { answer: as }: ServerOperation, value: unknown): FastifyReply {
  if (as === null || as.as === 'nothing') return reply.send()
  if (as.as === 'text') {
    if (reply.getHeader('content-type') === undefined) reply.type('text/plain; charset=utf-8')
    return reply.send(value)
  }
  reply.type(`application/${as.as}; charset=utf-8`)
  if (value instanceof Written) return reply.send(value.body)
  if (as.as === 'xml') return reply.send(writeXml(as.root, as.of, value))
  return reply.send(
    isLongAnswer(value) ? Readable.from(jsonInTurns(value), { objectMode: false }) : JSON.stringify(value),
  )
}

/** Public operations have no caller and never look at it. */
const nobody = null as unknown as Caller

/** Parameters and body, after the description; bad ones are refused by their name. */
function readCall(
  { app, services, sessions, gate, writing }: Context,
  key: ServerKey,
  request: FastifyRequest,
  signal: AbortSignal,
): Call {
  const operation = operations[key]
  const { caller, token } = request.getDecorator<Entered>(enteredKey)
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const contentType = (request.headers['content-type'] ?? '').toLowerCase()
  const form = !operation.body && !contentType.includes('json') ? decodeBody(bytes) : ''
  const { wrongDayStatus } = operation
  const unknownElements: string[] = []
  const body = operation.body
    ? readBody(bytes, contentType, operation.body, (path) => unknownElements.push(path))
    : undefined
  return {
    key,
    // The reader makes of them what the description says; the types are generated from the same description.
    path: request.params as Call['path'],
    query: readParameters(operation.query, [queryOf(request), new URLSearchParams(form)], {
      wrongDayStatus,
    }) as Call['query'],
    body: body as Call['body'],
    place: placeOf(request),
    app,
    services,
    sessions,
    gate,
    writing,
    address: request.ip,
    language: languageOfCall(request),
    unknownElements,
    correlationId: request.id,
    idempotencyKey: keyOfRepeats(request, operation.path, body, app),
    token,
    caller: caller ?? nobody,
    signal,
  }
}

function keyOfRepeats(
  { headers }: FastifyRequest,
  path: string,
  body: unknown,
  { storage }: App,
): Call['idempotencyKey'] {
  const key = readIdempotencyKey(headers, path, body, storage.digestOf)
  if (key === 'wrong') throw malformed(wrongIdempotencyKey)
  return key
}

/** XML where XML is expected, or JSON in its place, as a server's own WADL allows (server-api §1). */
function readBody(
  bytes: Buffer,
  contentType: string,
  { as, of, ...rest }: NonNullable<ServerOperation['body']>,
  onUnknown: (path: string) => void,
): unknown {
  const options = { wrongDayStatus: 400 } as const
  if (as === 'json' || contentType.includes('json')) {
    const value = parseJson(decodeBody(bytes), { depthMax: jsonDepthMax })
    if (value === undefined) throw malformed('A body is expected')
    return readValue(value, of, '', options)
  }
  const root = 'root' in rest ? rest.root : ''
  const element = readXml(decodeXml(bytes, contentType))
  if (element.name !== root) throw malformed(`The element ${root} is expected, not ${element.name}`)
  return readValue(plainOf(element, of, onUnknown), of, '', options)
}

/** Addresses below the server's own that no operation has, and verbs that it has not. */
function mountTheRest(server: FastifyInstance, prefix: string): void {
  const method = server.supportedMethods as HTTPMethods[]
  const refuse = (request: FastifyRequest): never => {
    throw unknownRoute(request.url, request.method)
  }
  for (const url of [prefix, `${prefix}/*`])
    server.route({ method, url, onRequest: async (request) => refuse(request), handler: refuse })
}
