import type { Server } from 'node:http'
import fastify, {
  type FastifyBaseLogger,
  type FastifyHttpOptions,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { Random } from '../../kernel/random.ts'
import { endConnections } from './end-connections.ts'
import { RequestLog } from './request-log.ts'

/** Whose word is taken for where a call came from: addresses and networks of the proxies in front of us; false: nobody's. */
export type ProxyTrust = readonly string[] | false

export type HttpServerOptions = {
  random: Random
  log?: FastifyBaseLogger
  /** A family may set a smaller limit on its own routes. */
  bodyLimitBytes?: number
  /** A client that needs longer than this to send its request is let go. */
  requestTimeoutMs?: number
  /** Behind proxies: believe the X-Forwarded headers that these append. */
  trustProxy?: ProxyTrust
  /** Answers a call that no route sees in the words of the family that its address belongs to; false when it has none. */
  refuseUnrouted?: (request: FastifyRequest, reply: FastifyReply) => boolean
  tls?: { key: string | Buffer; cert: string | Buffer }
}

const megabyte = 1024 * 1024

/** The server that all families are mounted on; it answers nothing by itself. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const trusted = options.trustProxy ?? false
  const settings: FastifyHttpOptions<Server> = {
    ...(options.log ? { loggerInstance: options.log } : {}),
    // Each line of a request names it and its address; the id is what clients know as the correlation id.
    childLoggerFactory: (logger, bindings, loggerOptions, rawRequest) =>
      new RequestLog(() =>
        logger.child({ ...bindings, method: rawRequest.method, url: rawRequest.url }, loggerOptions),
      ),
    // One line a request would drown the log at a few thousand orders a second.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'correlationId' }),
    bodyLimit: options.bodyLimitBytes ?? 10 * megabyte,
    requestTimeout: options.requestTimeoutMs ?? 30_000,
    trustProxy: trusted && [...trusted],
    genReqId: () => options.random.uuid(),
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    frameworkErrors: (error, request, reply) => {
      if (options.refuseUnrouted?.(request as FastifyRequest, reply as FastifyReply)) return
      ;(reply as FastifyReply).code(400).send({ message: error.message })
    },
  }
  // The types tell a TLS server from a plain one; nobody who mounts a family needs to.
  const all = { ...settings, ...(options.tls ? { https: options.tls } : {}) } as FastifyHttpOptions<Server>
  const server: FastifyInstance = fastify(all)
  endConnections(server)
  server.setNotFoundHandler((request, reply) => {
    if (!options.refuseUnrouted?.(request, reply))
      reply.code(404).send({ message: `Nothing answers ${request.method} ${request.url.split('?')[0]}` })
  })
  server.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    const status = error.statusCode ?? 500
    if (status < 500 && options.refuseUnrouted?.(request, reply)) return reply
    if (status < 500) return reply.code(status).send({ message: error.message })
    request.log.error(error)
    return reply.code(500).send({ message: 'Internal error', requestId: request.id })
  })
  return server
}
