import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Rush } from './rush.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('many at once are a rush, until none come', () => {
  const rush = new Rush()
  rush.groupOf(7)
  expect(rush.isOn()).toBe(false)
  rush.groupOf(8)
  expect(rush.isOn()).toBe(true)
  vi.advanceTimersByTime(39)
  expect(rush.isOn()).toBe(true)
  vi.advanceTimersByTime(2)
  expect(rush.isOn()).toBe(false)
})

test('who is far behind slows acceptance down, for as long as they say so', () => {
  const rush = new Rush()
  rush.isBehind('a till', 1500)
  expect(rush.pauseMs()).toBe(0)
  rush.isBehind('another till', 1600)
  expect(rush.pauseMs()).toBe(10)
  rush.isBehind('another till', 60_000)
  expect(rush.pauseMs()).toBe(25)
  vi.advanceTimersByTime(1001)
  expect(rush.pauseMs()).toBe(0)
})
