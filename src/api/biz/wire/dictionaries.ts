import type { BookItem } from '../../../domain/reference/books.ts'
import type { ServiceType } from '../../../domain/reference/service-type.ts'
import { revisionOf } from './people.ts'

/** biz-card-api §8.3; the spelling of a pick-up is unverified. */
const serviceTypeOnWire: Record<ServiceType, string> = {
  Common: 'COMMON',
  DeliveryByCourier: 'DELIVERY_BY_COURIER',
  DeliveryByClient: 'DELIVERY_PICKUP',
}

export const orderTypeOnWire = (type: BookItem<'orderType'>) => ({
  id: type.id,
  name: type.body.name,
  orderServiceType: serviceTypeOnWire[type.body.serviceType],
  externalRevision: revisionOf(type),
})

export const paymentTypeOnWire = (type: BookItem<'paymentType'>) => ({
  id: type.id,
  code: type.body.code,
  name: type.body.name,
  comment: type.body.comment,
  combinable: type.body.combinable,
  externalRevision: revisionOf(type),
  applicableMarketingCampaigns:
    type.body.applicableMarketingCampaigns.length > 0 ? type.body.applicableMarketingCampaigns : null,
  deleted: type.isDeleted,
})

export const marketingSourceOnWire = (source: BookItem<'marketingSource'>) => ({
  id: source.id,
  name: source.body.name,
  attachedSources: source.body.attachedSources ?? [],
  externalRevision: revisionOf(source),
})

/** Where orders of an outlet are made: our groups of terminals (§6.2). */
export function terminalOnWire(
  group: BookItem<'terminalGroup'>,
  outlet: BookItem<'organization'> | undefined,
) {
  return {
    deliveryTerminalId: group.id,
    crmId: outlet?.body.code ?? '',
    restaurantName: outlet?.body.name ?? '',
    groupName: group.body.name,
    externalRevision: revisionOf(group),
    technicalInformation: null,
    address: group.body.address || null,
    protocolVersion: 1,
  }
}
