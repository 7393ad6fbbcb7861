import type { LocalDate } from '../../../kernel/local-time.ts'
import type { OlapFilter } from '../generated/types.ts'

export type PeriodType = NonNullable<OlapFilter['periodType']>
/** Days; `to` is not in it. Null: open. */
export type Period = { from: LocalDate | null; to: LocalDate | null }

const dayMs = 86_400_000
const parse = (day: LocalDate): Date => new Date(`${day}T00:00:00Z`)
const print = (date: Date): LocalDate => date.toISOString().slice(0, 10)

/** So many days later. */
export const dayAfter = (day: LocalDate, days = 1): LocalDate =>
  print(new Date(parse(day).getTime() + days * dayMs))

const month = (day: LocalDate, shift: number): LocalDate => {
  const date = parse(day)
  return print(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + shift, 1)))
}
const year = (day: LocalDate, shift: number): LocalDate =>
  print(new Date(Date.UTC(parse(day).getUTCFullYear() + shift, 0, 1)))
/** Weeks begin on Monday. */
const week = (day: LocalDate, shift: number): LocalDate =>
  dayAfter(day, shift * 7 - ((parse(day).getUTCDay() + 6) % 7))

/**
 * The days of a named period (server-api §21.2). `closedUntil` is the last day of the closed period of the books, which
 * the open one follows.
 */
export function periodOf(
  type: Exclude<PeriodType, 'CUSTOM'>,
  today: LocalDate,
  closedUntil: LocalDate | null,
): Period {
  switch (type) {
    case 'OPEN_PERIOD':
      return { from: closedUntil === null ? null : dayAfter(closedUntil), to: null }
    case 'TODAY':
      return { from: today, to: dayAfter(today) }
    case 'YESTERDAY':
      return { from: dayAfter(today, -1), to: today }
    case 'CURRENT_WEEK':
      return { from: week(today, 0), to: week(today, 1) }
    case 'LAST_WEEK':
      return { from: week(today, -1), to: week(today, 0) }
    case 'CURRENT_MONTH':
      return { from: month(today, 0), to: month(today, 1) }
    case 'LAST_MONTH':
      return { from: month(today, -1), to: month(today, 0) }
    case 'CURRENT_YEAR':
      return { from: year(today, 0), to: year(today, 1) }
    case 'LAST_YEAR':
      return { from: year(today, -1), to: year(today, 0) }
  }
}
