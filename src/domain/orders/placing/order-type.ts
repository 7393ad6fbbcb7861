import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { OrderType, Organization, ServiceType } from '../../reference/books.ts'
import type { DeliveryOrder, NamedRef } from '../order.ts'
import type { TillContext } from '../till-context.ts'

type DeliveryService = DeliveryOrder['serviceType']
export type ChosenOrderType = { serviceType: DeliveryService; orderType: NamedRef }

/** Exactly one of type and service is given; a service takes its default type (cloud-api §4.2). */
export function chooseOrderType(
  ctx: TillContext,
  organization: Organization,
  wanted: { orderTypeId: Uuid | null; serviceType: DeliveryService | null },
): ChosenOrderType {
  const { orderTypeId, serviceType } = wanted
  if (orderTypeId !== null && serviceType !== null) throw refuse('order.type-ambiguous')
  if (orderTypeId !== null) return checkedService(organization, orderTypeById(ctx, orderTypeId))
  if (serviceType !== null) return checkedService(organization, defaultOrderType(ctx, serviceType))
  throw refuse('order.type-ambiguous')
}

/** An order on a table is of a type of service Common: the named one or the default (cloud-api §8.1). */
export function chooseHallType(ctx: TillContext, orderTypeId: Uuid | null): NamedRef {
  if (orderTypeId === null) return defaultOrderType(ctx, 'Common').orderType
  const { name, serviceType } = typeById(ctx, orderTypeId)
  if (serviceType !== 'Common') throw refuse('order.type-incorrect', { name, serviceType: 'Common' })
  return { id: orderTypeId, name }
}

function typeById(ctx: TillContext, id: Uuid): OrderType {
  const item = ctx.catalog.living('orderType', id)
  const isForeign = item?.organizationId && item.organizationId !== ctx.organizationId
  if (!item || isForeign) throw refuse('order.type-unknown', { id })
  return item.body
}

function orderTypeById(ctx: TillContext, id: Uuid): ChosenOrderType {
  const { name, serviceType } = typeById(ctx, id)
  if (serviceType === 'Common') throw refuse('order.type-incorrect', { name, serviceType: 'Delivery' })
  return { serviceType, orderType: { id, name } }
}

/** The default of a service type, or its first type where none is marked. */
export function defaultOrderType<S extends ServiceType>(
  ctx: TillContext,
  serviceType: S,
): { serviceType: S; orderType: NamedRef } {
  const types = ctx.catalog
    .of('orderType', ctx.organizationId)
    .filter((item) => !item.isDeleted && item.body.serviceType === serviceType)
  const item = types.find(({ body }) => body.isDefault) ?? types[0]
  if (!item) throw refuse('order.type-unknown', { id: serviceType })
  return { serviceType, orderType: { id: item.id, name: item.body.name } }
}

/** A restaurant may have couriers only, or pickup only. */
function checkedService(organization: Organization, chosen: ChosenOrderType): ChosenOrderType {
  const { deliveryServiceType: offered } = organization
  const isOffered =
    offered === 'CourierAndSelfService' ||
    (offered === 'CourierOnly') === (chosen.serviceType === 'DeliveryByCourier')
  if (!isOffered) throw refuse('order.type-incorrect', { name: chosen.orderType.name, serviceType: offered })
  return chosen
}
