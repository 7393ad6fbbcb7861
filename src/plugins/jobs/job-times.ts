import { type Weekday, weekdays } from '../../../sdk/plugin/src/jobs.ts'
import { ArgumentError } from '../../../sdk/plugin/src/wire/errors.ts'
import { fromLocal, type LocalDate, localClock, type TimeZone } from '../../kernel/local-time.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
const everyMinutesMax = 7 * 24 * 60
const timesMax = 24
const limitMinutes = { usual: 5, max: 60 }

/** When a job is due. */
export type JobTimes =
  | { kind: 'every'; ms: number }
  /** `times` as hh:mm, the earliest first; `days` as ISO weekdays, 1 is Monday. */
  | { kind: 'at'; times: readonly string[]; days: ReadonlySet<number> }
export type JobPlan = { times: JobTimes; limitMs: number }

/** Reads what a plugin asks for; {@link ArgumentError} says in words what is wrong with it. */
export function readJobPlan(options: unknown): JobPlan {
  if (typeof options !== 'object' || options === null) throw wrong('options', 'must be an object')
  const { everyMinutes, at, days, timeLimitMinutes = limitMinutes.usual } = options as Record<string, unknown>
  if ((everyMinutes === undefined) === (at === undefined))
    throw wrong('options', 'must have either everyMinutes or at')
  const limitMs = wholeMinutes(timeLimitMinutes, 'timeLimitMinutes', limitMinutes.max) * minuteMs
  if (at === undefined) {
    if (days !== undefined) throw wrong('days', 'belongs to times of day (at)')
    return {
      times: { kind: 'every', ms: wholeMinutes(everyMinutes, 'everyMinutes', everyMinutesMax) * minuteMs },
      limitMs,
    }
  }
  return { times: { kind: 'at', times: readTimes(at), days: readDays(days) }, limitMs }
}

function readTimes(at: unknown): string[] {
  const times: unknown[] = Array.isArray(at) ? at : [at]
  const isTime = (one: unknown): one is string =>
    typeof one === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(one)
  if (times.length === 0 || times.length > timesMax || !times.every(isTime))
    throw wrong('at', `must be a time of day such as "04:30", or 1 to ${timesMax} of them`)
  return [...new Set(times)].sort()
}

function readDays(days: unknown): Set<number> {
  if (days === undefined) return new Set(weekdays.map((_, index) => index + 1))
  const numbers = Array.isArray(days) ? days.map((day) => weekdays.indexOf(day as Weekday) + 1) : []
  if (numbers.length === 0 || numbers.includes(0))
    throw wrong('days', `must be a list of ${weekdays.join(', ')}`)
  return new Set(numbers)
}

function wholeMinutes(value: unknown, name: string, max: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max) return value
  throw wrong(name, `must be a whole number of minutes from 1 to ${max}`)
}

const wrong = (argument: string, problem: string): ArgumentError =>
  new ArgumentError(`${argument} ${problem}`, { data: { argument } })

/** The newest due time after `last` that has come, null where none has: however many were missed, one is run. */
export function dueSince(times: JobTimes, last: number, now: number, zone: TimeZone): number | null {
  if (times.kind === 'every') {
    const passed = Math.floor((now - last) / times.ms)
    return passed >= 1 ? last + passed * times.ms : null
  }
  // Today and the week before it: each day of the week once, and today's twice.
  for (let back = 0; back <= 7; back++) {
    const due = momentsOf(times, dayAfter(localClock(now, zone).date, -back), zone).findLast(
      (at) => at <= now,
    )
    if (due !== undefined) return due > last ? due : null
  }
  return null
}

/** The first due time after `last`. */
export function nextAfter(times: JobTimes, last: number, zone: TimeZone): number {
  if (times.kind === 'every') return last + times.ms
  for (let ahead = 0; ; ahead++) {
    const due = momentsOf(times, dayAfter(localClock(last, zone).date, ahead), zone).find((at) => at > last)
    if (due !== undefined) return due
  }
}

/**
 * Whether the clock was set back so far that `last` tells nothing any more: what is due would have to wait for a time that
 * was played already. By less than that, a due time that was run is not run again when it comes a second time.
 */
export const isOfAnotherClock = (times: JobTimes, last: number, now: number): boolean =>
  last - now > (times.kind === 'every' ? times.ms : dayMs)

/** As people read it. */
export const wordsOfTimes = (times: JobTimes): string =>
  times.kind === 'every'
    ? `every ${times.ms / minuteMs} min`
    : `at ${times.times.join(', ')}${times.days.size === 7 ? '' : ` on ${weekdays.filter((_, index) => times.days.has(index + 1)).join(', ')}`}`

/**
 * Due moments of one day, the earliest first. A time that daylight saving leaves out comes when the clock has gone over
 * it, one that there is twice is due the first time.
 */
function momentsOf(times: Extract<JobTimes, { kind: 'at' }>, day: LocalDate, zone: TimeZone): number[] {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  if (!times.days.has(weekday)) return []
  return times.times.flatMap((time) => fromLocal(`${day} ${time}`, zone) ?? []).sort((a, b) => a - b)
}

const dayAfter = (day: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
