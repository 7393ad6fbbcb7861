import type { FastifyReply, FastifyRequest } from 'fastify'
import { nearestText } from '../http/nearest-text.ts'
import { correlationIdOf, sendAnswer } from './answer.ts'
import { errorBody, type Family, WireError } from './errors.ts'
import { type OperationInfo, operations } from './generated/operations.ts'

type Known = { path: string; family: Family; methods: Set<string> }

const known = new Map<string, Known>()
for (const { path, family, method } of Object.values(operations) as OperationInfo[]) {
  const name = path.toLowerCase()
  const entry = known.get(name) ?? { path, family, methods: new Set() }
  known.set(name, entry)
  entry.methods.add(method)
}

const familyOfPath = (path: string): Family => {
  if (/^\/api\/(inventory|finance)\//.test(path)) return 'back-office'
  return path.startsWith('/api/1/loyalty/') ? 'loyalty' : 'transport'
}

/** What to say to a call that no operation takes; `allow` is null when the address itself is unknown. */
export function unknownRoute(
  url: string,
  method: string,
): { family: Family; error: WireError; allow: string | null } {
  const given = url.split('?')[0] ?? ''
  const path = given.toLowerCase().replace(/\/$/, '')
  const entry = known.get(path)
  if (entry) {
    const allow = [...entry.methods, 'OPTIONS'].join(', ')
    const description = `${method} is not allowed for ${entry.path}, use ${[...entry.methods].join(' or ')}.`
    const error = new WireError({ status: 405, error: 'METHOD_NOT_ALLOWED', description, headers: { allow } })
    return { family: entry.family, error, allow }
  }
  const nearest = nearestText(path, known.keys())
  const hint = nearest === undefined ? '' : ` The nearest known one is ${known.get(nearest)?.path}.`
  const description = `There is no operation ${given.slice(0, 200)}.${hint}`
  const error = new WireError({ status: 404, error: 'NOT_FOUND', description })
  return { family: familyOfPath(path), error, allow: null }
}

/**
 * Answers what no route sees: an address that cannot be decoded, such as `/api/1/%zz`, or a verb such as SEARCH. False
 * when the address is not of this family.
 */
export function refuseUnrouted(request: FastifyRequest, reply: FastifyReply): boolean {
  if (!/^\/api\//i.test(request.url)) return false
  const { family, error } = unknownRoute(request.url, request.method)
  sendAnswer(request, reply, error.status, errorBody(family, error, correlationIdOf(request)))
  return true
}
