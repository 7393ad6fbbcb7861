import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, type Json, noon } from './cloud-deliveries-driver.ts'
import { byBonuses, inCash, type Loyalty, loyaltyOf } from './loyalty-driver.ts'

// Bonuses inside orders: taken when the order is placed, given back when it is cancelled, earned when it is closed.

let server: TestServer
let desk: Loyalty
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(noon)
  desk = loyaltyOf(server)
  shop = deliveriesOf(server, 'pokrovka')
})
afterAll(() => server.close())

const pickup = (phone: string, payments: Json[], more: Json = {}): Promise<Json> =>
  shop.placed(shop.aPickup({ phone, customer: { type: 'regular', name: 'Анна' }, payments, ...more }))

test('a closed order takes its bonuses, is counted and earns of what was paid in money', async () => {
  const { id, phone } = await desk.aGuest()
  const order = await pickup(phone, [byBonuses(200, phone), inCash(640)])
  await server.settle()
  expect(await desk.balance(id)).toBe(100)
  await shop.done('close', order.id)
  await server.settle()
  expect(await desk.balance(id)).toBe(132)
  expect((await desk.lines(id)).map(({ typeName, sum, orderSum }) => [typeName, sum, orderSum])).toEqual([
    ['AutomaticRefillWallet', 300, null],
    ['PayFromWallet', -200, 840],
    ['CloseOrder', 0, 840],
    ['RefillWalletFromOrder', 32, 840],
  ])
  const asked = { guestIds: [id], metrics: ['OrdersCount', 'OrdersSum'], periods: ['Day', 'AllTime'] }
  const { counters } = await desk.call('get_counters', asked)
  expect(counters.map(({ value }: Json) => value)).toEqual([1, 840, 1, 840])
  expect(await desk.byId(id)).toMatchObject({ lastVisitedOrganizationId: desk.organizationId })
})

test('a hold of the same sum is taken instead of paying twice; a cancelled order gives all back', async () => {
  const { id, phone } = await desk.aGuest()
  const hold = { customerId: id, walletId: desk.bonuses.walletId, sum: 150 }
  const { transactionId } = await desk.call('customer/wallet/hold', hold)
  expect(await desk.balance(id)).toBe(150)
  const order = await pickup(phone, [byBonuses(150, phone), inCash(690)])
  await server.settle()
  expect(await desk.balance(id)).toBe(150)
  const used = { errorCode: 'Transaction_AlreadyProcessed' }
  await desk.refused('customer/wallet/cancel_hold', { transactionId }, used)
  await shop.done('cancel', order.id)
  await server.settle()
  expect(await desk.balance(id)).toBe(300)
  expect((await desk.lines(id)).at(-1)).toMatchObject({ typeName: 'CancelPayFromWallet', sum: 150 })
})

test('payments that are replaced leave only what the order says now', async () => {
  const { id, phone } = await desk.aGuest()
  const order = await pickup(phone, [byBonuses(100, phone), inCash(740)])
  await server.settle()
  expect(await desk.balance(id)).toBe(200)
  await shop.done('change_payments', order.id, { payments: [byBonuses(30, phone), inCash(810)] })
  await server.settle()
  expect(await desk.balance(id)).toBe(270)
  await shop.done('change_payments', order.id, { payments: [inCash(840)] })
  await server.settle()
  expect(await desk.balance(id)).toBe(300)
})

test('bonuses that are not there are refused by the till: it knows the balance', async () => {
  const { id, phone } = await desk.aGuest()
  const payments = [byBonuses(400, phone), inCash(440)]
  const customer = { type: 'regular', name: 'Анна' }
  const refused = await shop.outcome(shop.aPickup({ phone, customer, payments }))
  expect(refused).toMatchObject({
    creationStatus: 'Error',
    errorInfo: { errorReason: 'wallet.balance-too-small' },
  })
  const order = await pickup(phone, [inCash(840)])
  const { message } = await shop.refused('change_payments', order.id, { payments })
  expect(message).toContain('not enough money')
  expect(await desk.balance(id)).toBe(300)
})

test('of two orders that come at once only one gets the money that is enough for one', async () => {
  const { id, phone } = await desk.aGuest()
  const body = shop.aPickup({
    ...{ phone, customer: { type: 'regular', name: 'Анна' } },
    payments: [byBonuses(200, phone), inCash(640)],
  })
  const answers = await Promise.all([shop.create(body), shop.create(body), shop.create(body)])
  await server.settle()
  const infos = await Promise.all(answers.map(({ json }) => shop.byId(json.orderInfo.id)))
  expect(infos.map(({ creationStatus }) => creationStatus).sort()).toEqual(['Error', 'Error', 'Success'])
  expect(await desk.balance(id)).toBe(100)
})

test('a coupon is used up by the order that is closed with it', async () => {
  const { id, phone } = await desk.aGuest()
  const order = await pickup(phone, [inCash(840)], { loyaltyInfo: { coupon: 'VESNA-100' } })
  await shop.done('close', order.id)
  await server.settle()
  const { couponInfo } = await desk.call('coupons/info', { number: 'VESNA-100' })
  expect(couponInfo[0].whenActivated).not.toBeNull()
  expect((await desk.lines(id)).find(({ typeName }) => typeName === 'CouponActivation')).toMatchObject({
    coupon: { number: 'VESNA-100', series: 'ВЕСНА' },
  })
  const again = await desk.call('calculate', {
    order: { phone, orderServiceType: 'DeliveryByClient', items: [shop.anItem('10101', 420, { amount: 3 })] },
    coupon: 'VESNA-100',
  })
  expect(again.Warnings).toContainEqual(expect.objectContaining({ ErrorCode: 'Coupon_AlreadyActivated' }))
})
