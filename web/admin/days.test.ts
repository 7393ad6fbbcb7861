import { expect, test } from 'vitest'
import { endOfDay, lastDayOf } from './days.ts'

test('what is good through a day ends with it, and is read back as that day', () => {
  expect(endOfDay('2027-01-31')).toBe('2027-02-01T00:00:00.000Z')
  expect(lastDayOf(endOfDay('2027-01-31'))).toBe('2027-01-31')
  expect(lastDayOf('2027-01-31T12:00:00.000Z')).toBe('2027-01-31')
})

test('no day is no end', () => {
  expect(endOfDay('')).toBeNull()
  expect(lastDayOf(null)).toBe('')
})
