import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { sizeId } from '../../src/seed/demo/menu/dictionaries.ts'
import { modifierGroupId } from '../../src/seed/demo/menu/modifiers.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'
import {
  type Deliveries,
  deliveriesOf,
  discountTypeId,
  type Json,
  noon,
  orderTypeId,
  paymentTypeId,
} from './cloud-deliveries-driver.ts'

// Appendix F of the cloud reference: what is accepted, refused at once and refused by the restaurant.

let server: TestServer
let shop: Deliveries
/** Guests have names there, and pay before sending. */
let kazan: Deliveries
beforeAll(async () => {
  server = await startServer()
  shop = deliveriesOf(server, 'pokrovka')
  kazan = deliveriesOf(server, 'baumana')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

const uuid = (): string => crypto.randomUUID()
const product = (code: string): string => productByCode(server.chain, code)

/** Refused by the call itself: status and error. */
async function atOnce(order: Json, more: Json = {}): Promise<[number, string]> {
  const { status, json } = await shop.create(shop.anOrder(order, more))
  return [status, json.error]
}
/** Refused by the restaurant: the code of the order. */
async function byTill(order: Json, place = shop): Promise<string> {
  const info = await place.outcome(place.anOrder(order))
  expect(info.creationStatus, JSON.stringify(info)).toBe('Error')
  return info.errorInfo.code
}

test('F.5: create → InProgress → a webhook and by_id say Success, with the till’s id and number', async () => {
  const receiver = await startWebhookReceiver()
  await shop.post('webhooks/update_settings', {
    organizationId: shop.organizationId,
    webHooksUri: receiver.url,
    webHooksFilter: {
      deliveryOrderFilter: { orderStatuses: ['WaitCooking'], itemStatuses: [], errors: true },
    },
  })
  const id = uuid()
  const { json } = await shop.create(shop.anOrder({ id }))
  expect(json.orderInfo).toMatchObject({ id, creationStatus: 'InProgress', order: null, posId: null })
  const event = await receiver.waitFor(({ eventInfo }) => eventInfo.id === id)
  expect(event).toMatchObject({
    eventType: 'DeliveryOrderUpdate',
    correlationId: json.correlationId,
    eventInfo: { creationStatus: 'Success' },
  })
  const info = await shop.byId(id)
  expect(info).toMatchObject({ creationStatus: 'Success', posId: expect.any(String) })
  expect(info.order.number).toBeGreaterThan(0)
  await receiver.close()
})

test('F.6: the same id twice is DuplicatedOrderId, and the first order is untouched', async () => {
  const id = uuid()
  await shop.placed(shop.anOrder({ id, comment: 'first' }))
  expect(await atOnce({ id, comment: 'second' })).toEqual([400, 'DuplicatedOrderId'])
  expect((await shop.byId(id)).order.comment).toBe('first')
})

test('F.7: the type of the order or its service, not both and not neither', async () => {
  expect((await atOnce({ orderTypeId: orderTypeId('courier') }))[0]).toBe(400)
  expect((await atOnce({ orderServiceType: null }))[0]).toBe(400)
})

test('F.8: a courier needs a delivery point, who fetches it himself does not', async () => {
  expect(await byTill({ deliveryPoint: null })).toBe('AddressNotFound')
  await shop.placed(shop.aPickup())
})

test('F.9: a phone without plus', async () => {
  expect(await atOnce({ phone: '79005550301' })).toEqual([400, 'InvalidPhone'])
})

test('F.10: yesterday is too small, 61 days ahead is refused, no time is as soon as possible', async () => {
  expect(await byTill({ completeBefore: '2027-03-11 12:00:00.000' })).toBe('TooSmallDeliveryDate')
  expect((await atOnce({ completeBefore: '2027-05-12 12:00:00.000' }))[0]).toBe(400)
  expect((await shop.placed(shop.anOrder({ completeBefore: null }))).order.isAsap).toBe(true)
})

test('F.11: nobody, or somebody for once, where guests have names', async () => {
  const items = [kazan.anItem('10101', 380, { amount: 2 })]
  const deliveryPoint = { address: { street: { name: 'Баумана', city: 'Казань' }, house: '7' } }
  for (const customer of [null, { type: 'one-time', name: 'Vera' }]) {
    expect(await byTill({ customer, items, deliveryPoint }, kazan)).toBe('AnonymousCustomerDisabled')
  }
})

const dough = (): Json => ({
  productId: product('70101'),
  productGroupId: modifierGroupId('dough'),
  amount: 1,
})
const pizza = (more: Json = {}): Json => ({
  items: [shop.anItem('20001', 650, { productSizeId: sizeId('30'), modifiers: [dough()], ...more })],
})
const topping = (
  code: string,
  amount = 1,
  group: Parameters<typeof modifierGroupId>[0] = 'toppings',
): Json => ({
  productId: product(code),
  productGroupId: modifierGroupId(group),
  amount,
})

test('F.12: groups of modifiers: below, above, of another group, twice; the dearest units are the free ones', async () => {
  const message = async (order: Json): Promise<string> =>
    (await shop.outcome(shop.anOrder(order))).errorInfo.message
  expect(await message(pizza({ modifiers: [] }))).toMatch(
    /invalid group amount: min = 1, max = \d+, actual = 0/,
  )
  const many = ['70301', '70302', '70303'].map((code) => topping(code, 2))
  expect(await message(pizza({ modifiers: [dough(), ...many] }))).toMatch(
    /invalid group amount: .*actual = 6/,
  )
  expect(await message(pizza({ modifiers: [dough(), topping('70301', 1, 'crust')] }))).toContain(
    'Cannot find fixed group modifiers item',
  )
  const twice = [dough(), topping('70301'), topping('70301')]
  expect(await byTill(pizza({ modifiers: twice }))).toBe('ModifierDuplicated')

  const extras = ['70602', '70601', '70604'].map((code) => topping(code, 1, 'burgerExtras'))
  const { order } = await shop.placed(
    shop.aPickup({ items: [shop.anItem('30004', 450, { modifiers: extras })] }),
  )
  const sums = order.items[0].modifiers.map(({ resultSum }: Json) => resultSum)
  expect(sums).toEqual([70, 0, 30])
})

test('F.13: a size is missing, a size is of another scale', async () => {
  expect(await byTill(pizza({ productSizeId: null }))).toBe('ProductSizeNotFound')
  expect(await byTill(pizza({ productSizeId: sizeId('s') }))).toBe('ProductSizeNotFound')
})

test('F.14: a compound dish sent as a product, and a product as a compound dish', async () => {
  const halves = shop.anItem('20012', 590, { productSizeId: sizeId('30'), modifiers: [dough()] })
  expect(await byTill({ items: [halves] })).toBe('Incorrect')
  const soup = { type: 'Compound', amount: 1, primaryComponent: { productId: product('10101'), price: 420 } }
  expect(await byTill({ items: [soup] })).toBe('Incorrect')
})

test('F.15: combos: an unknown reference, a wrong amount, an id twice', async () => {
  const sourceId = demoId('comboAction', 'lunch')
  const combo = { id: uuid(), name: 'Lunch', amount: 1, price: 590, sourceId }
  const member = (code: string, group: string, more: Json = {}): Json =>
    shop.anItem(code, 0, {
      comboInformation: {
        comboId: combo.id,
        comboSourceId: sourceId,
        comboGroupId: demoId('comboGroup', `lunch/${group}`),
      },
      ...more,
    })
  const items = (amount: number): Json[] => [
    member('10204', 'Салат', { amount }),
    member('10101', 'Суп', { amount }),
    member('10401', 'Горячее', { amount }),
    member('60102', 'Напиток', { amount }),
  ]
  const other = { ...combo, id: uuid() }
  expect(await atOnce({ combos: [other], items: items(1) })).toEqual([400, 'InvalidReferenceToCombo'])
  expect(await byTill({ combos: [combo], items: items(2) })).toBe('InvalidComboItemsAmount')
  expect(await atOnce({ combos: [combo, combo], items: items(1) })).toEqual([400, 'ComboDuplicated'])
})

const pay = (key: string, sum: number, more: Json = {}): Json => ({
  payments: [{ paymentTypeKind: 'Card', paymentTypeId: paymentTypeId(key), sum, ...more }],
})

test('F.16: payments: a deleted type, outside on a type of the till, cash outside, nothing, too much', async () => {
  const outside = { isProcessedExternally: true }
  expect(await byTill(pay('oldVoucher', 100))).toBe('PaymentTypeNotFound')
  expect(await byTill(pay('card', 100, outside))).toBe('PaymentTypeCanNotBeUsedAsExternal')
  expect(await atOnce(pay('cash', 100, { ...outside, paymentTypeKind: 'Cash' }))).toEqual([
    400,
    'PaymentTypeCanNotBeUsedAsExternal',
  ])
  expect(await atOnce(pay('card', 0))).toEqual([400, 'PaymentSumShouldBePositive'])
  const info = await shop.outcome(shop.anOrder(pay('cardOnline', 841, outside)))
  expect(info.errorInfo.message).toContain('greater than the order total')
})

test('F.17: discounts: a flexible one without a sum, a fixed one with, an unknown position', async () => {
  const discount = (key: string, more: Json = {}): Json => ({
    discountsInfo: { discounts: [{ type: 'RMS', discountTypeId: discountTypeId(key), ...more }] },
  })
  expect(await byTill(discount('flexible'))).toBe('DiscountSumNotSpecified')
  expect(await byTill(discount('fixed', { sum: 5 }))).toBe('Incorrect')
  const items = [shop.anItem('10101', 420, { positionId: uuid() })]
  expect(await atOnce({ items, ...discount('ten', { selectivePositions: [uuid()] }) })).toEqual([
    400,
    'DiscountItemPositionNotFound',
  ])
})

test('F.19: the stop list is checked for a named till; 403 names the dish', async () => {
  const createOrderSettings = { checkStopList: true }
  expect((await atOnce({}, { terminalGroupId: null, createOrderSettings }))[0]).toBe(400)
  const stopped = await shop.create(
    shop.anOrder({ items: [shop.anItem('40012', 520)] }, { createOrderSettings }),
  )
  expect([stopped.status, stopped.json.errorDescription]).toEqual([403, expect.stringContaining('Сашими')])
  const items = (amount: number) => [
    shop.anItem('10507', 950, { amount, modifiers: [topping('71001', 1, 'garnish')] }),
  ]
  const dorado = (amount: number) =>
    shop.create(shop.anOrder({ items: items(amount) }, { createOrderSettings }))
  expect((await dorado(4)).status).toBe(403)
  expect((await dorado(3)).status).toBe(200)
})
