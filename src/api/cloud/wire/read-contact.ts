import type {
  Contact,
  ContactCustomer,
  DeliveryAddress,
  DeliveryPoint,
  NamedRef,
} from '../../../domain/orders/order.ts'
import { addressBookOf, streetGiven } from '../../../domain/reference/address-book.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type {
  DeliveryOrder,
  NewAddress,
  NewCustomer,
  NewDeliveryPoint,
  NewRegularCustomer,
  NewStreet,
} from '../generated/types.ts'
import { noId } from './order-printer.ts'
import type { PlaceOfOrder } from './place-of-order.ts'
import { invalidField } from './read-amounts.ts'
import type { FieldPath } from './read-items.ts'

const phoneDigitsMin = 8
const flatLengthMax = 10

/** Who the order is for and where it goes. */
export function fromWireContact(order: DeliveryOrder, catalog: Catalog, place: PlaceOfOrder): Contact {
  const { phone, phoneExtension, customer, deliveryPoint } = order
  const dialled = readPhone(phone)
  if (phoneExtension !== undefined) {
    const field = 'order.phoneExtension'
    if (!/^\d+$/.test(phoneExtension)) throw invalidField(field, 'must contain only digits')
    if (customer?.type === 'regular') throw invalidField(field, 'is not allowed with a regular customer')
  }
  return {
    phone: dialled,
    phoneExtension: phoneExtension ?? null,
    customer: customer ? fromWireCustomer(customer) : null,
    deliveryPoint: deliveryPoint
      ? fromWireDeliveryPoint(deliveryPoint, 'order.deliveryPoint', catalog, place)
      : null,
  }
}

/** `+` and digits, however they were grouped; the mask of the country is the till's matter (cloud-api §4.2). */
export function readPhone(phone: string, field: FieldPath = 'order.phone'): string {
  const digits = phone.replaceAll(/[\s()-]/g, '')
  if (!/^\+\d+$/.test(digits) || digits.length - 1 < phoneDigitsMin) {
    throw refuse('order.phone-invalid', { phone, field })
  }
  return digits
}

function fromWireCustomer(customer: NewCustomer): ContactCustomer {
  return customer.type === 'one-time' ? { type: 'one-time', name: customer.name } : fromWireRegular(customer)
}

/** A guest of the book; the id is told apart from what is known of the person. */
export function fromWireRegular(
  customer: Omit<NewRegularCustomer, 'type' | 'id'>,
): Extract<ContactCustomer, { type: 'regular' }> {
  return {
    type: 'regular',
    name: customer.name || null,
    surname: customer.surname || null,
    comment: customer.comment || null,
    birthdate: customer.birthdate?.slice(0, 'yyyy-MM-dd'.length) ?? null,
    email: customer.email || null,
    gender: customer.gender ?? 'NotSpecified',
    shouldReceiveOrderStatusNotifications:
      customer.shouldReceiveOrderStatusNotifications ?? customer.shouldReceivePromoActionsInfo ?? null,
  }
}

export function fromWireDeliveryPoint(
  point: NewDeliveryPoint,
  field: FieldPath,
  catalog: Catalog,
  place: PlaceOfOrder,
): DeliveryPoint {
  const { coordinates, address, externalCartographyId, comment } = point
  if (coordinates && (Math.abs(coordinates.latitude) > 90 || Math.abs(coordinates.longitude) > 180)) {
    throw invalidField(`${field}.coordinates`, 'is not a point on the Earth')
  }
  return {
    coordinates: coordinates ?? null,
    address: address ? fromWireAddress(address, `${field}.address`, catalog, place) : null,
    externalCartographyId: externalCartographyId || null,
    comment: comment || null,
  }
}

function fromWireAddress(
  address: NewAddress,
  field: FieldPath,
  catalog: Catalog,
  place: PlaceOfOrder,
): DeliveryAddress {
  const { flat, entrance, floor, doorphone, regionId } = address
  if (flat !== undefined && flat.length > flatLengthMax && !place.organization.useUaeAddressingSystem) {
    throw invalidField(`${field}.flat`, `must be at most ${flatLengthMax} characters long`)
  }
  const region = catalog.living('region', regionId)
  const shared = {
    flat: flat || null,
    entrance: entrance || null,
    floor: floor || null,
    doorphone: doorphone || null,
    region: region ? { id: region.id, name: region.body.name } : null,
  }
  if (address.type === 'city') {
    return {
      type: 'city',
      street: null,
      line1: address.line1,
      index: null,
      house: null,
      building: null,
      ...shared,
    }
  }
  return {
    type: 'legacy',
    street: fromWireStreet(address.street, catalog, place),
    line1: null,
    index: address.index || null,
    house: address.house,
    building: address.building || null,
    ...shared,
  }
}

/**
 * The street of the dictionary that the client means: by classifier, by id or by name and city, in this order. One that
 * is not found keeps the client's words, so that a courier still reads where to go (cloud-api §4.4: the front would
 * take a default street and lose them).
 */
function fromWireStreet(street: NewStreet, catalog: Catalog, place: PlaceOfOrder): DeliveryAddress['street'] {
  const city = cityNamed(street.city, catalog, place)
  const given = {
    classifierId: street.classifierId ?? null,
    id: street.id ?? null,
    name: street.name ?? null,
  }
  const found = streetGiven(catalog, given, city?.id ?? null)
  if (!found) return { id: null, classifierId: street.classifierId || null, name: street.name ?? '', city }
  const { name, classifierId, cityId } = found.body
  const itsCity = catalog.find('city', cityId)
  return {
    id: found.id,
    classifierId,
    name,
    city: itsCity ? { id: itsCity.id, name: itsCity.body.name } : null,
  }
}

function cityNamed(
  name: string | undefined,
  catalog: Catalog,
  { organization }: PlaceOfOrder,
): NamedRef | null {
  const known = name
    ? addressBookOf(catalog).cityByName(name)
    : catalog.living('city', organization.defaultDeliveryCityId)
  if (known) return { id: known.id, name: known.body.name }
  return name ? { id: noId, name } : null
}
