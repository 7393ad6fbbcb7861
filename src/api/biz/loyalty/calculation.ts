import {
  type CheckinAnswer,
  type CheckinWarning,
  calculateCheckin,
} from '../../../app/loyalty/calculate-checkin.ts'
import { availableCombo } from '../../../domain/loyalty/available-combos.ts'
import type { Applied } from '../../../domain/loyalty/run-campaign.ts'
import type { CampaignResult } from '../../../domain/loyalty/run-programs.ts'
import type { Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Call, Handler } from '../call.ts'
import type { Fields } from '../wire/body.ts'
import { readId } from '../wire/query.ts'
import { readItem } from '../wire/read-order.ts'
import { type CardDesk, deskOf, readPhone } from './desk.ts'

const calculateRight = 'loyalty/iiko/calculate'

/** `OrderRequest` without what only a delivery needs: nobody brings what is only thought of (biz-card-api §12.9). */
async function calculated(call: Call): Promise<{ answer: CheckinAnswer; desk: CardDesk }> {
  const { app, body, catalog } = call
  const desk = deskOf(call, body.requiredId('organization', 'restaurantId'), calculateRight)
  const order = body.part('order')
  if (!order) throw body.missing('order')
  const customer = body.part('customer')
  const phone = customer?.text('phone') ?? order.text('phone')
  const type = catalog.living('orderType', order.id('orderTypeId'))
  const isSelfService = order.flag('isSelfService') ?? false
  const answer = await calculateCheckin(app, {
    tenantId: desk.scope.tenantId,
    organizationId: desk.organization.id,
    zone: desk.place.zone,
    items: order.list('items').map((item) => readItem(item, call)),
    combos: combosOf(order, desk),
    priceCategoryId: null,
    serviceType: type?.body.serviceType ?? (isSelfService ? 'DeliveryByClient' : 'DeliveryByCourier'),
    guest: { id: customer?.id('id') ?? null, phone: phone ? readPhone(phone, desk) : null },
    referrerId: body.id('referrerId'),
    coupon: body.text('coupon'),
    manualConditionIds: idsOf(body, 'applicableManualConditions'),
    dynamicSums: new Map(),
    paymentCampaignIds: idsOf(body, 'availablePaymentMarketingCampaignIds'),
  })
  return { answer, desk }
}

const combosOf = (order: Fields, { place }: CardDesk) =>
  order.list('orderCombos').map((combo) => ({
    id: combo.requiredId('id'),
    name: combo.text('name') ?? '',
    amount: Number(combo.decimal('amount', 0) ?? 1n),
    price: combo.decimal('price', place.scale) ?? 0n,
    sourceId: combo.requiredId('sourceId'),
    programId: null,
    sizeId: null,
  }))

function idsOf(body: Fields, member: string): Uuid[] {
  const given = body.value(member)
  return (Array.isArray(given) ? given : []).map((id) => readId(String(id), member))
}

const warnings: Record<CheckinWarning, string> = {
  'guest-unknown': 'The customer is not found: the order is calculated as that of an anonymous guest',
  'referrer-unknown': 'The referrer is not found',
  'coupon-unknown': 'The coupon is not found',
  'coupon-used': 'The coupon has been activated already',
}

/** Numbers of the kinds of discounts (§12.9). */
const codes = { order: 0, item: 1, freeProduct: 2 } as const

/** One row for each item that gets something off; a discount of the whole order is one row of no item. */
function discountsOf({ discounts, campaign }: CampaignResult, { catalog }: Call, { place }: CardDesk) {
  return discounts.flatMap(rowsOf).map(({ kind, positionId, productId, sum }) => {
    const product = catalog.find('product', productId)?.body
    return {
      code: codes[kind],
      orderItemId: positionId,
      productCode: product?.code ?? null,
      productName: product?.name ?? null,
      discountSum: place.money(sum),
      comment: campaign.name,
    }
  })
}

type Row = { kind: Applied['kind']; positionId: Uuid | null; productId: Uuid | null; sum: Money }

function rowsOf({ kind, parts }: Applied): Row[] {
  const rows = new Map<string, Row>()
  for (const { line, sum } of parts) {
    const of = kind === 'order' ? { positionId: null, productId: null } : line
    const key = `${of.positionId} ${of.productId}`
    const { positionId, productId } = of
    rows.set(key, { kind, positionId, productId, sum: (rows.get(key)?.sum ?? 0n) + sum })
  }
  return [...rows.values()]
}

function resultOnWire(result: CampaignResult, { checkin }: CheckinAnswer, call: Call, desk: CardDesk) {
  const { catalog } = call
  const combos = result.comboActionIds.flatMap((id) => {
    const action = catalog.living('comboAction', id)?.body
    return action?.isActive ? (availableCombo(id, action, checkin.lines) ?? []) : []
  })
  return {
    programId: result.programId,
    name: result.programName,
    discounts: discountsOf(result, call, desk),
    upsales: [],
    freeProducts: result.gifts.map(({ actionId, productIds }) => {
      const gifts = productIds.flatMap((id) => catalog.living('product', id)?.body.code ?? [])
      return {
        sourceActionId: actionId,
        descriptionForUser: result.campaign.name,
        productCodes: gifts,
        products: gifts.map((code) => ({ code })),
      }
    }),
    combos: combos.map(({ comboActionId }) => comboActionId),
    availableCombos: combos.map(({ comboActionId, groups }) => ({
      specificationId: comboActionId,
      groupMapping: groups.map(({ groupId, line }) => ({ groupId, itemId: line?.positionId ?? null })),
    })),
  }
}

/** The misspelt `loyatyResult` is the service's own (§12.9). Nothing is stored. */
const checkin: Handler = async (call) => {
  const { answer, desk } = await calculated(call)
  const { place } = desk
  return {
    loyatyResult: {
      programResults: answer.outcome.results.map((result) => resultOnWire(result, answer, call, desk)),
      loyaltyTrace: null,
    },
    availablePayments: answer.outcome.payments.map(({ campaignId, walletId, maxSum, canHold, order }) => ({
      id: campaignId,
      maxSum: place.money(maxSum),
      order,
      walletInfos: [{ id: walletId, maxSum: place.money(maxSum), canHoldMoney: canHold }],
    })),
    validationWarnings: answer.warnings.map((warning) => warnings[warning]),
  }
}

/** The older form, which names products by code (§12.13). */
const discounts: Handler = async (call) => {
  const { answer, desk } = await calculated(call)
  return {
    availableFreeProducts: answer.outcome.results
      .flatMap(({ gifts }) => gifts.flatMap(({ productIds }) => productIds))
      .flatMap((id) => {
        const product = call.catalog.living('product', id)?.body
        return product ? { productCode: product.code, productName: product.name } : []
      }),
    discountInfo: answer.outcome.results.map((result) => ({
      id: result.campaign.id,
      name: result.campaign.name,
      details: discountsOf(result, call, desk).map(({ code, productCode, discountSum }) => ({
        ...{ code, productCode, discountSum },
      })),
    })),
  }
}

export const calculationHandlers = {
  'orders/calculate_checkin_result': checkin,
  'orders/calculate_checkin_v2': checkin,
  'orders/calculate_loyalty_discounts': discounts,
} satisfies Record<string, Handler>
