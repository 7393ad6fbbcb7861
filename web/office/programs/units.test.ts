import { expect, test } from 'vitest'
import { minutesOf, textOf, timeOf, unitsOf } from './units.ts'

test.each([
  ['12,5', 2, 1250],
  ['0.1', 2, 10],
  ['300', 0, 300],
  ['1', 3, 1000],
  ['', 2, null],
  ['12.345', 2, -1],
  ['-5', 2, -1],
  ['ten', 2, -1],
])('«%s» of scale %d is %s', (text, scale, units) => {
  expect(unitsOf(text, scale)).toBe(units)
})

test.each([
  [1250, 2, '12.5'],
  [10, 2, '0.1'],
  [0, 2, '0'],
  [300, 0, '300'],
  [1000, 3, '1'],
  [null, 2, ''],
])('%s units of scale %d read «%s»', (units, scale, text) => {
  expect(textOf(units, scale)).toBe(text)
})

test('hours of a day go to midnight', () => {
  expect([minutesOf('09:30', false), minutesOf('00:00', false), minutesOf('00:00', true)]).toEqual([
    570, 0, 1440,
  ])
  expect([timeOf(570), timeOf(1440), timeOf(0)]).toEqual(['09:30', '00:00', '00:00'])
})
