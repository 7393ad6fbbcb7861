import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { Login } from '../../app/cloud/login.ts'
import type { App } from '../../app/ports.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { decodeBody, parseJson } from '../http/json-body.ts'
import { requireOrganizations } from './access.ts'
import { correlationIdOf, sendAnswer } from './answer.ts'
import { type Authenticator, createAuthenticator, requireRight } from './auth.ts'
import { idempotencyKeyOf, timeoutMsOf, waitMsOf } from './call-headers.ts'
import { errorBody, type Family, internalError, invalidBody, languageOf, toWireError } from './errors.ts'
import { type CloudPath, type OperationInfo, operations } from './generated/operations.ts'
import { invalidBodyCodes } from './loyalty-errors.ts'
import { type Call, type Handler, type Handlers, replayHeaders } from './operation.ts'
import { cloudHandlers } from './operations/index.ts'
import { limitHeaders, type RestrictionGroup, tooManyRequests } from './rate-limits.ts'
import type { CloudServices } from './services.ts'
import { unknownRoute } from './unknown-route.ts'
import { createValidators, type Validators } from './validation.ts'

export type CloudPluginOptions = {
  app: App
  services: CloudServices
  /** Compile all schemas while idle, so that no first call of an operation pays for its own. */
  isWarmedUp?: boolean
  /** For tests of the pipeline itself. */
  handlers?: Handlers
}

type Context = { app: App; services: CloudServices; auth: Authenticator; validators: Validators }

/** What the checks before the body found out; public operations have no login. */
type Entered = { login: Login | null }

const depthMax = 64
/** A node that has just been started has more urgent things to do, and so have its first callers. */
const idleAfterMs = 2000
const bodyLimitBytes = 4 * 1024 * 1024
const enteredKey = 'cloudEntered'

/** Mounts all operations of the published document. One encapsulated plugin: its parser and errors stay inside. */
export const cloudPlugin: FastifyPluginAsync<CloudPluginOptions> = async (server, options) => {
  const { app, services, handlers = cloudHandlers(services) } = options
  const context: Context = {
    app,
    services,
    auth: createAuthenticator(app, services),
    validators: createValidators(),
  }
  acceptAnyBody(server)
  allowOtherOrigins(server)
  answerErrors(server)
  server.decorateRequest(enteredKey, null)
  for (const path of Object.keys(operations) as CloudPath[]) {
    mount(server, context, path, handlers[path] as Handler<CloudPath> | undefined)
  }
  mountTheRest(server, app)
  if (options.isWarmedUp) {
    let warming: NodeJS.Timeout | undefined
    server.addHook('onListen', async () => {
      const warm = (): void =>
        void context.validators.warm().catch((error: unknown) => server.log.error(error))
      warming = setTimeout(warm, idleAfterMs)
    })
    server.addHook('onClose', async () => clearTimeout(warming))
  }
}

/** Clients send JSON under any content type, or under none. */
function acceptAnyBody(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: bodyLimitBytes },
    (_, body, done) => done(null, body),
  )
  server.addHook('onRequest', (request, _reply, done) => {
    request.headers['content-type'] = 'application/json'
    done()
  })
}

/** Pages of other origins may call: access is by token, there are no cookies to steal. */
function allowOtherOrigins(server: FastifyInstance): void {
  server.addHook('onRequest', (_request, reply, done) => {
    reply.header('access-control-allow-origin', '*')
    reply.header('access-control-expose-headers', '*, Retry-After')
    done()
  })
}

const familyOf = (request: FastifyRequest): Family =>
  (request.routeOptions.config as { family?: Family }).family ??
  unknownRoute(request.url, request.method).family

function answerErrors(server: FastifyInstance): void {
  server.setErrorHandler((thrown, request, reply) => {
    const known = toWireError(thrown, languageOf(request.headers['accept-language']))
    if (!known) request.log.error(thrown)
    const error = known ?? internalError
    reply.headers(error.headers)
    return sendAnswer(
      request,
      reply,
      error.status,
      errorBody(familyOf(request), error, correlationIdOf(request)),
    )
  })
}

function mount(
  server: FastifyInstance,
  context: Context,
  path: CloudPath,
  handler: Handler<CloudPath> | undefined,
): void {
  const operation: OperationInfo = operations[path]
  server.route({
    method: operation.method,
    url: operation.path,
    config: { family: operation.family } as object,
    onRequest: async (request, reply) => {
      const entered: Entered = {
        login: operation.right === null ? null : await enter(context, operation, request, reply),
      }
      request.setDecorator(enteredKey, entered)
    },
    handler: async (request, reply) => {
      if (!handler) throw refuse('operation.pending', { operation: operation.path })
      const call = readCall(context, path, request)
      const answer = await withinTimeout(handler(call), timeoutMsOf(request.headers))
      if (call.idempotencyKey?.isRepeat) reply.headers(replayHeaders)
      return sendAnswer(request, reply, operation.successStatus, answer)
    },
  })
}

/** Token, licence, right, rate limit: all that needs no body. */
async function enter(
  { auth, services }: Context,
  operation: OperationInfo,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Login> {
  const { login, expiresInSeconds } = await auth.enter(request.headers.authorization)
  reply.header('x-token-expires-in', String(expiresInSeconds))
  requireRight(login, operation)
  const { restrictionGroup } = operation
  if (restrictionGroup === null) return login
  const standing = services.limits.take(login.key.id, restrictionGroup as RestrictionGroup)
  if (!standing) return login
  reply.headers(limitHeaders(restrictionGroup, standing))
  if (!standing.isAllowed) {
    const text = `Too many requests of group "${restrictionGroup}": ${standing.limit} are allowed at once. Repeat after ${standing.retrySeconds} s.`
    throw tooManyRequests(standing, text, 'TOO_MANY_REQUESTS')
  }
  return login
}

/** Public operations have no caller; nothing of this is ever looked at. */
const nobody: Login = {
  key: {
    id: '00000000-0000-0000-0000-000000000000',
    tenantId: '00000000-0000-0000-0000-000000000000',
    name: '',
    isActive: false,
    expiresAt: null,
    settings: {
      organizationIds: [],
      terminalGroupIds: [],
      deniedRights: [],
      sourceKey: null,
      externalMenuNumbers: [],
      priceCategoryIds: [],
      email: null,
    },
  },
  appId: null,
}

/** JSON, organizations, schema: the body as handlers want it. */
function readCall(context: Context, path: CloudPath, request: FastifyRequest): Call {
  const { app, services, validators } = context
  const { login } = request.getDecorator<Entered>(enteredKey)
  const text = Buffer.isBuffer(request.body) ? decodeBody(request.body) : ''
  const body = parseJson(text, { depthMax })
  const organizationIds = login && !takesNoBody.has(path) ? namedOrganizations(body) : []
  if (login && organizationIds.length > 0) requireOrganizations(login, organizationIds)
  const checked = validators.request(path, body, text)
  if (!checked.ok) throw invalidBody(checked.description, invalidBodyCodes[path])
  if (login && path === '/api/1/nomenclature')
    limitNomenclature(services, login, checked.body as NomenclatureBody)
  return {
    path,
    body: checked.body,
    login: login ?? nobody,
    app,
    correlationId: correlationIdOf(request),
    waitMs: waitMsOf(request.headers),
    idempotencyKey: idempotencyKeyOf(request.headers, path, checked.body, app.storage.digestOf),
    baseUrl: `${request.protocol}://${request.host}`,
  }
}

/** Unknown fields are ignored, so these may carry any organization. */
const takesNoBody: ReadonlySet<CloudPath> = new Set([
  '/api/1/tips_types',
  '/api/2/menu',
  'GET /api/1/organizations',
])

/** Ids that are no uuids are left for the schema. A foreign one refuses the call before anything else is looked at. */
function namedOrganizations(body: unknown): Uuid[] {
  if (typeof body !== 'object' || body === null) return []
  const { organizationId, organizationIds } = body as { organizationId?: unknown; organizationIds?: unknown }
  const named: unknown[] = Array.isArray(organizationIds)
    ? [organizationId, ...organizationIds]
    : [organizationId]
  return named.flatMap((id) => (typeof id === 'string' && isUuid(id) ? [id.toLowerCase()] : []))
}

type NomenclatureBody = { organizationId: Uuid; startRevision?: number }

function limitNomenclature({ limits }: CloudServices, login: Login, body: NomenclatureBody): void {
  if (body.startRevision) return
  const standing = limits.takeNomenclatureWithoutRevision(login.key.id, body.organizationId)
  if (!standing || standing.isAllowed) return
  const text = 'Too many requests without revision within allowed period of time.'
  throw tooManyRequests(standing, text, 'TOO_MANY_NOMENCLATURE_REQUESTS_WITHOUT_REVISION')
}

/** Refuses with 408 a call that takes longer than its client waits; what it has begun goes on (cloud-api §0.3.4). */
async function withinTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(refuse('till.command-timeout')), timeoutMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Wrong verbs and unknown addresses below `/api/`, and the host's own probe. */
function mountTheRest(server: FastifyInstance, app: App): void {
  const method = server.supportedMethods as HTTPMethods[]
  server.route({
    method,
    url: '/api/*',
    onRequest: async (request, reply) => {
      const { error, allow } = unknownRoute(request.url, request.method)
      if (request.method !== 'OPTIONS' || allow === null) throw error
      await reply
        .code(204)
        .headers({
          allow,
          'access-control-allow-methods': allow,
          'access-control-allow-headers': '*, Authorization',
        })
        .send()
    },
    handler: (request) => {
      throw unknownRoute(request.url, request.method).error
    },
  })
  server.get('/thisistheway', async (request, reply) => {
    try {
      await app.storage.now.tenants.list()
      return await reply.type('text/plain').send('This is the way')
    } catch (error) {
      request.log.error(error)
      return reply.code(503).type('text/plain').send('The database does not answer')
    }
  })
}
