import { describeRefusal, Refusal, type RefusalCode } from '../../kernel/refusals.ts'
import { BadJson } from '../http/json-body.ts'

/** An error of this family. Its bodies have two shapes of their own, and neither is in a good answer (biz-card-api §1.6). */
export class BizFault extends Error {
  readonly status: number
  readonly body: object
  constructor(status: number, body: object, message: string) {
    super(message)
    this.status = status
    this.body = body
  }
}

type Details = { code?: number; description?: string; errorCode?: string; uiMessage?: string }

/** The standard shape (§1.6 a); `code` stands first, clients look there. */
export const fault = (status: number, message: string, details: Details = {}): BizFault =>
  new BizFault(
    status,
    {
      code: details.code ?? null,
      message,
      description: details.description ?? null,
      httpStatusCode: status,
      uiMessage: details.uiMessage ?? null,
      ...(details.errorCode ? { errorCode: details.errorCode } : {}),
    },
    message,
  )

/** A parameter or a member that cannot be read (§1.6 b). */
export const unbound = (name: string, message: string): BizFault =>
  new BizFault(
    400,
    { Message: 'The request is invalid.', ModelState: { [name]: [message] } },
    `${name}: ${message}`,
  )

/** The words that clients wait by (§1.7). */
export const tooMany = (waitMs: number): BizFault =>
  fault(429, `Too many requests, wait ${Math.ceil(waitMs / 1000)} seconds`)

export const wrongToken = (): BizFault => fault(401, 'Wrong access token')

/** Unknown addresses have .NET's own body (§1.6 b, unverified). */
export const noRoute = (url: string): BizFault => {
  const text = `No HTTP resource was found that matches the request URI '${url}'.`
  return new BizFault(404, { Message: text }, text)
}

/** What was not found is the server's fault here (§1.7). */
export const notFound = (what: string): BizFault => fault(500, `${what} not found`, { code: 110 })

/** Refusals of the core that do not mean "error in parameters" (§1.5). */
const statuses: Partial<Record<RefusalCode, number>> = {
  'access.licence-expired': 403,
  'access.licence-seats': 403,
  'access.foreign-organization': 403,
  'access.right-missing': 403,
  'organization.disabled': 403,
  'till.timeout': 408,
  'till.command-timeout': 408,
}

/** What a client is told; null when it is our own fault. */
export function toBizFault(thrown: unknown): BizFault | null {
  if (thrown instanceof BizFault) return thrown
  if (thrown instanceof BadJson) return unbound('request', thrown.message)
  if (!(thrown instanceof Refusal)) return null
  if (thrown.code === 'order.not-found') return fault(500, describeRefusal(thrown, 'en'), { code: 110 })
  return refused(thrown)
}

/** A refusal in English for the program, with its words for people beside it. */
export const refused = (refusal: Pick<Refusal, 'code' | 'params'>): BizFault =>
  fault(statuses[refusal.code] ?? 400, describeRefusal(refusal, 'en'), {
    uiMessage: describeRefusal(refusal, 'ru'),
  })

/** The restaurant's server does not hear the portal (§1.7). */
export const noQueue = (): BizFault => fault(500, 'RabbitMq queue is not found', { code: 701 })

/** The restaurant did not answer in time. The order may appear later, so clients look before they repeat (§16.2). */
export const tooLate = (): BizFault => fault(408, 'The restaurant did not answer in time')

export const internalFault = (): BizFault => fault(500, 'Internal server error')
