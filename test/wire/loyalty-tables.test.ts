import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Json, noon } from './cloud-deliveries-driver.ts'
import { byBonuses, inCash, type Loyalty, loyaltyOf } from './loyalty-driver.ts'
import { type Tables, tablesOf } from './table-orders-driver.ts'

// Loyalty at tables: what it does to deliveries, by the same rules (ADR 12).

let server: TestServer
let desk: Loyalty
let hall: Tables
beforeAll(async () => {
  server = await startServer()
  desk = loyaltyOf(server)
  hall = tablesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

const seated = (phone: string, payments: Json[], more: Json = {}): Promise<Json> =>
  hall.placed(hall.anOrder({ phone, customer: { type: 'regular', name: 'Анна' }, payments, ...more }))
const told = async (id: string): Promise<unknown[]> =>
  (await desk.lines(id)).map(({ typeName, sum, orderSum }) => [typeName, sum, orderSum])

test('bonuses are taken when the order is created; a closed order is counted and earns of its money', async () => {
  const { id, phone } = await desk.aGuest()
  const order = await seated(phone, [byBonuses(200, phone), inCash(640)])
  expect(await desk.balance(id)).toBe(100)
  expect((await hall.done('close', order.id)).status).toBe('Closed')
  expect(await desk.balance(id)).toBe(132)
  expect(await told(id)).toEqual([
    ['AutomaticRefillWallet', 300, null],
    ['PayFromWallet', -200, 840],
    ['CloseOrder', 0, 840],
    ['RefillWalletFromOrder', 32, 840],
  ])
  const asked = { guestIds: [id], metrics: ['OrdersCount', 'OrdersSum'], periods: ['Day'] }
  const { counters } = await desk.call('get_counters', asked)
  expect(counters.map(({ value }: Json) => value)).toEqual([1, 840])
})

test('an order takes the hold of its sum, and gives it back when it is cancelled', async () => {
  const { id, phone } = await desk.aGuest()
  const hold = { customerId: id, walletId: desk.bonuses.walletId, sum: 150 }
  const { transactionId } = await desk.call('customer/wallet/hold', hold)
  const order = await seated(phone, [byBonuses(150, phone), inCash(690)])
  expect(await desk.balance(id)).toBe(150)
  const used = { errorCode: 'Transaction_AlreadyProcessed' }
  await desk.refused('customer/wallet/cancel_hold', { transactionId }, used)
  expect((await hall.done('cancel', order.id)).status).toBe('Deleted')
  expect(await desk.balance(id)).toBe(300)
  expect((await desk.lines(id)).at(-1)).toMatchObject({ typeName: 'CancelPayFromWallet', sum: 150 })
})

test('payments that are added or replaced leave what the order says now', async () => {
  const { id, phone } = await desk.aGuest()
  const order = await seated(phone, [])
  await hall.done('add_payments', order.id, { payments: [byBonuses(100, phone)] })
  expect(await desk.balance(id)).toBe(200)
  await hall.done('change_payments', order.id, { payments: [byBonuses(30, phone), inCash(810)] })
  expect(await desk.balance(id)).toBe(270)
  await hall.done('change_payments', order.id, { payments: [inCash(840)] })
  expect(await desk.balance(id)).toBe(300)
})

test('another guest at the table pays instead: the first one gets everything back', async () => {
  const [first, second] = [await desk.aGuest(), await desk.aGuest()]
  const order = await seated(first.phone, [byBonuses(200, first.phone), inCash(640)])
  expect(await desk.balance(first.id)).toBe(100)
  await hall.done('add_customer', order.id, { customer: { name: 'Борис', phone: second.phone } })
  expect([await desk.balance(first.id), await desk.balance(second.id)]).toEqual([300, 100])
  await hall.done('close', order.id)
  expect([await desk.balance(first.id), await desk.balance(second.id)]).toEqual([300, 132])
  expect((await told(first.id)).at(-1)).toEqual(['CancelPayFromWallet', 200, 840])
})

test('what calculate finds is kept as the discount; coupon and condition are read back and used up', async () => {
  const { id, phone } = await desk.aGuest()
  const items = [hall.anItem('10101', 420, { amount: 3, positionId: crypto.randomUUID() })]
  const loyaltyInfo = {
    coupon: 'VESNA-110',
    applicableManualConditions: [demoId('manualCondition', 'student')],
  }
  const asked = { phone, items, loyaltyInfo }
  const { loyaltyProgramResults } = await desk.call('calculate', { order: asked })
  const off = loyaltyProgramResults.flatMap(({ discounts }: Json) => discounts)
  expect(off.map(({ discountSum }: Json) => discountSum).sort()).toEqual([126, 300])
  const fixed = {
    type: 'iikoCard',
    programId: demoId('loyaltyProgram', 'discounts'),
    programName: 'Скидки',
    discountItems: [{ positionId: items[0].positionId, sum: 426, amount: 3 }],
  }
  const order = await seated(phone, [inCash(834)], {
    ...{ items, loyaltyInfo, discountsInfo: { discounts: [fixed], fixedLoyaltyDiscounts: true } },
  })
  expect(order.order).toMatchObject({
    ...{ sum: 834, discounts: [{ sum: 426 }] },
    loyaltyInfo: {
      coupon: 'VESNA-110',
      appliedManualConditions: [demoId('manualCondition', 'student')],
    },
  })
  await hall.done('close', order.id)
  const { couponInfo } = await desk.call('coupons/info', { number: 'VESNA-110' })
  expect(couponInfo[0].whenActivated).not.toBeNull()
  expect((await desk.lines(id)).find(({ typeName }) => typeName === 'CouponActivation')).toMatchObject({
    coupon: { number: 'VESNA-110', series: 'ВЕСНА' },
  })
})
