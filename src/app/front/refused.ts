/** The till's refusals as exceptions of the front (front-api §6). */
import type { RefusalCode, RefusalNote } from '../../kernel/refusals.ts'
import { type ConstraintReason, type ExceptionName, FrontException } from './exceptions.ts'
import type { PaymentFailure } from './payment-failures.ts'

/** What a refusal is whatever was asked; those that are not named break a rule of the till. */
const named: Partial<Record<RefusalCode, ExceptionName>> = {
  'order.not-found': 'EntityNotFoundException',
  'reserve.not-found': 'EntityNotFoundException',
  'item.position-unknown': 'EntityNotFoundException',
  'item.product-unknown': 'EntityNotFoundException',
  'item.size-unknown': 'EntityNotFoundException',
  'table.unknown': 'EntityNotFoundException',
  'table.guest-unknown': 'EntityNotFoundException',
  'guest.unknown': 'EntityNotFoundException',
  'guest.not-found': 'EntityNotFoundException',
  'guest.phone-unknown': 'EntityNotFoundException',
  'guest.card-number-unknown': 'EntityNotFoundException',
  'guest.card-track-unknown': 'EntityNotFoundException',
  'payment.type-unknown': 'EntityNotFoundException',
  'discount.unknown': 'EntityNotFoundException',
  'discount.card-unknown': 'EntityNotFoundException',
  'discount.position-unknown': 'EntityNotFoundException',
  'courier.unknown': 'EntityNotFoundException',
  'order.operator-unknown': 'EntityNotFoundException',
  'order.marketing-source-unknown': 'EntityNotFoundException',
  'order.type-unknown': 'EntityNotFoundException',
  'cancel.cause-unknown': 'EntityNotFoundException',
  'cancel.removal-type-unknown': 'EntityNotFoundException',
  'stop-list.product-unknown': 'EntityNotFoundException',
  'payment.type-deleted': 'CannotUseInactiveEntityException',
  'order.duplicate-id': 'DuplicatedIdException',
  'reserve.duplicate-id': 'DuplicatedIdException',
  'item.position-taken': 'DuplicatedIdException',
  'combo.duplicate': 'DuplicatedIdException',
  'order.type-ambiguous': 'OrderWithoutTypeException',
  'order.in-use': 'EntityAlreadyInUseException',
  'order.bank-is-asked': 'EntityAlreadyInUseException',
  'access.permission-denied': 'PermissionDeniedException',
  'access.pin-unknown': 'AuthenticationException',
  'access.card-unknown': 'AuthenticationException',
  'item.product-inactive': 'CannotAddInactiveProductException',
  'item.not-in-menu': 'CannotAddInactiveProductException',
  'request.invalid': 'ArgumentException',
  'request.field-invalid': 'ArgumentException',
  'request.field-required': 'ArgumentException',
  'item.amount-invalid': 'ArgumentException',
  'guest.phone-invalid': 'ArgumentException',
  'order.phone-invalid': 'ArgumentException',
  'shift.not-open': 'CafeSessionException',
  'shift.already-open': 'CafeSessionException',
  'shift.open-orders': 'CafeSessionException',
  'shift.bank-is-asked': 'CafeSessionException',
  'shift.drawer-too-small': 'CafeSessionException',
  'till.timeout': 'ServerConnectionException',
  'guest.no-line': 'ServerConnectionException',
  'coupon.no-line': 'ServerConnectionException',
}

/** What is meant where a refusal says that something is not there. */
const entities: Partial<Record<RefusalCode, string>> = {
  'order.not-found': 'Order',
  'order.duplicate-id': 'Order',
  'reserve.not-found': 'Reserve',
  'reserve.duplicate-id': 'Reserve',
  'item.position-unknown': 'OrderItem',
  'item.position-taken': 'OrderItem',
  'item.product-unknown': 'Product',
  'stop-list.product-unknown': 'Product',
  'item.size-unknown': 'ProductSize',
  'table.unknown': 'Table',
  'table.guest-unknown': 'OrderGuest',
  'guest.unknown': 'Client',
  'guest.not-found': 'Client',
  'payment.type-unknown': 'PaymentType',
  'payment.type-deleted': 'PaymentType',
  'discount.unknown': 'DiscountType',
  'discount.card-unknown': 'DiscountCard',
  'courier.unknown': 'User',
  'order.operator-unknown': 'User',
  'order.marketing-source-unknown': 'MarketingSource',
  'order.type-unknown': 'OrderType',
  'cancel.cause-unknown': 'DeliveryCancelCause',
  'cancel.removal-type-unknown': 'RemovalType',
}

/** Why money did not move, where an operation moves money. */
const failures: Partial<Record<RefusalCode, PaymentFailure>> = {
  'order.not-found': 'OrderNotFound',
  'order.in-use': 'CannotLockOrder',
  'order.bank-is-asked': 'CannotLockOrder',
  'order.wrong-status': 'OrderStatusIsNotOpened',
  'order.confirmation-off': 'DeliveryOrderStatusIsUnconfirmed',
  'shift.not-open': 'CafeSessionNotFound',
  'payment.not-combinable': 'UncombinablePaymentTypes',
  'payment.type-unknown': 'PaymentTypeNotConfigured',
  'order.payment-not-enough': 'PaymentSumNotEnough',
  'order.payment-too-large': 'PaymentSumTooLarge',
  'payment.precision': 'PaymentSumNotIntegral',
  'payment.declined': 'PaymentsProcessingFailed',
  'payment.unclear': 'PaymentsProcessingFailed',
  'order.no-items': 'PayOrderFailed',
  'return.repeated': 'SomeOrderItemsAlreadyReturned',
  'return.more-than-sold': 'SomeOrderItemsAlreadyReturned',
  'return.nothing-left': 'SomeOrderItemsAlreadyReturned',
  'shift.drawer-too-small': 'CashNotEnough',
}

const reasonOf = (code: RefusalCode): ConstraintReason => {
  if (code.startsWith('modifier.') || code.startsWith('combo.')) return 'ModifierUsing'
  if (code.startsWith('payment.') || code.startsWith('tips.')) return 'PaymentTypeUsing'
  return code === 'item.stopped' ? 'ProductExludedFromMenu' : 'SettingsIssue'
}

/** `movesMoney`: the operation pays or returns, whose failures have reasons of their own. */
export function refusedBy(refusal: RefusalNote, movesMoney = false): FrontException {
  const { code, params } = refusal
  const failure = movesMoney ? failures[code] : undefined
  if (failure) return new FrontException('PaymentActionFailedException', { reason: failure, refusal })
  const name = named[code]
  const entityId = textOf(params['id'] ?? params['orderId'] ?? params['positionId'] ?? params['reserveId'])
  switch (name) {
    case undefined:
      return new FrontException('ConstraintViolationException', { reason: reasonOf(code), refusal })
    case 'ArgumentException':
      return new FrontException(name, {
        field: textOf(params['field']) ?? code,
        problem: textOf(params['message']) ?? code,
        refusal,
      })
    case 'CannotAddInactiveProductException':
      return new FrontException(name, { product: textOf(params['name']) ?? entityId ?? '', refusal })
    case 'EntityAlreadyInUseException':
      return new FrontException(name, {
        entityId,
        lockedBy: textOf(params['holder']) ?? 'bank',
        terminal: textOf(params['terminal']) ?? '',
        refusal,
      })
    case 'PermissionDeniedException':
      return new FrontException(name, { codes: [textOf(params['permission']) ?? ''], refusal })
    default:
      return new FrontException(name, { entity: entities[code] ?? 'Entity', entityId, refusal })
  }
}

const textOf = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value)
