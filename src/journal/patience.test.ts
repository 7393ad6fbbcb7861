import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FollowStep } from '../app/ports.ts'
import { Patience } from './patience.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const step: FollowStep = {
  ...{ name: 'till', kinds: null, terminalGroupId: null, limit: 10 },
  handle: async () => {},
}

function aRush() {
  const rush = { isOn: true, waiting: 1, behindMs: 0 }
  const patience = new Patience({
    isRushed: () => rush.isOn,
    waiting: () => rush.waiting,
    reportBehind: (_who, ms) => {
      rush.behindMs = ms
    },
  })
  return { rush, patience }
}

test('without a rush nothing waits', () => {
  const { rush, patience } = aRush()
  rush.isOn = false
  expect(patience.mayWait(step)).toBe(false)
})

test('in a rush each batch waits a little', () => {
  const { patience } = aRush()
  expect(patience.mayWait(step)).toBe(true)
  vi.advanceTimersByTime(499)
  expect(patience.mayWait(step)).toBe(true)
  vi.advanceTimersByTime(1)
  expect(patience.mayWait(step)).toBe(false)
  patience.worked(10, 10, 5)
  expect(patience.mayWait(step)).toBe(true)
})

test('much work waits no longer, and is told by the pace of quiet times', () => {
  const { rush, patience } = aRush()
  rush.waiting = 3000
  expect(patience.mayWait(step)).toBe(false)
  expect(rush.behindMs).toBe(1200)
  rush.isOn = false
  for (let round = 0; round < 50; round++) patience.worked(10, 10, 1)
  rush.isOn = true
  expect(patience.mayWait(step)).toBe(true)
  expect(rush.behindMs).toBeCloseTo(300, 0)
})
