import { expect, test } from 'vitest'
import { minutesOf, openParts, timeOf, withDay } from './schedule.ts'

test('minutes and times are the same', () => {
  expect([timeOf(0), timeOf(570), timeOf(1440), timeOf(null)]).toEqual(['00:00', '09:30', '00:00', ''])
  expect(['00:00', '09:30', '9:30', '0930', '9.30', '24:00'].map(minutesOf)).toEqual([
    0, 570, 570, 570, 570, 1440,
  ])
  expect(['', '9', '24:01', '9:75', 'noon'].map(minutesOf)).toEqual([null, null, null, null, null])
})

test('days are bits, Monday first', () => {
  expect(withDay(0, 0, true)).toBe(1)
  expect(withDay(127, 6, false)).toBe(63)
})

test('a rule of the day is open within its day', () => {
  const hours = { weekMap: 31, from: 720, to: 1080 }
  expect(openParts(hours, 0)).toEqual([{ from: 0.5, to: 0.75 }])
  expect(openParts(hours, 5)).toEqual([])
})

test('a night belongs to two days', () => {
  const saturday = { weekMap: 32, from: 1080, to: 360 }
  expect(openParts(saturday, 5)).toEqual([{ from: 0.75, to: 1 }])
  expect(openParts(saturday, 6)).toEqual([{ from: 0, to: 0.25 }])
  expect(openParts(saturday, 0)).toEqual([])
})

test('no limits and equal ends are round the clock', () => {
  expect(openParts({ weekMap: 127, from: null, to: null }, 3)).toEqual([{ from: 0, to: 1 }])
  expect(openParts({ weekMap: 127, from: 600, to: 600 }, 3)).toEqual([{ from: 0, to: 1 }])
})
