/** Making a delivery: who it is for and where it goes (front-api §2.7 `CreateDeliveryOrder`). */
import type { PlaceDelivery } from '../../../domain/orders/commands.ts'
import type {
  Contact,
  ContactCustomer,
  DeliveryAddress,
  DeliveryPoint,
} from '../../../domain/orders/order.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Args } from '../arguments.ts'
import { notFound } from '../exceptions.ts'
import type { TillPlace } from '../model/till-place.ts'
import type { SessionPlan } from './session-plan.ts'
import { bareSale } from './shape-orders.ts'

const minuteMs = 60_000

/** Nobody that the book keeps, or a guest by name. */
const customerNamed = (name: string | null): ContactCustomer | null =>
  name === null ? null : { type: 'one-time', name }

/** A guest of the book by what is known of them. */
export const regularCustomer = (changes: {
  name: string | null
  surname?: string | null
}): Extract<ContactCustomer, { type: 'regular' }> => ({
  type: 'regular',
  name: changes.name,
  surname: changes.surname ?? null,
  ...{ comment: null, birthdate: null, email: null, gender: 'NotSpecified' },
  shouldReceiveOrderStatusNotifications: null,
})

/** Who somebody is whom an argument `client` names: a stub of the session, or a guest of the book. */
export async function clientOf(
  plan: SessionPlan,
  args: Args,
): Promise<{ customer: ContactCustomer; phone: string | null; guestId: Uuid | null } | null> {
  const ref = args.optionalRef('client')
  if (!ref) return null
  plan.checkStub(ref)
  const made = plan.clients.get(ref.id)
  if (made) {
    made.isUsed = true
    return { customer: made.customer, phone: made.phone, guestId: null }
  }
  const { app, till } = plan.door
  const picture = await app.storage.now.loyaltyGuests.picture(till.tenantId, { id: ref.id })
  if (!picture || picture.guest.isDeleted) throw notFound('Client', ref.id)
  const { profile } = picture
  return {
    customer: regularCustomer({ name: profile?.name ?? null, surname: profile?.surname ?? null }),
    phone: profile?.phone ?? null,
    guestId: ref.id,
  }
}

/** Writes the record of a person for an order; its id. */
export function keepContact(plan: SessionPlan, contact: Contact): Uuid {
  const id = plan.newId('contact')
  plan.contacts.push({ id, contact })
  return id
}

export async function placeDelivery(plan: SessionPlan, args: Args, id: Uuid): Promise<void> {
  const client = await clientOf(plan, args)
  const phone = args.optionalText('phone', 40) ?? client?.phone ?? args.text('phone', 40)
  const deliveryPoint = args.has('address') ? pointOf(plan.place, args.part('address'), args) : null
  const contact: Contact = {
    phone,
    phoneExtension: args.optionalText('phoneExtension', 10),
    customer: client?.customer ?? customerNamed(args.optionalText('clientName', 60)),
    deliveryPoint,
  }
  const duration = args.optionalWhole('duration', 1, 48 * 60 * minuteMs)
  const guestsCount = args.optionalWhole('guestsCount', 1, 1000)
  const placement: PlaceDelivery = {
    kind: 'delivery.place',
    orderId: id,
    ...bareSale(),
    guestId: client?.guestId ?? null,
    hasCustomer: contact.customer?.type === 'regular',
    contactId: keepContact(plan, contact),
    hasDeliveryPoint: deliveryPoint !== null,
    serviceType: null,
    orderTypeId: args.id('type'),
    completeBefore: args.optionalInstant('expectedDeliverTime'),
    comment: args.optionalText('comment', 500),
    guests: guestsCount === null ? null : { count: guestsCount, splitBetweenPersons: false },
    marketingSourceId: args.optionalId('marketingSource'),
    operatorId: args.optionalId('deliveryOperator') ?? plan.caller.actor?.employeeId ?? null,
    deliveryDuration: duration === null ? null : Math.ceil(duration / minuteMs),
    deliveryZone: args.optionalText('zone', 200),
    deliveryServiceProductId: null,
  }
  plan.placeSale(placement)
}

/** `AddressDto` (front-api §8.6) with the coordinates that stand beside it. */
export function pointOf(place: TillPlace, address: Args, around: Args): DeliveryPoint {
  const part = (name: string): string | null => address.optionalText(name, 250)
  const line1 = part('line1')
  const read: DeliveryAddress = {
    type: line1 === null ? 'legacy' : 'city',
    street: streetOf(place, address),
    line1,
    index: part('index'),
    house: part('house'),
    building: part('building'),
    flat: part('flat'),
    entrance: part('entrance'),
    floor: part('floor'),
    doorphone: part('doorphone'),
    region: regionOf(place, address),
  }
  const latitude = around.optionalNumber('latitude', -90, 90)
  const longitude = around.optionalNumber('longitude', -180, 180)
  return {
    coordinates: latitude === null || longitude === null ? null : { latitude, longitude },
    address: read,
    externalCartographyId: part('externalCartographyId'),
    comment: part('additionalInfo'),
  }
}

function streetOf({ catalog }: TillPlace, address: Args): DeliveryAddress['street'] {
  const id = address.optionalId('streetId')
  if (id === null) return null
  const street = catalog.living('street', id)
  if (!street) throw notFound('Street', id)
  const { name, classifierId, cityId } = street.body
  const city = catalog.find('city', cityId)
  return { id, classifierId, name, city: city ? { id: city.id, name: city.body.name } : null }
}

function regionOf({ catalog }: TillPlace, address: Args): DeliveryAddress['region'] {
  const id = address.optionalId('regionId')
  if (id === null) return null
  const region = catalog.living('region', id)
  if (!region) throw notFound('Region', id)
  return { id, name: region.body.name }
}
