import { expect, test } from 'vitest'
import { aDelivery } from '../../kit/testing/a-delivery.ts'
import type { PaymentType } from '../../kit/till-types.ts'
import {
  isPaidAhead,
  likelyCash,
  type PaymentLine,
  paymentSheet,
  paymentsOf,
  withPayment,
} from './payment-sheet.ts'

const rubles = { isoName: 'RUB', scale: 2 }
const cash: PaymentType = { id: 'cash', name: 'Наличные', nameEn: null, kind: 'Cash', isCombinable: true }
const card: PaymentType = { id: 'card', name: 'Карта', nameEn: null, kind: 'Card', isCombinable: true }
const delivery = aDelivery({ sum: 1330.1, paid: 300, planned: 100 })

test('what was paid and what was promised counts; the rest is due', () => {
  expect(paymentSheet(delivery, [], rubles)).toEqual({
    total: 133_010,
    paid: 30_000,
    planned: 10_000,
    rest: 93_010,
    change: 0,
    isComplete: false,
  })
})

test('a note that is too large gives change, to the kopeck', () => {
  const lines: PaymentLine[] = [{ type: cash, minor: 100_000 }]
  expect(paymentSheet(delivery, lines, rubles)).toMatchObject({ rest: 0, change: 6990, isComplete: true })
})

test('only cash may be more than what is due', () => {
  expect(withPayment([], card, 100_000, 93_010)).toEqual([{ type: card, minor: 93_010 }])
  expect(withPayment([], cash, 100_000, 93_010)).toEqual([{ type: cash, minor: 100_000 }])
})

test('two sums in one way of paying are one line; nothing is no line', () => {
  const once = withPayment([], cash, 50_000, 93_010)
  expect(withPayment(once, cash, 50_000, 43_010)).toEqual([{ type: cash, minor: 100_000 }])
  expect(withPayment(once, card, 0, 43_010)).toEqual(once)
})

test('likely sums are the exact one and what the next notes make of it', () => {
  expect(likelyCash(93_010, rubles)).toEqual([93_010, 100_000, 200_000, 500_000])
  expect(likelyCash(0, rubles)).toEqual([])
})

test('the till is told decimal numbers', () => {
  expect(paymentsOf([{ type: cash, minor: 93_010 }], rubles)).toEqual([{ typeId: 'cash', sum: 930.1 }])
})

test('a courier’s order is paid ahead before it leaves; once it is closed that was its end', () => {
  const byCourier = { serviceType: 'DeliveryByCourier' } as const
  expect(isPaidAhead({ ...byCourier, status: 'CookingCompleted' })).toBe(true)
  expect(isPaidAhead({ ...byCourier, status: 'OnWay' })).toBe(false)
  expect(isPaidAhead({ ...byCourier, status: 'Closed' })).toBe(false)
  expect(isPaidAhead({ serviceType: 'DeliveryByClient', status: 'CookingCompleted' })).toBe(false)
})
