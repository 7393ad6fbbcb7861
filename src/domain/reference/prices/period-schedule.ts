/** Hours of the week in which something counts (server-api §7.6). */
import { fromLocal, localClock, type TimeZone } from '../../../kernel/local-time.ts'
import type { PeriodSchedule } from '../price-books.ts'

const dayMs = 86_400_000
/** A week ahead and back: what happens in a week at all happens in it. */
const daysAround = 8

export const isOpen = (
  { periods }: PeriodSchedule,
  { weekday, minutes }: { weekday: number; minutes: number },
): boolean =>
  periods.some(
    ({ fromMinutes, toMinutes, weekdays }) =>
      weekdays.includes(weekday) && minutes >= fromMinutes && minutes < toMinutes,
  )

/** The moments around `at`, epoch ms, at which a schedule opens or closes. */
export function turnsOf(schedule: PeriodSchedule, zone: TimeZone, at: number): number[] {
  const minutes = new Set(schedule.periods.flatMap(({ fromMinutes, toMinutes }) => [fromMinutes, toMinutes]))
  const turns: number[] = []
  for (let day = -daysAround; day <= daysAround; day++) {
    const { date } = localClock(at + day * dayMs, zone)
    for (const minute of minutes) {
      const turn = momentOf(date, minute, zone)
      const isTurn = isOpen(schedule, localClock(turn, zone)) !== isOpen(schedule, localClock(turn - 1, zone))
      if (isTurn) turns.push(turn)
    }
  }
  return turns
}

const two = (value: number): string => String(value).padStart(2, '0')

function momentOf(date: string, minutes: number, zone: TimeZone): number {
  // 24:00 is the midnight of the next day, which is not 24 hours later when clocks change.
  if (minutes === 1440) {
    const next = new Date(Date.parse(`${date}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)
    return fromLocal(next, zone) ?? Number.POSITIVE_INFINITY
  }
  return (
    fromLocal(`${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`, zone) ??
    Number.POSITIVE_INFINITY
  )
}
