import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { sizeId } from '../../src/seed/demo/menu/dictionaries.ts'
import { modifierGroupId, productId } from '../../src/seed/demo/menu/modifiers.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import {
  type Deliveries,
  deliveriesOf,
  discountTypeId,
  type Json,
  noon,
  orderTypeId,
  paymentTypeId,
} from './cloud-deliveries-driver.ts'
import { loyaltyOf } from './loyalty-driver.ts'

let server: TestServer
let shop: Deliveries
let kazan: Deliveries

beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(noon)
  shop = deliveriesOf(server, 'pokrovka')
  kazan = deliveriesOf(server, 'baumana')
})
afterAll(() => server.close())

const uuid = () => crypto.randomUUID()

describe('an order travels [F5, F6, F8]', () => {
  test('InProgress at once, Success with posId and number when the till has it', async () => {
    const id = uuid()
    const answer = await shop.create(shop.anOrder({ id, externalNumber: 'WEB-1', comment: 'ring twice' }))
    expect(answer.status).toBe(200)
    expect(answer.json).toMatchObject({
      correlationId: expect.any(String),
      orderInfo: {
        id,
        posId: null,
        externalNumber: 'WEB-1',
        organizationId: shop.organizationId,
        creationStatus: 'InProgress',
        errorInfo: null,
        order: null,
      },
    })
    expect(answer.json.orderInfo.timestamp).toBeGreaterThanOrEqual(noon)
    expect(await shop.byId(id)).toMatchObject({ id, organizationId: shop.organizationId })
    await server.settle()
    expect(await shop.commandStatus(answer.json.correlationId)).toEqual({ state: 'Success' })
    const info = await shop.byId(id)
    expect(info).toMatchObject({
      posId: expect.any(String),
      creationStatus: 'Success',
      order: {
        phone: '+79005550301',
        status: 'WaitCooking',
        sum: 840,
        number: expect.any(Number),
        comment: 'ring twice',
        isAsap: true,
        customer: { type: 'regular', name: 'Anna' },
        deliveryPoint: { address: { street: { name: 'Покровка', city: { name: 'Москва' } }, house: '17' } },
        orderType: { orderServiceType: 'DeliveryByCourier' },
        terminalGroupId: shop.terminalGroupId,
        processedPaymentsSum: 0,
        items: [{ type: 'Product', amount: 2, price: 420, cost: 840, resultSum: 840, status: 'Added' }],
      },
    })
    expect(info.order.whenCreated).toMatch(/^2027-03-12 12:0\d/)
    expect(info.order.whenReceivedByApi).toMatch(/^2027-03-12 09:0\d/)
    expect(info.posId).not.toBe(id)
    expect(info.timestamp).toBeGreaterThan(answer.json.orderInfo.timestamp - 1)
  })

  test('an id in capitals is the same id; without one the cloud makes it', async () => {
    const id = uuid()
    await shop.placed(shop.aPickup({ id: id.toUpperCase() }))
    expect((await shop.byId(id.toUpperCase())).id).toBe(id)
    const answer = await shop.create(shop.aPickup({ id: null }))
    expect(answer.json.orderInfo.id).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('the same request twice is one order; another with its id is refused and changes nothing', async () => {
    const body = shop.aPickup({ id: uuid(), completeBefore: '2027-03-12 18:00:00.000' })
    const first = await shop.placed(body)
    const replay = await shop.create(body)
    expect(replay.headers.get('idempotent-replay')).toBe('true')
    expect(replay.json.orderInfo).toEqual(await shop.byId(first.id))
    const other = await shop.create({ ...body, order: { ...body.order, phone: '+79005550399' } })
    expect(other.status).toBe(400)
    expect(other.json).toMatchObject({
      error: 'DuplicatedOrderId',
      errorDescription: expect.stringContaining('Order already exists'),
    })
    expect(other.headers.get('idempotent-replay')).toBeNull()
    await server.settle()
    expect(await shop.byId(first.id)).toEqual(first)
  })

  test('ten at once with one id make one order', async () => {
    const body = shop.aPickup({ id: uuid() })
    const answers = await Promise.all(Array.from({ length: 10 }, () => shop.create(body)))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(answers.filter(({ headers }) => headers.get('idempotent-replay') === null)).toHaveLength(1)
    await server.settle()
    expect(await shop.byId(body.order.id)).toMatchObject({ creationStatus: 'Success' })
  })

  test('a courier needs an address, a pickup does not', async () => {
    const info = await shop.outcome(shop.anOrder({ deliveryPoint: null }))
    expect(info).toMatchObject({
      creationStatus: 'Error',
      order: null,
      errorInfo: { code: 'AddressNotFound' },
    })
    const { order } = await shop.placed(shop.aPickup())
    expect(order).toMatchObject({ deliveryPoint: null, orderType: { orderServiceType: 'DeliveryByClient' } })
  })

  test('an order type instead of a service type', async () => {
    const { order } = await shop.placed(
      shop.anOrder({ orderServiceType: null, orderTypeId: orderTypeId('aggregator') }),
    )
    expect(order.orderType).toMatchObject({
      id: orderTypeId('aggregator'),
      orderServiceType: 'DeliveryByCourier',
    })
  })

  test('everything a client may say is read back', async () => {
    const position = uuid()
    const { id } = await shop.placed(
      shop.anOrder({
        guests: { count: 3, splitBetweenPersons: true },
        marketingSourceId: demoId('marketingSource', 'site'),
        sourceKey: 'bot',
        deliveryDuration: 33,
        deliveryZone: 'Двор',
        items: [shop.anItem('10101', 420, { positionId: position, comment: 'without cream' })],
        externalData: [
          { key: 'a', value: '1', isPublic: true },
          { key: 'b', value: '2' },
        ],
        loyaltyInfo: { coupon: 'SALE' },
        customer: {
          type: 'regular',
          name: 'Anna',
          surname: 'B',
          comment: 'quiet',
          birthdate: '1990-02-03 00:00:00.000',
        },
        deliveryPoint: {
          coordinates: { latitude: 55.7599, longitude: 37.6462 },
          comment: 'blue door',
          externalCartographyId: 'map-1',
          address: {
            type: 'legacy',
            street: { name: 'Переулок без имени', city: 'Москва' },
            house: '17',
            building: '2',
            flat: '12',
            entrance: '3',
            floor: '4',
            doorphone: '12K',
            index: '101000',
          },
        },
      }),
    )
    const { order } = await shop.byId(id, { returnExternalDataKeys: ['b'] })
    expect(order).toMatchObject({
      guestsInfo: { count: 3, splitBetweenPersons: true },
      marketingSource: { name: 'Сайт' },
      sourceKey: 'bot',
      deliveryDuration: 33,
      deliveryZone: 'Двор',
      externalData: [{ key: 'b', value: '2' }],
      loyaltyInfo: { coupon: 'SALE' },
      customer: { surname: 'B', comment: 'quiet', birthdate: '1990-02-03 00:00:00.000' },
      items: [{ positionId: position, comment: 'without cream', taxPercent: 20 }],
      deliveryPoint: {
        coordinates: { latitude: 55.7599, longitude: 37.6462 },
        comment: 'blue door',
        externalCartographyId: 'map-1',
        address: {
          street: {
            id: '00000000-0000-0000-0000-000000000000',
            name: 'Переулок без имени',
            city: { name: 'Москва' },
          },
          house: '17',
          building: '2',
          flat: '12',
          entrance: '3',
          floor: '4',
          doorphone: '12K',
          index: '101000',
        },
      },
    })
    expect((await shop.byId(id)).order.externalData).toBeNull() // F30
  })
})

describe('refused at once [F7, F9, F10, F15, F16, F17, F19]', () => {
  const cash = { paymentTypeKind: 'Cash', paymentTypeId: paymentTypeId('cash'), sum: 100 }
  const combo = { id: uuid(), name: 'Lunch', amount: 1, price: 590, sourceId: demoId('comboAction', 'lunch') }
  const inCombo = (comboId: string) => ({
    comboInformation: {
      comboId,
      comboSourceId: combo.sourceId,
      comboGroupId: demoId('comboGroup', 'lunch/Суп'),
    },
  })
  const twice = uuid()
  test.each<[string, () => Json, string, string]>([
    ['both kinds of type', () => ({ orderTypeId: orderTypeId('courier') }), 'Incorrect', 'orderTypeId'],
    ['no kind of type', () => ({ orderServiceType: null }), 'Incorrect', 'orderServiceType'],
    ['a phone without plus', () => ({ phone: '79005550301' }), 'InvalidPhone', 'order.phone'],
    [
      '61 days ahead',
      () => ({ completeBefore: '2027-05-12 12:00:00.000' }),
      'Incorrect',
      'order.completeBefore',
    ],
    [
      'no time at all',
      () => ({ completeBefore: '12 May' }),
      'INVALID_BODY_JSON_FORMAT',
      'order.completeBefore',
    ],
    ['no items', () => ({ items: [] }), 'OrderItemsNotExists', 'order.items'],
    [
      'an extension of a regular guest',
      () => ({ phoneExtension: '12' }),
      'INVALID_BODY_JSON_FORMAT',
      'order.phoneExtension',
    ],
    [
      'one position twice',
      () => ({
        items: [
          shop.anItem('10101', 420, { positionId: twice }),
          shop.anItem('10102', 390, { positionId: twice }),
        ],
      }),
      'NonUnqiueOrderItemPosition',
      'order.items[1].positionId',
    ],
    ['one combo twice', () => ({ combos: [combo, combo] }), 'ComboDuplicated', 'order.combos[1].id'],
    [
      'an unknown combo',
      () => ({ combos: [combo], items: [shop.anItem('10101', 420, inCombo(uuid()))] }),
      'InvalidReferenceToCombo',
      'order.items[0].comboInformation.comboId',
    ],
    [
      'cash that was taken already',
      () => ({ payments: [{ ...cash, isProcessedExternally: true }] }),
      'PaymentTypeCanNotBeUsedAsExternal',
      'order.payments[0].isProcessedExternally',
    ],
    [
      'a payment of nothing',
      () => ({ payments: [{ ...cash, sum: 0 }] }),
      'PaymentSumShouldBePositive',
      'order.payments[0].sum',
    ],
    [
      'a third of a kopeck',
      () => ({ payments: [{ ...cash, sum: 0.333 }] }),
      'Common',
      'order.payments[0].sum',
    ],
    [
      'a discount of an unknown position',
      () => ({
        items: [shop.anItem('10101', 420, { positionId: uuid() })],
        discountsInfo: {
          discounts: [{ type: 'RMS', discountTypeId: discountTypeId('ten'), selectivePositions: [uuid()] }],
        },
      }),
      'DiscountItemPositionNotFound',
      'order.discountsInfo.discounts[0]',
    ],
  ])('%s', async (_, order, error, field) => {
    const id = uuid()
    const answer = await shop.create(shop.anOrder({ id, ...order() }))
    expect(answer.status, answer.text).toBe(400)
    expect(answer.json.error).toBe(error)
    expect(answer.json.errorDescription).toContain(field)
    expect(await shop.byId(id)).toBeUndefined()
  })

  test('the stop list is checked where a till is named', async () => {
    const createOrderSettings = { checkStopList: true }
    const without = await shop.create(shop.anOrder({}, { terminalGroupId: null, createOrderSettings }))
    expect(without.status).toBe(400)
    expect(without.json.errorDescription).toContain('createOrderSettings.checkStopList')
    const stopped = await shop.create(
      shop.anOrder({ items: [shop.anItem('40012', 520)] }, { createOrderSettings }),
    )
    expect(stopped.status).toBe(403)
    expect(stopped.json.errorDescription).toContain('Сашими из лосося')
    const dorado = [
      shop.anItem('10507', 950, {
        amount: 4,
        modifiers: [{ productId: productId('71001'), productGroupId: modifierGroupId('garnish'), amount: 1 }],
      }),
    ]
    expect((await shop.create(shop.anOrder({ items: dorado }, { createOrderSettings }))).status).toBe(403)
    const settled = shop.anOrder({}, { createOrderSettings })
    expect((await shop.placed(settled)).order.sum).toBe(840)
  })
})

describe('refused by the restaurant: 200, then an error of the order [F3, F10–F14, F16, F17]', () => {
  const dough = { productId: productId('70101'), productGroupId: modifierGroupId('dough'), amount: 1 }
  const pizza = (more: Json = {}) =>
    shop.anItem('20001', 650, { productSizeId: sizeId('30'), modifiers: [dough], ...more })
  const topping = (code: string, amount: number) => ({
    productId: productId(code),
    productGroupId: modifierGroupId('toppings'),
    amount,
  })
  const discount = (key: string, more: Json = {}) => ({
    discountsInfo: { discounts: [{ type: 'RMS', discountTypeId: discountTypeId(key), ...more }] },
  })
  const paid = (key: string, sum: number, more: Json = {}) => ({
    payments: [
      {
        paymentTypeKind: 'Card',
        paymentTypeId: paymentTypeId(key),
        sum,
        isProcessedExternally: true,
        ...more,
      },
    ],
  })
  test.each<[string, () => Json, string]>([
    ['yesterday', () => ({ completeBefore: '2027-03-11 12:00:00.000' }), 'TooSmallDeliveryDate'],
    ['a phone of another country', () => ({ phone: '+99855501234567' }), 'InvalidPhone'],
    [
      'an unknown product',
      () => ({ items: [{ ...shop.anItem('10101', 1), productId: uuid() }] }),
      'ProductNotFound',
    ],
    ['an unknown order type', () => ({ orderServiceType: null, orderTypeId: uuid() }), 'OrderTypeNotFound'],
    [
      'a type of the hall',
      () => ({ orderServiceType: null, orderTypeId: orderTypeId('table') }),
      'IncorrectOrderType',
    ],
    ['an unknown marketing source', () => ({ marketingSourceId: uuid() }), 'MarketingSourceNotFound'],
    ['no size', () => ({ items: [pizza({ productSizeId: null })] }), 'ProductSizeNotFound'],
    ['a size of cups', () => ({ items: [pizza({ productSizeId: sizeId('s') })] }), 'ProductSizeNotFound'],
    ['below the group’s minimum', () => ({ items: [pizza({ modifiers: [] })] }), 'Common'],
    [
      'above the group’s maximum',
      () => ({
        items: [pizza({ modifiers: [dough, topping('70301', 2), topping('70302', 2), topping('70303', 2)] })],
      }),
      'Common',
    ],
    [
      'a modifier of a wrong group',
      () => ({
        items: [
          pizza({ modifiers: [dough, { ...topping('70301', 1), productGroupId: modifierGroupId('crust') }] }),
        ],
      }),
      'Common',
    ],
    [
      'a modifier twice',
      () => ({ items: [pizza({ modifiers: [dough, topping('70301', 1), topping('70301', 1)] })] }),
      'ModifierDuplicated',
    ],
    [
      'a compound dish as a product',
      () => ({ items: [shop.anItem('20012', 590, { productSizeId: sizeId('30'), modifiers: [dough] })] }),
      'Incorrect',
    ],
    ['an unknown payment type', () => paid(uuid(), 100, { paymentTypeId: uuid() }), 'PaymentTypeNotFound'],
    ['a deleted payment type', () => paid('oldVoucher', 100), 'PaymentTypeNotFound'],
    ['a type of another kind', () => paid('aggregator', 100), 'PaymentTypeNotFound'],
    ['taken outside by a type of the till', () => paid('card', 100), 'PaymentTypeCanNotBeUsedAsExternal'],
    ['more paid than it costs', () => paid('cardOnline', 841), 'Common'],
    ['a flexible discount without a sum', () => discount('flexible'), 'DiscountSumNotSpecified'],
    ['a sum of a fixed discount', () => discount('fixed', { sum: 5 }), 'Incorrect'],
    ['an unknown card', () => ({ discountsInfo: { card: { track: 'nobody' } } }), 'DiscountCardNotFound'],
  ])('%s', async (_, order, code) => {
    const info = await shop.outcome(shop.anOrder(order()))
    expect(info).toMatchObject({ creationStatus: 'Error', order: null, errorInfo: { code } })
    expect(info.errorInfo.message).not.toBe('')
    expect(info.posId).toBeNull()
  })

  test('an unknown terminal group and a closed one', async () => {
    const unknown = await shop.create(shop.anOrder({}, { terminalGroupId: uuid() }))
    expect(unknown.status).toBe(200)
    expect(unknown.json.orderInfo).toMatchObject({
      creationStatus: 'Error',
      errorInfo: { code: 'TerminalGroupUnregistered' },
      order: null,
    })
    expect(await shop.byId(unknown.json.orderInfo.id)).toMatchObject({ creationStatus: 'Error' })
    const { terminalGroupId } = server.till('veranda')
    const closed = await kazan.create(kazan.anOrder({}, { terminalGroupId }))
    expect(closed.json.orderInfo.errorInfo.code).toBe('TerminalGroupDisabled')
  })

  test('nobody where guests must have names', async () => {
    const street = { name: 'Баумана', city: 'Казань' }
    const order = {
      deliveryPoint: { address: { street, house: '7' } },
      items: [kazan.anItem('10101', 380, { amount: 2 })],
    }
    for (const customer of [null, { type: 'one-time', name: 'Vera' }]) {
      const info = await kazan.outcome(kazan.anOrder({ ...order, customer }))
      expect(info.errorInfo.code).toBe('AnonymousCustomerDisabled')
    }
    const { order: anonymous } = await shop.placed(shop.anOrder({ customer: null, phoneExtension: '77' }))
    expect(anonymous).toMatchObject({ customer: null, phoneExtension: '77' })
    expect((await kazan.outcome(kazan.anOrder(order))).errorInfo).toBeNull()
  })

  test('a position that any order of the system has had', async () => {
    const positionId = uuid()
    const items = () => [shop.anItem('10101', 420, { positionId })]
    await shop.placed(shop.aPickup({ items: items() }))
    const info = await shop.outcome(shop.aPickup({ items: items() }))
    expect(info.errorInfo.code).toBe('NonUnqiueOrderItemPosition')
  })
})

describe('what is ordered [F12–F15, F17]', () => {
  const dough = { productId: productId('70101'), productGroupId: modifierGroupId('dough'), amount: 1 }

  test('the dearest extras are the free ones', async () => {
    const extra = (code: string) => ({
      productId: productId(code),
      productGroupId: modifierGroupId('burgerExtras'),
      amount: 1,
    })
    const { order } = await shop.placed(
      shop.aPickup({
        items: [shop.anItem('30004', 450, { modifiers: [extra('70602'), extra('70601'), extra('70604')] })],
      }),
    )
    const sums = order.items[0].modifiers.map((modifier: Json) => [modifier.product.name, modifier.resultSum])
    expect(sums).toEqual([
      ['Чеддер', 70],
      ['Бекон', 0],
      ['Маринованный огурец', 30],
    ])
    expect(order.sum).toBe(order.items[0].cost + 100)
  })

  test('a pizza of two halves', async () => {
    const half = (code: string, price: number) => ({
      productId: productId('20011'),
      price,
      positionId: uuid(),
      modifiers: [{ productId: productId(code), productGroupId: modifierGroupId('halves'), amount: 1 }],
    })
    const item = {
      type: 'Compound',
      amount: 1,
      productSizeId: sizeId('30'),
      primaryComponent: half('70401', 720),
      secondaryComponent: half('70402', 720),
      commonModifiers: [dough],
    }
    const { order } = await shop.placed(shop.aPickup({ items: [item] }))
    expect(order.items[0]).toMatchObject({
      type: 'Compound',
      size: { id: sizeId('30') },
      primaryComponent: {
        positionId: item.primaryComponent.positionId,
        modifiers: [{ product: { name: 'Половинка «Маргарита»' }, resultSum: 0 }],
      },
      secondaryComponent: { modifiers: [{ product: { name: 'Половинка «Пепперони»' } }] },
      commonModifiers: [{ product: { name: 'Традиционное тесто' } }],
      template: { name: 'Пицца из двух половинок' },
    })
    const { primaryComponent: a, secondaryComponent: b } = order.items[0]
    expect(order.sum).toBe(a.resultSum + b.resultSum + b.modifiers[0].resultSum)
  })

  test('a business lunch; a wrong amount of it', async () => {
    const sourceId = demoId('comboAction', 'lunch')
    const lunch = (amount: number) => {
      const comboId = uuid()
      const member = (code: string, price: number, group: string) =>
        shop.anItem(code, price, {
          amount,
          comboInformation: {
            comboId,
            comboSourceId: sourceId,
            comboGroupId: demoId('comboGroup', `lunch/${group}`),
            comboGroupName: group,
          },
        })
      return {
        combos: [{ id: comboId, name: 'Бизнес-ланч', amount: 1, price: 590, sourceId }],
        items: [
          member('10204', 390, 'Салат'),
          member('10101', 420, 'Суп'),
          member('10401', 420, 'Горячее'),
          member('60102', 160, 'Напиток'),
        ],
      }
    }
    const { order } = await shop.placed(shop.aPickup(lunch(1)))
    expect(order.sum).toBe(590)
    expect(order.combos).toMatchObject([{ name: 'Бизнес-ланч', amount: 1, price: 590, sourceId }])
    expect(order.items[1].comboInformation).toMatchObject({ comboSourceId: sourceId, groupName: 'Суп' })
    expect((await shop.outcome(shop.aPickup(lunch(2)))).errorInfo.code).toBe('InvalidComboItemsAmount')
  })

  test('discounts by type, by position and by card', async () => {
    const [first, second] = [uuid(), uuid()]
    const { order } = await shop.placed(
      shop.aPickup({
        items: [
          shop.anItem('10101', 420, { positionId: first }),
          shop.anItem('10101', 420, { positionId: second }),
        ],
        discountsInfo: {
          discounts: [
            { type: 'RMS', discountTypeId: discountTypeId('ten'), selectivePositions: [second] },
            { type: 'RMS', discountTypeId: discountTypeId('flexible'), sum: 100 },
          ],
        },
      }),
    )
    expect(order.sum).toBe(840 - 42 - 100)
    expect(order.discounts).toMatchObject([
      { sum: 42, selectivePositions: [second], selectivePositionsWithSum: [{ positionId: second, sum: 42 }] },
      { sum: 100, selectivePositions: null },
    ])
    const byCard = await shop.placed(shop.aPickup({ discountsInfo: { card: { track: '7780000000000001' } } }))
    expect(byCard.order.discounts).toMatchObject([{ discountType: { name: 'Карта гостя 7,5%' }, sum: 63 }])
  })

  test('paid on the site, by bonuses and in cash, with tips', async () => {
    const { phone } = await loyaltyOf(server).aGuest()
    const { order } = await shop.placed(
      shop.anOrder({
        phone,
        payments: [
          {
            paymentTypeKind: 'Card',
            paymentTypeId: paymentTypeId('cardOnline'),
            sum: 500,
            isProcessedExternally: true,
            isFiscalizedExternally: true,
          },
          {
            paymentTypeKind: 'IikoCard',
            paymentTypeId: paymentTypeId('bonuses'),
            sum: 40.5,
            paymentAdditionalData: { type: 'IikoCard', credential: phone, searchScope: 'Phone' },
          },
          { paymentTypeKind: 'Cash', paymentTypeId: paymentTypeId('cash'), sum: 299.5 },
        ],
        tips: [
          {
            paymentTypeKind: 'Card',
            paymentTypeId: paymentTypeId('cardOnline'),
            sum: 100,
            tipsTypeId: demoId('tipsType', 'courier'),
            isProcessedExternally: true,
          },
        ],
      }),
    )
    expect(order.processedPaymentsSum).toBe(500)
    expect(order.payments).toMatchObject([
      { sum: 500, isPreliminary: false, isProcessedExternally: true, isFiscalizedExternally: true },
      { sum: 40.5, isPreliminary: true, paymentType: { kind: 'External', name: 'Бонусы' } },
      { sum: 299.5, isPreliminary: true, isExternal: true, paymentType: { kind: 'Cash' } },
    ])
    expect(order.tips).toMatchObject([{ sum: 100, tipsType: { name: 'Чаевые курьеру' } }])
  })
})

describe('which till takes it [F20]', () => {
  /** A house that the map of the demo knows, at a time of a day, for a sum. */
  const assigned = async (
    street: string,
    house: string,
    sum: number,
    completeBefore: string,
    items?: Json[],
  ) => {
    const price = sum / 2
    const body = shop.anOrder(
      {
        deliveryPoint: { address: { street: { name: street, city: 'Москва' }, house } },
        items: items ?? [shop.anItem('10101', price), shop.anItem('10102', price)],
        completeBefore,
      },
      { terminalGroupId: null },
    )
    return shop.outcome(body)
  }
  const today = '2027-03-12'
  const { pokrovka, taganka } = {
    pokrovka: demoId('terminalGroup', 'pokrovka'),
    taganka: demoId('terminalGroup', 'taganka'),
  }

  test('the one with priority, with the zone and duration of its row', async () => {
    const info = await assigned('Покровка', '17', 900, `${today} 18:00:00.000`)
    expect(info.order).toMatchObject({
      terminalGroupId: pokrovka,
      deliveryZone: 'Центр',
      deliveryDuration: 45,
    })
  })

  test('at night the other one, with its charge', async () => {
    const info = await assigned('Покровка', '17', 1600, `${today} 23:30:00.000`)
    expect(info.order).toMatchObject({ terminalGroupId: taganka, deliveryDuration: 75, sum: 1790 })
    expect(info.order.items.at(-1)).toMatchObject({ product: { name: 'Доставка ночная' }, resultSum: 190 })
  })

  test.each([
    ['out of every zone', 'Тверская', '4', 5000, '18:00:00.000'],
    ['below the minimum sum', 'Покровка', '17', 400, '18:00:00.000'],
    ['when nobody works', 'Старая Басманная', '5', 5000, '05:00:00.000'],
  ])('nobody %s', async (_, street, house, sum, time) => {
    const info = await assigned(street, house, sum, `2027-03-13 ${time}`)
    expect(info).toMatchObject({
      creationStatus: 'Error',
      errorInfo: { code: 'TerminalGroupIdNotDetermined' },
    })
  })

  test('what one is out of goes to the next', async () => {
    const sashimi = [shop.anItem('40012', 520, { amount: 4 })]
    const info = await assigned('Покровка', '17', 0, `${today} 21:00:00.000`, sashimi)
    expect(info.order).toMatchObject({ terminalGroupId: taganka })
  })
})

describe('a till out of reach [F18]', () => {
  test('an error after the timeout and a minute; saved later it is a success after all', async () => {
    const till = server.till('pokrovka')
    await till.unplug()
    const createOrderSettings = { transportToFrontTimeout: 60 }
    const { json } = await shop.create(shop.anOrder({}, { createOrderSettings }))
    const { id } = json.orderInfo
    const status = async () => (await shop.byId(id)).creationStatus
    await server.settle()
    server.clock.advance(110_000)
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(await status()).toBe('InProgress')
    server.clock.advance(15_000)
    await expect.poll(status, { timeout: 5000 }).toBe('Error')
    expect(await shop.byId(id)).toMatchObject({
      order: null,
      errorInfo: {
        code: 'Common',
        message: 'Creation timeout expired, order automatically transited to error creation status',
      },
    })
    expect(await shop.commandStatus(json.correlationId)).toMatchObject({ state: 'Error' })
    till.plug()
    await expect.poll(status, { timeout: 5000 }).toBe('Success')
    expect(await shop.commandStatus(json.correlationId)).toEqual({ state: 'Success' })
  })

  test('the day of a till in the Urals is two hours ahead', async () => {
    const urals = deliveriesOf(server, 'malysheva')
    const { order } = await urals.placed(
      urals.aPickup({ completeBefore: '2027-03-12 20:00:00', items: [urals.anItem('10101', 400)] }),
    )
    expect(order.completeBefore).toBe('2027-03-12 20:00:00.000')
    expect(order.whenCreated).toMatch(/^2027-03-12 14:/)
    expect(order.isAsap).toBe(false)
    const search = await urals.post('deliveries/by_delivery_date_and_status', {
      organizationIds: [urals.organizationId],
      deliveryDateFrom: '2027-03-12 20:00:00.000',
      deliveryDateTo: '2027-03-12 20:00:00.000',
    })
    expect(search.json.ordersByOrganizations[0].orders).toHaveLength(1)
  })
})
