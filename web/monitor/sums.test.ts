import { expect, test } from 'vitest'
import { byMood, chainOf, mood } from './sums.ts'
import type { Till } from './types.ts'

const rubles = { isoName: 'RUB', scale: 2 }
const till = (more: Partial<Till>): Till => ({
  ...{ id: 'id', code: 'code', name: 'name', nameEn: null, organization: 'o', organizationEn: null },
  ...{ currency: rubles, timeZone: 'UTC', version: '9', shift: null, orders: 0, revenue: 0 },
  ...{ averageCheque: null, openOrders: 0, lateOrders: 0, isHeard: true, isAsleep: false, seenAt: null },
  ...{ waitingEntries: 0, stoppedDishes: 0, devices: [] },
  warnings: [],
  ...more,
})

test('a chain is its tills together, and currencies stay apart', () => {
  const shift = { number: 1, openedAt: '2026-11-26T06:00:00Z', openedBy: null }
  const tills = [
    till({ orders: 2, revenue: 900, openOrders: 3, lateOrders: 1, shift }),
    till({ orders: 1, revenue: 300, openOrders: 1 }),
    till({ orders: 1, revenue: 20, currency: { isoName: 'EUR', scale: 2 } }),
  ]
  expect(chainOf(tills)).toEqual({
    ...{ tills: 3, openShifts: 1, openOrders: 4, lateOrders: 1 },
    money: [
      { currency: rubles, revenue: 1200, orders: 3, averageCheque: 400 },
      { currency: { isoName: 'EUR', scale: 2 }, revenue: 20, orders: 1, averageCheque: 20 },
    ],
  })
  expect(chainOf([till({})]).money[0]?.averageCheque).toBeNull()
})

test('what needs somebody stands first', () => {
  const calm = till({ id: 'calm' })
  const soon = till({ id: 'soon', warnings: [{ kind: 'stopped-dishes', count: 1 }] })
  const late = till({ id: 'late', warnings: [{ kind: 'no-shift' }, { kind: 'silent', minutes: 5 }] })
  expect([calm, soon, late].map(mood)).toEqual(['calm', 'soon', 'late'])
  expect(byMood([calm, soon, late]).map(({ id }) => id)).toEqual(['late', 'soon', 'calm'])
})
