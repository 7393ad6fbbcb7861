import { FrontException } from '../../app/front/exceptions.ts'
import { describeRefusal, type Language, Refusal, type RefusalCode } from '../../kernel/refusals.ts'

/** A call that is answered with an error: `code` is the name of an exception of the front's API (front-api §6). */
export class FrontFault extends Error {
  readonly status: number
  readonly code: string
  /** Seconds until a repeat makes sense. */
  readonly retryAfter: number | null
  /** Members of the exception. */
  readonly extra: Readonly<Record<string, unknown>>

  constructor(
    status: number,
    code: string,
    detail: string,
    more: { retryAfter?: number; extra?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.retryAfter = more.retryAfter ?? null
    this.extra = more.extra ?? {}
  }
}

/** What the client sent cannot be meant. */
export const badArgument = (detail: string): FrontFault => new FrontFault(400, 'ArgumentException', detail)
export const notFound = (detail: string): FrontFault => new FrontFault(404, 'EntityNotFoundException', detail)
export const notEntered = (detail: string): FrontFault =>
  new FrontFault(401, 'UserSessionInvalidException', detail)
export const tooOften = (detail: string, waitMs: number): FrontFault =>
  new FrontFault(429, 'TooManyRequests', detail, { retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) })

type Exception = [status: number, code: string]

const exceptions: Readonly<Partial<Record<RefusalCode, Exception>>> = {
  'access.licence-seats': [429, 'InsufficientLicenseException'],
  'access.licence-expired': [402, 'LicenseRestrictionException'],
  'access.permission-denied': [403, 'PermissionDeniedException'],
  'access.pin-unknown': [401, 'AuthenticationException'],
  'access.card-unknown': [401, 'AuthenticationException'],
  'order.in-use': [423, 'EntityAlreadyInUseException'],
  'order.not-found': [404, 'EntityNotFoundException'],
  'terminal-group.unknown': [404, 'EntityNotFoundException'],
  'item.position-unknown': [404, 'EntityNotFoundException'],
  'order.wrong-status': [409, 'EntityModifiedException'],
  'item.wrong-status': [409, 'EntityModifiedException'],
  'shift.not-open': [409, 'CafeSessionException'],
}

/** A refusal of the restaurant's rules as an exception of the front; null for what is a failure of ours. */
export function toFault(thrown: unknown, language: Language): FrontFault | null {
  if (thrown instanceof FrontFault) return thrown
  if (thrown instanceof FrontException) return ofException(thrown, language)
  if (!(thrown instanceof Refusal)) return null
  const { note } = thrown
  const detail = describeRefusal(note, language)
  const isRequest = note.code.startsWith('request.')
  const usual: Exception = isRequest ? [400, 'ArgumentException'] : [409, 'ConstraintViolationException']
  const [status, code] = exceptions[note.code] ?? usual
  return new FrontFault(status, code, detail, status === 429 ? { retryAfter: 30 } : {})
}

const statuses: Readonly<Record<string, number>> = {
  ...{ ArgumentException: 400, AuthenticationException: 401, UserSessionInvalidException: 401 },
  ...{ LicenseRestrictionException: 402, PermissionDeniedException: 403, EntityNotFoundException: 404 },
  ...{ EntityModifiedException: 409, EntityAlreadyInUseException: 423, InsufficientLicenseException: 429 },
}

function ofException(thrown: FrontException, language: Language): FrontFault {
  const { refusal: _refusal, ...extra } = thrown.fields
  return new FrontFault(statuses[thrown.exception] ?? 409, thrown.exception, thrown.words(language), {
    extra,
  })
}
