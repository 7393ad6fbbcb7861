import { expect, test, vi } from 'vitest'
import { Calm } from './calm.ts'

test('waits while a rush is on or just over, but a minute at most', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    const rush = { sinceMs: Number.POSITIVE_INFINITY }
    const calm = new Calm({ sinceRushMs: () => rush.sinceMs })
    expect(calm.mayWait()).toBe(false)
    rush.sinceMs = 0
    expect(calm.mayWait()).toBe(true)
    vi.advanceTimersByTime(59_000)
    expect(calm.mayWait()).toBe(true)
    vi.advanceTimersByTime(1_000)
    expect(calm.mayWait()).toBe(false)
    rush.sinceMs = 2_000
    expect(calm.mayWait()).toBe(false)
    rush.sinceMs = 100
    expect(calm.mayWait()).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})
