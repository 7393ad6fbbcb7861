import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { App } from '../../app/ports.ts'
import { EnumerationGuard } from '../http/enumeration-guard.ts'
import { KeyTokens } from '../http/key-tokens.ts'
import type { Answer, Call, Handler, OpenCall, OpenHandler } from './call.ts'
import { enter, tokenMs } from './enter.ts'
import { type BizFault, fault, internalFault, noRoute, toBizFault } from './faults.ts'
import { handlers, liveHandlers, openHandlers } from './operations/index.ts'
import { type BizKey, type BizOperation, operations } from './operations/table.ts'
import { bodyOf, Passed, passOn, textOf } from './passed-calls.ts'
import type { BizServices } from './services.ts'
import { Query, timeoutOf } from './wire/query.ts'

export type BizPluginOptions = { app: App; services: BizServices }

type Context = BizPluginOptions & { tokens: KeyTokens; guesses: EnumerationGuard }

const bodyLimitBytes = 4 * 1024 * 1024

/** Mounts all that `operations/table.ts` names: `/api/0`, and the market of applications at the root of the host. */
export const bizPlugin: FastifyPluginAsync<BizPluginOptions> = async (server, options) => {
  const context: Context = { ...options, tokens: new KeyTokens(tokenMs), guesses: new EnumerationGuard() }
  const stopListening = options.services.onReplaced(() => context.tokens.forget())
  server.addHook('onClose', async () => stopListening())
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyLimitBytes }, (_, body, done) =>
    done(null, body),
  )
  server.addHook('onRequest', async (request) => {
    // Bodies come with any content type or none (biz-card-api §1.2).
    request.headers['content-type'] ??= 'application/json'
  })
  server.setErrorHandler((thrown, request, reply) => {
    const known = toBizFault(thrown) ?? (isClients(thrown) ? fault(thrown.statusCode, thrown.message) : null)
    if (!known) request.log.error(thrown)
    return sendFault(reply, known ?? internalFault())
  })
  for (const key of Object.keys(operations) as BizKey[]) mount(server, context, key)
  mountTheRest(server)
}

const isClients = (thrown: unknown): thrown is Error & { statusCode: number } =>
  thrown instanceof Error && 'statusCode' in thrown && Number(thrown.statusCode) < 500

const sendFault = (reply: FastifyReply, { status, body }: BizFault): FastifyReply =>
  reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))

function mount(server: FastifyInstance, context: Context, key: BizKey): void {
  const operation: BizOperation = operations[key]
  server.route({
    method: [...operation.methods],
    url: `${operation.isAtRoot ? '' : '/api/0'}/${operation.path.replace(/\{(\w+)\}/g, ':$1')}`,
    handler: async (request, reply) => sendAnswer(reply, await answer(context, key, request)),
  })
}

async function answer(context: Context, key: BizKey, request: FastifyRequest): Promise<Answer | Passed> {
  const open = openCallOf(context, request)
  const openHandler: OpenHandler | undefined = openHandlers[key]
  if (openHandler) return openHandler(open)
  const handler: Handler | undefined = handlers[key]
  if (!handler && operations[key].isOpen) throw pending(key)
  const login = await enter(open)
  if (!handler) throw pending(key)
  const contentType = request.headers['content-type'] ?? ''
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const queue = key in liveHandlers ? await context.services.queue(login.key.tenantId) : null
  if (queue) return passOn(queue, open, key, login, { body, contentType })
  const call: Call = {
    ...open,
    login,
    catalog: await context.app.catalog(login.key.tenantId),
    timeoutMs: timeoutOf(open.query),
    body: bodyOf(body, contentType),
  }
  return handler(call)
}

const pending = (key: BizKey): BizFault =>
  fault(501, `${key} is not built yet. Nothing is answered by a guess.`)

function openCallOf(context: Context, request: FastifyRequest): OpenCall {
  const at = request.url.indexOf('?')
  return {
    ...context,
    query: new Query(at < 0 ? '' : request.url.slice(at + 1)),
    path: request.params as OpenCall['path'],
    correlationId: request.id,
    baseUrl: `${request.protocol}://${request.host}`,
  }
}

function sendAnswer(reply: FastifyReply, given: Answer | Passed): FastifyReply {
  const { status, text } = given instanceof Passed ? given.answer : { status: 200, text: textOf(given) }
  reply.code(status)
  return text === null ? reply.send() : reply.type('application/json; charset=utf-8').send(text)
}

/** Addresses of the family that nothing has, and verbs that an operation has not. */
function mountTheRest(server: FastifyInstance): void {
  const method = server.supportedMethods as HTTPMethods[]
  const refuse = (request: FastifyRequest): never => {
    throw noRoute(`${request.protocol}://${request.host}${request.url.split('?')[0]}`)
  }
  for (const url of ['/api/0', '/api/0/*', '/applicationMarket/*'])
    server.route({ method, url, onRequest: async (request) => refuse(request), handler: refuse })
}
