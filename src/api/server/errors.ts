import { describeRefusal, type Language, Refusal, type RefusalCode } from '../../kernel/refusals.ts'
import { BadJson } from '../http/json-body.ts'

/**
 * What a client of iikoServer gets instead of an answer: a status and a plain text. There are no codes; clients match on
 * the words, so those that iiko's servers say are said here too (server-api §3).
 */
export class ServerFault extends Error {
  override readonly name = 'ServerFault'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, text: string, headers: Readonly<Record<string, string>> = {}) {
    super(text)
    this.status = status
    this.headers = headers
  }
}

/** 400: what was sent cannot be understood. */
export const malformed = (text: string): ServerFault => new ServerFault(400, text)
/** 401: no token, or one that is closed, expired or of another server. */
export const noSession = (): ServerFault =>
  new ServerFault(401, 'Token is expired or invalid: log in at /resto/api/auth')
/** 404 in the words of v1 (server-api §9.1). */
export const notFound = (entity: string, id: string): ServerFault =>
  new ServerFault(404, `Entity of class ${entity} not found by id (${id})`)
/** 409: a rule of the business, said to the person who works with the client. */
export const conflict = (text: string): ServerFault => new ServerFault(409, text)

const enumOf = (values: readonly string[]): string => values.join(', ')
/** A constant that does not exist, as Java tells of it (server-api §3). */
export const noSuchConstant = (value: string, values: readonly string[]): ServerFault =>
  malformed(`'${value.slice(0, 80)}': value not one of declared Enum instance names: [${enumOf(values)}]`)

export const wrongDay = (value: string, status: 400 | 409 = 400): ServerFault =>
  new ServerFault(status, `Wrong date format: ${value.slice(0, 80)}`)

const licensed = (code: RefusalCode, module: number): string =>
  code === 'access.licence-seats'
    ? `License enhancement is required: no connections available for module ${module}`
    : `Module ${module} is blocked within current license`

/** The number of iikoAPIServer in texts about licences (server-api §2.4). */
export const serverModuleId = 2000

const statusOf = (code: RefusalCode): number => {
  if (code === 'request.key-reused') return 409
  if (code.startsWith('request.') || code.startsWith('back-office.event-')) return 400
  return code.endsWith('.not-found') ||
    code === 'back-office.entity-unknown' ||
    code === 'back-office.edi-order-unknown'
    ? 404
    : 409
}

/** 403: all seats of a module are taken. */
export const noSeat = (module: number): ServerFault =>
  new ServerFault(403, licensed('access.licence-seats', module))

/** 403 in iiko's words where a licence is lacking; null: something else is wrong (server-api §3). */
export const licenceFault = (thrown: unknown, module: number): ServerFault | null =>
  thrown instanceof Refusal && thrown.code.startsWith('access.licence')
    ? new ServerFault(403, licensed(thrown.code, module))
    : null

/** What to say of anything that was thrown; null when it is our own mistake. */
export function toServerFault(thrown: unknown, language: Language): ServerFault | null {
  if (thrown instanceof ServerFault) return thrown
  if (thrown instanceof BadJson) return malformed(thrown.message)
  if (thrown instanceof Refusal) {
    const fault = licenceFault(thrown, serverModuleId)
    if (fault) return fault
    return new ServerFault(statusOf(thrown.code), describeRefusal(thrown.note, language))
  }
  // Fastify's own: a body that is too large, a header that makes no sense.
  const { statusCode, message } = thrown as { statusCode?: unknown; message?: unknown }
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return new ServerFault(statusCode, String(message))
  return null
}

export const internalFault = (correlationId: string): ServerFault =>
  new ServerFault(500, `Internal error ${correlationId}`)
