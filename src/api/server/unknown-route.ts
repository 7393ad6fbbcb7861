import type { FastifyReply, FastifyRequest } from 'fastify'
import { nearestText } from '../http/nearest-text.ts'
import { ServerFault } from './errors.ts'
import { operations } from './generated/operations.ts'

type Known = { segments: string[]; methods: Set<string>; path: string }
const known = new Map<string, Known>()
for (const { path, method, isOutside } of Object.values(operations)) {
  const address = `${isOutside ? '' : '/api'}${path}`
  const entry = known.get(address.toLowerCase()) ?? {
    segments: address.toLowerCase().split('/'),
    methods: new Set<string>(),
    path: address,
  }
  known.set(address.toLowerCase(), entry)
  entry.methods.add(method)
}

const fits = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.length === segments.length &&
  pattern.every((part, index) => part.startsWith('{') || part === segments[index])

/** 405 with the verbs that are allowed, else 404 with the nearest address that is known. */
export function unknownRoute(url: string, method: string): ServerFault {
  const path = (url.split('?')[0] ?? '').toLowerCase().replace(/\/+/g, '/').replace(/\/$/, '')
  const address = path.replace(/^(?:\/rms\/[^/]*)?\/resto/, '')
  const segments = address.split('/')
  const entry = [...known.values()].find((one) => fits(one.segments, segments))
  if (entry && !entry.methods.has(method)) {
    const allow = [...entry.methods].join(', ')
    return new ServerFault(405, `${method} is not allowed for ${entry.path}, use ${allow}`, { allow })
  }
  const nearest = nearestText(address, known.keys())
  const hint = nearest === undefined ? '' : `. The nearest known one is ${known.get(nearest)?.path}`
  return new ServerFault(404, `There is no operation ${method} ${address.slice(0, 200) || '/'}${hint}`)
}

/** Answers what no route sees, such as `/resto/api/%zz`; false when the address is not of this family. */
export function refuseUnroutedOfServer(request: FastifyRequest, reply: FastifyReply): boolean {
  if (!/^\/(?:rms\/[^/]*\/)?resto(?:\/|$)/i.test(request.url)) return false
  const { status, message, headers } = unknownRoute(request.url, request.method)
  reply.code(status).headers(headers).type('text/plain; charset=utf-8').send(message)
  return true
}
