import { describe, expect, test } from 'vitest'
import type { IncomePlan } from '../reference/books.ts'
import { plannedDays } from './income-plan.ts'

const plan = (more: Partial<IncomePlan> = {}): IncomePlan => ({
  name: 'February',
  month: '2027-02',
  total: 100_000n,
  days: [],
  ...more,
})
const total = (days: readonly { sum: bigint }[]) => days.reduce((sum, day) => sum + day.sum, 0n)

describe('the days of a month’s plan', () => {
  test('share it evenly where nobody said otherwise, to the kopeck', () => {
    const days = plannedDays(plan())
    expect(days.map(({ date }) => date)).toEqual(
      Array.from({ length: 28 }, (_, index) => `2027-02-${String(index + 1).padStart(2, '0')}`),
    )
    expect(total(days)).toBe(100_000n)
    expect(new Set(days.map(({ sum }) => sum))).toEqual(new Set([3571n, 3572n]))
    expect(new Set(days.map(({ valueType }) => valueType))).toEqual(new Set(['AUTOMATIC']))
  })
  test('set by sums and percents keep theirs; the others share the rest', () => {
    const days = plannedDays(
      plan({
        days: [
          { date: '2027-02-01', valueType: 'ABSOLUTE', sum: 20_000n },
          { date: '2027-02-14', valueType: 'PERCENT', percentHundredths: 2_600 },
        ],
      }),
    )
    expect(days[0]).toEqual({ date: '2027-02-01', valueType: 'ABSOLUTE', sum: 20_000n })
    expect(days[13]).toEqual({ date: '2027-02-14', valueType: 'PERCENT', sum: 26_000n })
    expect(total(days)).toBe(100_000n)
  })
  test('get nothing when more than the month is set', () => {
    const days = plannedDays(plan({ days: [{ date: '2027-02-03', valueType: 'ABSOLUTE', sum: 900_000n }] }))
    expect(days[0]?.sum).toBe(0n)
    expect(days[2]?.sum).toBe(900_000n)
  })
})
