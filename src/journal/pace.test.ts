import { expect, test, vi } from 'vitest'
import { Pace } from './pace.ts'

test('ten rounds follow each other at once, then one more every forty milliseconds', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    const pace = new Pace()
    const begun = (): number => {
      let count = 0
      while (pace.mayBegin()) count += 1
      return count
    }
    expect(begun()).toBe(10)
    vi.advanceTimersByTime(39)
    expect(begun()).toBe(0)
    vi.advanceTimersByTime(1)
    expect(begun()).toBe(1)
    vi.advanceTimersByTime(100)
    expect(begun()).toBe(2)
    // The twenty milliseconds over are not lost.
    vi.advanceTimersByTime(20)
    expect(begun()).toBe(1)
    vi.advanceTimersByTime(60_000)
    expect(begun()).toBe(10)
  } finally {
    vi.useRealTimers()
  }
})
