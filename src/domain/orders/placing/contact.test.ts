import { describe, expect, test } from 'vitest'
import type { CatalogChanges } from '../../reference/testing/a-catalog.ts'
import { ids } from '../../reference/testing/catalog-ids.ts'
import type { PlaceDelivery } from '../commands.ts'
import type { Contact, DeliveryPoint } from '../order.ts'
import { aContact, aDeliveryPoint, aPlacedOrder, aTill } from '../testing/a-till.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'

const anonymousAllowed: CatalogChanges = { organization: { isAnonymousGuestsAllowed: true } }
const place = (contact: Partial<Contact>, books: CatalogChanges = {}, command: Partial<PlaceDelivery> = {}) =>
  aPlacedOrder(command, aTill({ contact: aContact(contact) }, books))
const refused = (...given: Parameters<typeof place>) => codeOf(() => place(...given))
const nameless = { ...aContact().customer, type: 'regular', name: ' ' } as NonNullable<Contact['customer']>

describe('phone [cloud-api §4.2]', () => {
  test.each([['79005550101'], ['+7900555010'], ['+790055501011'], ['+7 900 555 01 01'], ['']])(
    '%s is refused',
    (phone) => {
      expect(refused({ phone })).toBe('order.phone-invalid')
    },
  )
  test('a refusal does not hold the whole number', () => {
    expect(refusalOf(() => place({ phone: '79005550101' })).params).toEqual({ phone: '7900…01' })
    expect(refusalOf(() => place({ phone: '+7' })).params).toEqual({ phone: '…' })
  })
  test('an extension is for guests that are not kept', () => {
    expect(refused({ phoneExtension: '12' })).toBe('request.field-invalid')
    const once: Partial<Contact> = { customer: { type: 'one-time', name: 'Ivan' }, phoneExtension: '12' }
    expect(place(once, anonymousAllowed).contactId).toBe(ids.contact)
    expect(refused({ ...once, phoneExtension: '12345678901' }, anonymousAllowed)).toBe(
      'request.field-invalid',
    )
  })
})

describe('customer [cloud-api §4.3]', () => {
  test('a new guest has a name; a known one need not', () => {
    expect(refused({ customer: nameless })).toBe('order.guest-name-required')
    expect(place({ customer: nameless }, {}, { guestId: ids.guest }).guestId).toBe(ids.guest)
    const known = aTill({ isKnownGuest: true, contact: aContact({ customer: nameless }) })
    expect(aPlacedOrder({}, known).id).toBe(ids.order)
  })
  test('none, or only for once, where the organization allows it', () => {
    expect(refused({ customer: null })).toBe('order.anonymous-disabled')
    expect(refused({ customer: { type: 'one-time', name: 'Ivan' } })).toBe('order.anonymous-disabled')
    expect(place({ customer: null }, anonymousAllowed).id).toBe(ids.order)
  })
})

describe('address [cloud-api §4.4]', () => {
  const at = (deliveryPoint: DeliveryPoint | null) => ({ deliveryPoint })

  test('a courier needs one', () => {
    expect(refused({}, {}, { hasDeliveryPoint: false })).toBe('order.address-required')
    expect(refused(at(null))).toBe('order.address-required')
    const onlyPoint = { ...aDeliveryPoint(), address: null, coordinates: { latitude: 55, longitude: 37 } }
    expect(refused(at(onlyPoint))).toBe('order.address-required')
  })
  test('a guest who comes himself does not, and an address does no harm', () => {
    const pickup = { serviceType: 'DeliveryByClient', hasDeliveryPoint: false } as const
    expect(place(at(null), {}, pickup).serviceType).toBe('DeliveryByClient')
    expect(place({}, {}, { ...pickup, hasDeliveryPoint: true }).serviceType).toBe('DeliveryByClient')
  })
  test('one line is for the format City', () => {
    const line = at(
      aDeliveryPoint({ type: 'city', line1: 'Kazan, Green street 5', street: null, house: null }),
    )
    const city: CatalogChanges = { organization: { addressFormatType: 'City' } }
    expect(refused(line)).toBe('order.line1-disabled')
    expect(place(line, city).id).toBe(ids.order)
    expect(refused(at(aDeliveryPoint({ type: 'city', line1: null })), city)).toBe('request.field-required')
    expect(place({}, city).id).toBe(ids.order)
  })
  test('the old form needs street and house; an id must be known, a name need not', () => {
    const street = { id: null, classifierId: null, name: 'Nowhere lane', city: null }
    expect(refused(at(aDeliveryPoint({ house: null })))).toBe('request.field-required')
    expect(refused(at(aDeliveryPoint({ street: null })))).toBe('request.field-required')
    expect(refused(at(aDeliveryPoint({ street: { ...street, id: ids.order } })))).toBe(
      'order.address-not-found',
    )
    expect(place(at(aDeliveryPoint({ street }))).id).toBe(ids.order)
  })
})
