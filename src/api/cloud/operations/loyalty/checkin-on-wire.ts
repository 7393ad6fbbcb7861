import type { CheckinAnswer, CheckinWarning } from '../../../../app/loyalty/calculate-checkin.ts'
import { availableCombo } from '../../../../domain/loyalty/available-combos.ts'
import type { CheckinLine } from '../../../../domain/loyalty/checkin.ts'
import type { Applied } from '../../../../domain/loyalty/run-campaign.ts'
import type { CampaignResult, ProgramsOutcome } from '../../../../domain/loyalty/run-programs.ts'
import { type Money, moneyToJson, quantityToJson } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type {
  AvailablePayment,
  DiscountOperation,
  FreeProduct,
  LoyaltyCalculateAnswer,
  LoyaltyProgramResult,
  WarningInfo,
} from '../../generated/types.ts'
import type { LoyaltyDesk } from './loyalty-call.ts'

type Printing = Pick<LoyaltyDesk, 'catalog' | 'place'>

const warnings: Record<CheckinWarning, { Code: string; ErrorCode: string; Message: string }> = {
  'guest-unknown': {
    Code: 'Transport_WrongCustomerNumber',
    ErrorCode: 'Customer_CustomerNotFound',
    Message: 'The customer is not found: the order is calculated as that of an anonymous guest',
  },
  'referrer-unknown': {
    Code: 'Transport_WrongReferrer',
    ErrorCode: 'Customer_CustomerNotFound',
    Message: 'The referrer is not found',
  },
  'coupon-unknown': {
    Code: 'Transport_WrongCoupon',
    ErrorCode: 'Coupon_CouponNotFound',
    Message: 'The coupon is not found',
  },
  'coupon-used': {
    Code: 'Transport_WrongCoupon',
    ErrorCode: 'Coupon_AlreadyActivated',
    Message: 'The coupon has been activated already',
  },
}

/** Capital keys where the live service has them (cloud-api App. C). */
export function checkinOnWire(
  { outcome, checkin, warnings: found }: CheckinAnswer,
  printing: Printing,
  isTraced: boolean,
): LoyaltyCalculateAnswer {
  const told: WarningInfo[] = found.map((warning) => warnings[warning])
  return {
    loyaltyProgramResults: outcome.results.map((result) => resultOnWire(result, checkin.lines, printing)),
    availablePayments: paymentsOnWire(outcome, printing),
    validationWarnings: found.map((warning) => warnings[warning].Message),
    Warnings: told,
    loyaltyTrace: isTraced ? traceOf(outcome, printing) : null,
  }
}

function resultOnWire(
  result: CampaignResult,
  lines: readonly CheckinLine[],
  printing: Printing,
): LoyaltyProgramResult {
  const { catalog } = printing
  const combos = result.comboActionIds.flatMap((id) => {
    const action = catalog.living('comboAction', id)?.body
    const combo = action?.isActive ? availableCombo(id, action, lines) : null
    return combo ? [combo] : []
  })
  return {
    marketingCampaignId: result.campaign.id,
    name: result.programName,
    discounts: result.discounts.flatMap((applied) => discountOnWire(applied, result.campaign.name, printing)),
    upsales: [],
    freeProducts: result.gifts.map(({ actionId, productIds }) => ({
      sourceActionId: actionId,
      descriptionForUser: result.campaign.name,
      products: productIds.map((id) => freeProduct(id, printing)),
    })),
    availableComboSpecifications: combos.map(({ comboActionId }) => comboActionId),
    availableCombos: combos.map(({ comboActionId, groups }) => ({
      specificationId: comboActionId,
      groupMapping: groups.map(({ groupId, line }) => ({ groupId, itemId: line?.positionId ?? null })),
    })),
    needToActivateCertificate: result.needsCertificate,
  }
}

const codes = { order: 0, item: 1, freeProduct: 2 } as const

/** A discount of the order is one operation; others are one for each item that the client can tell from the rest. */
function discountOnWire(applied: Applied, comment: string, { place }: Printing): DiscountOperation[] {
  const { kind, parts, amount } = applied
  const byPosition = new Map<Uuid | null, Money>()
  for (const { line, sum } of parts) {
    const positionId = kind === 'order' ? null : line.positionId
    byPosition.set(positionId, (byPosition.get(positionId) ?? 0n) + sum)
  }
  return [...byPosition].map(([positionId, sum]) => ({
    code: positionId === null && kind === 'item' ? codes.order : codes[kind],
    orderItemId: positionId,
    positionId,
    discountSum: moneyToJson(sum, place.scale),
    amount: amount === null ? null : quantityToJson(amount),
    comment,
  }))
}

function freeProduct(id: Uuid, { catalog }: Printing): FreeProduct {
  const product = catalog.find('product', id)?.body
  const disabled = product?.disabledSizeIds ?? []
  const sizes = (catalog.find('sizeScale', product?.sizeScaleId)?.body.sizes ?? []).filter(
    (size) => !disabled.includes(size.id),
  )
  return {
    id,
    code: product?.code ?? null,
    size: sizes.map(({ name }) => name),
    sizes: sizes.map((size) => ({ id: size.id, name: size.name })),
  }
}

const paymentsOnWire = ({ payments }: ProgramsOutcome, { place }: Printing): AvailablePayment[] =>
  payments.map(({ campaignId, walletId, maxSum, canHold, order }) => {
    const sum = moneyToJson(maxSum, place.scale)
    return {
      id: campaignId,
      maxSum: sum,
      order,
      walletInfos: [{ id: walletId, maxSum: sum, canHoldMoney: canHold }],
    }
  })

/** What was decided and why, for whoever sets the programmes up. */
function traceOf({ results, outdone, accruals, cost, sum }: ProgramsOutcome, { place }: Printing): string {
  const money = (value: Money): string => String(moneyToJson(value, place.scale))
  const off = ({ discounts }: CampaignResult): Money =>
    discounts.flatMap(({ parts }) => parts).reduce((total, part) => total + part.sum, 0n)
  return [
    `Order: ${money(cost)}`,
    ...results.map((result) => `${result.programName} / ${result.campaign.name}: -${money(off(result))}`),
    ...outdone.map(({ name }) => `${name}: another campaign of its group gives more`),
    ...accruals.map(({ sum: bonus }) => `Bonuses when the order is closed: +${money(bonus)}`),
    `To pay: ${money(sum)}`,
  ].join('\n')
}
