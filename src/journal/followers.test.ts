import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Storage } from '../app/ports.ts'
import { type FollowerSpec, runFollowers } from './followers.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const batchMs = 10
const limit = 64

/** How many full batches a follower takes in so long once it is at work, when each takes `batchMs`. */
async function batchesIn(ms: number, part: Pick<FollowerSpec, 'waitsForCalm'>): Promise<number> {
  let batches = 0
  const storage = {
    sinceRushMs: () => 60_000,
    isRushed: () => false,
    sequence: async () => [],
    async follow() {
      await new Promise((resolve) => setTimeout(resolve, batchMs))
      batches += 1
      return limit
    },
  } as Partial<Storage> as Storage
  const about = { name: 'one', kinds: ['shift.opened'], terminalGroupId: null, skipsDone: false }
  const spec: FollowerSpec = { ...about, limit, handle: async () => {}, ...part }
  const followers = runFollowers(storage, [spec], () => {})
  followers.wake()
  await vi.advanceTimersByTimeAsync(100)
  const before = batches
  await vi.advanceTimersByTimeAsync(ms)
  const taken = batches - before
  const stopped = followers.stop()
  await vi.advanceTimersByTimeAsync(100)
  await stopped
  return taken
}

test('one that others wait for takes batch after batch until it has caught up', async () => {
  expect(await batchesIn(200, {})).toBe(20)
})

test('one that waits for calm leaves every second moment to others while it catches up', async () => {
  expect(await batchesIn(200, { waitsForCalm: true })).toBe(10)
})
