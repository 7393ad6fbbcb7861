import type { ContactCustomer, DeliveryAddress, DeliveryPoint, Sale } from '../../../domain/orders/order.ts'
import type {
  Address,
  Customer,
  OrderStreet,
  RegularCustomer,
  DeliveryPoint as WireDeliveryPoint,
} from '../generated/types.ts'
import { noId, noName } from './order-printer.ts'

/** Guests of the black list with the reason, as they are now. */
export type KnownBlacklist = ReadonlyMap<string, string | null>

/** The id is the guest's in the corporation's book. */
export function renderCustomer(
  customer: ContactCustomer,
  order: Pick<Sale, 'guestId'>,
  blacklist?: KnownBlacklist,
): Customer {
  if (customer.type === 'one-time') return { type: 'one-time', name: customer.name ?? '' }
  return renderRegular(customer, order, blacklist)
}

export function renderRegular(
  customer: Extract<ContactCustomer, { type: 'regular' }>,
  { guestId }: Pick<Sale, 'guestId'>,
  blacklist?: KnownBlacklist,
): RegularCustomer {
  return {
    type: 'regular',
    id: guestId ?? noId,
    name: customer.name ?? '',
    surname: customer.surname,
    comment: customer.comment,
    gender: customer.gender,
    inBlacklist: guestId !== null && (blacklist?.has(guestId) ?? false),
    blacklistReason: (guestId !== null && blacklist?.get(guestId)) || null,
    birthdate: customer.birthdate === null ? null : `${customer.birthdate} 00:00:00.000`,
  }
}

export const renderDeliveryPoint = (point: DeliveryPoint): WireDeliveryPoint => ({
  coordinates: point.coordinates,
  address: point.address && renderAddress(point.address),
  externalCartographyId: point.externalCartographyId,
  comment: point.comment,
})

const renderAddress = ({ type: _, street, ...address }: DeliveryAddress): Address => ({
  street: street && renderStreet(street),
  ...address,
})

/** A street that no book knows has an empty id and the client's words. */
const renderStreet = ({ id, name, city }: NonNullable<DeliveryAddress['street']>): OrderStreet => ({
  id: id ?? noId,
  name,
  city: city ?? noName,
})
