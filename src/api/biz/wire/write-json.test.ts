import { expect, test } from 'vitest'
import { nineDigits, writeJson } from './write-json.ts'

test.each([
  [30_000n, 2, '300.000000000'],
  [5n, 2, '0.050000000'],
  [-1234n, 2, '-12.340000000'],
  [7n, 0, '7.000000000'],
  [9_007_199_254_740_993n, 2, '90071992547409.930000000'],
  [1n, 9, '0.000000001'],
])('%s of 10^-%i is %s, however large [biz-card-api §1.4]', (units, scale, text) =>
  expect(writeJson({ sum: nineDigits(units, scale) })).toBe(`{"sum":${text}}`),
)

test('words that look like a number stay words', () => {
  expect(writeJson({ name: '1.000000000', quoted: '"2.0"' })).toBe(
    JSON.stringify({ name: '1.000000000', quoted: '"2.0"' }),
  )
})
