import type { BookItem } from '../../../../domain/reference/books.ts'
import type { PeriodSchedule } from '../../generated/types.ts'

const two = (value: number): string => String(value).padStart(2, '0')
const dayMinutes = 1440
/** `HH:mm`; the end of a day is `00:00` (server-api §7.6). */
const hour = (minutes: number): string =>
  `${two(Math.floor((minutes % dayMinutes) / 60))}:${two(minutes % 60)}`

export const scheduleOnWire = ({ id, body }: BookItem<'periodSchedule'>): PeriodSchedule => ({
  id,
  name: body.name,
  periods: body.periods.map(({ fromMinutes, toMinutes, weekdays }) => ({
    begin: hour(fromMinutes),
    end: hour(toMinutes),
    daysOfWeek: weekdays,
  })),
})
