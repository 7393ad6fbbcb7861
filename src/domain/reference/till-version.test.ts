import { expect, test } from 'vitest'
import { isOlder, newestOf } from './till-version.ts'

test.each([
  ['8.4.5', '8.4.6', true],
  ['8.4.6', '8.4.6', false],
  ['9.4.6012.0', '8.6.6', false],
  ['8.10.1', '8.6.6', false],
  ['7', '7.1.5', true],
])('%s is older than %s: %s', (version, required, expected) => {
  expect(isOlder(version, required)).toBe(expected)
})

test('the newest by number, not by letter', () => {
  expect(newestOf(['8.6.6', '8.10.1', '7.9'])).toBe('8.10.1')
  expect(newestOf([])).toBeNull()
})
