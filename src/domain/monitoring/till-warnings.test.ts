import { expect, test } from 'vitest'
import { aTableOrder } from '../orders/testing/a-table.ts'
import { kitchenLateness, type TillFacts, tillWarnings } from './till-warnings.ts'

const minutes = (count: number): number => count * 60_000
const hours = (count: number): number => minutes(60 * count)
const calm: TillFacts = {
  ...{ now: hours(100), isAsleep: false, seenAt: hours(100), isHeard: true, shiftOpenedAt: hours(90) },
  ...{ stoppedDishes: 0, kitchen: { lateOrders: 0, longestMinutes: 0 }, waitingEntries: 0, isAlone: false },
  unprinted: { cheques: 0, papers: 0 },
  plugins: { down: [], failingJobs: [] },
}

test.each<[Partial<TillFacts>, ReturnType<typeof tillWarnings>]>([
  [{}, []],
  [{ isAsleep: true }, [{ kind: 'asleep' }]],
  [{ isHeard: false, seenAt: hours(99) }, [{ kind: 'silent', minutes: 60 }]],
  [{ isHeard: false, seenAt: null }, []],
  [{ shiftOpenedAt: null }, [{ kind: 'no-shift' }]],
  [{ isAlone: true }, [{ kind: 'standby-away' }]],
  [{ shiftOpenedAt: hours(76) }, []],
  [{ shiftOpenedAt: hours(75) }, [{ kind: 'shift-too-long', hours: 25 }]],
  [{ stoppedDishes: 3 }, [{ kind: 'stopped-dishes', count: 3 }]],
  [
    { unprinted: { cheques: 2, papers: 5 }, isAlone: true },
    [{ kind: 'cheques-wait', count: 2 }, { kind: 'papers-wait', count: 5 }, { kind: 'standby-away' }],
  ],
  [
    { plugins: { down: ['acme'], failingJobs: ['night-watch: broken', 'night-watch: rounds'] } },
    [
      { kind: 'plugins-down', names: 'acme' },
      { kind: 'jobs-fail', names: 'night-watch: broken, night-watch: rounds' },
    ],
  ],
  [{ waitingEntries: 20 }, []],
  [{ waitingEntries: 21 }, [{ kind: 'entries-wait', count: 21 }]],
  [{ waitingEntries: null }, []],
  [
    { kitchen: { lateOrders: 2, longestMinutes: 31 }, stoppedDishes: 1 },
    [
      { kind: 'late-orders', count: 2, minutes: 31 },
      { kind: 'stopped-dishes', count: 1 },
    ],
  ],
])('of a till with %j somebody is warned of %j', (facts, warnings) => {
  expect(tillWarnings({ ...calm, ...facts })).toEqual(warnings)
})

test('an order is late by its oldest dish that is not done', () => {
  const { order } = aTableOrder().after({ kind: 'tableOrder.printToKitchen' })
  const at = order.items[0]?.whenPrinted ?? 0
  const done = order.items.map((item) => ({ ...item, status: 'CookingCompleted' as const }))
  expect(kitchenLateness([order, { items: done }], 20, at + minutes(20))).toEqual({
    lateOrders: 0,
    longestMinutes: 0,
  })
  expect(kitchenLateness([order, { items: done }], 20, at + minutes(21))).toEqual({
    lateOrders: 1,
    longestMinutes: 21,
  })
})
