/** The rest of what `Resto.Front.Api` does at a till: compositions, money, deliveries on their way, banquets. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Front, frontOf } from './front-table-driver.ts'
import { tableId } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes
type Recorded = [name: string, args: Record<string, unknown>]

let server: TestServer
let front: Front
beforeAll(async () => {
  server = await startServer()
  front = frontOf(server)
  if (await front.call('isAllCafeSessionsClosed')) await front.call('openCafeSession')
})
afterAll(() => server.close())

const id = (): string => crypto.randomUUID()
const hour = 3_600_000
const orderOf = (orderId: string): Promise<Json> => front.call('getOrderById', { id: orderId })
const bodyOf = (product: string): Json =>
  server.chain.items.find((item) => item.book === 'product' && item.id === product)?.body

/** Actions that choose what a scheme demands: the first of each group, as often as it must be. */
const chosen = (order: string, owner: Record<string, unknown>, groups: Json[]): Recorded[] =>
  groups
    .filter((group) => group.required || group.minAmount > 0)
    .map(
      (group): Recorded => [
        'addOrderModifierItem',
        {
          ...{ order, ...owner, modifier: group.children[0].productId, parentGroup: group.id },
          amount: Math.max(1, group.minAmount),
        },
      ],
    )

async function sold(
  table = 8,
  amount = 2,
): Promise<{ orderId: string; guest: string; soup: string; sum: number }> {
  const [orderId, guest, soup] = [id(), id(), id()]
  await front.edit([
    ['createOrder', { id: orderId, tables: [tableId(`main/${table}`)] }],
    ['addOrderGuest', { id: guest, order: orderId, name: 'Анна' }],
    ['addOrderProductItem', { id: soup, order: orderId, guest, product: front.dish('10101'), amount }],
  ])
  return { orderId, guest, soup, sum: (await orderOf(orderId)).resultSum }
}

describe('compositions', () => {
  test('a dish with its modifiers, valid only as a whole', async () => {
    const [orderId, steak] = [id(), id()]
    const product = front.dish('10501')
    const bare: Recorded[] = [
      ['createOrder', { id: orderId }],
      ['addOrderProductItem', { id: steak, order: orderId, product, amount: 1 }],
    ]
    const incomplete = await front.editFails(bare)
    expect(incomplete.fields.reason).toBe('ModifierUsing')
    const choices = chosen(orderId, { productItem: { stub: steak } }, bodyOf(product).groupModifiers)
    await front.edit([...bare, ...choices])
    const [item] = (await orderOf(orderId)).items
    expect(item.modifiers).toHaveLength(choices.length)
    // What it has already has an amount.
    const twice = await front.fails('addOrderModifierItem', { ...choices[0]?.[1], productItem: steak })
    expect(twice.exception).toBe('ConstraintViolationException')
  })

  test('amounts of modifiers and sizes change while the dish is new', async () => {
    const [orderId, coffee, syrup] = [id(), id(), id()]
    const product = front.dish('60113')
    const body = bodyOf(product)
    const sizes = await front.call('getProductScaleSizes', { productScale: body.sizeScaleId })
    const size = sizes.find((one: Json) => !body.disabledSizeIds.includes(one.id)).id
    const [first, second] = body.groupModifiers
    const added = { order: orderId, productItem: { stub: coffee } }
    await front.edit([
      ['createOrder', { id: orderId }],
      ['addOrderProductItem', { id: coffee, order: orderId, product, amount: 1 }],
      ['changeOrderCookingItemSize', { order: orderId, cookingItem: { stub: coffee }, size }],
      ...chosen(orderId, { productItem: { stub: coffee } }, [first]),
      [
        'addOrderModifierItem',
        { ...added, id: syrup, modifier: second.children[0].productId, parentGroup: second.id, amount: 1 },
      ],
      ['changeOrderModifierItemAmount', { ...added, modifier: { stub: syrup }, amount: 2 }],
    ])
    const [item] = (await orderOf(orderId)).items
    expect(item.size.id).toBe(size)
    expect(item.modifiers.find((one: Json) => one.id === syrup).amount).toBe(2)
  })

  test('a dish of the order is made of something else until the kitchen has it', async () => {
    const [orderId, coffee, milk, syrup] = [id(), id(), id(), id()]
    const product = front.dish('60112')
    const body = bodyOf(product)
    const sizes: Json[] = await front.call('getProductScaleSizes', { productScale: body.sizeScaleId })
    const [size, other] = sizes.filter((one) => !body.disabledSizeIds.includes(one.id)).map((one) => one.id)
    const [first, second] = body.groupModifiers
    const fresh = { order: orderId, productItem: { stub: coffee } }
    const of = (group: Json, at: number) => ({
      modifier: group.children[at].productId,
      parentGroup: group.id,
    })
    await front.edit([
      ['createOrder', { id: orderId }],
      ['addOrderProductItem', { id: coffee, order: orderId, product, size, amount: 1 }],
      ['addOrderModifierItem', { ...fresh, id: milk, ...of(first, 0), amount: 1 }],
      ['addOrderModifierItem', { ...fresh, id: syrup, ...of(second, 0), amount: 1 }],
    ])
    const owner = { order: orderId, productItem: coffee }
    const deleteMilk: Recorded = [
      'deleteOrderModifierItem',
      { order: orderId, orderItem: coffee, modifier: milk },
    ]
    // The milk must be some: alone it does not go, and with another one it does, whichever is said first.
    expect((await front.editFails([deleteMilk])).fields.reason).toBe('ModifierUsing')
    const otherMilk = id()
    await front.edit([
      deleteMilk,
      ['changeOrderCookingItemSize', { order: orderId, cookingItem: coffee, size: other }],
      ['changeOrderModifierItemAmount', { ...owner, modifier: syrup, amount: 2 }],
      ['addOrderModifierItem', { ...owner, id: otherMilk, ...of(first, 1), amount: 1 }],
    ])
    const modifiersOf = async (): Promise<Json> => {
      const [item] = (await orderOf(orderId)).items
      return [item.size.id, Object.fromEntries(item.modifiers.map((one: Json) => [one.id, one.amount]))]
    }
    expect(await modifiersOf()).toEqual([other, { [syrup]: 2, [otherMilk]: 1 }])
    await front.edit([['deleteOrderModifierItem', { order: orderId, orderItem: coffee, modifier: syrup }]])
    expect(await modifiersOf()).toEqual([other, { [otherMilk]: 1 }])
    const gone = { ...owner, modifier: syrup, amount: 1 }
    expect((await front.fails('changeOrderModifierItemAmount', gone)).fields.reason).toBe('SettingsIssue')
    const used = { ...owner, id: otherMilk, ...of(second, 1), amount: 1 }
    expect((await front.fails('addOrderModifierItem', used)).exception).toBe('DuplicatedIdException')
    const again = id()
    await front.edit([
      ['deleteOrderModifierItem', { order: orderId, orderItem: coffee, modifier: otherMilk }],
      ['addOrderModifierItem', { ...owner, id: again, ...of(first, 1), amount: 1 }],
    ])
    expect(await modifiersOf()).toEqual([other, { [again]: 1 }])
    await front.call('printOrderItems', { order: orderId, items: [coffee] })
    const late = { ...owner, id: id(), ...of(second, 0), amount: 1 }
    expect((await front.fails('addOrderModifierItem', late)).exception).toBe('ConstraintViolationException')
    expect(await modifiersOf()).toEqual([other, { [again]: 1 }])
  })

  test('a pizza of two halves', async () => {
    const [orderId, pizza, left, right] = [id(), id(), id(), id()]
    const product = front.dish('20011')
    const body = bodyOf(product)
    const sizes = await front.call('getProductScaleSizes', { productScale: body.sizeScaleId })
    const size = sizes.find((one: Json) => !body.disabledSizeIds.includes(one.id)).id
    const shared = body.groupModifiers.filter((group: Json) => !group.splittable)
    const halves = body.groupModifiers.filter((group: Json) => group.splittable)
    const start: Recorded[] = [
      ['createOrder', { id: orderId }],
      ['addOrderCompoundItem', { id: pizza, order: orderId, product, size }],
    ]
    expect((await front.editFails(start)).exception).toBe('ConstraintViolationException')
    await front.edit([
      ...start,
      ['addPrimaryComponent', { id: left, order: orderId, compoundItem: { stub: pizza }, product }],
      ['addSecondaryComponent', { id: right, order: orderId, compoundItem: { stub: pizza }, product }],
      ...chosen(orderId, { compoundItem: { stub: pizza } }, shared),
      ...chosen(orderId, { component: { stub: left } }, halves),
      ...chosen(orderId, { component: { stub: right } }, halves),
    ])
    const [item] = (await orderOf(orderId)).items
    expect(item).toMatchObject({
      ...{ type: 'compound', primaryComponent: { id: left }, secondaryComponent: { id: right } },
      template: { id: body.modifierSchemaId },
    })
    const late = { order: orderId, compoundItem: pizza, product }
    expect((await front.fails('addSecondaryComponent', late)).exception).toBe('ConstraintViolationException')
  })

  test('a combo is made of dishes of its session, at its price', async () => {
    const combo = server.chain.items.find(
      (item) => item.book === 'comboAction' && item.body.priceModificationType === 0 && item.body.isActive,
    ) as Json
    const orderId = id()
    const parts = combo.body.groups.map((group: Json) => ({
      group,
      item: id(),
      product: group.products[0].productId,
    }))
    await front.edit([
      ['createOrder', { id: orderId }],
      ...parts.map(
        ({ item, product }: Json): Recorded => [
          'addOrderProductItem',
          { id: item, order: orderId, product, amount: 1 },
        ],
      ),
      [
        'addOrderCombo',
        {
          ...{ order: orderId, name: combo.body.name, amount: 1, sourceActionId: combo.id },
          comboItems: parts.map(({ group, item }: Json) => ({
            groupId: group.id,
            groupName: '',
            item: { stub: item },
          })),
        },
      ],
    ])
    const order = await orderOf(orderId)
    expect(order.combos).toMatchObject([{ sourceActionId: combo.id, amount: 1 }])
    expect(order.items.every((item: Json) => item.comboId === order.combos[0].id)).toBe(true)
    expect(order.fullSum).toBe(Number(combo.body.priceModification) / 100)
  })

  test('what is said while an order is made', async () => {
    const orderId = id()
    const [type] = (await front.call('getOrderTypes')).filter(
      (one: Json) => one.orderServiceType === 'Common',
    )
    const [category] = await front.call('getPriceCategories')
    const order = { stub: orderId }
    await front.edit([
      ['createOrder', { id: orderId }],
      ['setOrderType', { order, type: type.id }],
      ['changePriceCategory', { order, priceCategory: category.id }],
      ['resetPriceCategory', { order }],
      ['changeOrderOriginName', { order, originName: 'acme' }],
      ['changeOrderExternalNumber', { order, externalNumber: 'A-17' }],
    ])
    expect(await orderOf(orderId)).toMatchObject({
      ...{ orderType: { id: type.id }, originName: 'acme', externalNumber: 'A-17', priceCategory: null },
    })
    for (const [name, args] of [
      ['setOrderType', { type: type.id }],
      ['changeOrderOriginName', { originName: 'x' }],
      ['changeOrderExternalNumber', { externalNumber: 'x' }],
      ['changeOrderComment', { comment: 'x' }],
    ] as Recorded[])
      expect([name, (await front.fails(name, { order: orderId, ...args })).exception]).toEqual([
        name,
        'NotSupportedException',
      ])
    // The price category alone may change when the order is there.
    await front.call('changePriceCategory', { order: orderId, priceCategory: category.id })
    expect((await orderOf(orderId)).priceCategory).toMatchObject({ id: category.id })
    await front.call('resetPriceCategory', { order: orderId })
    expect((await orderOf(orderId)).priceCategory).toBeNull()
    const long = { order: orderId, originName: 'x'.repeat(21) }
    expect((await front.fails('changeOrderOriginName', long)).fields.field).toBe('originName')
  })
})

describe('at the table', () => {
  test('tables, waiters, guests, courses and comments', async () => {
    const { orderId, guest, soup } = await sold()
    const spare = id()
    const { credentials } = await front.call('authenticateByPin', { pin: '1111' })
    const waiter: string = (await front.call('getUser', { credentials })).id
    await front.edit([
      ['changeOrderTables', { order: orderId, tables: [tableId('main/9')] }],
      ['changeOrderWaiter', { order: orderId, waiter }],
      ['addOrderGuest', { id: spare, order: orderId, name: null }],
      ['deleteOrderGuest', { order: orderId, guest: spare }],
      ['changeOrderItemComment', { order: orderId, cookingItem: soup, comment: 'острее' }],
      ['deleteOrderItemComment', { order: orderId, cookingItem: soup }],
      ['changeOrderCookingItemCourse', { order: orderId, cookingItem: soup, course: 'Third' }],
      ['printOrderItems', { order: orderId }],
    ])
    expect(await orderOf(orderId)).toMatchObject({
      ...{ tables: [{ number: 9 }], waiter: { id: waiter }, guests: [{ id: guest }] },
      items: [{ comment: null, status: 'PrintedNotCooking', course: 'Third' }],
    })
    await front.call('startCourseCooking', { order: orderId, course: 'Third' })
    expect((await front.fails('startCourseCooking', { order: orderId, course: 'Third' })).exception).toBe(
      'ConstraintViolationException',
    )
    await front.call('startProductsCooking', { order: orderId, products: [soup] })
    await front.call('serveOrderCookingItem', { order: orderId, cookingItem: soup })
    await front.call('unserveOrderCookingItem', { order: orderId, cookingItem: soup })
    expect((await orderOf(orderId)).items[0].status).toBe('CookingCompleted')
    await front.call('deletePrintedOrderItemComment', { order: orderId, cookingItem: soup })
    expect((await front.call('getKitchenOrderById', { id: orderId })).processingStatus).toBe(
      'CookingCompleted',
    )
    expect((await front.call('getKitchenOrders')).map((order: Json) => order.id)).toContain(orderId)
    expect((await front.fails('deleteOrder', { order: orderId })).exception).toBe(
      'ConstraintViolationException',
    )
    expect((await front.fails('changeOrderTables', { order: orderId, tables: [id()] })).exception).toBe(
      'EntityNotFoundException',
    )
    expect((await front.fails('deleteOrderGuest', { order: orderId, guest })).exception).toBe(
      'ConstraintViolationException',
    )
  })

  test('many dishes move at once', async () => {
    const from = await sold()
    const to = await sold()
    const other = id()
    await front.edit([
      ['addOrderGuest', { id: other, order: from.orderId, name: null }],
      [
        'moveOrderItemsToAnotherGuest',
        { order: from.orderId, orderItems: [from.soup], destinationGuest: other },
      ],
      [
        'moveOrderItemsToAnotherOrder',
        {
          ...{ sourceOrder: from.orderId, orderItems: [from.soup] },
          ...{ destinationOrder: to.orderId, destinationGuest: to.guest },
        },
      ],
    ])
    expect((await orderOf(to.orderId)).items).toHaveLength(2)
    expect((await orderOf(from.orderId)).items).toHaveLength(0)
  })
})

describe('money', () => {
  const cash = (): string => demoId('paymentType', 'cash')
  const outside = async (): Promise<string> =>
    (await front.call('getPaymentTypes')).find(
      (type: Json) => type.canBeExternalProcessed && type.isEnabled && type.kind === 'Card',
    ).id

  test('planned payments come, change and go', async () => {
    const { orderId } = await sold()
    const [first, second] = [id(), id()]
    const order = orderId
    await front.edit([
      ['addPaymentItem', { id: first, order, paymentType: cash(), paymentSum: 100 }],
      ['addPreliminaryPaymentItem', { id: second, order, paymentType: cash(), paymentSum: 50 }],
      ['changePreliminaryPaymentItemSum', { order, paymentItem: { stub: second }, paymentSum: 60 }],
    ])
    expect((await orderOf(order)).payments).toMatchObject([
      { id: first, sum: 100, status: 'New' },
      { id: second, sum: 60, isPreliminary: true },
    ])
    await front.call('deletePaymentItem', { order, paymentItem: first })
    await front.call('deletePreliminaryPaymentItem', { order, paymentItem: second })
    expect((await orderOf(order)).payments).toEqual([])
    expect((await front.fails('deletePaymentItem', { order, paymentItem: first })).exception).toBe(
      'EntityNotFoundException',
    )
    const negative = { order, paymentType: cash(), paymentSum: -1 }
    expect((await front.fails('addPaymentItem', negative)).fields.reason).toBe('PaymentTypeUsing')
  })

  test('money that was taken outside is processed, and stays', async () => {
    const { orderId, sum } = await sold()
    const [part, rest] = [id(), id()]
    const paymentType = await outside()
    const order = orderId
    await front.call('addExternalPaymentItem', {
      ...{ id: part, order, paymentType, paymentSum: 1, isProcessed: true },
      additionalData: { customData: 'terminal 7' },
    })
    expect((await front.fails('deleteExternalPaymentItem', { order, paymentItem: part })).fields.reason).toBe(
      'PaymentTypeUsing',
    )
    await front.call('addExternalFiscalizedPaymentItem', {
      ...{ id: rest, order, paymentType, paymentSum: sum - 1 },
    })
    expect((await orderOf(order)).payments).toMatchObject([
      { id: part, status: 'Processed', isProcessedExternally: true },
      { id: rest, isFiscalizedExternally: true },
    ])
    expect((await front.fails('unprocessPayment', { order, paymentItem: part })).exception).toBe(
      'NotSupportedException',
    )
    await front.call('payOrder', { order })
    expect((await orderOf(order)).status).toBe('Closed')
    expect((await front.fails('payOrder', { order })).fields.reason).toBe('OrderStatusIsNotOpened')
    const { number } = await orderOf(order)
    expect((await front.call('getPastOrders', { orderNumber: number })).map((one: Json) => one.id)).toContain(
      order,
    )
    const bySum = await front.call('getPastOrdersBySum', { minPaymentSum: sum - 1, maxPaymentSum: sum - 1 })
    expect(bySum.map((one: Json) => one.id)).toContain(order)
    expect(await front.call('getPastOrdersByExternalNumber', { externalNumber: 'none' })).toEqual([])
    expect((await front.fails('getPastOrder', { orderId: id() })).exception).toBe('EntityNotFoundException')
  })

  test('tips and discounts of some dishes', async () => {
    const { orderId, soup } = await sold()
    const [tips] = await front.call('getDonationTypesCompatibleWith', { order: orderId })
    await front.call('addDonation', {
      ...{ order: orderId, donationType: tips.id, paymentType: tips.paymentTypes[0].id, donationSum: 100 },
    })
    expect((await orderOf(orderId)).donations).toMatchObject([{ sum: 100, donationType: { id: tips.id } }])
    const selective = (await front.call('getDiscountTypes')).find(
      (type: Json) => type.canApplySelectively && type.canApplyManually && !type.discountByFlexibleSum,
    )
    if (selective) {
      await front.call('changeSelectiveDiscount', {
        order: orderId,
        discountType: selective.id,
        products: [soup],
      })
      expect((await orderOf(orderId)).discounts).toMatchObject([{ isSelectivelyApplied: true }])
    }
    const coupons = { order: orderId, iikoCard5Coupons: ['a', 'b'] }
    expect((await front.fails('changeOrderIikoCard5Coupons', coupons)).exception).toBe(
      'NotSupportedException',
    )
    const student = demoId('manualCondition', 'student')
    await front.call('changeOrderAppliedIikoCard5ManualConditions', {
      ...{ order: orderId, appliedManualConditions: [student] },
    })
    const unknown = { order: orderId, dynamicDiscounts: [{ id: id(), sum: 1 }] }
    const failure = await front.fails('changeOrderLoyaltyDynamicDiscounts', unknown)
    expect(failure.exception).toBe('ConstraintViolationException')
  })
})

describe('deliveries on their way', () => {
  test('a delivery is cooked, sent and closed', async () => {
    const [delivery, soup] = [id(), id()]
    const types = await front.call('getOrderTypes')
    const type = types.find((one: Json) => one.orderServiceType === 'DeliveryByCourier')
    const street = server.chain.items.find((item) => item.book === 'street')?.id
    const operator = server.chain.items.find(
      (item) =>
        item.book === 'employee' &&
        item.body.isOperator &&
        item.body.organizationIds.includes(front.caller.organizationId),
    )
    const courier = server.chain.items.find(
      (item) =>
        item.book === 'employee' &&
        item.body.isCourier &&
        item.body.organizationIds.includes(front.caller.organizationId),
    )
    const order = { stub: delivery }
    await front.edit([
      [
        'createDeliveryOrder',
        {
          ...{ id: delivery, phone: '+79031112233', clientName: 'Ира', type: type.id },
          address: { streetId: street, house: '1' },
        },
      ],
      ['changeDeliveryDuration', { order, duration: hour }],
      ['changeDeliveryZone', { order, zone: 'Центр' }],
      ['changeDeliverySplitBetweenPersons', { order, splitBetweenPersons: true }],
      ['addOrderProductItem', { id: soup, order, product: front.dish('10101'), amount: 1 }],
    ])
    const told = (): Promise<Json> => front.call('getDeliveryOrderById', { id: delivery })
    expect(await told()).toMatchObject({ zone: 'Центр', splitBetweenPersons: true })
    const expected = server.clock.now() + 3 * hour
    await front.call('changeDeliveryExpectedDeliverTime', { order: delivery, expectedDeliverTime: expected })
    if (operator)
      await front.call('changeDeliveryOperator', { order: delivery, deliveryOperator: operator.id })
    await front.call('openPersonalSession', { user: courier?.id })
    await front.call('changeDeliveryCourier', { order: delivery, courier: courier?.id })
    await front.call('changeDeliveryEstimatedTimeOfArrival', {
      ...{ order: delivery, estimatedTimeOfArrival: expected },
    })
    await front.call('printOrderItems', { order: delivery })
    await front.call('startProductsCooking', { order: delivery, products: [soup] })
    expect((await told()).deliveryStatus).toBe('CookingStarted')
    await front.call('changeKitchenOrderItemsProcessingStatus', {
      ...{ order: delivery, cookingItems: [soup], newStatus: 'Processed' },
    })
    const { resultSum } = await told()
    await front.call('addPaymentItem', {
      ...{ order: delivery, paymentType: demoId('paymentType', 'cash'), paymentSum: resultSum },
    })
    // It is too small and lies outside of the till's zone: a manager may send it.
    expect((await front.fails('printDeliveryBill', { delivery })).exception).toBe(
      'ConstraintViolationException',
    )
    const { credentials } = await front.call('authenticateByPin', { pin: '1111' })
    await front.call('printDeliveryBill', { delivery, credentials })
    await front.call('prepareDeliveryForSending', { delivery, credentials })
    await front.call('sendDelivery', { delivery })
    await front.call('setDeliveryDelivered', { order: delivery })
    await front.call('setDeliveryUndelivered', { order: delivery })
    await front.call('setDeliveryDelivered', { order: delivery })
    expect(await told()).toMatchObject({ deliveryStatus: 'Delivered', courier: { id: courier?.id } })
    expect((await front.fails('setDeliveryCloseTime', { order: delivery })).fields.field).toBe('closeTime')
    await front.call('setDeliveryCloseTime', { order: delivery, closeTime: server.clock.now() })
    expect((await told()).status).toBe('Closed')
    const late = { order: delivery, expectedDeliverTime: expected }
    expect((await front.fails('changeDeliveryExpectedDeliverTime', late)).exception).toBe(
      'ConstraintViolationException',
    )
    expect((await front.fails('changeDeliveryZone', { order: delivery, zone: 'x' })).exception).toBe(
      'NotSupportedException',
    )
    const malformed = { order: delivery, estimatedTimeOfArrival: 'tomorrow' }
    expect((await front.fails('changeDeliveryEstimatedTimeOfArrival', malformed)).fields.field).toBe(
      'estimatedTimeOfArrival',
    )
  })
})

describe('banquets and reserves', () => {
  const client = (stub: string): Recorded => [
    'createClient',
    { id: stub, name: 'Ольга', phones: [{ phoneValue: '+79037654321' }] },
  ]

  test('a banquet has its dishes, begins and is paid', async () => {
    const [banquet, guest] = [id(), id()]
    const estimatedStartTime = server.clock.now() + hour
    await front.edit([
      client(guest),
      ['changeClientSurname', { client: { stub: guest }, surname: 'Петрова' }],
      [
        'createBanquet',
        {
          id: banquet,
          client: { stub: guest },
          tables: [tableId('main/11')],
          estimatedStartTime,
          activityType: 'ДР',
        },
      ],
      ['changeReserveDuration', { reserve: { stub: banquet }, duration: 4 * hour }],
      ['changeReserveReminder', { reserve: { stub: banquet }, shouldRemind: true }],
      ['addOrderProductItem', { order: { stub: banquet }, product: front.dish('10101'), amount: 3 }],
    ])
    const told = (): Promise<Json> => front.call('getReserveById', { id: banquet })
    expect(await told()).toMatchObject({
      ...{ isBanquet: true, duration: 4 * hour, shouldRemind: true, order: { isBanquetOrder: true } },
    })
    await front.call('changeReserveTables', { reserve: banquet, tables: [tableId('main/12')] })
    await front.call('startBanquet', { banquet })
    expect(await told()).toMatchObject({ status: 'Started', tables: [{ number: 12 }] })
    await front.call('printOrderItems', { order: banquet })
    await front.call('printBillCheque', { order: banquet })
    const { resultSum } = (await told()).order
    await front.call('cancelBill', { order: banquet })
    await front.call('addPaymentItem', {
      ...{ order: banquet, paymentType: demoId('paymentType', 'cash'), paymentSum: resultSum },
    })
    await front.call('payOrder', { order: banquet })
    expect(await told()).toMatchObject({ status: 'Closed', order: { status: 'Closed' } })
    expect((await front.fails('cancelReserve', { reserve: banquet, reason: 'Other' })).exception).toBe(
      'ConstraintViolationException',
    )
  })

  test('guests come for a reserve, and an order is open at their tables', async () => {
    const [reserve, guest, order] = [id(), id(), id()]
    const estimatedStartTime = server.clock.now() + hour
    await front.edit([
      client(guest),
      [
        'createReserve',
        { id: reserve, client: { stub: guest }, tables: [tableId('main/10')], estimatedStartTime },
      ],
    ])
    expect((await front.call('getReserves')).map((one: Json) => one.id)).toContain(reserve)
    await front.call('activateReserveAndBindToOrder', { id: order, reserve })
    expect(await orderOf(order)).toMatchObject({ status: 'New', tables: [{ number: 10 }] })
    expect((await front.call('getReserveById', { id: reserve })).status).toBe('Closed')
    expect((await front.fails('activateReserveAndBindToOrder', { reserve })).exception).toBe(
      'ConstraintViolationException',
    )
    expect((await front.fails('cancelReserve', { reserve, reason: 'Rain' })).fields.field).toBe('reason')
    await front.call('reopenReserve', { reserve })
    expect(await front.call('getReserveById', { id: reserve })).toMatchObject({
      ...{ status: 'New', guestsComingTime: null },
    })
    // The order of its guests goes on: it is theirs no more.
    expect((await orderOf(order)).status).toBe('New')
    expect((await front.fails('reopenReserve', { reserve })).exception).toBe('ConstraintViolationException')
  })
})
