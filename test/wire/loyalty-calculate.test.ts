import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { comboId } from '../../src/seed/demo/menu/combos.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, hourMs, type Json, noon } from './cloud-deliveries-driver.ts'
import { type Loyalty, loyaltyOf } from './loyalty-driver.ts'

let server: TestServer
let desk: Loyalty
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  desk = loyaltyOf(server)
  shop = deliveriesOf(server, 'pokrovka')
})
afterAll(() => server.close())
beforeEach(() => server.clock.jumpTo(noon))

const [borscht, cake, espresso] = ['10101', '50001', '60101'] as const
const prices: Record<string, number> = { [borscht]: 420, [cake]: 320, [espresso]: 140 }
const item = (code: string, amount = 1): Json =>
  shop.anItem(code, prices[code] ?? 0, { amount, positionId: crypto.randomUUID() })
const manual = (key: string): string => demoId('manualCondition', key)
const campaign = (key: string): string => demoId('loyaltyCampaign', key)

const anOrder = (items: Json[], order: Json = {}): Json => ({
  order: { phone: '+79990000001', orderServiceType: 'DeliveryByCourier', items, ...order },
})
const calculate = (body: Json): Promise<Json> => desk.call('calculate', body)
const resultOf = ({ loyaltyProgramResults }: Json, key: string): Json =>
  loyaltyProgramResults.find(({ marketingCampaignId }: Json) => marketingCampaignId === campaign(key))
const offBy = (result: Json): number =>
  result.discounts.reduce((sum: number, { discountSum }: Json) => sum + discountSum, 0)

test("'/api/1/loyalty/iiko/calculate' of a stranger warns and stores nothing", async () => {
  const answer = await calculate(anOrder([item(borscht)]))
  expect(answer.Warnings).toMatchObject([{ ErrorCode: 'Customer_CustomerNotFound' }])
  expect(answer.validationWarnings).toHaveLength(1)
  expect(answer.availablePayments).toEqual([])
  expect(answer.loyaltyTrace).toBeNull()
  await desk.refused('customer/info', { type: 'phone', phone: '+79990000001' }, {})
})

test('happy hours lower drinks alone, and only in their hours', async () => {
  const items = [item(borscht), item(espresso, 2)]
  expect(resultOf(await calculate(anOrder(items)), 'happyHours')).toBeUndefined()
  server.clock.jumpTo(noon + 3.5 * hourMs)
  const { discounts } = resultOf(await calculate(anOrder(items)), 'happyHours')
  expect(discounts).toEqual([
    {
      code: 1,
      orderItemId: items[1].positionId,
      positionId: items[1].positionId,
      discountSum: 56,
      amount: null,
      comment: 'Счастливые часы',
    },
  ])
  server.clock.jumpTo(noon + 5 * hourMs)
  expect(resultOf(await calculate(anOrder(items)), 'happyHours')).toBeUndefined()
})

test('of campaigns that exclude each other the best one works, others add to it', async () => {
  server.clock.jumpTo(noon + 3.5 * hourMs)
  const items = [item(borscht, 3), item(espresso)]
  const conditions = [manual('student')]
  const answer = await calculate({
    ...anOrder(items, { loyaltyInfo: { applicableManualConditions: conditions, coupon: 'VESNA-001' } }),
    isLoyaltyTraceEnabled: true,
  })
  expect(offBy(resultOf(answer, 'students'))).toBe(140)
  expect(resultOf(answer, 'happyHours')).toBeUndefined()
  expect(resultOf(answer, 'spring').discounts).toMatchObject([
    { code: 0, positionId: null, discountSum: 300 },
  ])
  expect(answer.loyaltyTrace).toContain('Счастливые часы: another campaign of its group gives more')
  expect(answer.loyaltyTrace).toContain('To pay: 960')
})

test('on a birthday there is a percent with a limit and a gift: from the order, or offered', async () => {
  const birthday = '1990-03-14 00:00:00.000'
  const phone = desk.newPhone()
  await desk.newGuest({ phone, birthday })
  const offered = resultOf(await calculate(anOrder([item(borscht)], { phone })), 'birthday')
  expect(offBy(offered)).toBe(63)
  expect(offered.freeProducts).toMatchObject([
    { products: [{ id: demoId('product', cake), code: cake, sizes: [] }, { code: '60111' }] },
  ])
  const items = [item(borscht), item(cake, 2)]
  const given = resultOf(await calculate(anOrder(items, { phone })), 'birthday')
  expect(given.freeProducts).toEqual([])
  expect(given.discounts.find(({ code }: Json) => code === 2)).toMatchObject({
    ...{ positionId: items[1].positionId, discountSum: 320, amount: 1 },
  })
  server.clock.jumpTo(noon + 6 * 24 * hourMs)
  expect(resultOf(await calculate(anOrder(items, { phone })), 'birthday')).toBeUndefined()
})

test('a dynamic discount brings its own sum, within the limit; the older fields beside the order are heard too', async () => {
  const manualConditionId = manual('apology')
  const inside = await calculate(
    anOrder([item(borscht, 5)], { loyaltyInfo: { dynamicDiscounts: [{ manualConditionId, sum: 150.5 }] } }),
  )
  expect(offBy(resultOf(inside, 'apology'))).toBe(150.5)
  const body = { ...anOrder([item(borscht, 5)]), dynamicDiscounts: [{ manualConditionId, Sum: 5000 }] }
  expect(offBy(resultOf(await calculate(body), 'apology'))).toBe(1000)
  const small = { ...anOrder([item(borscht)]), dynamicDiscounts: [{ manualConditionId, Sum: 5000 }] }
  expect(offBy(resultOf(await calculate(small), 'apology'))).toBe(420)
})

test('a coupon works while it is unused, an unknown one warns; a certificate is asked for', async () => {
  const items = [item(borscht, 3)]
  expect(resultOf(await calculate(anOrder(items)), 'certificate')).toMatchObject({
    ...{ needToActivateCertificate: true, discounts: [] },
  })
  const certificate = await calculate({ ...anOrder(items), coupon: 'CERT-001' })
  expect(resultOf(certificate, 'certificate')).toMatchObject({ needToActivateCertificate: false })
  expect(offBy(resultOf(certificate, 'certificate'))).toBe(1000)
  const unknown = await calculate({ ...anOrder(items), coupon: 'NOTHING' })
  expect(unknown.Warnings).toContainEqual(expect.objectContaining({ ErrorCode: 'Coupon_CouponNotFound' }))
  const cheap = await calculate({ ...anOrder([item(borscht)]), coupon: 'VESNA-001' })
  expect(resultOf(cheap, 'spring')).toBeUndefined()
})

test('a pickup earns its discount by the kind of service or by the order type', async () => {
  const items = [item(borscht, 5)]
  const pickup = await calculate(anOrder(items, { orderServiceType: 'DeliveryByClient' }))
  expect(offBy(resultOf(pickup, 'pickup'))).toBe(100)
  const byType = { orderServiceType: undefined, orderTypeId: demoId('orderType', 'pickup') }
  expect(offBy(resultOf(await calculate(anOrder(items, byType)), 'pickup'))).toBe(100)
  expect(resultOf(await calculate(anOrder(items)), 'pickup')).toBeUndefined()
})

test('bonuses pay up to half of what is left and no more than there is; only campaigns that were named pay', async () => {
  const phone = desk.newPhone()
  await desk.newGuest({ phone })
  const named = { availablePaymentMarketingCampaignIds: [campaign('bonuses')] }
  const pay = async (amount: number) =>
    (await calculate({ ...anOrder([item(borscht, amount)], { phone }), ...named })).availablePayments
  expect(await pay(1)).toEqual([
    {
      ...{ id: campaign('bonuses'), maxSum: 210, order: 100 },
      walletInfos: [{ id: desk.bonuses.walletId, maxSum: 210, canHoldMoney: true }],
    },
  ])
  expect((await pay(3))[0].maxSum).toBe(300)
  expect((await calculate(anOrder([item(borscht)], { phone }))).availablePayments).toEqual([])
})

test('a combo that could be made of the items is shown with what is missing', async () => {
  const [, combo] = [comboId('lunch'), server.chain.items.find(({ id }) => id === comboId('lunch'))]
  if (combo?.book !== 'comboAction') throw new Error('no lunch')
  const [group] = combo.body.groups
  const [product] = group?.products ?? []
  const code = server.chain.items.find(({ id }) => id === product?.productId)
  if (code?.book !== 'product') throw new Error('no dish')
  const dish = shop.anItem(code.body.code, 1, { positionId: crypto.randomUUID() })
  const { availableCombos, availableComboSpecifications } = resultOf(
    await calculate(anOrder([dish])),
    'combos',
  )
  expect(availableComboSpecifications).toEqual([combo.id])
  expect(availableCombos[0].groupMapping).toContainEqual({ groupId: group?.id, itemId: dish.positionId })
  expect(availableCombos[0].groupMapping).toContainEqual(expect.objectContaining({ itemId: null }))
})

test('what is wrong is refused and names its place', async () => {
  const unknownId = 'e0e0e0e0-0000-4000-8000-00000000000e'
  const wrongItem = (more: Json) => anOrder([{ ...item(borscht), ...more }])
  for (const [body, text] of [
    [wrongItem({ productId: unknownId }), `Product with Id '${unknownId}' not found`],
    [anOrder([]), 'order.items'],
    [wrongItem({ amount: -1 }), 'order.items[0].amount'],
    [wrongItem({ price: 'free' }), 'order.items[0].price'],
    [{ order: { items: [item(borscht)] } }, 'phone'],
    [{}, 'order'],
    [{ ...anOrder([item(borscht)]), terminalGroupId: unknownId }, unknownId],
    [
      { ...anOrder([item(borscht)]), dynamicDiscounts: [{ Sum: 5 }] },
      'dynamicDiscounts[0].manualConditionId',
    ],
    [
      { ...anOrder([item(borscht)]), dynamicDiscounts: [{ manualConditionId: unknownId, Sum: -5 }] },
      'dynamicDiscounts[0].sum',
    ],
  ] as const) {
    expect((await desk.refused('calculate', body, {})).message).toContain(text)
  }
})
