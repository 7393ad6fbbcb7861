import { type CheckinRequest, calculateCheckin } from '../../../../app/loyalty/calculate-checkin.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import type { LoyaltyCalculateBody } from '../../generated/types.ts'
import type { Handlers } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { type PlaceOfOrder, placeOfOrder } from '../../wire/place-of-order.ts'
import { readPrice } from '../../wire/read-amounts.ts'
import { fromWireCombos, fromWireItems, requireKnownCombos } from '../../wire/read-items.ts'
import { checkinOnWire } from './checkin-on-wire.ts'
import { deskOf } from './loyalty-call.ts'

type Read = Omit<CheckinRequest, 'tenantId' | 'organizationId' | 'zone'>

function readCheckin(body: LoyaltyCalculateBody, catalog: Catalog, place: PlaceOfOrder): Read {
  const { order } = body
  const items = fromWireItems(order.items, 'order.items', place)
  const combos = fromWireCombos(order.combos, 'order.combos', place)
  requireKnownCombos(items, combos, 'order.items')
  const { loyaltyInfo } = order
  const customer = order.customer?.type === 'regular' ? order.customer : null
  return {
    items,
    combos,
    priceCategoryId: order.priceCategoryId ?? null,
    serviceType:
      order.orderServiceType ?? catalog.find('orderType', order.orderTypeId)?.body.serviceType ?? null,
    guest: { id: customer?.id ?? null, phone: order.phone || null },
    referrerId: body.referrerId ?? null,
    // The fields beside the order are the older ones; those of the order win (cloud-api §9.6).
    coupon: loyaltyInfo?.coupon || body.coupon || null,
    manualConditionIds: loyaltyInfo?.applicableManualConditions ?? body.applicableManualConditions ?? [],
    dynamicSums: readDynamicSums(body, place),
    paymentCampaignIds: body.availablePaymentMarketingCampaignIds ?? [],
  }
}

function readDynamicSums(
  { order, dynamicDiscounts }: LoyaltyCalculateBody,
  place: PlaceOfOrder,
): CheckinRequest['dynamicSums'] {
  const inside = order.loyaltyInfo?.dynamicDiscounts?.map(({ manualConditionId, sum }) => ({
    manualConditionId,
    sum,
  }))
  const beside = dynamicDiscounts?.map(({ manualConditionId, Sum }) => ({ manualConditionId, sum: Sum }))
  const field = inside ? 'order.loyaltyInfo.dynamicDiscounts' : 'dynamicDiscounts'
  return new Map(
    (inside ?? beside ?? []).map(({ manualConditionId, sum }, index) => {
      const path = `${field}[${index}]`
      if (manualConditionId === undefined || sum === undefined) {
        const missing = manualConditionId === undefined ? 'manualConditionId' : 'Sum'
        throw refuse('request.field-required', { field: `${path}.${missing}` })
      }
      return [manualConditionId, readPrice(sum, `${path}.sum`, place)]
    }),
  )
}

/** What programmes would do with an order (cloud-api §9.6). */
export const checkinHandlers: Handlers = {
  '/api/1/loyalty/iiko/calculate': async (call) => {
    const { body } = call
    const { organizationId, terminalGroupId = null, isLoyaltyTraceEnabled = false } = body
    const { scope, catalog } = await deskOf(call, organizationId)
    const group = catalog.living('terminalGroup', terminalGroupId)
    if (terminalGroupId !== null && group?.organizationId !== organizationId)
      throw refuse('terminal-group.unknown', { terminalGroupId })
    const place = placeOfOrder(catalog, organizationId, terminalGroupId)
    const request = namingField(() => readCheckin(body, catalog, place))
    const { tenantId } = scope
    const answer = await calculateCheckin(call.app, {
      tenantId,
      organizationId,
      zone: place.zone,
      ...request,
    })
    return checkinOnWire(answer, { catalog, place }, isLoyaltyTraceEnabled)
  },
}
