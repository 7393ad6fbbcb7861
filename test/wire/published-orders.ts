import { blacklistGuest } from '../../src/app/loyalty/blacklist.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { priceCategoryId, sizeId } from '../../src/seed/demo/menu/dictionaries.ts'
import { modifierGroupId } from '../../src/seed/demo/menu/modifiers.ts'
import { named } from '../support/cloud-answers.ts'
import { productByCode } from '../support/orders.ts'
import type { TestServer } from '../support/start-server.ts'
import { type Deliveries, discountTypeId, type Json, paymentTypeId } from './cloud-deliveries-driver.ts'
import { loyaltyOf } from './loyalty-driver.ts'
import { orderOfEverything } from './order-of-everything.ts'

// Parts of the published requests: together they say all that an order of the document can say.

const uuid = (): string => crypto.randomUUID()

const flags = { isProcessedExternally: true, isFiscalizedExternally: true, isPrepay: false }
const cardData = { type: 'Card', number: '427600******1234', customData: 'rrn 17', cardType: 'VISA' }
const externalData = { type: 'External', customData: 'voucher 17' }

/** One payment of each kind. Bonuses are those of the guest who is the phone. */
export const everyPayment = (phone: string): Json[] => [
  {
    ...{ paymentTypeKind: 'Card', paymentTypeId: paymentTypeId('cardOnline'), sum: 100, number: '1234' },
    ...{ ...flags, isPrepay: true, paymentAdditionalData: cardData },
  },
  {
    ...{ paymentTypeKind: 'LoyaltyCard', paymentTypeId: paymentTypeId('bonuses'), sum: 10, ...flags },
    ...{ isProcessedExternally: false, isFiscalizedExternally: false },
    paymentAdditionalData: { type: 'LoyaltyCard', credential: phone, searchScope: 'Phone' },
  },
  {
    ...{ paymentTypeKind: 'External', paymentTypeId: paymentTypeId('aggregator'), sum: 50, ...flags },
    paymentAdditionalData: externalData,
  },
  {
    ...{ paymentTypeKind: 'Cash', paymentTypeId: paymentTypeId('cash'), sum: 200, ...flags },
    ...{ isProcessedExternally: false, isFiscalizedExternally: false, paymentAdditionalData: externalData },
  },
]

/** One tip of each kind that tips may be paid with, for whoever the tips are. */
export const everyTip = (phone: string, tipsTypeId: string): Json[] =>
  everyPayment(phone)
    .filter(({ paymentTypeKind }) => paymentTypeKind !== 'LoyaltyCard')
    .map((payment) => ({ ...payment, tipsTypeId }))

/** A pizza of two halves, a position of a combo or of its own. */
export function twoHalves(server: TestServer): Json {
  const modifier = (code: string, group: 'dough' | 'halves') => ({
    ...{ productId: productByCode(server.chain, code), productGroupId: modifierGroupId(group) },
    ...{ amount: 1, price: 0, positionId: uuid() },
  })
  const half = (code: string) => ({
    ...{ productId: productByCode(server.chain, '20011'), price: 720, positionId: uuid() },
    modifiers: [modifier(code, 'halves')],
  })
  return {
    ...{ type: 'Compound', amount: 1, productSizeId: sizeId('30'), comment: 'cut in eight' },
    primaryComponent: half('70401'),
    secondaryComponent: half('70402'),
    commonModifiers: [modifier('70101', 'dough')],
  }
}

/** A combo whose pizza is of two halves. */
export function pizzaAndLemonade(server: TestServer, shop: Deliveries): { combo: Json; items: Json[] } {
  const [comboId, comboSourceId] = [uuid(), demoId('comboAction', 'pizzaAndLemonade')]
  const inGroup = (comboGroupName: string): Json => ({
    ...{ comboId, comboSourceId, comboGroupName },
    comboGroupId: demoId('comboGroup', `pizzaAndLemonade/${comboGroupName}`),
  })
  const lemonade = { productSizeId: sizeId('l'), positionId: uuid(), comboInformation: inGroup('Лимонад') }
  return {
    combo: {
      ...{ id: comboId, name: 'Пицца и лимонад', amount: 1, price: 900, sourceId: comboSourceId },
      ...{ programId: uuid(), sizeId: sizeId('30') },
    },
    items: [{ ...twoHalves(server), comboInformation: inGroup('Пицца') }, shop.anItem('60301', 0, lemonade)],
  }
}

export const wholeCheque = {
  ...{ needReceipt: true, email: 'anna@guest.example', phone: '+79005550301' },
  ...{ settlementPlace: 'site', retailAddress: 'Москва, Покровка, 17', isInternetPayment: true },
}

const said = {
  menuId: '12001',
  priceCategoryId: priceCategoryId('delivery'),
  deliveryDuration: 75,
  deliveryZone: 'Центр',
  chequeAdditionalInfo: wholeCheque,
  externalData: [
    { key: 'a', value: '1', isPublic: true },
    { key: 'b', value: '2', isPublic: false },
  ],
}

/** An order that says all that one order can say at once. */
export function wholeOrder(server: TestServer, shop: Deliveries): Json {
  const body = orderOfEverything(server, shop)
  const { order } = body
  const [first] = order.items
  const pizza = pizzaAndLemonade(server, shop)
  const phone = order.phone
  const condition = named(server.chain, 'manualCondition', 'Извин').id
  order.deliveryPoint.address.type = 'legacy'
  order.combos[0].sizeId = sizeId('30')
  for (const item of order.items) if (item.comboInformation) item.comboInformation.comboGroupName = 'Салат'
  Object.assign(order, said, {
    items: [...order.items, twoHalves(server), ...pizza.items],
    combos: [...order.combos, pizza.combo],
    payments: everyPayment(phone),
    tips: everyTip(phone, demoId('tipsType', 'courier')),
    discountsInfo: {
      discounts: [
        {
          ...{ type: 'RMS', discountTypeId: discountTypeId('flexible'), sum: 20 },
          selectivePositions: [first.positionId],
        },
      ],
      fixedLoyaltyDiscounts: true,
    },
    loyaltyInfo: {
      coupon: 'SPRING',
      applicableManualConditions: [condition],
      dynamicDiscounts: [{ manualConditionId: condition, sum: 5 }],
    },
  })
  body.createOrderSettings = { transportToFrontTimeout: 60, checkStopList: true }
  return body
}

/** An order of a passing guest to an address in one line, with the discounts of a programme. */
export function passingOrder(server: TestServer, shop: Deliveries): Json {
  const item = shop.anItem('10101', 420, { positionId: uuid() })
  const regionId = named(server.chain, 'region', 'Басманный').id
  const way = { flat: '5', entrance: '1', floor: '3', doorphone: '5K', regionId }
  return shop.anOrder({
    id: uuid(),
    orderServiceType: undefined,
    orderTypeId: demoId('orderType', 'aggregator'),
    customer: { type: 'one-time', name: 'Vera' },
    deliveryPoint: { address: { type: 'city', line1: 'Москва, Покровка, 17', ...way } },
    phoneExtension: '77',
    items: [item],
    discountsInfo: {
      discounts: [
        {
          ...{ type: 'iikoCard', programId: uuid(), programName: 'bonus' },
          discountItems: [{ positionId: item.positionId, sum: 1, amount: 1 }],
        },
      ],
    },
  })
}

/** An order with a card of discounts. */
export const cardOrder = (shop: Deliveries): Json =>
  shop.aPickup({ id: uuid(), discountsInfo: { card: { track: '7780000000000001' } } })

/** A first order of the guest whom the others are of, with bonuses for them; then the restaurant trusts them no more. */
export async function distrusted(server: TestServer, shop: Deliveries): Promise<void> {
  const phone = '+79005550301'
  const desk = loyaltyOf(server)
  const { id: customerId } = await desk.call('customer/create_or_update', { phone, name: 'Anna' })
  const { walletId } = desk.bonuses
  await desk.call('customer/wallet/topup', { customerId, walletId, sum: 5000 })
  await shop.placed(shop.aPickup({ phone }))
  const scope = { tenantId: server.chain.tenant.id, actor: 'test' }
  await blacklistGuest(server.node.app, scope, phone, 'Не открывает дверь')
}
