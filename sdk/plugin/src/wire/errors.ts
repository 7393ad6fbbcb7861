/**
 * The exceptions of front-api §6 as classes. They travel by name and are built again at the other end, so `instanceof`
 * is true on both sides, and also between two copies of this file.
 */
const lineage = Symbol.for('trapeza.plugin.errors')

export type ErrorDetails = {
  code?: string
  reason?: string
  details?: string
  /** Payload members of the catalogue: `entityId`, `codes`, `lockedUser`, … */
  data?: Readonly<Record<string, unknown>>
  cause?: unknown
}

/** The root of what the host throws into a plugin. */
export class FrontApiError extends Error {
  readonly code: string | null
  readonly reason: string | null
  readonly details: string | null
  readonly data: Readonly<Record<string, unknown>>

  constructor(message = '', { code, reason, details, data, cause }: ErrorDetails = {}) {
    super(message, cause === undefined ? {} : { cause })
    this.name = new.target.name
    this.code = code ?? null
    this.reason = reason ?? null
    this.details = details ?? null
    this.data = data ?? {}
  }

  get [lineage](): string[] {
    const names: string[] = []
    for (let type: unknown = this.constructor; typeof type === 'function'; type = Object.getPrototypeOf(type))
      names.push(type.name)
    return names
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false
    const names = (value as { [lineage]?: unknown })[lineage]
    // biome-ignore lint/complexity/noThisInStatic: the class that is asked for, this one or one of those below
    return Array.isArray(names) && names.includes((this as unknown as { name: string }).name)
  }
}

export class AuthenticationError extends FrontApiError {}
export class UserSessionInvalidError extends FrontApiError {}
export class UserPersonalSessionNotOpenedError extends FrontApiError {}
/** `data.codes`: the permissions that are missing. */
export class PermissionDeniedError extends FrontApiError {}
export class LicenseRestrictionError extends FrontApiError {}
/** `data`: module, limit and who holds its places. */
export class InsufficientLicenseError extends FrontApiError {}
/** `data.entityId`. */
export class EntityUsingError extends FrontApiError {}
export class EntityNotFoundError extends EntityUsingError {}
export class EntityModifiedError extends EntityUsingError {}
export class CannotUseInactiveEntityError extends EntityUsingError {}
export class DuplicatedIdError extends EntityUsingError {}
export class OrderWithoutTypeError extends EntityUsingError {}
export class CannotCancelNotNewDeliveryError extends EntityUsingError {}
/** `data.lockedUser`, `data.lockedTerminalName`. */
export class EntityAlreadyInUseError extends FrontApiError {}
export class EntityStubUsingError extends FrontApiError {}
export class CannotCreateEntityError extends FrontApiError {}
export class ConstraintViolationError extends FrontApiError {}
export class CannotAddInactiveProductError extends ConstraintViolationError {}
export class CafeSessionError extends FrontApiError {}
/** `data.keepInOrder` when a plugin throws it. */
export class PaymentActionFailedError extends FrontApiError {}
export class PaymentActionCancelledError extends FrontApiError {}
export class BeforeProceedOrderPaymentOperationError extends FrontApiError {}
export class PaymentTypeConfigurationError extends FrontApiError {}
export class PaymentSystemRegistrationError extends FrontApiError {}
export class DeviceError extends FrontApiError {}
export class DeviceNotStartedError extends FrontApiError {}
export class DeviceRegistrationError extends FrontApiError {}
export class ExternalOperationFailedError extends FrontApiError {}
/** `reason`: NetworkProblem, OperationNotRegistered or OperationFailed (§2.12). */
export class ExternalOperationCallingError extends ExternalOperationFailedError {}
export class AgentOperationFailedError extends ExternalOperationFailedError {}
export class ServerConnectionError extends FrontApiError {}
export class ReportBuildError extends FrontApiError {}
export class PluginSettingsError extends FrontApiError {}
export class PreliminaryOrderEditTemporaryUnavailableError extends FrontApiError {}
export class EgaisDataError extends FrontApiError {}
export class EgaisDataBeerError extends FrontApiError {}
export class UnexpectedInternalError extends FrontApiError {}
/** Thrown by a plugin: a veto. Thrown to it: the screen was left, or somebody cancelled. */
export class OperationCanceledError extends FrontApiError {}
export class NotSupportedError extends FrontApiError {}
/** A thing that was lent for one call was used after it (§10.4). */
export class ScopeExpiredError extends FrontApiError {}
/** Nobody answered in time. */
export class DeadlineExceededError extends FrontApiError {}
/** The other end is gone. */
export class DisconnectedError extends FrontApiError {}
/** What was given is not what is wanted: a mistake in the plugin. `data.argument` names it. */
export class ArgumentError extends FrontApiError {}

type ErrorClass = new (message?: string, details?: ErrorDetails) => FrontApiError

const classes: readonly ErrorClass[] = [
  ...[FrontApiError, AuthenticationError, UserSessionInvalidError, UserPersonalSessionNotOpenedError],
  ...[PermissionDeniedError, LicenseRestrictionError, InsufficientLicenseError, EntityUsingError],
  ...[EntityNotFoundError, EntityModifiedError, CannotUseInactiveEntityError, DuplicatedIdError],
  ...[OrderWithoutTypeError, CannotCancelNotNewDeliveryError, EntityAlreadyInUseError, EntityStubUsingError],
  ...[CannotCreateEntityError, ConstraintViolationError, CannotAddInactiveProductError, CafeSessionError],
  ...[PaymentActionFailedError, PaymentActionCancelledError, BeforeProceedOrderPaymentOperationError],
  ...[PaymentTypeConfigurationError, PaymentSystemRegistrationError, DeviceError, DeviceNotStartedError],
  ...[DeviceRegistrationError, ExternalOperationFailedError, ExternalOperationCallingError],
  ...[AgentOperationFailedError, ServerConnectionError, ReportBuildError, PluginSettingsError],
  ...[PreliminaryOrderEditTemporaryUnavailableError, EgaisDataError, EgaisDataBeerError],
  ...[UnexpectedInternalError, OperationCanceledError, NotSupportedError, ScopeExpiredError],
  ...[DeadlineExceededError, DisconnectedError, ArgumentError],
]
const byName = new Map(classes.map((type) => [type.name, type]))
/** Their own names end in Exception (§6); both are understood. */
const classOf = (name: string): ErrorClass | undefined =>
  byName.get(name) ?? byName.get(name.replace(/Exception$/, 'Error'))

export type WrittenError = {
  name: string
  message: string
  code: string | null
  reason: string | null
  details: string | null
  data: unknown
  stack: string | null
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null

/** An error as it goes over the line; anything that was thrown is one. */
export function writeError(thrown: unknown): WrittenError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const { code, fields } = error as Error & Record<string, unknown>
  // The till's own exceptions of §6 call their payload fields.
  const { data = fields } = error as Error & Record<string, unknown>
  const said = (fields ?? {}) as Record<string, unknown>
  const { reason = said['reason'], details = said['details'] } = error as Error & Record<string, unknown>
  return {
    name: error.name === 'AbortError' ? 'OperationCanceledError' : error.name,
    message: error.message,
    ...{ code: textOf(code), reason: textOf(reason), details: textOf(details) },
    data: typeof data === 'object' && data !== null ? data : {},
    stack: error.stack ?? null,
  }
}

/** Builds the error again; one that the catalogue does not know is an {@link UnexpectedInternalError}. */
export function readError(written: unknown): FrontApiError {
  const { name, message, code, reason, details, data, stack } = (written ?? {}) as Partial<WrittenError>
  const known = classOf(String(name))
  const error = new (known ?? UnexpectedInternalError)(
    known ? String(message ?? '') : `${String(name)}: ${String(message ?? '')}`,
    {
      ...(code ? { code } : {}),
      ...(reason ? { reason } : {}),
      ...(details ? { details } : {}),
      data: typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {},
    },
  )
  if (stack) error.stack = stack
  return error
}
