import type { Money } from '../../kernel/exact.ts'
import { fromLocal, type LocalDate, localClock, type TimeZone } from '../../kernel/local-time.ts'

export type CounterPeriod = 'AllTime' | 'Day' | 'Week' | 'Month' | 'Quarter' | 'Year'

/** When the present day, week (from Monday), month, quarter or year began, by the clocks of the restaurant. */
export function startOfPeriod(period: CounterPeriod, now: number, zone: TimeZone): number {
  if (period === 'AllTime') return Number.NEGATIVE_INFINITY
  const { date, weekday } = localClock(now, zone)
  return fromLocal(firstDay(period, date, weekday), zone) ?? now
}

function firstDay(period: Exclude<CounterPeriod, 'AllTime'>, date: LocalDate, weekday: number): LocalDate {
  const [year = '', month = '01'] = date.split('-')
  if (period === 'Year') return `${year}-01-01`
  if (period === 'Month') return `${year}-${month}-01`
  if (period === 'Quarter') {
    const first = Math.floor((Number(month) - 1) / 3) * 3 + 1
    return `${year}-${String(first).padStart(2, '0')}-01`
  }
  if (period === 'Day') return date
  const monday = new Date(Date.parse(`${date}T00:00:00Z`) - (weekday - 1) * 86_400_000)
  return monday.toISOString().slice(0, 10)
}

/** Closed orders of a guest since a moment. */
export function countOrders(
  orders: readonly { at: number; orderSum: Money | null }[],
  since: number,
): { count: number; sum: Money } {
  const within = orders.filter(({ at }) => at >= since)
  return { count: within.length, sum: within.reduce((total, { orderSum }) => total + (orderSum ?? 0n), 0n) }
}
