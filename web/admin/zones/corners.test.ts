import { expect, test } from 'vitest'
import { cornersText, readCorners } from './corners.ts'

const corners = [
  { latitude: 55.7685, longitude: 37.6275 },
  { latitude: -3, longitude: -120.5 },
]

test('corners are read as they are written, with commas, semicolons or spaces', () => {
  expect(readCorners(cornersText(corners))).toEqual(corners)
  expect(readCorners(' 55.7685 37.6275 \n\n-3; -120.5')).toEqual(corners)
  expect(readCorners('')).toEqual([])
})

test.each(['55.7', '91, 10', '55,7, 37,6', 'here, there', '1, 181'])('%j is no place', (line) => {
  expect(readCorners(line)).toBeNull()
})
