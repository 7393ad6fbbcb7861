import { expect, test } from 'vitest'
import { courseOf, enumCodes, orderItemCourses } from './enums.ts'

test('every literal has a code of its own', () => {
  for (const [name, codes] of Object.entries(enumCodes)) {
    const numbers = Object.values(codes)
    expect([name, new Set(numbers).size]).toEqual([name, numbers.length])
  }
})

test("courses are the till's numbers by name", () => {
  expect(courseOf(undefined)).toBe('Default')
  expect([0, 1, 20].map(courseOf)).toEqual(['Vip', 'First', 'Twentieth'])
  expect(orderItemCourses).toMatchObject({ Default: -1, Vip: 0, Second: 2, Twentieth: 20 })
})
