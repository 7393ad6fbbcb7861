import { backOfficeRefusals } from '../../kernel/back-office-refusal-texts.ts'
import { PrecisionError } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import {
  describeRefusal,
  type Language,
  Refusal,
  type RefusalCode,
  type RefusalNote,
} from '../../kernel/refusals.ts'
import { BadJson } from '../http/json-body.ts'
import type { OperationInfo } from './generated/operations.ts'
import type {
  BackOfficeErrorResponse,
  ErrorCode,
  ErrorInfo,
  ErrorResponse,
  LoyaltyErrorResponse,
} from './generated/types.ts'
import { type LoyaltyCodes, loyaltyCodes, loyaltyRows } from './loyalty-errors.ts'

export type Family = OperationInfo['family']

type Row = {
  /** Of the answer, when the refusal is known before the call is answered. */
  status: number
  /** In `errorInfo`, when it becomes known later (cloud-api §2.7). */
  code: ErrorCode
  /** In `error` of the answer; without it the code, null: none (cloud-api §2.3). */
  error?: string | null
}

const row = (code: ErrorCode, status = 400, error?: string | null): Row =>
  error === undefined ? { status, code } : { status, code, error }

const wrongBody = 'INVALID_BODY_JSON_FORMAT'

/** What only the back office refuses: no operation of this family can, and none of them has a word for it. */
const backOfficeRows = Object.fromEntries(
  Object.keys(backOfficeRefusals).map((code) => [code, row('Common')]),
) as Record<keyof typeof backOfficeRefusals, Row>

/** Total: a new refusal does not compile until this family says what it is called on the wire. */
const wire = {
  ...loyaltyRows,
  ...backOfficeRows,
  'request.invalid': row('Incorrect', 400, wrongBody),
  'request.field-required': row('Incorrect', 400, wrongBody),
  'request.field-invalid': row('Incorrect', 400, wrongBody),
  'request.too-much-data': row('Common', 422, 'TOO_MANY_DATA_REQUESTED'),
  'request.key-reused': row('Common', 409, 'IDEMPOTENCY_KEY_REUSED'),
  'access.unauthorized': row('Common', 401, null),
  'access.right-missing': row('Common', 401, null),
  'access.foreign-organization': row('Common', 403, null),
  'access.licence-expired': row('Common', 402, null),
  'access.licence-seats': row('Common', 402, null),
  'access.pin-unknown': row('UserNotFound', 401),
  'access.card-unknown': row('UserNotFound', 401),
  'access.permission-denied': row('Common', 403),
  'terminal-group.unknown': row('TerminalGroupUnregistered'),
  'terminal-group.disabled': row('TerminalGroupDisabled'),
  'terminal-group.too-old': row('IikoFrontTooOldVersion'),
  'terminal-group.not-determined': row('TerminalGroupIdNotDetermined'),
  'organization.disabled': row('OrganizationDisabled'),
  'till.timeout': row('Common', 408, null),
  'till.command-timeout': row('Common', 408, null),
  'till.refused': row('Common', 400, null),
  'till.refused-by-plugin': row('Common', 400, null),
  'order.duplicate-id': row('DuplicatedOrderId'),
  'order.not-found': row('OrderNotFound'),
  'table.unknown': row('Common'),
  'table.occupied': row('Common'),
  'table.guest-unknown': row('Common'),
  'table.guest-has-items': row('Common'),
  'table.merged-is-paid': row('Common'),
  'item.indivisible': row('Common'),
  'guest.unknown': row('Common'),
  'reserve.duplicate-id': row('DuplicatedReserveId'),
  'reserve.not-found': row('Common', 400, 'RESERVE_NOT_FOUND'),
  'reserve.table-taken': row('Common'),
  'reserve.no-order': row('Common'),
  'order.no-items': row('OrderItemsNotExists'),
  'order.wrong-status': row('WrongDeliveryStatus'),
  'guest.forgotten': row('Common'),
  'order.restrictions-violated': row('Common'),
  'order.status-changed-at-till': row('OrderStatusChangedInIikoFront'),
  'order.illegal-status': row('IllegalDeliveryStatus'),
  'order.in-use': row('EntityAlreadyInUse'),
  'draft.disabled': row('Common', 400, 'DRAFTS_DISABLED'),
  'draft.locked': row('EntityAlreadyInUse'),
  'draft.changed': row('EntityAlreadyInUse'),
  'draft.on-its-way': row('EntityAlreadyInUse'),
  'order.printed-items': row('Common'),
  'order.not-paid-before-sending': row('Common'),
  'order.payment-not-enough': row('Common'),
  'order.payment-too-large': row('Common'),
  'order.confirmation-off': row('Common'),
  'order.confirmation-too-early': row('Common'),
  'order.bill-printed': row('WrongDeliveryStatus'),
  'order.date-too-small': row('TooSmallDeliveryDate'),
  'order.date-too-far': row('Incorrect'),
  'order.type-unknown': row('OrderTypeNotFound'),
  'order.type-incorrect': row('IncorrectOrderType'),
  'order.type-ambiguous': row('Incorrect'),
  'order.address-required': row('AddressNotFound'),
  'order.address-not-found': row('AddressNotFound'),
  'order.line1-disabled': row('Line1Disabled'),
  'order.marketing-source-unknown': row('MarketingSourceNotFound'),
  'order.operator-unknown': row('UserNotFound'),
  'order.guest-name-required': row('CustomerNameNotSpecified'),
  'order.anonymous-disabled': row('AnonymousCustomerDisabled'),
  'order.phone-invalid': row('InvalidPhone'),
  'order.problem-text-too-long': row('Incorrect'),
  'item.product-unknown': row('ProductNotFound'),
  'item.product-inactive': row('Common'),
  'item.not-in-menu': row('Common'),
  'item.stopped': row('Common', 403, 'PRODUCTS_IN_STOP_LIST'),
  'item.size-required': row('ProductSizeNotFound'),
  'item.size-unknown': row('ProductSizeNotFound'),
  'item.price-differs': row('RequestProductPriceIsNotEqualToFrontPrice'),
  'item.price-missing': row('Incorrect'),
  'item.amount-invalid': row('Incorrect'),
  'item.comment-disabled': row('Common'),
  'item.comment-too-long': row('Incorrect'),
  'item.kind-mismatch': row('Incorrect'),
  'item.no-cooking-place': row('Common'),
  'item.position-taken': row('NonUnqiueOrderItemPosition'),
  'item.position-unknown': row('Incorrect'),
  'item.position-empty': row('EmptyOrderItemPosition'),
  'item.wrong-status': row('Common'),
  'item.price-closed': row('Common'),
  'item.composition-fixed': row('Common'),
  'modifier.unknown': row('Common'),
  'modifier.duplicate': row('ModifierDuplicated'),
  'modifier.group-unknown': row('ProductGroupNotFound'),
  'modifier.amount': row('Common'),
  'modifier.group-amount': row('Common'),
  'combo.duplicate': row('ComboDuplicated'),
  'combo.unknown-reference': row('InvalidReferenceToCombo'),
  'combo.amount': row('InvalidComboItemsAmount'),
  'combo.unknown': row('Incorrect'),
  'combo.filled-wrongly': row('Incorrect'),
  'combo.price-differs': row('RequestProductPriceIsNotEqualToFrontPrice'),
  'payment.type-unknown': row('PaymentTypeNotFound'),
  'payment.type-deleted': row('PaymentTypeNotFound'),
  'payment.kind-mismatch': row('PaymentTypeNotFound'),
  'payment.not-external': row('PaymentTypeCanNotBeUsedAsExternal'),
  'payment.sum-not-positive': row('PaymentSumShouldBePositive'),
  'payment.precision': row('Common'),
  'payment.processed-exists': row('Common'),
  'payment.additional-data-required': row('Iikocard51PaymentCredentialNotFound'),
  'payment.additional-data-too-long': row('PaymentAdditionalDataTooLong'),
  'payment.not-combinable': row('Common'),
  'payment.counteragent-required': row('Common'),
  'payment.counteragent-unknown': row('Common'),
  'payment.not-returnable': row('Common'),
  'payment.not-asked': row('Common'),
  'payment.not-prepaid': row('Common'),
  'payment.line-unknown': row('Common'),
  'payment.bonuses-too-large': row('Common'),
  'payment.declined': row('Common'),
  'payment.unclear': row('Common'),
  'order.bank-is-asked': row('Common'),
  'coupon.unknown': row('Common'),
  'coupon.used': row('Common'),
  'coupon.no-line': row('Common'),
  'manual-condition.unknown': row('Common'),
  'tips.type-not-applicable': row('TipsTypeNotApplicable'),
  'discount.unknown': row('Incorrect'),
  'discount.mode-forbidden': row('DiscountCardTypeModeForbidden'),
  'discount.sum-required': row('DiscountSumNotSpecified'),
  'discount.sum-forbidden': row('Incorrect'),
  'discount.position-unknown': row('DiscountItemPositionNotFound'),
  'discount.position-duplicate': row('DiscountItemDuplicatePositions'),
  'discount.order-sum-too-small': row('Common'),
  'discount.card-unknown': row('DiscountCardNotFound'),
  'courier.unknown': row('CourierIdDoesNotExist'),
  'courier.not-assignable': row('CanNotAssignCourierToOrder'),
  'courier.required': row('Common'),
  'cancel.cause-unknown': row('Common'),
  'cancel.removal-type-required': row('Common'),
  'cancel.removal-type-unknown': row('Common'),
  'cancel.removal-comment-required': row('Common'),
  'cancel.writeoff-user-required': row('Common'),
  'cancel.has-processed-payments': row('Common'),
  'shift.not-open': row('Common'),
  'shift.already-open': row('Common'),
  'shift.open-orders': row('Common'),
  'shift.bank-is-asked': row('Common'),
  'shift.drawer-too-small': row('Common'),
  'return.nothing-left': row('Common'),
  'return.repeated': row('Common'),
  'return.more-than-sold': row('Common'),
  'return.not-paid-so': row('Common'),
  'return.more-than-paid': row('Common'),
  'return.sum-differs': row('Common'),
  'printing.markup': row('Common'),
  'printing.job-unknown': row('Common'),
  'printing.subject-unknown': row('Common'),
  'printing.no-printer': row('Common'),
  'printer.unknown': row('Common'),
  'printer.no-paper': row('Common'),
  'printer.cover-open': row('Common'),
  'printer.no-link': row('Common'),
  'printer.interrupted': row('Common'),
  'printer.failed': row('Common'),
  'register.none': row('Common'),
  'register.no-paper': row('Common'),
  'register.unplugged': row('Common'),
  'register.no-answer': row('Common'),
  'register.unclear': row('Common'),
  'register.refused': row('Common'),
  'register.once': row('Common'),
  'scales.none': row('Common'),
  'scales.unplugged': row('Common'),
  'scales.unstable': row('Common'),
  'scales.empty': row('Common'),
  'shift.pay-type-unknown': row('Common'),
  'shift.pay-limit': row('Common'),
  'shift.pay-comment-required': row('Common'),
  'shift.pay-counteragent': row('Common'),
  'personal-shift.courier-unknown': row('CourierIdDoesNotExist', 400, 'DELIVERY_COURIER_NOT_FOUND'),
  'personal-shift.role-required': row('Incorrect'),
  'personal-shift.role-foreign': row('Incorrect'),
  'personal-shift.roles-unused': row('Incorrect'),
  'personal-shift.open-elsewhere': row('Common'),
  'personal-shift.till-silent': row('Common'),
  'personal-shift.not-open': row('Common'),
  'stop-list.product-unknown': row('ProductNotFound'),
  'document.not-found': row('Common', 404, 'DOCUMENT_NOT_FOUND'),
  'document.duplicate-id': row('Common', 400, 'DOCUMENT_ALREADY_EXISTS'),
  'document.wrong-status': row('Common', 405, 'WRONG_DOCUMENT_STATUS'),
  'document.period-closed': row('Common', 400, 'PERIOD_CLOSED'),
  'document.reference-unknown': row('Incorrect', 400, wrongBody),
  'document.price-or-sum-required': row('Incorrect', 400, wrongBody),
  'document.sum-mismatch': row('Incorrect', 400, wrongBody),
  'document.percent-sum': row('Incorrect', 400, wrongBody),
  'document.same-stores': row('Incorrect', 400, wrongBody),
  'document.account-missing': row('Common', 400, 'ACCOUNT_MISSING'),
  'document.recipe-missing': row('Common', 400, 'RECIPE_MISSING'),
  'document.recipe-endless': row('Common', 400, 'RECIPE_ENDLESS'),
  'document.recipe-too-large': row('Common', 400, 'RECIPE_TOO_LARGE'),
  'document.negative-stock': row('Common', 400, 'NEGATIVE_STOCK'),
  'document.payment-too-large': row('Common', 400, 'PAYMENT_TOO_LARGE'),
  'document.payment-return-too-large': row('Common', 400, 'PAYMENT_RETURN_TOO_LARGE'),
  'document.not-paid': row('Common', 405, 'DOCUMENT_NOT_PAID'),
  'barcode.product-unknown': row('ProductNotFound', 404),
  'barcode.taken': row('Common', 409, 'BARCODE_TAKEN'),
  // Unknown and forgotten commands alike, as the vendor's guide has it; logs of clients show 400 too (cloud-api §3.3).
  'command.not-found': row('Common', 410, 'PASSED_COMMAND_NOT_FOUND'),
  'webhook.url-forbidden': row('Incorrect', 400, 'WEBHOOK_URL_FORBIDDEN'),
  'operation.pending': row('Common', 501, 'NOT_IMPLEMENTED'),
} as const satisfies Record<RefusalCode, Row>

/** A refusal that became known after the call was answered: for `errorInfo`, webhooks and `commands/status`. */
export function errorInfoOf(note: RefusalNote): ErrorInfo {
  return {
    code: wire[note.code].code,
    message: describeRefusal(note, 'en'),
    description: describeRefusal(note, 'ru'),
    additionalData: Object.keys(note.params).length > 0 ? note.params : null,
    errorReason: note.code,
  }
}

export type WireErrorParts = {
  status: number
  description: string
  error?: string | null
  headers?: Readonly<Record<string, string>>
  /** What the loyalty family calls it; without them `error` stands in both places. */
  loyalty?: LoyaltyCodes | null
}

/** An error in the words of the wire; what the family cannot express as a refusal is thrown as one. */
export class WireError extends Error {
  override readonly name = 'WireError'
  readonly status: number
  readonly error: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly loyalty: LoyaltyCodes | null

  constructor({ status, description, error = null, headers = {}, loyalty = null }: WireErrorParts) {
    super(description)
    this.status = status
    this.error = error
    this.headers = headers
    this.loyalty = loyalty
  }
}

export const unauthorized = (description: string): WireError => new WireError({ status: 401, description })

export const invalidBody = (description: string, loyalty: LoyaltyCodes | null = null): WireError =>
  new WireError({ status: 400, description, error: wrongBody, loyalty })

const ofRefusal = ({ note }: Refusal, language: Language): WireError => {
  const { status, code, error = code }: Row = wire[note.code]
  const loyalty = loyaltyCodes[note.code] ?? null
  return new WireError({ status, error, description: describeRefusal(note, language), loyalty })
}

const statusOf = (thrown: unknown): number => {
  const status = thrown instanceof Error && 'statusCode' in thrown ? thrown.statusCode : undefined
  return typeof status === 'number' ? status : 500
}

/** What was thrown, as the wire has it; null for a bug or trouble outside, which is nobody's business but the log's. */
export function toWireError(thrown: unknown, language: Language): WireError | null {
  if (thrown instanceof WireError) return thrown
  if (thrown instanceof Refusal) return ofRefusal(thrown, language)
  if (thrown instanceof BadJson || thrown instanceof PrecisionError) return invalidBody(thrown.message)
  const status = statusOf(thrown)
  if (status === 413) {
    return new WireError({
      status,
      error: 'PAYLOAD_TOO_LARGE',
      description: 'The request body is too large.',
    })
  }
  return status >= 400 && status < 500 ? invalidBody((thrown as Error).message) : null
}

export const internalError = new WireError({
  status: 500,
  error: 'InternalServerError',
  description: 'Internal error. Its cause is in the log under the correlation id.',
})

/** Russian for those who ask for it first; clients and support staff search for the English phrases. */
export const languageOf = (acceptLanguage: string | undefined): Language =>
  acceptLanguage !== undefined && /^\s*ru\b/i.test(acceptLanguage) ? 'ru' : 'en'

/** The three error bodies of the host (cloud-api §2.1). */
export function errorBody(
  family: Family,
  { message, error, loyalty }: WireError,
  correlationId: Uuid,
): ErrorResponse | LoyaltyErrorResponse | BackOfficeErrorResponse {
  if (family === 'back-office') return { message, details: error === null ? null : { error, correlationId } }
  const declared = { correlationId, errorDescription: message, error }
  if (family === 'transport') return declared
  // Live answers of loyalty have other fields than the document; clients of both kinds find theirs.
  const [code, errorCode] = loyalty ?? [error ?? 'Common', error ?? 'Common']
  return { ...declared, code, errorCode, message, description: message }
}
