import { expect, test } from 'vitest'
import { EnumerationGuard } from './enumeration-guard.ts'

test('sixty guesses in a minute close the door until the minute is over, for this key alone', () => {
  const guard = new EnumerationGuard()
  for (let guess = 0; guess < 59; guess++) guard.missed('a', 1000)
  expect(guard.waitOf('a', 1000)).toBe(0)
  guard.missed('a', 1000)
  expect(guard.waitOf('a', 11_000)).toBe(50_000)
  expect(guard.waitOf('b', 11_000)).toBe(0)
  expect(guard.waitOf('a', 61_000)).toBe(0)
  guard.missed('a', 61_000)
  expect(guard.waitOf('a', 61_000)).toBe(0)
})

test('guesses that are spread out are nobody’s attack', () => {
  const guard = new EnumerationGuard()
  for (let guess = 0; guess < 500; guess++) guard.missed('a', guess * 2000)
  expect(guard.waitOf('a', 1_000_000)).toBe(0)
})
