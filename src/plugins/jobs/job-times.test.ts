import { describe, expect, test } from 'vitest'
import { fromLocal } from '../../kernel/local-time.ts'
import { dueSince, isOfAnotherClock, nextAfter, readJobPlan, wordsOfTimes } from './job-times.ts'

const zone = 'Europe/Moscow'
const minutes = (count: number): number => count * 60_000
const at = (text: string, where = zone): number => fromLocal(text, where) ?? Number.NaN
const timesOf = (options: object) => readJobPlan(options).times

describe('every so many minutes', () => {
  const times = timesOf({ everyMinutes: 15 })
  const last = at('2026-03-02 12:00')

  test.each([
    ['before it is due', 14, null],
    ['when it is due', 15, 15],
    ['late', 29, 15],
    ['after several were missed, the last of them', 100, 90],
  ])('%s', (_, passed, due) => {
    expect(dueSince(times, last, last + minutes(passed), zone)).toBe(
      due === null ? null : last + minutes(due),
    )
  })
  test('the next one follows the last one', () => {
    expect(nextAfter(times, last, zone)).toBe(last + minutes(15))
  })
})

describe('at times of day', () => {
  // The second of March 2026 is a Monday.
  const times = timesOf({ at: ['18:00', '04:30'], days: ['mon', 'fri'] })

  test.each([
    ['2026-03-02 04:29', '2026-02-27 18:00'],
    ['2026-03-02 04:30', '2026-03-02 04:30'],
    ['2026-03-02 23:00', '2026-03-02 18:00'],
    ['2026-03-05 23:00', '2026-03-02 18:00'],
  ])('at %s the newest is of %s', (now, due) => {
    expect(dueSince(times, 0, at(now), zone)).toBe(at(due))
    expect(dueSince(times, at(due), at(now), zone)).toBeNull()
  })
  test.each([
    ['2026-03-02 04:30', '2026-03-02 18:00'],
    ['2026-03-02 18:00', '2026-03-06 04:30'],
  ])('after %s comes %s', (last, next) => {
    expect(nextAfter(times, at(last), zone)).toBe(at(next))
  })
  test('by the clock of the restaurant', () => {
    const daily = timesOf({ at: '04:30' })
    expect(nextAfter(daily, at('2026-03-02 12:00'), 'Asia/Vladivostok')).toBe(Date.UTC(2026, 2, 2, 18, 30))
  })
  test('once on a night when the clock leaves it out, and once when it comes twice', () => {
    const night = timesOf({ at: '02:30' })
    const berlin = 'Europe/Berlin'
    const spring = nextAfter(night, at('2026-03-28 12:00', berlin), berlin)
    expect(spring).toBe(Date.UTC(2026, 2, 29, 1, 30))
    expect(nextAfter(night, spring, berlin)).toBe(Date.UTC(2026, 2, 30, 0, 30))
    const autumn = nextAfter(night, at('2026-10-24 12:00', berlin), berlin)
    expect(autumn).toBe(Date.UTC(2026, 9, 25, 0, 30))
    expect(dueSince(night, autumn, autumn + minutes(60), berlin)).toBeNull()
  })
})

test('a clock that is set back a little repeats nothing; by more it begins anew', () => {
  const [hourly, daily] = [timesOf({ everyMinutes: 60 }), timesOf({ at: '04:30' })]
  const last = at('2026-03-02 04:30')
  expect(dueSince(daily, last, last - minutes(5), zone)).toBeNull()
  expect(isOfAnotherClock(daily, last, last - minutes(24 * 60))).toBe(false)
  expect(isOfAnotherClock(daily, last, last - minutes(24 * 60) - 1)).toBe(true)
  expect(isOfAnotherClock(hourly, last, last - minutes(60))).toBe(false)
  expect(isOfAnotherClock(hourly, last, last - minutes(61))).toBe(true)
})

test('people read when it is due', () => {
  expect(wordsOfTimes(timesOf({ everyMinutes: 5 }))).toBe('every 5 min')
  expect(wordsOfTimes(timesOf({ at: '04:30' }))).toBe('at 04:30')
  expect(wordsOfTimes(timesOf({ at: ['18:00', '04:30'], days: ['fri', 'mon'] }))).toBe(
    'at 04:30, 18:00 on mon, fri',
  )
})

test.each([
  [null, 'options must be an object'],
  [{}, 'options must have either everyMinutes or at'],
  [{ everyMinutes: 5, at: '04:30' }, 'options must have either everyMinutes or at'],
  [{ everyMinutes: 0 }, 'everyMinutes must be a whole number of minutes from 1 to 10080'],
  [{ everyMinutes: 1.5 }, 'everyMinutes must be'],
  [{ everyMinutes: 5, days: ['mon'] }, 'days belongs to times of day (at)'],
  [{ at: '24:00' }, 'at must be a time of day such as "04:30"'],
  [{ at: [] }, 'at must be a time of day'],
  [{ at: '4:30' }, 'at must be a time of day'],
  [{ at: '04:30', days: [] }, 'days must be a list of mon, tue'],
  [{ at: '04:30', days: ['monday'] }, 'days must be a list of mon, tue'],
  [
    { everyMinutes: 5, timeLimitMinutes: 61 },
    'timeLimitMinutes must be a whole number of minutes from 1 to 60',
  ],
])('%j is refused in words', (options, words) => {
  expect(() => readJobPlan(options)).toThrow(words)
})
