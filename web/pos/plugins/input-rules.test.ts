import { expect, test } from 'vitest'
import { isGoodInput } from './input-rules.ts'

test('a dialog of a plugin takes what its field wants', () => {
  expect(isGoodInput({ kind: 'phone' }, ' +79005550000 ')).toBe(true)
  expect(isGoodInput({ kind: 'phone' }, '900 555')).toBe(false)
  expect(isGoodInput({ kind: 'number', min: '1', max: '10' }, '10')).toBe(true)
  expect(isGoodInput({ kind: 'number', min: '1', max: '10' }, '0.5')).toBe(false)
  expect(isGoodInput({ kind: 'number', max: '10' }, '10.01')).toBe(false)
  expect(isGoodInput({ kind: 'number' }, '1e3')).toBe(false)
  expect(isGoodInput({ kind: 'text' }, '  ')).toBe(false)
  expect(isGoodInput({ kind: 'barcode' }, '4600000000001')).toBe(true)
})
