import { describe, expect, test } from 'vitest'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { aDelivery, assign, type Step } from '../testing/a-delivery.ts'
import { aContact, aDeliveryPoint, aPayment, minutes, noon } from '../testing/a-till.ts'
import { codeOf } from '../testing/refusal-of.ts'
import { orderTotals } from '../totals.ts'

const pickup = { serviceType: 'DeliveryByClient' } as const
type Moving = Extract<Step, { kind: 'delivery.changeDeliveryPoint' }>
const move = (changes: Partial<Moving> = {}): Moving => ({
  kind: 'delivery.changeDeliveryPoint',
  contactId: ids.order,
  deliveryZone: 'South',
  deliveryDuration: null,
  ...changes,
})

describe('another delivery point [cloud-api §4.11]', () => {
  test('is a whole new one', () => {
    expect(aDelivery({ deliveryZone: 'North' }).after(move()).order).toMatchObject({
      contactId: ids.order,
      deliveryZone: 'South',
      deliveryDuration: 60,
      completeBefore: noon + minutes(60),
    })
  })
  test('moves "as soon as possible" by the way, and keeps a promise', () => {
    const far = move({ deliveryDuration: 90 })
    expect(aDelivery().after(far).order).toMatchObject({
      isAsap: true,
      completeBefore: noon + minutes(90),
      cookingStartTime: noon - minutes(20),
    })
    expect(aDelivery({ completeBefore: noon + minutes(200) }).after(far).order).toMatchObject({
      completeBefore: noon + minutes(200),
      cookingStartTime: noon + minutes(90),
    })
  })
  test('is an address, and for a courier', () => {
    const contact = aContact({ deliveryPoint: { ...aDeliveryPoint(), address: null } })
    expect(codeOf(() => aDelivery().decide(move(), { contact }))).toBe('order.address-required')
    expect(codeOf(() => aDelivery(pickup).decide(move()))).toBe('order.type-incorrect')
  })
})

describe('another service', () => {
  const switchTo = (
    serviceType: 'DeliveryByCourier' | 'DeliveryByClient',
    hasDeliveryPoint = true,
  ): Step => ({
    kind: 'delivery.changeServiceType',
    serviceType,
    contactId: null,
    hasDeliveryPoint,
  })
  test('takes the default type of it', () => {
    const { order } = aDelivery(pickup).after(switchTo('DeliveryByCourier'))
    expect(order).toMatchObject({
      serviceType: 'DeliveryByCourier',
      orderType: { name: 'Courier' },
      contactId: ids.contact,
    })
    expect(aDelivery().decide(switchTo('DeliveryByCourier'))).toEqual([])
  })
  test('by courier needs an address', () => {
    expect(codeOf(() => aDelivery(pickup).decide(switchTo('DeliveryByCourier', false)))).toBe(
      'order.address-required',
    )
  })
  test('a pickup has no courier and pays for no way', () => {
    const { order } = aDelivery({ deliveryServiceProductId: ids.charge }).after(
      assign(ids.courier),
      switchTo('DeliveryByClient'),
    )
    expect(order).toMatchObject({ serviceType: 'DeliveryByClient', courier: null })
    expect(orderTotals(order).sum).toBe(45_000n)
  })
  test('unless the way is paid already', () => {
    const payments = [aPayment(ids.card, 64_900n, { isProcessedExternally: true })]
    const paid = aDelivery({ deliveryServiceProductId: ids.charge, payments })
    expect(codeOf(() => paid.decide(switchTo('DeliveryByClient')))).toBe('order.payment-too-large')
  })
})

describe('another time', () => {
  const promise = (completeBefore: number): Step => ({
    kind: 'delivery.changeCompleteBefore',
    completeBefore,
  })

  test('moves the start of cooking', () => {
    expect(aDelivery().after(promise(noon + minutes(300))).order).toMatchObject({
      isAsap: false,
      completeBefore: noon + minutes(300),
      cookingStartTime: noon + minutes(220),
    })
    expect(aDelivery().decide(promise(noon + minutes(60)))).toEqual([])
  })
  test('by the rules of the first', () => {
    expect(codeOf(() => aDelivery().decide(promise(noon - minutes(2))))).toBe('order.date-too-small')
    expect(codeOf(() => aDelivery().decide(promise(noon + minutes(61 * 24 * 60))))).toBe('order.date-too-far')
    const billed = aDelivery().after({ kind: 'delivery.printBill' })
    expect(codeOf(() => billed.decide(promise(noon + minutes(90))))).toBe('order.bill-printed')
  })
})
