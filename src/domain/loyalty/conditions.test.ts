import { expect, test } from 'vitest'
import type { LoyaltyCondition } from '../reference/books.ts'
import type { Checkin, CheckinGuest, CheckinLine } from './checkin.ts'
import { holds } from './conditions.ts'

const guest: CheckinGuest = {
  id: 'guest',
  categoryIds: ['gold'],
  birthday: '1990-03-14',
  closedOrders: 1,
  wallets: new Map(),
}
const line: CheckinLine = {
  ...{ key: '0', positionId: null, productId: 'soup', sizeId: null, categoryId: 'hot' },
  ...{ amount: 2000n, cost: 84_000n, isInCombo: false },
}
const checkin: Checkin = {
  lines: [line],
  serviceType: 'DeliveryByClient',
  weekday: 5,
  minutes: 12 * 60,
  today: '2027-03-12',
  guest,
  couponSeriesIds: ['spring'],
  hasCoupon: true,
  manualConditionIds: ['student'],
  dynamicSums: new Map(),
  paymentCampaignIds: [],
}
type Without<T> = T extends { id: string } ? Omit<T, 'id'> : never
const check = (condition: Without<LoyaltyCondition>, changes: Partial<Checkin> = {}): boolean =>
  holds({ ...condition, id: 'condition' } as LoyaltyCondition, { ...checkin, ...changes })

const scheduled = (schedule: { weekdays: number[]; fromMinutes: number; toMinutes: number }) => ({
  ...{ kind: 'schedule' as const },
  ...schedule,
})

test.each([
  [5, 21 * 60 + 59, false],
  [5, 22 * 60, true],
  [6, 90, true],
  [6, 120, false],
  [5, 90, false],
  [6, 22 * 60, false],
])('a night from Friday 22:00 to 2:00 on weekday %i at minute %i: %s', (weekday, minutes, expected) => {
  const night = scheduled({ weekdays: [5], fromMinutes: 22 * 60, toMinutes: 120 })
  expect(check(night, { weekday, minutes })).toBe(expected)
})

test('Monday’s small hours belong to Sunday', () => {
  const night = scheduled({ weekdays: [7], fromMinutes: 22 * 60, toMinutes: 120 })
  expect(check(night, { weekday: 1, minutes: 60 })).toBe(true)
})

test('the end of a schedule is outside it', () => {
  const hours = scheduled({ weekdays: [5], fromMinutes: 900, toMinutes: 1020 })
  expect([899, 900, 1019, 1020].map((minutes) => check(hours, { minutes }))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test.each([
  ['1990-03-14', '2027-03-10', false],
  ['1990-03-14', '2027-03-11', true],
  ['1990-03-14', '2027-03-17', true],
  ['1990-03-14', '2027-03-18', false],
  ['1990-01-01', '2026-12-30', true],
  ['1990-12-31', '2027-01-02', true],
  ['1992-02-29', '2027-03-01', true],
  ['1992-02-29', '2028-02-29', true],
])('a birthday of %s on %s: %s', (birthday, today, expected) => {
  const week = { kind: 'birthday', daysBefore: 3, daysAfter: 3 } as const
  expect(check(week, { today, guest: { ...guest, birthday } })).toBe(expected)
})

test('an order sum counts from its lower end to its upper one', () => {
  const sums = (from: bigint, to: bigint | null) => check({ kind: 'orderSum', from, to })
  expect([sums(84_000n, null), sums(84_001n, null), sums(0n, 84_000n), sums(0n, 83_999n)]).toEqual([
    ...[true, false, true, false],
  ])
})

test('products count by name or by category, and there must be enough of them', () => {
  const products = { kind: 'products' as const, productIds: ['soup'], categoryIds: [], amount: 2000n }
  expect(check({ ...products, productIds: ['soup'] })).toBe(true)
  expect(check({ ...products, productIds: [], categoryIds: ['hot'] })).toBe(true)
  expect(check({ ...products, productIds: ['cake'] })).toBe(false)
  expect(check({ ...products, productIds: ['soup'], amount: 2001n })).toBe(false)
})

test('which order of the guest it is', () => {
  const second = { kind: 'orderCount', from: 2, to: 2 } as const
  expect(check(second)).toBe(true)
  expect(check(second, { guest: { ...guest, closedOrders: 0 } })).toBe(false)
  expect(check({ ...second, from: 1, to: null })).toBe(true)
})

test('coupons, manual conditions, kinds of service and categories are those of the order', () => {
  expect(check({ kind: 'coupon', seriesId: 'spring' })).toBe(true)
  expect(check({ kind: 'coupon', seriesId: 'autumn' })).toBe(false)
  expect(check({ kind: 'manual', manualConditionId: 'student' })).toBe(true)
  expect(check({ kind: 'manual', manualConditionId: 'pilot' })).toBe(false)
  expect(check({ kind: 'serviceType', serviceTypes: ['DeliveryByClient'] })).toBe(true)
  expect(check({ kind: 'serviceType', serviceTypes: ['DeliveryByClient'] }, { serviceType: null })).toBe(
    false,
  )
  expect(check({ kind: 'guestCategory', categoryIds: ['gold', 'silver'] })).toBe(true)
  expect(check({ kind: 'guestCategory', categoryIds: ['silver'] })).toBe(false)
})

test('nothing about a guest holds of a stranger', () => {
  const stranger = { guest: null }
  expect(check({ kind: 'guestCategory', categoryIds: ['gold'] }, stranger)).toBe(false)
  expect(check({ kind: 'birthday', daysBefore: 365, daysAfter: 365 }, stranger)).toBe(false)
  expect(check({ kind: 'orderCount', from: 0, to: null }, stranger)).toBe(false)
})
