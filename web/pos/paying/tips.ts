import type { TipsType } from '../../kit/paying-types.ts'
import type { PaymentType } from '../../kit/till-types.ts'

/** Tips that come with a payment, in minor units. */
export type TipLine = { type: PaymentType; tipsType: TipsType | null; minor: number }

/** Whose tips may be taken in this way of paying, where the order is eaten. */
export const tipsTypesFor = (
  types: readonly TipsType[],
  serviceType: string,
  paymentTypeId: string | undefined,
): TipsType[] =>
  types.filter(
    ({ serviceTypes, paymentTypeIds }) =>
      serviceTypes.includes(serviceType) &&
      paymentTypeId !== undefined &&
      paymentTypeIds.includes(paymentTypeId),
  )

/** One line for each receiver and way of paying; a sum that is said again replaces the one before. */
export const withTips = (lines: readonly TipLine[], added: TipLine): TipLine[] => [
  ...lines.filter(({ type, tipsType }) => type.id !== added.type.id || tipsType?.id !== added.tipsType?.id),
  ...(added.minor > 0 ? [added] : []),
]
