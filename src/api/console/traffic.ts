import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { maskText } from '../../kernel/masking.ts'
import { familyOf } from '../http/family-of.ts'
import type { HttpFault } from './faults.ts'
import { bytesOf, type InspectedCall, keptBody, shownBody, shownHeaders } from './inspector.ts'
import type { ConsoleServices, Sandbox } from './services.ts'

/** Watches the calls of all families that are mounted on the server afterwards. */
export function watchTraffic(
  server: FastifyInstance,
  { app, metrics, sandbox }: Pick<ConsoleServices, 'app' | 'metrics' | 'sandbox'>,
): void {
  // Hooks without promises: they are for every call, and none of them waits for anything.
  server.addHook('onResponse', (request, reply, done) => {
    metrics.count(familyOf(request) ?? 'none', reply.statusCode, reply.elapsedTime)
    done()
  })
  if (!sandbox) return
  injectFaults(server, sandbox)
  server.decorateRequest(answerKey, null)
  server.addHook('onSend', (request: Watched, _reply, payload, done) => {
    if (isInspected(request)) request[answerKey] = payload
    done(null, payload)
  })
  server.addHook('onResponse', (request: Watched, reply, done) => {
    if (isInspected(request)) inspect({ sandbox, at: app.clock.now() }, request, reply, request[answerKey])
    done()
  })
}

/** What was answered, on the request itself: a weak map of all calls costs its collector more than it tells. */
const answerKey = Symbol('answer')
type Watched = FastifyRequest & { [answerKey]?: unknown }

/** The control plane does not look at itself, nor at what administrators enter and are shown once. */
const isInspected = (request: FastifyRequest): boolean => {
  const family = familyOf(request)
  return family !== 'console' && family !== 'admin'
}

function inspect(
  { sandbox, at }: { sandbox: Sandbox; at: number },
  request: FastifyRequest,
  reply: FastifyReply,
  answer: unknown,
): void {
  const { id, method, url, headers } = request
  const [asked, told] = [keptBody(request.body), keptBody(answer)]
  const answered = reply.getHeaders()
  const family = familyOf(request)
  const status = reply.statusCode
  const milliseconds = Math.round(reply.elapsedTime * 10) / 10
  const render = (): InspectedCall => ({
    correlationId: id,
    at,
    family,
    method,
    url: maskText(url),
    status,
    milliseconds,
    request: { headers: shownHeaders(headers), body: shownBody(asked, undefined) },
    answer: { headers: shownHeaders(answered), body: shownBody(told, answered['content-encoding']) },
  })
  sandbox.inspector.add(render, 2000 + bytesOf(asked) + bytesOf(told))
}

function injectFaults(server: FastifyInstance, { faults }: Sandbox): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (faults.state.http.length === 0) return done()
    const family = familyOf(request)
    const fault = family === 'console' ? null : faults.takeHttp(request.url, family)
    if (!fault) return done()
    // An answer that was sent, or a socket that is gone, ends the call here.
    meet(fault, reply).then(() => {
      if (!reply.sent) done()
    }, done)
  })
}

/** As a broken network or a gateway would answer: not in the family's own words. */
async function meet({ delayMs, drop, status }: HttpFault, reply: FastifyReply): Promise<void> {
  if (delayMs > 0) await pause(delayMs)
  if (drop) {
    reply.hijack()
    reply.raw.destroy()
  } else if (status !== null) {
    reply.header('x-sandbox-fault', 'http')
    if (status === 429 || status === 503) reply.header('retry-after', '1')
    const page = `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`
    await reply.code(status).type('text/html; charset=utf-8').send(page)
  }
}
