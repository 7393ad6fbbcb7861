import type { BookItem, ServiceType } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { moneyToJson } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { DiscountCardTypeInfo, OrderTypeServiceType, PaymentType, TipsType } from '../generated/types.ts'
import type { Handlers } from '../operation.ts'
import { byOrganization, externalRevision, seenByAny } from './scope.ts'
import { terminalGroupOnWire } from './terminal-groups.ts'

/** Dictionaries spell pickup another way than orders do (cloud-api Appendix C). */
const serviceTypes: Record<ServiceType, OrderTypeServiceType> = {
  Common: 'Common',
  DeliveryByCourier: 'DeliveryByCourier',
  DeliveryByClient: 'DeliveryPickUp',
}

const percent = (hundredths: number): number => hundredths / 100

function discountOnWire(
  catalog: Catalog,
  item: BookItem<'discountType'>,
  organizationId: Uuid,
): DiscountCardTypeInfo {
  const { body } = item
  const scale = catalog.find('organization', organizationId)?.body.currency.scale ?? 2
  return {
    id: item.id,
    name: body.name,
    percent: percent(body.percentHundredths),
    isCategorisedDiscount: body.isCategorised,
    productCategoryDiscounts: body.categoryPercents.map(({ categoryId, percentHundredths }) => ({
      categoryId,
      categoryName: catalog.find('productCategory', categoryId)?.body.name ?? null,
      percent: percent(percentHundredths),
    })),
    comment: body.comment,
    canBeAppliedSelectively: body.canBeAppliedSelectively,
    minOrderSum: moneyToJson(body.minOrderSum, scale),
    mode: body.mode,
    sum: moneyToJson(body.sum, scale),
    canApplyByCardNumber: body.canApplyByCardNumber,
    isManual: body.isManual,
    isCard: body.isCard,
    isAutomatic: body.isAutomatic,
    isDeleted: item.isDeleted,
  }
}

/** The organization of a payment type shows in its terminal groups only. */
function paymentTypeOnWire(
  catalog: Catalog,
  item: BookItem<'paymentType'>,
  organizationIds: readonly Uuid[],
  now: number,
): PaymentType {
  const { body } = item
  const groups = body.terminalGroupIds.flatMap((id) => catalog.living('terminalGroup', id) ?? [])
  return {
    id: item.id,
    code: body.code,
    name: body.name,
    comment: body.comment,
    combinable: body.combinable,
    externalRevision: externalRevision(item),
    applicableMarketingCampaigns: body.applicableMarketingCampaigns,
    isDeleted: item.isDeleted,
    printCheque: body.printCheque,
    paymentProcessingType: body.processing,
    paymentTypeKind: body.kind,
    terminalGroups: groups
      .filter(({ organizationId }) => organizationId !== null && organizationIds.includes(organizationId))
      .map((group) => terminalGroupOnWire(group, now)),
  }
}

const tipsTypeOnWire = ({ id, body }: BookItem<'tipsType'>, reached: ReadonlySet<Uuid>): TipsType => ({
  id,
  name: body.name,
  organizationIds: body.organizationIds.filter((organizationId) => reached.has(organizationId)),
  orderServiceTypes: body.serviceTypes.map((type) => serviceTypes[type]),
  paymentTypesIds: body.paymentTypeIds,
})

/** Short lists that back office keeps; deleted items stay in them and say so (cloud-api §6.8). */
export const dictionaryHandlers: Handlers = {
  '/api/1/cancel_causes': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const cancelCauses = seenByAny(catalog, 'cancelCause', body.organizationIds).map((item) => ({
      id: item.id,
      name: item.body.name,
      isDeleted: item.isDeleted,
    }))
    return { correlationId, cancelCauses }
  },

  '/api/1/deliveries/order_types': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const orderTypes = byOrganization(catalog, 'orderType', body.organizationIds, (item) => ({
      id: item.id,
      name: item.body.name,
      orderServiceType: serviceTypes[item.body.serviceType],
      isDeleted: item.isDeleted,
      externalRevision: externalRevision(item),
      isDefault: item.body.isDefault,
    }))
    return { correlationId, orderTypes }
  },

  '/api/1/discounts': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const discounts = byOrganization(catalog, 'discountType', body.organizationIds, (item, organizationId) =>
      discountOnWire(catalog, item, organizationId),
    )
    return { correlationId, discounts }
  },

  '/api/1/payment_types': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const now = app.clock.now()
    const paymentTypes = seenByAny(catalog, 'paymentType', body.organizationIds).map((item) =>
      paymentTypeOnWire(catalog, item, body.organizationIds, now),
    )
    return { correlationId, paymentTypes }
  },

  '/api/1/removal_types': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const removalTypes = seenByAny(catalog, 'removalType', body.organizationIds).map((item) => ({
      id: item.id,
      name: item.body.name,
      comment: item.body.comment,
      canWriteoffToCafe: item.body.canWriteoffToCafe,
      canWriteoffToWaiter: item.body.canWriteoffToWaiter,
      canWriteoffToUser: item.body.canWriteoffToUser,
      reasonRequired: item.body.reasonRequired,
      manual: item.body.manual,
      isDeleted: item.isDeleted,
    }))
    return { correlationId, removalTypes }
  },

  '/api/1/tips_types': async ({ app, login, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const reached = new Set(login.key.settings.organizationIds)
    // The only dictionary whose items cannot say that they are deleted.
    const tipsTypes = catalog
      .all('tipsType')
      .filter((item) => !item.isDeleted)
      .map((item) => tipsTypeOnWire(item, reached))
      .filter(({ organizationIds }) => organizationIds.length > 0)
    return { correlationId, tipsTypes }
  },

  '/api/1/marketing_sources': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const perOrganization = byOrganization(
      catalog,
      'marketingSource',
      body.organizationIds,
      (item, organizationId) => ({
        id: item.id,
        organizationId,
        name: item.body.name,
        externalRevision: externalRevision(item),
        isDeleted: item.isDeleted,
        attachedSources: item.body.attachedSources ?? [],
      }),
    )
    return { correlationId, marketingSources: perOrganization.flatMap(({ items }) => items) }
  },
}
