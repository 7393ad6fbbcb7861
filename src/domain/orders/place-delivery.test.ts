import { describe, expect, test } from 'vitest'
import { bookItem, ids } from '../reference/testing/catalog-ids.ts'
import type { PlaceDelivery } from './commands.ts'
import { placeDelivery } from './place-delivery.ts'
import {
  aContact,
  anItem,
  aPayment,
  aPlacedOrder,
  aPlacement,
  aTill,
  minutes,
  noon,
} from './testing/a-till.ts'
import { codeOf, refusalOf } from './testing/refusal-of.ts'
import type { TillContext } from './till-context.ts'
import { orderTotals } from './totals.ts'

const refused = (changes: Partial<PlaceDelivery>, till: TillContext = aTill()) =>
  codeOf(() => aPlacedOrder(changes, till))

test('one event holds the complete order', () => {
  const events = placeDelivery(
    aTill(),
    aPlacement({ externalNumber: 'A-1', sourceKey: 'site', comment: 'ring twice' }),
  )
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({
    kind: 'delivery.placed',
    order: {
      id: ids.order,
      tenantId: ids.tenant,
      organizationId: ids.organization,
      terminalGroupId: ids.terminalGroup,
      number: 7,
      externalNumber: 'A-1',
      sourceKey: 'site',
      comment: 'ring twice',
      contactId: ids.contact,
      status: 'WaitCooking',
      serviceType: 'DeliveryByCourier',
      orderType: { id: ids.courierType, name: 'Courier' },
      guests: { count: 1, splitBetweenPersons: false },
      whenCreated: noon,
      courier: null,
      cancel: null,
    },
  })
})

test('an order from outside gets an id of the till, one of the till keeps its own', () => {
  expect(aPlacedOrder().posId).not.toBe(ids.order)
  expect(aPlacedOrder({ isExternal: false }).posId).toBe(ids.order)
})

test('the same till, command and chance make the same order', () => {
  expect(placeDelivery(aTill(), aPlacement())).toEqual(placeDelivery(aTill(), aPlacement()))
})

test('a refused placement leaves no events', () => {
  expect(refused({ items: [] })).toBe('order.no-items')
  expect(refused({ guests: { count: 0, splitBetweenPersons: false } })).toBe('request.field-invalid')
})

test('an organization that is switched off takes no orders', () => {
  expect(refused({}, aTill({}, { organization: { isActive: false } }))).toBe('organization.disabled')
  expect(refused({}, aTill({ terminalGroupId: ids.order }))).toBe('terminal-group.unknown')
})

describe('confirmation [cloud-api §4.9]', () => {
  const till = aTill({}, { organization: { isConfirmationEnabled: true } })

  test('an order from outside waits where the organization confirms', () => {
    expect(aPlacedOrder({}, till)).toMatchObject({ status: 'Unconfirmed', whenConfirmed: null })
    expect(aPlacedOrder({ isExternal: false }, till)).toMatchObject({
      status: 'WaitCooking',
      whenConfirmed: noon,
    })
    expect(aPlacedOrder()).toMatchObject({ status: 'WaitCooking', whenConfirmed: null })
  })
})

describe('times [cloud-api §4.2, §4.14]', () => {
  test('as soon as possible: now and the duration; cooking starts before', () => {
    expect(aPlacedOrder()).toMatchObject({
      isAsap: true,
      deliveryDuration: 60,
      completeBefore: noon + minutes(60),
      cookingStartTime: noon - minutes(20),
    })
    expect(aPlacedOrder({ serviceType: 'DeliveryByClient' })).toMatchObject({
      deliveryDuration: 15,
      completeBefore: noon + minutes(15),
    })
    expect(aPlacedOrder({ deliveryDuration: 40, deliveryZone: 'North' })).toMatchObject({
      deliveryDuration: 40,
      deliveryZone: 'North',
      completeBefore: noon + minutes(40),
    })
  })
  test('a promise is kept as it is', () => {
    expect(aPlacedOrder({ completeBefore: noon + minutes(300) })).toMatchObject({
      isAsap: false,
      completeBefore: noon + minutes(300),
      cookingStartTime: noon + minutes(220),
    })
  })
  test('the past is refused, a minute of it is not', () => {
    expect(refusalOf(() => aPlacedOrder({ completeBefore: noon - minutes(1) - 1 }))).toEqual({
      code: 'order.date-too-small',
      params: { date: '2026-03-13 11:58:59.999' },
    })
    expect(aPlacedOrder({ completeBefore: noon - minutes(1) }).isAsap).toBe(false)
  })
  test('sixty days ahead are allowed to the end of the day, sixty-one are not', () => {
    const sixtyDays = noon + minutes(60 * 24 * 60)
    expect(aPlacedOrder({ completeBefore: sixtyDays + minutes(11 * 60 + 59) }).isAsap).toBe(false)
    expect(refused({ completeBefore: sixtyDays + minutes(12 * 60) })).toBe('order.date-too-far')
  })
})

describe('order type [cloud-api §4.2]', () => {
  const none = { serviceType: null }

  test('exactly one of type and service', () => {
    expect(refused({ orderTypeId: ids.courierType })).toBe('order.type-ambiguous')
    expect(refused(none)).toBe('order.type-ambiguous')
    const special = aPlacedOrder({ ...none, orderTypeId: ids.specialCourierType })
    expect(special).toMatchObject({
      serviceType: 'DeliveryByCourier',
      orderType: { name: 'Banquet to the door' },
    })
  })
  test('unknown, or of the hall', () => {
    expect(refused({ ...none, orderTypeId: ids.order })).toBe('order.type-unknown')
    expect(refused({ ...none, orderTypeId: ids.hallType })).toBe('order.type-incorrect')
  })
  test('a service without any type', () => {
    const noPickup = {
      ...bookItem('orderType', ids.pickupType, {
        name: '',
        serviceType: 'DeliveryByClient',
        isDefault: true,
      }),
      isDeleted: true,
    }
    expect(refused({ serviceType: 'DeliveryByClient' }, aTill({}, { items: [noPickup] }))).toBe(
      'order.type-unknown',
    )
  })
  test('a service that the restaurant does not offer', () => {
    const couriersOnly = aTill({}, { organization: { deliveryServiceType: 'CourierOnly' } })
    const pickupOnly = aTill({}, { organization: { deliveryServiceType: 'SelfServiceOnly' } })
    expect(refused({ serviceType: 'DeliveryByClient' }, couriersOnly)).toBe('order.type-incorrect')
    expect(refused({}, pickupOnly)).toBe('order.type-incorrect')
    expect(aPlacedOrder({}, couriersOnly).serviceType).toBe('DeliveryByCourier')
  })
})

describe('people', () => {
  test('a marketing source must be known; the till itself must name one where that is required', () => {
    const required = aTill({}, { organization: { marketingSourceRequiredInDelivery: true } })
    expect(aPlacedOrder({ marketingSourceId: ids.source }).marketingSource).toEqual({
      id: ids.source,
      name: 'Leaflet',
    })
    expect(refused({ marketingSourceId: ids.order })).toBe('order.marketing-source-unknown')
    expect(refused({ isExternal: false }, required)).toBe('order.marketing-source-unknown')
    expect(aPlacedOrder({}, required).marketingSource).toBeNull()
  })
  test('an operator is an employee', () => {
    expect(aPlacedOrder({ operatorId: ids.operator }).operator?.name).toBe('Olga')
    expect(refused({ operatorId: ids.order })).toBe('order.operator-unknown')
  })
  test('a price category must be known', () => {
    expect(refused({ priceCategoryId: ids.order })).toBe('request.field-invalid')
  })
})

describe('delivery charge [cloud-api §5.5]', () => {
  const charged = { deliveryServiceProductId: ids.charge }

  test('is added by the till itself and paid', () => {
    const order = aPlacedOrder(charged)
    expect(order.items[1]).toMatchObject({
      name: 'Delivery',
      isAutomatic: true,
      cookingPlaceId: null,
      price: 19_900n,
    })
    expect(orderTotals(order).sum).toBe(54_900n)
  })
  test('is not taken twice, nor from guests who come themselves', () => {
    expect(aPlacedOrder({ ...charged, items: [anItem(), anItem(ids.charge)] }).items).toHaveLength(2)
    expect(aPlacedOrder({ ...charged, serviceType: 'DeliveryByClient' }).items).toHaveLength(1)
  })
  test('needs a product with a price', () => {
    expect(refused({ deliveryServiceProductId: ids.order })).toBe('item.product-unknown')
    expect(refused({ deliveryServiceProductId: ids.rare })).toBe('item.price-missing')
  })
  test('counts when money taken outside is compared with the order', () => {
    const payments = [aPayment(ids.card, 54_900n, { isProcessedExternally: true })]
    expect(refused({ payments })).toBe('order.payment-too-large')
    expect(aPlacedOrder({ ...charged, payments }).payments).toHaveLength(1)
  })
})

test('the only concept of the organization is the concept of the order', () => {
  const conception = (id: string, name: string) => bookItem('conception', id, { name, code: '1' })
  const one = [conception(ids.guest, 'Grill')]
  expect(aPlacedOrder({}, aTill({}, { items: one })).conception).toEqual({
    id: ids.guest,
    name: 'Grill',
    code: '1',
  })
  const two = [...one, conception(ids.combo, 'Sushi')]
  expect(aPlacedOrder({}, aTill({}, { items: two })).conception).toBeNull()
})

test('external data: the last value of a key counts', () => {
  const entry = (value: string) => ({ key: 'table', value, isPublic: false })
  expect(aPlacedOrder({ externalData: [entry('1'), entry('2')] }).externalData).toEqual([entry('2')])
})

test('a destroyed contact leaves nothing to check', () => {
  expect(aPlacedOrder({}, aTill({ contact: null })).contactId).toBe(ids.contact)
  expect(refused({ hasCustomer: false }, aTill({ contact: null }))).toBe('order.anonymous-disabled')
  expect(aContact().deliveryPoint).not.toBeNull()
})
