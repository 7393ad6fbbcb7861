import { expect, test } from 'vitest'
import { countOrders, startOfPeriod } from './counters.ts'

const moscow = 'Europe/Moscow'
/** Thursday 2027-05-20 00:30 in Moscow, still Wednesday in Greenwich. */
const now = Date.UTC(2027, 4, 19, 21, 30)

test.each([
  ['Day', Date.UTC(2027, 4, 19, 21)],
  ['Week', Date.UTC(2027, 4, 16, 21)],
  ['Month', Date.UTC(2027, 3, 30, 21)],
  ['Quarter', Date.UTC(2027, 2, 31, 21)],
  ['Year', Date.UTC(2026, 11, 31, 21)],
] as const)('the present %s began by the clock of the restaurant', (period, start) => {
  expect(startOfPeriod(period, now, moscow)).toBe(start)
})

test('orders count from the beginning of the period on; all time has none', () => {
  const orders = [
    { at: now - 1, orderSum: 100n },
    { at: now, orderSum: 20n },
    { at: now + 1, orderSum: null },
  ]
  expect(countOrders(orders, now)).toEqual({ count: 2, sum: 20n })
  expect(countOrders(orders, startOfPeriod('AllTime', now, moscow))).toEqual({ count: 3, sum: 120n })
})
