/** The book of reserves as a day of tables and hours. Times are epoch milliseconds. */
import type { Reserve } from '../../kit/till-types.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
export const hoursShown = 24
export const dayMs = hoursShown * hourMs
/** Guests of the small hours belong to the evening before. */
const firstHour = 6
/** Times are chosen in steps of this. */
export const stepMs = 15 * minuteMs

/** The first moment of the day of the book that a moment is in, by the clock on the till's wall. */
export function startOfDay(moment: number, timeZone: string): number {
  const back = moment - firstHour * hourMs
  const midnight = back - sinceMidnight(back, timeZone)
  // Where the clock was changed during the night, the wall says another hour.
  const drift = sinceMidnight(midnight + firstHour * hourMs, timeZone) - firstHour * hourMs
  return midnight + firstHour * hourMs - drift
}

/** The same hour some days later or earlier, whatever the clock does in between. */
export const daysLater = (start: number, days: number, timeZone: string): number =>
  startOfDay(start + days * dayMs + 3 * hourMs, timeZone)

function sinceMidnight(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment)
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0)
  return read('hour') * hourMs + read('minute') * minuteMs + (moment % minuteMs)
}

type Term = Pick<Reserve, 'startsAt' | 'durationInMinutes'>
export const endOf = ({ startsAt, durationInMinutes }: Term): number =>
  startsAt + durationInMinutes * minuteMs

/** Where a reserve lies in a day, in hours from its beginning. */
export type Bar = { reserve: Reserve; from: number; hours: number }

/** What stands on a table in a day. Who never came keeps no table; who has left is beneath who comes after. */
export function barsOf(reserves: readonly Reserve[], tableId: string, day: number): Bar[] {
  return reserves
    .filter((reserve) => reserve.tableIds.includes(tableId) && reserve.cancelReason === null)
    .filter((reserve) => reserve.startsAt < day + dayMs && endOf(reserve) > day)
    .sort((a, b) => Number(a.status !== 'Closed') - Number(b.status !== 'Closed') || a.startsAt - b.startsAt)
    .map((reserve) => {
      const from = Math.max(0, reserve.startsAt - day)
      const to = Math.min(dayMs, endOf(reserve) - day)
      return { reserve, from: from / hourMs, hours: (to - from) / hourMs }
    })
}

/** How many are still to come on a day. */
export const awaitedOn = (reserves: readonly Reserve[], day: number): number =>
  reserves.filter(({ status, startsAt }) => status !== 'Closed' && startsAt >= day && startsAt < day + dayMs)
    .length

export type Wanted = Term & { id: string | null; tableIds: readonly string[] }

/** The first reserve that keeps one of the tables at that time, with the table; null: they are free. */
export function conflictOf(
  reserves: readonly Reserve[],
  wanted: Wanted,
): { reserve: Reserve; tableId: string } | null {
  for (const reserve of reserves) {
    const isOther = reserve.id !== wanted.id && reserve.status !== 'Closed'
    const meets = reserve.startsAt < endOf(wanted) && wanted.startsAt < endOf(reserve)
    const tableId = wanted.tableIds.find((id) => reserve.tableIds.includes(id))
    if (isOther && meets && tableId !== undefined) return { reserve, tableId }
  }
  return null
}

/** When guests of a slot may come: at its beginning, or as soon as possible where that has gone by. */
export const firstStart = (slot: number, now: number): number =>
  slot >= now ? slot : Math.ceil(now / stepMs) * stepMs

export type Stage = 'ahead' | 'late' | 'seated' | 'overdue' | 'gone'

/** What is to be said of a reserve now, and how long until its guests come or their time is over. */
export function stageOf(reserve: Reserve, now: number): { stage: Stage; leftMs: number } {
  const untilStart = reserve.startsAt - now
  const untilEnd = endOf(reserve) - now
  switch (reserve.status) {
    case 'New':
      return untilStart >= 0 ? { stage: 'ahead', leftMs: untilStart } : { stage: 'late', leftMs: -untilStart }
    case 'Started':
      return untilEnd >= 0 ? { stage: 'seated', leftMs: untilEnd } : { stage: 'overdue', leftMs: -untilEnd }
    case 'Closed':
      return { stage: 'gone', leftMs: 0 }
  }
}
