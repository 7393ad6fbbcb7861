import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { App } from '../../app/ports.ts'
import { AskerGone } from '../../app/reports/asker-gone.ts'
import { EnumerationGuard } from '../http/enumeration-guard.ts'
import { KeyTokens } from '../http/key-tokens.ts'
import { LoginGate } from '../http/login-gate.ts'
import { LoginThrottle } from '../http/login-throttle.ts'
import { untilGone } from '../http/until-gone.ts'
import { type Answer, type Call, type Handler, type OpenCall, type OpenHandler, Written } from './call.ts'
import { enter, tokenMs } from './enter.ts'
import { type BizFault, fault, internalFault, noRoute, toBizFault } from './faults.ts'
import { handlers, liveHandlers, openHandlers } from './operations/index.ts'
import { type BizKey, type BizOperation, operations } from './operations/table.ts'
import { Passed, passOn, textOf } from './passed-calls.ts'
import type { BizServices } from './services.ts'
import { Query, timeoutOf } from './wire/query.ts'
import { fieldsOfBytes, isForm, textOfBytes, valueOfBytes } from './wire/read-bytes.ts'

export type BizPluginOptions = { app: App; services: BizServices }

type Context = BizPluginOptions &
  Pick<OpenCall, 'tokens' | 'userTokens' | 'guesses' | 'pins'> & { gate: LoginGate }

const bodyLimitBytes = 4 * 1024 * 1024

/** Mounts all that `operations/table.ts` names: `/api/0`, and the market of applications at the root of the host. */
export const bizPlugin: FastifyPluginAsync<BizPluginOptions> = async (server, options) => {
  const context: Context = {
    ...options,
    tokens: new KeyTokens(tokenMs),
    userTokens: new KeyTokens(tokenMs),
    guesses: new EnumerationGuard(),
    pins: new LoginThrottle(),
    gate: new LoginGate(),
  }
  const stopListening = options.services.onReplaced(() => {
    context.tokens.forget()
    context.userTokens.forget()
  })
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
    // Of whoever went away nothing is wrong, and nobody reads the answer.
    if (!known && !(thrown instanceof AskerGone)) request.log.error(thrown)
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
    handler: async (request, reply) =>
      sendAnswer(reply, await answer(context, key, request, untilGone(reply))),
  })
}

async function answer(
  context: Context,
  key: BizKey,
  request: FastifyRequest,
  gone: AbortSignal,
): Promise<Answer | Passed> {
  const open = openCallOf(context, request, gone)
  const openHandler: OpenHandler | undefined = openHandlers[key]
  if (openHandler) {
    const value = (): unknown => valueOfBytes(...bytesOf(request))
    return openHandler({ ...open, gate: context.gate, address: request.ip, value })
  }
  const handler: Handler | undefined = handlers[key]
  const login = await enter(open)
  if (!handler) throw pending(key)
  const [body, contentType] = bytesOf(request)
  const queue = key in liveHandlers ? await context.services.queue(login.key.tenantId) : null
  if (queue) return passOn(queue, open, key, login, { body, contentType })
  const call: Call = {
    ...open,
    login,
    catalog: await context.app.catalog(login.key.tenantId),
    timeoutMs: timeoutOf(open.query),
    body: fieldsOfBytes(body, contentType),
  }
  return handler(call)
}

const pending = (key: BizKey): BizFault =>
  fault(501, `${key} is not built yet. Nothing is answered by a guess.`)

const bytesOf = ({ body, headers }: FastifyRequest): [bytes: Buffer, contentType: string] => [
  Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  headers['content-type'] ?? '',
]

function openCallOf(context: Context, request: FastifyRequest, gone: AbortSignal): OpenCall {
  const at = request.url.indexOf('?')
  const given = at < 0 ? '' : request.url.slice(at + 1)
  return {
    ...context,
    // A form's fields stand behind those of the address, where the first of a name counts.
    query: new Query(isForm(...bytesOf(request)) ? `${given}&${textOfBytes(...bytesOf(request))}` : given),
    path: request.params as OpenCall['path'],
    correlationId: request.id,
    baseUrl: `${request.protocol}://${request.host}`,
    gone,
  }
}

function sendAnswer(reply: FastifyReply, given: Answer | Passed): FastifyReply {
  if (given instanceof Written) return reply.type('application/json; charset=utf-8').send(given.bytes)
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
