import type { PaymentInput, TipsInput } from '../../../domain/orders/commands.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { OrderPaymentItem, Payment, PaymentAdditionalData, TipsPayment } from '../generated/types.ts'
import type { PlaceOfOrder } from './place-of-order.ts'
import { readPaidSum } from './read-amounts.ts'
import type { FieldPath } from './read-items.ts'

export const fromWirePayments = (
  payments: readonly Payment[] | undefined,
  field: FieldPath,
  place: PlaceOfOrder,
): PaymentInput[] =>
  (payments ?? []).map((payment, index) => fromWirePayment(payment, `${field}[${index}]`, place))

export const fromWireTips = (
  tips: readonly TipsPayment[] | undefined,
  field: FieldPath,
  place: PlaceOfOrder,
): TipsInput[] =>
  (tips ?? []).map((payment, index) => ({
    ...fromWirePayment(payment, `${field}[${index}]`, place),
    tipsTypeId: payment.tipsTypeId ?? null,
  }))

function fromWirePayment(
  payment: Payment | TipsPayment,
  field: FieldPath,
  place: PlaceOfOrder,
): PaymentInput {
  const isProcessedExternally = payment.isProcessedExternally ?? false
  // Cash is taken by the courier and bonuses are charged by the till: neither was taken before (cloud-api §4.6).
  if (
    isProcessedExternally &&
    (payment.paymentTypeKind === 'Cash' || payment.paymentTypeKind === 'LoyaltyCard')
  ) {
    throw refuse('payment.not-external', {
      name: payment.paymentTypeKind,
      field: `${field}.isProcessedExternally`,
    })
  }
  return {
    typeId: payment.paymentTypeId,
    kind: payment.paymentTypeKind === 'LoyaltyCard' ? 'IikoCard' : payment.paymentTypeKind,
    sum: readPaidSum(payment.sum, `${field}.sum`, place),
    isProcessedExternally,
    isFiscalizedExternally: payment.isFiscalizedExternally ?? false,
    isPrepay: payment.isPrepay ?? false,
    additionalData: additionalDataOf(payment),
  }
}

/** The kind's own data as plain texts; the deprecated `number` of a card gives way to the object that replaced it. */
function additionalDataOf(payment: Payment | TipsPayment): Record<string, string> | null {
  const { paymentAdditionalData: given } = payment
  const number = payment.paymentTypeKind === 'Card' ? payment.number : undefined
  const texts: Record<string, string> = number === undefined ? {} : { number }
  if (given) Object.assign(texts, textsOf(given))
  return Object.keys(texts).length > 0 ? texts : null
}

function textsOf({ type: _, ...data }: PaymentAdditionalData): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [key, value] of Object.entries(data)) if (value !== undefined) texts[key] = value
  return texts
}

/** Payments of the deprecated `update_order_payments`: the kind is what the type says. */
export const fromWirePaymentItems = (
  items: readonly OrderPaymentItem[] | undefined,
  field: FieldPath,
  place: PlaceOfOrder,
): PaymentInput[] =>
  (items ?? []).map(({ sum, paymentTypeId, isProcessedExternally }, index) => ({
    typeId: paymentTypeId,
    kind: null,
    sum: readPaidSum(sum, `${field}[${index}].sum`, place),
    isProcessedExternally,
    isFiscalizedExternally: false,
    isPrepay: false,
    additionalData: null,
  }))
