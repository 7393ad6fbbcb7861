import { expect, test } from 'vitest'
import { wireSpan, wireTime, wireTimeOrNull } from './wire-time.ts'

test('times have seven fractional digits and the offset of the till', () => {
  const moment = Date.UTC(2026, 10, 27, 7, 0, 0, 123)
  expect(wireTime(moment, 'Europe/Moscow')).toBe('2026-11-27T10:00:00.1230000+03:00')
  expect(wireTime(moment, 'Asia/Kolkata')).toBe('2026-11-27T12:30:00.1230000+05:30')
  expect(wireTime(moment, 'America/St_Johns')).toBe('2026-11-27T03:30:00.1230000-03:30')
  expect(Date.parse(wireTime(moment, 'Asia/Kolkata'))).toBe(moment)
  expect(wireTimeOrNull(null, 'Europe/Moscow')).toBeNull()
})

test('an offset is that of its moment, and not of the zone today', () => {
  expect(wireTime(Date.UTC(2026, 6, 1), 'Europe/Berlin')).toBe('2026-07-01T02:00:00.0000000+02:00')
  expect(wireTime(Date.UTC(2026, 11, 1), 'Europe/Berlin')).toBe('2026-12-01T01:00:00.0000000+01:00')
})

test('durations are hh:mm:ss', () => {
  expect([wireSpan(15 * 60_000), wireSpan(0), wireSpan(26 * 3_600_000 + 1000)]).toEqual([
    '00:15:00',
    '00:00:00',
    '1.02:00:01',
  ])
})
