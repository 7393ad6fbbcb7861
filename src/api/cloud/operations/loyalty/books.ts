import type { BookItem, LoyaltyCampaign } from '../../../../domain/reference/books.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import type { LoyaltyProgram, MarketingCampaignInfo } from '../../generated/types.ts'
import type { Handlers } from '../../operation.ts'
import { invalidField } from '../../wire/read-amounts.ts'
import { campaignOnWire } from './campaign-on-wire.ts'
import { categoryOnWire } from './guest-on-wire.ts'
import { deskOf, momentOnWire, readText } from './loyalty-call.ts'

const couponPage = { size: 100, sizeMax: 1000 }
const dayOnWire = (day: string): string => `${day} 00:00:00.000`

function programOnWire(
  { id, body }: BookItem<'loyaltyProgram'>,
  campaigns: readonly LoyaltyCampaign[],
): LoyaltyProgram {
  const marketingCampaigns: MarketingCampaignInfo[] = campaigns.map((campaign) =>
    campaignOnWire(id, campaign),
  )
  return {
    id,
    name: body.name,
    description: body.description,
    serviceFrom: dayOnWire(body.from),
    serviceTo: body.to === null ? null : dayOnWire(body.to),
    notifyAboutBalanceChanges: body.notifiesAboutBalance,
    programType: body.type,
    isActive: body.isActive,
    walletId: body.wallet?.id ?? null,
    marketingCampaigns,
    appliedOrganizations: body.organizationIds,
    templateType: body.templateType,
    isExchangeRateEnabled: false,
    refillType: body.refillType,
  }
}

/** Books of loyalty (cloud-api §9.7). */
export const loyaltyBookHandlers: Handlers = {
  '/api/1/loyalty/iiko/customer_category': async (call) => {
    const { catalog } = await deskOf(call, call.body.organizationId)
    const living = catalog.all('guestCategory').filter(({ isDeleted }) => !isDeleted)
    return { guestCategories: living.map(categoryOnWire) }
  },

  '/api/1/loyalty/iiko/program': async (call) => {
    const { organizationId, withoutMarketingCampaigns = false } = call.body
    const { catalog } = await deskOf(call, organizationId)
    const programs = catalog
      .all('loyaltyProgram')
      .filter(({ isDeleted, body }) => !isDeleted && body.organizationIds.includes(organizationId))
    return {
      Programs: programs.map((program) =>
        programOnWire(program, withoutMarketingCampaigns ? [] : program.body.campaigns),
      ),
    }
  },

  '/api/1/loyalty/iiko/manual_condition': async (call) => {
    const { catalog } = await deskOf(call, call.body.organizationId)
    const living = catalog.all('manualCondition').filter(({ isDeleted }) => !isDeleted)
    return {
      manualConditions: living.map(({ id, body }) => ({
        id,
        caption: body.name,
        isDynamicDiscount: body.isDynamicDiscount,
        isApplicableOnCashierScreen: body.isApplicableOnCashierScreen,
      })),
    }
  },

  '/api/1/loyalty/iiko/coupons/info': async (call) => {
    const { number, series, organizationId } = call.body
    const { scope, catalog } = await deskOf(call, organizationId)
    const named = series ? seriesNamed(catalog.all('couponSeries'), series) : null
    const { coupons } = call.app.storage.now
    const found = await coupons.byNumber(scope.tenantId, readText(number, 'number'), named?.id ?? null)
    return {
      couponInfo: found.map((coupon) => ({
        id: coupon.id,
        number: coupon.number,
        seriesName: catalog.find('couponSeries', coupon.seriesId)?.body.name ?? null,
        seriesId: coupon.seriesId,
        whenActivated: momentOnWire(coupon.activatedAt),
        isDeleted: coupon.isDeleted,
      })),
    }
  },

  '/api/1/loyalty/iiko/coupons/series': async (call) => {
    const { scope, catalog } = await deskOf(call, call.body.organizationId)
    const ids = new Set(await call.app.storage.now.coupons.seriesWithUnused(scope.tenantId))
    const series = catalog.all('couponSeries').filter(({ id, isDeleted }) => !isDeleted && ids.has(id))
    return { seriesWithNotActivatedCoupons: series.map(({ id, body }) => ({ id, number: body.name })) }
  },

  '/api/1/loyalty/iiko/coupons/by_series': async (call) => {
    const { series, page = 0, pageSize = couponPage.size, organizationId } = call.body
    const { scope, catalog } = await deskOf(call, organizationId)
    if (page < 0) throw invalidField('page', 'must not be negative')
    if (pageSize < 1) throw invalidField('pageSize', 'must be at least 1')
    const { id, body } = seriesNamed(catalog.all('couponSeries'), readText(series, 'series'))
    const limit = Math.min(pageSize, couponPage.sizeMax)
    const { coupons } = call.app.storage.now
    const unused = await coupons.unused(scope.tenantId, id, { skip: page * limit, limit })
    return {
      notActivatedCoupon: unused.map((coupon) => ({
        id: coupon.id,
        number: coupon.number,
        seriesName: body.name,
        seriesId: id,
      })),
    }
  },
}

/** A series by the name that the list of series gives, or by its id. */
function seriesNamed(all: readonly BookItem<'couponSeries'>[], series: string): BookItem<'couponSeries'> {
  const found = all.find(({ id, body, isDeleted }) => !isDeleted && (body.name === series || id === series))
  if (!found) throw refuse('coupon-series.unknown', { series })
  return found
}
