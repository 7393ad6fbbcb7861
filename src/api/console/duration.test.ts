import { expect, test } from 'vitest'
import { durationMs } from './duration.ts'

test.each([
  ['PT40M', 2_400_000],
  ['PT1.5S', 1500],
  ['PT0S', 0],
  ['P1DT2H', 93_600_000],
  ['P2D', 172_800_000],
])('%s is %i ms', (text, ms) => {
  expect(durationMs(text)).toBe(ms)
})

test.each(['', 'P', 'PT', 'P1DT', '40M', 'PT-1M', 'P1M', 'PT1.5M', 'pt1m', 'PT1S '])('%j is none', (text) => {
  expect(durationMs(text)).toBeNull()
})
