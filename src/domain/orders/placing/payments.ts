/** Payments and tips as they are registered at the till (cloud-api §4.6). */
import { parseDecimal, printDecimal } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { Organization, PaymentType, ServiceType } from '../../reference/books.ts'
import type { PaymentInput, TipsInput } from '../commands.ts'
import type { NamedRef, Payment, TipsPayment } from '../order.ts'
import type { TillContext } from '../till-context.ts'
import { namedRef } from './sale-terms.ts'

/** The longest value of a payment's additional data. */
const additionalDataLengthMax = 4_000

/** What a kind of payment cannot be taken without (cloud-api §4.6). */
const requiredData: Partial<Record<PaymentType['kind'], readonly string[]>> = {
  External: ['customData'],
  IikoCard: ['credential', 'searchScope'],
}

/** `isExternal`: the payment came through an API rather than from a cashier. */
export function resolvePayment(
  ctx: TillContext,
  organization: Organization,
  input: PaymentInput,
  isExternal: boolean,
): Payment {
  const type = paymentTypeOf(ctx, input)
  checkProcessing(type, input)
  checkSum(organization, input.sum)
  checkAdditionalData(type, input)
  return {
    id: input.id ?? ctx.random.uuid(),
    type: { id: input.typeId, name: type.name, kind: type.kind },
    sum: input.sum,
    isPreliminary: !input.isProcessedExternally,
    isExternal,
    isProcessedExternally: input.isProcessedExternally,
    isFiscalizedExternally: input.isProcessedExternally && input.isFiscalizedExternally,
    isPrepay: input.isPrepay,
    sealedIn: input.sealedIn ?? null,
    ...(input.counteragentId ? { counteragent: counteragentOf(ctx, input.counteragentId) } : {}),
    ...(type.kind === 'IikoCard' && ctx.isCutOff ? { isTakenOffline: true as const } : {}),
  }
}

function counteragentOf(ctx: TillContext, id: Uuid): NamedRef {
  const counteragent = namedRef(ctx, 'counteragent', id)
  if (!counteragent) throw refuse('payment.counteragent-unknown', { id })
  return counteragent
}

export function resolveTips(
  ctx: TillContext,
  organization: Organization,
  serviceType: ServiceType,
  input: TipsInput,
  isExternal: boolean,
): TipsPayment {
  const payment = resolvePayment(ctx, organization, input, isExternal)
  return { ...payment, tipsType: tipsTypeOf(ctx, serviceType, input, payment) }
}

/** A type that exists, lives, belongs to the terminal group and is of the kind that the client names. */
function paymentTypeOf(ctx: TillContext, { typeId, kind }: PaymentInput): PaymentType {
  const item = ctx.catalog.find('paymentType', typeId)
  const isForeign = item?.organizationId && item.organizationId !== ctx.organizationId
  if (!item || isForeign) throw refuse('payment.type-unknown', { id: typeId })
  const type = item.body
  if (item.isDeleted) throw refuse('payment.type-deleted', { name: type.name })
  const isForGroup = type.terminalGroupIds.length === 0 || type.terminalGroupIds.includes(ctx.terminalGroupId)
  if (!isForGroup) throw refuse('payment.type-unknown', { id: typeId })
  if (kind !== null && kind !== type.kind) throw refuse('payment.kind-mismatch', { name: type.name, kind })
  return type
}

/** Cash is never external, bonuses are always charged by the till, the rest is what the type allows. */
function checkProcessing(type: PaymentType, { isProcessedExternally, isPrepay }: PaymentInput): void {
  if (isProcessedExternally) {
    const isTillOnly = type.kind === 'Cash' || type.kind === 'IikoCard' || type.processing === 'Internal'
    if (isTillOnly) throw refuse('payment.not-external', { name: type.name })
  } else if (type.processing === 'External') {
    throw refuse('request.field-invalid', {
      field: 'isProcessedExternally',
      message: `payments of type ${type.name} are processed outside only`,
    })
  }
  if (isPrepay && type.kind === 'IikoCard') {
    throw refuse('request.field-invalid', {
      field: 'isPrepay',
      message: `not for payments of type ${type.name}`,
    })
  }
}

function checkSum({ currency }: Organization, sum: bigint): void {
  if (sum <= 0n) throw refuse('payment.sum-not-positive')
  const smallest = parseDecimal(currency.minimumDenomination, currency.scale)
  if (smallest > 0n && sum % smallest !== 0n) {
    throw refuse('payment.precision', { sum: printDecimal(sum, currency.scale) })
  }
}

/** A client that names no kind uses the deprecated operation, which carries no data (cloud-api §4.6). */
function checkAdditionalData(type: PaymentType, { kind, additionalData }: PaymentInput): void {
  for (const field of kind === null ? [] : (requiredData[type.kind] ?? [])) {
    if (!additionalData?.[field]) throw refuse('payment.additional-data-required', { name: type.name, field })
  }
  const tooLong = Object.values(additionalData ?? {}).some((value) => value.length > additionalDataLengthMax)
  if (tooLong) {
    throw refuse('payment.additional-data-too-long', { name: type.name, max: additionalDataLengthMax })
  }
}

/** A tips type names the organizations, services and payment types it works with. */
function tipsTypeOf(
  ctx: TillContext,
  serviceType: ServiceType,
  { tipsTypeId: id }: TipsInput,
  payment: Payment,
): NamedRef | null {
  const notApplicable = () => refuse('tips.type-not-applicable', { id: id ?? payment.type.id })
  if (payment.type.kind === 'IikoCard') throw notApplicable()
  if (id === null) return null
  const type = ctx.catalog.living('tipsType', id)?.body
  const isApplicable =
    type?.organizationIds.includes(ctx.organizationId) &&
    type.serviceTypes.includes(serviceType) &&
    type.paymentTypeIds.includes(payment.type.id)
  if (!type || !isApplicable) throw notApplicable()
  return { id, name: type.name }
}
