import { type CampaignPreview, previewCampaign } from '../../../../app/loyalty/preview-campaign.ts'
import { keptPhone } from '../../../../domain/loyalty/kept-phone.ts'
import type { ItemInput } from '../../../../domain/orders/commands.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { fromLocal } from '../../../../kernel/local-time.ts'
import type { AdminCall, Route } from '../../call.ts'
import { Form, isId } from '../../form.ts'
import { named } from '../books.ts'
import { deskOf, type OfficeDesk } from './desk.ts'
import { requireProgram } from './programs.ts'
import { readCampaign } from './read-campaign.ts'

const serviceTypes = ['Common', 'DeliveryByCourier', 'DeliveryByClient'] as const
const amountMax = 99
const itemsMax = 50

type Sample = ReturnType<typeof readSample>

/** An order that is only thought of: dishes without modifiers, who orders, where and when. */
function readSample(form: Form, { organization }: OfficeDesk) {
  const items = form.forms('items')
  if (items.length > itemsMax)
    form.problem('items', { ru: `не больше ${itemsMax} позиций`, en: `at most ${itemsMax} items` })
  const moment = form.textOrNull('at')
  const at = moment === null ? undefined : fromLocal(moment, organization.timeZone)
  if (at === null) form.problem('at', { ru: 'ожидается дата и время', en: 'a date and time is expected' })
  return {
    items: items.map(readItem),
    serviceType: form.oneOf('serviceType', serviceTypes),
    phone: form.textOrNull('phone'),
    coupon: form.textOrNull('coupon')?.trim() || null,
    manualConditionIds: form.list('manualConditionIds', isId).map((id) => id.toLowerCase()),
    /** Of a manual condition that brings its own. */
    dynamicSum: form.moneyOrNull('dynamicSum', organization.currency.scale),
    ...(typeof at === 'number' ? { at } : {}),
  }
}

const readItem = (form: Form): ItemInput => ({
  kind: 'Product',
  ...{ positionId: null, comment: null, combo: null, price: null, modifiers: [] },
  productId: form.uuid('productId'),
  sizeId: form.uuidOrNull('sizeId'),
  amount: BigInt(form.whole('amount', { min: 1, max: amountMax })) * 1000n,
})

async function preview(call: AdminCall) {
  const desk = await deskOf(call)
  const form = new Form(call.body)
  const [programId, campaignId] = [form.uuid('programId'), form.uuid('campaignId')]
  const sample = readSample(form.form('sample'), desk)
  form.done()
  requireProgram(desk, programId)
  const campaign = readCampaign(form.raw('campaign'), campaignId)
  const request = requestOf(sample, desk, campaignId)
  const answer = await previewCampaign(call.app, request, { programId, campaign })
  return previewView(answer, desk, { campaignId, isAnonymous: sample.phone === null })
}

/** Every campaign that pays is asked how much it would. */
const requestOf = (sample: Sample, { scope, catalog, organization }: OfficeDesk, campaignId: string) => ({
  ...{ tenantId: scope.tenantId, organizationId: scope.organizationId, zone: organization.timeZone },
  ...{ items: sample.items, combos: [], priceCategoryId: null, serviceType: sample.serviceType },
  guest: { id: null, phone: sample.phone === null ? null : keptPhone(sample.phone) },
  referrerId: null,
  coupon: sample.coupon,
  manualConditionIds: sample.manualConditionIds,
  dynamicSums: new Map(
    sample.manualConditionIds.flatMap((id) =>
      sample.dynamicSum !== null && catalog.living('manualCondition', id)?.body.isDynamicDiscount
        ? [[id, sample.dynamicSum] as const]
        : [],
    ),
  ),
  paymentCampaignIds: [
    campaignId,
    ...catalog.all('loyaltyProgram').flatMap(({ body }) => body.campaigns.map(({ id }) => id)),
  ],
  ...(sample.at === undefined ? {} : { at: sample.at }),
})

const productOf = (catalog: Catalog, id: string) => {
  const product = catalog.find('product', id)
  return product ? named(product) : { id, name: id, nameEn: null }
}

function previewView(
  { outcome, checkin, idle, warnings }: CampaignPreview,
  desk: OfficeDesk,
  { campaignId: draftId, isAnonymous }: { campaignId: string; isAnonymous: boolean },
) {
  const { catalog, money } = desk
  const programOf = (id: string) => catalog.find('loyaltyProgram', id)?.body
  return {
    idle,
    warnings: isAnonymous ? warnings.filter((warning) => warning !== 'guest-unknown') : warnings,
    cost: money(outcome.cost),
    sum: money(outcome.sum),
    lines: checkin.lines.map(({ key, productId, cost }) => ({
      product: productOf(catalog, productId),
      cost: money(cost),
      discount: money(
        outcome.results
          .flatMap(({ discounts }) => discounts)
          .flatMap(({ parts }) => parts)
          .filter(({ line }) => line.key === key)
          .reduce((total, { sum }) => total + sum, 0n),
      ),
    })),
    results: outcome.results.map(({ campaign, discounts, gifts, comboActionIds, needsCertificate }) => ({
      needsCertificate,
      campaign: named({ id: campaign.id, body: campaign }),
      isDraft: campaign.id === draftId,
      discount: money(discounts.flatMap(({ parts }) => parts).reduce((total, { sum }) => total + sum, 0n)),
      gifts: gifts.map(({ productIds }) => productIds.map((id) => productOf(catalog, id))),
      combos: comboActionIds.flatMap((id) => {
        const combo = catalog.living('comboAction', id)
        return combo ? [named(combo)] : []
      }),
    })),
    payments: outcome.payments.map(({ campaignId, maxSum }) => ({ campaignId, maxSum: money(maxSum) })),
    accruals: outcome.accruals.map(({ campaignId, programId, sum }) => ({
      campaignId,
      wallet: programOf(programId)?.wallet?.name ?? '',
      walletEn: programOf(programId)?.wallet?.nameEn ?? null,
      sum: money(sum),
    })),
  }
}

export const previewRoutes: readonly Route[] = [
  { method: 'POST', path: '/loyalty/preview', needs: 'viewer', handle: preview },
]
