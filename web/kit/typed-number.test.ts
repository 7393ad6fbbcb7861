import { expect, test } from 'vitest'
import { typed } from './typed-number.ts'

const type = (keys: string, decimals: number): string =>
  [...keys].reduce((value, key) => typed(value, key, decimals), '')

test.each([
  ['105', 2, '105'],
  ['10.5', 2, '10.5'],
  ['.5', 2, '0.5'],
  ['1..5', 2, '1.5'],
  ['1.239', 2, '1.23'],
  ['1.5', 0, '15'],
  ['007', 2, '7'],
  ['1234567890', 2, '123456789'],
])('the keys %s with %i decimals show %s', (keys, decimals, shown) => {
  expect(type(keys, decimals)).toBe(shown)
})
