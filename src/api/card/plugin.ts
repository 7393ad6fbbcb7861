import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { keyOfCredentials } from '../../app/cloud/key-of-credentials.ts'
import { keyTrouble, type Login } from '../../app/cloud/login.ts'
import { hasRight } from '../../app/cloud/rights.ts'
import type { App, GuestPicture } from '../../app/ports.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { EnumerationGuard } from '../http/enumeration-guard.ts'
import { decodeBody, parseJson } from '../http/json-body.ts'
import { KeyTokens } from '../http/key-tokens.ts'
import { LoginThrottle } from '../http/login-throttle.ts'
import { authorizeGuest } from './authorize.ts'
import { guestNamed, member, readCredential } from './credential.ts'
import { CardFault, toCardFault, wrongToken } from './faults.ts'
import { authorizedOnWire, walletsOnWire } from './wallets.ts'

export type CardPluginOptions = {
  app: App
  services: {
    licences: { check(tenantId: Uuid, module: string | number): Promise<void> }
    onReplaced(listener: () => void): () => void
  }
}

/** The licence of loyalty at the till (front-api §1.7). */
const module = 'iikoAPIPayment'
/** How long a token lives is unknown; an hour, and clients ask anew on 401 (biz-card-api §13.2). */
const tokenMs = 3_600_000
const bodyLimitBytes = 64 * 1024
const jsonDepthMax = 8

/** The POS server of iikoCard (biz-card-api §13). */
export const cardPlugin: FastifyPluginAsync<CardPluginOptions> = async (server, { app, services }) => {
  const tokens = new KeyTokens(tokenMs)
  const logins = new LoginThrottle()
  const guesses = new EnumerationGuard()
  const stopListening = services.onReplaced(() => tokens.forget())
  server.addHook('onClose', async () => stopListening())
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyLimitBytes }, (_, body, done) =>
    done(null, body),
  )
  server.setErrorHandler((thrown, request, reply) => {
    const known = toCardFault(thrown) ?? clientsFault(thrown)
    if (!known) request.log.error(thrown)
    const { status, body } = known ?? new CardFault(500, 'Internal server error')
    return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))
  })

  const openToken = async (request: FastifyRequest): Promise<string> => {
    const { userName = '', password = '' } = request.query as Record<string, string>
    const doors = [`login ${userName}`, `address ${request.ip}`]
    const now = app.clock.now()
    const waitMs = logins.begin(doors, now)
    if (waitMs > 0) throw new CardFault(429, `Too many requests, wait ${Math.ceil(waitMs / 1000)} seconds`)
    const key = await keyOfCredentials(app, String(userName), String(password))
    if (!key) throw new CardFault(401, 'Wrong login or password')
    logins.right(doors)
    await services.licences.check(key.tenantId, module)
    return JSON.stringify(tokens.open(key.id, app.random, now))
  }
  for (const url of ['/api/v1/getAccessToken', '/api/v2/getAccessToken'])
    server.get(url, async (request, reply) =>
      reply.type('application/json; charset=utf-8').send(await openToken(request)),
    )

  const enter = async (request: FastifyRequest): Promise<Login> => {
    const keyId = tokens.keyOf(String(request.headers['accesstoken'] ?? ''), app.clock.now())
    const key = keyId && (await app.storage.now.keys.byId(keyId))
    if (!key || keyTrouble(key, app.clock.now()) !== null) throw wrongToken()
    await services.licences.check(key.tenantId, module)
    if (!hasRight(key.settings, 'loyalty/iiko/customer/info'))
      throw new CardFault(403, 'Right loyalty/iiko/customer/info is not allowed for this login')
    return { key, appId: null }
  }

  /** The guest of a request; who tries cards and phones one after another is slowed. */
  const found = async ({ key }: Login, body: unknown): Promise<GuestPicture> => {
    const now = app.clock.now()
    const waitMs = guesses.waitOf(key.id, now)
    if (waitMs > 0) throw new CardFault(429, `Too many requests, wait ${Math.ceil(waitMs / 1000)} seconds`)
    try {
      return await guestNamed(app, key.tenantId, readCredential(member(body, 'request')))
    } catch (error) {
      guesses.missed(key.id, now)
      throw error
    }
  }

  server.post('/api/v2/guests/userWallets', async (request) => {
    const login = await enter(request)
    const picture = await found(login, bodyOf(request))
    const catalog = await app.catalog(login.key.tenantId)
    const [organizationId] = login.key.settings.organizationIds
    const scale = catalog.find('organization', organizationId)?.body.currency.scale ?? 2
    return walletsOnWire(picture, catalog, scale)
  })

  server.post('/api/v2/authorize', async (request) => {
    const login = await enter(request)
    const body = bodyOf(request)
    const orderId = String(member(member(body, 'request'), 'orderId') ?? '').toLowerCase()
    if (!isUuid(orderId)) throw new CardFault(400, "The field 'request.orderId' is missing or not a Guid")
    const picture = await found(login, body)
    await authorizeGuest(app, login, orderId, picture.guest.id)
    return authorizedOnWire(picture)
  })
}

const clientsFault = (thrown: unknown): CardFault | null =>
  thrown instanceof Error && 'statusCode' in thrown && Number(thrown.statusCode) < 500
    ? new CardFault(Number(thrown.statusCode), thrown.message)
    : null

const bodyOf = (request: FastifyRequest): unknown =>
  parseJson(decodeBody(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)), {
    depthMax: jsonDepthMax,
  })
