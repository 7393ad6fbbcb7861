import { describe, expect, test } from 'vitest'
import { noon } from '../../../domain/orders/testing/a-till.ts'
import { aCatalog, type CatalogChanges } from '../../../domain/reference/testing/a-catalog.ts'
import { anId, bookItem, ids } from '../../../domain/reference/testing/catalog-ids.ts'
import { Refusal } from '../../../kernel/refusals.ts'
import { WireError } from '../errors.ts'
import { createValidators } from '../validation.ts'
import { namingField } from './named-field.ts'
import { fromWireCreation } from './read-order.ts'

const validators = createValidators()
const [orderId, positionA, positionB, positionC, comboId] = [0x9001, 0x9002, 0x9003, 0x9004, 0x9005].map(anId)
const correlationId = anId(0x9999)

type Json = Record<string, unknown>

const anItem = (change: Json = {}): Json => ({
  type: 'Product',
  productId: ids.soup,
  amount: 1,
  price: 350,
  ...change,
})
const anAddress = (change: Json = {}): Json => ({
  street: { name: 'Green street', city: 'Kazan' },
  house: '5',
  ...change,
})

const aBody = (order: Json = {}, more: Json = {}): Json => ({
  organizationId: ids.organization,
  terminalGroupId: ids.terminalGroup,
  order: {
    phone: '+79005550101',
    orderServiceType: 'DeliveryByCourier',
    customer: { name: 'Anna' },
    deliveryPoint: { address: anAddress() },
    items: [anItem()],
    ...order,
  },
  ...more,
})

/** Through the schema as a call goes, so that tests may write what clients write. */
function read(order: Json = {}, more: Json = {}, books: CatalogChanges = {}) {
  const checked = validators.request('/api/1/deliveries/create', aBody(order, more))
  if (!checked.ok) throw new Error(checked.description)
  return namingField(() =>
    fromWireCreation(checked.body, { catalog: aCatalog(books), now: noon, correlationId }),
  )
}

describe('an order of a client in our words', () => {
  test('the smallest one', () => {
    expect(read()).toMatchObject({
      correlationId,
      organizationId: ids.organization,
      terminalGroupId: ids.terminalGroup,
      transportToFrontTimeoutSeconds: 8,
      checkStopList: false,
      guestId: null,
      order: {
        orderId: null,
        hasCustomer: true,
        hasDeliveryPoint: true,
        serviceType: 'DeliveryByCourier',
        orderTypeId: null,
        completeBefore: null,
        guests: null,
        items: [{ kind: 'Product', productId: ids.soup, amount: 1000n, price: 35_000n, modifiers: [] }],
        combos: [],
        payments: [],
        discounts: [],
        loyalty: null,
        cheque: null,
        externalData: [],
      },
      contact: {
        phone: '+79005550101',
        customer: { type: 'regular', name: 'Anna' },
        deliveryPoint: {
          address: {
            type: 'legacy',
            street: { id: ids.street, name: 'Green street', city: { id: ids.city, name: 'Kazan' } },
            house: '5',
          },
        },
      },
    })
  })

  test('settings of the creation: zero seconds mean the default, hours are cut', () => {
    const settings = (createOrderSettings: Json) => read({}, { createOrderSettings })
    expect(settings({ transportToFrontTimeout: 0 }).transportToFrontTimeoutSeconds).toBe(8)
    expect(settings({ transportToFrontTimeout: 60 }).transportToFrontTimeoutSeconds).toBe(60)
    expect(settings({ transportToFrontTimeout: 99_999 }).transportToFrontTimeoutSeconds).toBe(600)
    expect(settings({ checkStopList: true }).checkStopList).toBe(true)
  })

  test('numbers are exact, whatever they look like', () => {
    const { order } = read({
      items: [anItem({ amount: 0.001, price: 0.1 }), anItem({ amount: 1e2, price: 1e3 })],
    })
    expect(order.items.map(({ amount }) => amount)).toEqual([1n, 100_000n])
    expect(order.items.map((item) => item.kind === 'Product' && item.price)).toEqual([10n, 100_000n])
  })

  test('money of a currency without a minor unit', () => {
    const yen = { organization: { currency: { isoName: 'JPY', scale: 0, minimumDenomination: 1 } } }
    const { order } = read({}, {}, yen)
    expect(order.items[0]).toMatchObject({ price: 350n })
    expect(() => read({ items: [anItem({ price: 350.5 })] }, {}, yen)).toThrow('Sum 350.5')
  })

  test('a compound dish with positions of its halves, group and simple modifiers', () => {
    const half = (positionId: unknown, modifiers: Json[] = []) => ({
      productId: ids.pizza,
      price: 500,
      positionId,
      modifiers,
    })
    const { order } = read({
      items: [
        {
          type: 'compound',
          amount: 2,
          productSizeId: ids.small,
          comment: 'hot',
          primaryComponent: half(positionA, [
            { productId: ids.ham, productGroupId: ids.toppingGroup, amount: 1 },
          ]),
          secondaryComponent: half(positionB),
          commonModifiers: [{ productId: ids.sauce, amount: 1.5, price: 20, positionId: positionC }],
        },
      ],
    })
    expect(order.items).toEqual([
      {
        kind: 'Compound',
        positionId: null,
        sizeId: ids.small,
        amount: 2000n,
        comment: 'hot',
        combo: null,
        primary: {
          productId: ids.pizza,
          positionId: positionA,
          price: 50_000n,
          modifiers: [
            { productId: ids.ham, groupId: ids.toppingGroup, amount: 1000n, price: null, positionId: null },
          ],
        },
        secondary: { productId: ids.pizza, positionId: positionB, price: 50_000n, modifiers: [] },
        modifiers: [
          { productId: ids.sauce, groupId: null, amount: 1500n, price: 2_000n, positionId: positionC },
        ],
      },
    ])
  })

  test('a combo and its members', () => {
    const { order } = read({
      combos: [{ id: comboId, name: 'Lunch', amount: 2, price: 399, sourceId: ids.lunch, sizeId: ids.small }],
      items: [
        anItem({
          amount: 2,
          comboInformation: { comboId, comboSourceId: ids.lunch, comboGroupId: ids.lunchMain },
        }),
      ],
    })
    expect(order.combos).toEqual([
      {
        id: comboId,
        name: 'Lunch',
        amount: 2,
        price: 39_900n,
        sourceId: ids.lunch,
        programId: null,
        sizeId: ids.small,
      },
    ])
    expect(order.items[0]?.combo).toEqual({
      comboId,
      comboSourceId: ids.lunch,
      groupId: ids.lunchMain,
      groupName: null,
    })
  })

  test('payments of every kind, with what belongs to the kind', () => {
    const { order } = read({
      payments: [
        { paymentTypeKind: 'Cash', paymentTypeId: ids.cash, sum: 100 },
        {
          paymentTypeKind: 'Card',
          paymentTypeId: ids.card,
          sum: 10.01,
          number: '1111',
          isProcessedExternally: true,
          isFiscalizedExternally: true,
          isPrepay: true,
          paymentAdditionalData: { type: 'Card', customData: 'rrn', cardType: 'VISA' },
        },
        {
          paymentTypeKind: 'IikoCard',
          paymentTypeId: ids.bonus,
          sum: 50,
          paymentAdditionalData: { type: 'IikoCard', credential: 'card-77', searchScope: 'CardNumber' },
        },
        {
          paymentTypeKind: 'External',
          paymentTypeId: ids.partner,
          sum: 1,
          paymentAdditionalData: { type: 'External', customData: '{"a":1}' },
        },
      ],
      tips: [{ paymentTypeKind: 'Card', paymentTypeId: ids.card, sum: 30, tipsTypeId: ids.tips }],
    })
    expect(order.payments).toMatchObject([
      { typeId: ids.cash, kind: 'Cash', sum: 10_000n, isProcessedExternally: false, additionalData: null },
      {
        kind: 'Card',
        sum: 1_001n,
        isProcessedExternally: true,
        isFiscalizedExternally: true,
        isPrepay: true,
        additionalData: { number: '1111', customData: 'rrn', cardType: 'VISA' },
      },
      { kind: 'IikoCard', additionalData: { credential: 'card-77', searchScope: 'CardNumber' } },
      { kind: 'External', additionalData: { customData: '{"a":1}' } },
    ])
    expect(order.tips).toMatchObject([{ kind: 'Card', sum: 3_000n, tipsTypeId: ids.tips }])
  })

  test('discounts, loyalty, cheque and external data', () => {
    const { order } = read({
      items: [anItem({ positionId: positionA }), anItem({ positionId: positionB })],
      discountsInfo: {
        card: { track: 'TRACK-77' },
        discounts: [
          { type: 'rms', discountTypeId: ids.flexible, sum: -50 },
          { type: 'RMS', discountTypeId: ids.selective, selectivePositions: [positionB] },
          {
            type: 'iikoCard',
            programId: ids.lunch,
            programName: 'Regulars',
            discountItems: [{ positionId: positionA, sum: 10.5, amount: 1 }],
          },
        ],
      },
      loyaltyInfo: {
        coupon: 'SALE',
        applicableManualConditions: [ids.lunch],
        dynamicDiscounts: [{ manualConditionId: ids.lunch, sum: 7 }],
      },
      chequeAdditionalInfo: { needReceipt: true, settlementPlace: 'site' },
      externalData: [
        { key: 'k', value: 'v', isPublic: true },
        { key: 'l', value: '' },
      ],
    })
    expect(order.discountCardTrack).toBe('TRACK-77')
    expect(order.discounts).toEqual([
      { source: 'RMS', discountTypeId: ids.flexible, sum: -5_000n, positions: null },
      { source: 'RMS', discountTypeId: ids.selective, sum: null, positions: [positionB] },
      {
        source: 'iikoCard',
        programId: ids.lunch,
        programName: 'Regulars',
        items: [{ positionId: positionA, sum: 1_050n, amount: 1000n }],
      },
    ])
    expect(order.loyalty).toEqual({
      coupon: 'SALE',
      appliedManualConditions: [ids.lunch],
      dynamicDiscounts: [{ manualConditionId: ids.lunch, sum: 700n }],
    })
    expect(order.cheque).toEqual({ needReceipt: true, settlementPlace: 'site' })
    expect(order.externalData).toEqual([
      { key: 'k', value: 'v', isPublic: true },
      { key: 'l', value: '', isPublic: false },
    ])
  })

  test.each<[string, CatalogChanges, string | null]>([
    ['its terminal group', { terminalGroup: { timeZone: 'Asia/Yekaterinburg' } }, ids.terminalGroup],
    [
      'its organization when the group is unknown',
      { organization: { timeZone: 'Asia/Yekaterinburg' } },
      anId(1),
    ],
    ['its organization when there is no group', { organization: { timeZone: 'Asia/Yekaterinburg' } }, null],
  ])('the promised time is that of %s', (_, books, terminalGroupId) => {
    const { order } = read({ completeBefore: '2026-03-13T19:30:00' }, { terminalGroupId }, books)
    expect(order.completeBefore).toBe(Date.UTC(2026, 2, 13, 14, 30))
  })

  test('the promise may be past, which the till refuses, and 60 days ahead to the end of the day', () => {
    expect(read({ completeBefore: '2026-03-12 10:00:00' }).order.completeBefore).toBeLessThan(noon)
    expect(read({ completeBefore: '2026-05-12 23:59:59' }).order.completeBefore).toBeGreaterThan(noon)
  })
})

describe('what is provably wrong is refused at once and names the field', () => {
  const withCombo = (id: unknown, more: Json = {}) =>
    anItem({
      comboInformation: { comboId: id, comboSourceId: ids.lunch, comboGroupId: ids.lunchMain },
      ...more,
    })
  const aCombo = { id: comboId, name: 'Lunch', amount: 1, price: 399, sourceId: ids.lunch }
  const aCash = { paymentTypeKind: 'Cash', paymentTypeId: ids.cash, sum: 100 }
  const discount = (selectivePositions: unknown[]) => ({
    discounts: [{ type: 'RMS', discountTypeId: ids.selective, selectivePositions }],
  })

  test.each<[string, Json, string, string]>([
    ['both kinds of type', { orderTypeId: ids.courierType }, 'Incorrect', 'orderTypeId'],
    ['no kind of type', { orderServiceType: undefined }, 'Incorrect', 'orderServiceType'],
    ['a phone without plus', { phone: '79005550101' }, 'InvalidPhone', 'order.phone'],
    ['a phone with letters', { phone: '+7900555010x' }, 'InvalidPhone', 'order.phone'],
    ['too few digits', { phone: '+790 055 ' }, 'InvalidPhone', 'order.phone'],
    [
      'an extension of letters',
      { phoneExtension: '12a', customer: null },
      'INVALID_',
      'order.phoneExtension',
    ],
    ['an extension of a regular guest', { phoneExtension: '12' }, 'INVALID_', 'order.phoneExtension'],
    [
      'a promise 61 days ahead',
      { completeBefore: '2026-05-13 00:00:00' },
      'Incorrect',
      'order.completeBefore',
    ],
    ['no guests', { guests: { count: 0 } }, 'INVALID_', 'order.guests.count'],
    ['a duration below zero', { deliveryDuration: -1 }, 'INVALID_', 'order.deliveryDuration'],
    ['no items', { items: [] }, 'OrderItemsNotExists', 'order.items'],
    ['too fine an amount', { items: [anItem({ amount: 1.0005 })] }, 'INVALID_', 'order.items[0].amount'],
    ['too fine a price', { items: [anItem({ price: 1.005 })] }, 'Common', 'order.items[0].price'],
    ['a price below zero', { items: [anItem({ price: -1 })] }, 'INVALID_', 'order.items[0].price'],
    [
      'a modifier below zero',
      { items: [anItem({ modifiers: [{ productId: ids.ham, amount: -1 }] })] },
      'INVALID_',
      'order.items[0].modifiers[0].amount',
    ],
    [
      'a position twice',
      { items: [anItem({ positionId: positionA }), anItem({ positionId: positionA?.toUpperCase() })] },
      'NonUnqiueOrderItemPosition',
      'order.items[1].positionId',
    ],
    [
      'a position of an item and of a modifier',
      {
        items: [
          anItem({
            positionId: positionA,
            modifiers: [{ productId: ids.ham, amount: 1, positionId: positionA }],
          }),
        ],
      },
      'NonUnqiueOrderItemPosition',
      'order.items[0].positionId',
    ],
    ['a combo twice', { combos: [aCombo, aCombo] }, 'ComboDuplicated', 'order.combos[1].id'],
    ['no combos in a combo', { combos: [{ ...aCombo, amount: 0 }] }, 'INVALID_', 'order.combos[0].amount'],
    [
      'a member of an unknown combo',
      { items: [anItem(), withCombo(positionB)], combos: [aCombo] },
      'InvalidReferenceToCombo',
      'order.items[1].comboInformation.comboId',
    ],
    [
      'cash taken outside',
      { payments: [{ ...aCash, isProcessedExternally: true }] },
      'PaymentTypeCanNotBeUsedAsExternal',
      'order.payments[0].isProcessedExternally',
    ],
    [
      'a payment of nothing',
      { payments: [aCash, { ...aCash, sum: 0 }] },
      'PaymentSumShouldBePositive',
      'order.payments[1].sum',
    ],
    ['too fine a payment', { payments: [{ ...aCash, sum: 0.001 }] }, 'Common', 'order.payments[0].sum'],
    ['tips of nothing', { tips: [{ ...aCash, sum: 0 }] }, 'PaymentSumShouldBePositive', 'order.tips[0].sum'],
    [
      'a discount of an unknown position',
      { items: [anItem({ positionId: positionA })], discountsInfo: discount([positionB]) },
      'DiscountItemPositionNotFound',
      'order.discountsInfo.discounts[0]',
    ],
    [
      'a discount of items without positions',
      { discountsInfo: discount([positionB]) },
      'EmptyOrderItemPosition',
      'order.discountsInfo.discounts[0]',
    ],
    [
      'a discount that names a position twice',
      { items: [anItem({ positionId: positionA })], discountsInfo: discount([positionA, positionA]) },
      'DiscountItemDuplicatePositions',
      'order.discountsInfo.discounts[0]',
    ],
    [
      'a point beside the Earth',
      { deliveryPoint: { coordinates: { latitude: 91, longitude: 0 } } },
      'INVALID_',
      'order.deliveryPoint.coordinates',
    ],
    [
      'a long flat',
      { deliveryPoint: { address: anAddress({ flat: '12345678901' }) } },
      'INVALID_',
      'order.deliveryPoint.address.flat',
    ],
    [
      'external data with one key twice',
      {
        externalData: [
          { key: 'k', value: '1' },
          { key: 'k', value: '2' },
        ],
      },
      'INVALID_',
      'order.externalData[1].key',
    ],
  ])('%s', (_, order, error, field) => {
    const thrown = refusalOf(() => read(order))
    expect(thrown).toMatchObject({ status: 400, error: expect.stringContaining(error) })
    expect(thrown.message).toContain(field)
  })

  test('a sum that no coin pays', () => {
    const coins = { organization: { currency: { isoName: 'RUB', scale: 2, minimumDenomination: 0.5 } } }
    expect(read({ payments: [{ ...aCash, sum: 1.5 }] }, {}, coins).order.payments).toHaveLength(1)
    expect(() => read({ payments: [{ ...aCash, sum: 1.2 }] }, {}, coins)).toThrow(
      "Sum 1.2 doesn't fit for the currency settings. Path 'order.payments[0].sum'.",
    )
  })
})

function refusalOf(work: () => unknown): { status: number; error: string | null; message: string } {
  try {
    work()
  } catch (error) {
    if (error instanceof WireError) return error
    if (error instanceof Refusal) {
      const error_ = error.code.startsWith('request.') ? 'INVALID_BODY_JSON_FORMAT' : 'Incorrect'
      return { status: 400, error: error_, message: error.message }
    }
    throw error
  }
  throw new Error('nothing was refused')
}

describe('who and where', () => {
  const point = (address: Json, books: CatalogChanges = {}) =>
    read({ deliveryPoint: { address, comment: 'blue door', externalCartographyId: 'x-1' } }, {}, books)
      .contact.deliveryPoint
  const otherCity = anId(0x8001)
  const classified = anId(0x8002)
  const books: CatalogChanges = {
    organization: { defaultDeliveryCityId: ids.city },
    items: [
      bookItem('city', otherCity, { name: 'Королёв', classifierId: null }),
      bookItem('street', classified, {
        name: 'Полевая',
        cityId: otherCity,
        classifierId: '5000000100000200',
      }),
      bookItem('region', anId(0x8003), { name: 'North' }),
    ],
  }

  test.each<[string, Json, unknown]>([
    [
      'by name and city in any case',
      { name: ' green  STREET', city: 'kazan' },
      { id: ids.street, name: 'Green street' },
    ],
    ['by name in the default city', { name: 'Green street' }, { id: ids.street, city: { id: ids.city } }],
    [
      'by id',
      { id: classified },
      { id: classified, name: 'Полевая', city: { id: otherCity, name: 'Королёв' } },
    ],
    ['by classifier', { classifierId: '5000000100000200' }, { id: classified }],
    ['by classifier before id', { classifierId: '5000000100000200', id: ids.street }, { id: classified }],
    ['with ё typed as е', { name: 'Полевая', city: 'Королев' }, { id: classified }],
    [
      'unknown in a known city',
      { name: 'Lost lane', city: 'Kazan' },
      { id: null, name: 'Lost lane', city: { id: ids.city } },
    ],
    [
      'unknown in an unknown city',
      { name: 'Lost lane', city: 'Atlantis' },
      { id: null, city: { id: '00000000-0000-0000-0000-000000000000', name: 'Atlantis' } },
    ],
    ['of an id that no book has', { id: anId(0x7fff) }, { id: null, name: '' }],
  ])('a street %s', (_, street, expected) => {
    expect(point(anAddress({ street }), books)?.address?.street).toMatchObject(expected as object)
  })

  test('all of an address, and an address in one line', () => {
    const rest = { flat: '12', entrance: '2', floor: '3', doorphone: '12K' }
    const region = { regionId: anId(0x8003) }
    const more = { index: '420000', building: 'B' }
    expect(point(anAddress({ ...rest, ...more, ...region }), books)).toMatchObject({
      comment: 'blue door',
      externalCartographyId: 'x-1',
      coordinates: null,
      address: { type: 'legacy', ...rest, ...more, region: { id: anId(0x8003), name: 'North' } },
    })
    expect(point({ type: 'city', line1: 'Kazan, Green street 5', ...rest })?.address).toEqual({
      type: 'city',
      line1: 'Kazan, Green street 5',
      street: null,
      index: null,
      house: null,
      building: null,
      region: null,
      ...rest,
    })
  })

  test('in the Emirates a flat is longer', () => {
    const emirates = { organization: { useUaeAddressingSystem: true } }
    expect(point(anAddress({ flat: 'Villa 12345' }), emirates)?.address?.flat).toBe('Villa 12345')
  })

  test('a courier needs an address: a point without one is no point', () => {
    const { order, contact } = read({ deliveryPoint: { coordinates: { latitude: 55.7, longitude: 37.6 } } })
    expect(order.hasDeliveryPoint).toBe(false)
    expect(contact.deliveryPoint).toMatchObject({ address: null, coordinates: { latitude: 55.7 } })
  })

  test('a regular guest, a guest for once and nobody', () => {
    const full = {
      type: 'regular',
      id: ids.guest,
      name: 'Anna',
      surname: 'B',
      comment: 'loud',
      email: 'a@b.example',
    }
    const { contact, guestId } = read({
      customer: {
        ...full,
        birthdate: '1990-02-03 00:00:00.000',
        gender: 'female',
        shouldReceivePromoActionsInfo: true,
      },
    })
    expect(guestId).toBe(ids.guest)
    expect(contact.customer).toEqual({
      type: 'regular',
      name: 'Anna',
      surname: 'B',
      comment: 'loud',
      email: 'a@b.example',
      birthdate: '1990-02-03',
      gender: 'Female',
      shouldReceiveOrderStatusNotifications: true,
    })
    const once = read({ customer: { type: 'one-time', name: 'Vera' }, phoneExtension: '123' })
    expect(once).toMatchObject({
      guestId: null,
      order: { hasCustomer: true },
      contact: { phoneExtension: '123' },
    })
    expect(once.contact.customer).toEqual({ type: 'one-time', name: 'Vera' })
    expect(read({ customer: null })).toMatchObject({
      order: { hasCustomer: false },
      contact: { customer: null },
    })
  })

  test('a phone is kept as plus and digits', () => {
    expect(read({ phone: ' +7 (900) 555-01-01' }).contact.phone).toBe('+79005550101')
  })

  test('an id of the client is kept', () => {
    expect(read({ id: orderId?.toUpperCase() }).order.orderId).toBe(orderId)
  })
})
