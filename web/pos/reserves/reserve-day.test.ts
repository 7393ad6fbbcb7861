import { expect, test } from 'vitest'
import { aReserve } from '../../kit/testing/a-hall.ts'
import {
  awaitedOn,
  barsOf,
  conflictOf,
  dayMs,
  daysLater,
  endOf,
  firstStart,
  stageOf,
  startOfDay,
} from './reserve-day.ts'

const minute = 60_000
const hour = 60 * minute
const moscow = 'Europe/Moscow'
const at = (text: string): number => Date.parse(text)

test.each([
  ['a morning', '2027-03-12T06:00:00+03:00', '2027-03-12T06:00:00+03:00'],
  ['an evening', '2027-03-12T23:59:59+03:00', '2027-03-12T06:00:00+03:00'],
  ['the small hours belong to the evening before', '2027-03-13T05:59:00+03:00', '2027-03-12T06:00:00+03:00'],
])('a day of the book: %s', (_, moment, start) => {
  expect(startOfDay(at(moment), moscow)).toBe(at(start))
})

test('a night in which the clock is changed begins its day at six all the same', () => {
  const berlin = 'Europe/Berlin'
  const saturday = startOfDay(at('2027-03-27T12:00:00+01:00'), berlin)
  expect(daysLater(saturday, 1, berlin)).toBe(at('2027-03-28T06:00:00+02:00'))
  expect(startOfDay(at('2027-03-28T07:00:00+02:00'), berlin)).toBe(at('2027-03-28T06:00:00+02:00'))
  expect(daysLater(saturday, 2, berlin)).toBe(at('2027-03-29T06:00:00+02:00'))
  expect(daysLater(saturday, -1, berlin)).toBe(at('2027-03-26T06:00:00+01:00'))
})

const day = 100 * dayMs
const evening = aReserve({ id: 'evening', startsAt: day + 13 * hour, durationInMinutes: 90 })

test('a reserve lies on each of its tables, cut off where the day ends', () => {
  const night = aReserve({ id: 'night', startsAt: day + 23 * hour, tableIds: ['t1', 't2'] })
  const all = [
    evening,
    night,
    aReserve({ id: 'off', cancelReason: 'Other', status: 'Closed', startsAt: day }),
  ]
  expect(barsOf(all, 't1', day).map(({ reserve, from, hours }) => [reserve.id, from, hours])).toEqual([
    ['evening', 13, 1.5],
    ['night', 23, 1],
  ])
  expect(barsOf(all, 't2', day + dayMs)).toMatchObject([{ from: 0, hours: 1 }])
  expect(barsOf(all, 't3', day)).toEqual([])
  expect(awaitedOn(all, day)).toBe(2)
})

test('a table is free until another reserve begins, and after a reserve that is over', () => {
  const wanted = { id: null, tableIds: ['t2', 't1'], startsAt: day + 12 * hour, durationInMinutes: 60 }
  expect(conflictOf([evening], wanted)).toBeNull()
  expect(conflictOf([evening], { ...wanted, durationInMinutes: 61 })).toMatchObject({ tableId: 't1' })
  expect(conflictOf([evening], { ...wanted, startsAt: endOf(evening) })).toBeNull()
  expect(conflictOf([{ ...evening, status: 'Closed' }], { ...wanted, durationInMinutes: 61 })).toBeNull()
  expect(conflictOf([evening], { ...evening, id: 'evening' })).toBeNull()
})

test('whoever taps an hour that has begun gets the next quarter', () => {
  expect(firstStart(day, day - 1)).toBe(day)
  expect(firstStart(day, day + 16 * minute)).toBe(day + 30 * minute)
})

test.each([
  ['New', -30 * minute, 'ahead', 30 * minute],
  ['New', 10 * minute, 'late', 10 * minute],
  ['Started', 60 * minute, 'seated', 30 * minute],
  ['Started', 100 * minute, 'overdue', 10 * minute],
  ['Closed', 0, 'gone', 0],
] as const)('%s after %i ms is %s', (status, sinceStart, stage, leftMs) => {
  expect(stageOf({ ...evening, status }, evening.startsAt + sinceStart)).toEqual({ stage, leftMs })
})
