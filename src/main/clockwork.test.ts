import { expect, test } from 'vitest'
import type { App } from '../app/ports.ts'
import { Clockwork } from './clockwork.ts'
import { SandboxClock } from './sandbox-clock.ts'
import type { LocalTill } from './tills.ts'

const start = Date.UTC(2027, 2, 12, 9)
const dayMs = 86_400_000

/** A chain with one till, whose beat the clock jumps over: what was asked about silence is kept. */
function aNode(onBeat: (clock: SandboxClock) => void, line = { isUp: true }) {
  const clock = new SandboxClock()
  clock.setSpeed(0)
  clock.jumpTo(start)
  const seen = { at: 0 }
  const asleep: number[] = []
  const liveness = {
    beat: async (_tenant: string, _organization: string, _group: string, now: number) => {
      seen.at = now
      onBeat(clock)
    },
    silentSince: async (_tenant: string, before: number) =>
      seen.at < before ? [{ organizationId: 'o', terminalGroupId: 'g' }] : [],
    setAsleep: async () => void asleep.push(clock.now()),
  }
  const tenants = { list: async () => [{ id: 't' }], withPriceOrders: async () => [] }
  const storage = { now: { liveness, tenants, commands: { overdue: async () => [] } } }
  const app = { clock, storage, sleepers: { forget: () => {} } } as unknown as App
  const till = {
    till: { tenantId: 't', organizationId: 'o', terminalGroupId: 'g' },
    isLineUp: () => line.isUp,
  }
  const clockwork = new Clockwork({
    isUnderChain: false,
    app,
    plays: { till: true, cloud: true },
    tills: new Map([['g', till as unknown as LocalTill]]),
    isHeard: () => false,
    report: (error) => {
      throw error
    },
  })
  return { clock, clockwork, asleep }
}

test('a clock that jumps while a till is heard puts it not to sleep', async () => {
  const { clock, clockwork, asleep } = aNode((itself) => {
    if (itself.now() === start + 4 * dayMs) itself.advance(30 * dayMs)
  })
  clock.advance(4 * dayMs)
  await clockwork.tick()
  await clockwork.tick()
  expect(asleep).toEqual([])
})

test('a till whose line is down for days falls asleep', async () => {
  const line = { isUp: true }
  const { clock, clockwork, asleep } = aNode(() => {}, line)
  await clockwork.tick()
  line.isUp = false
  clock.advance(4 * dayMs)
  await clockwork.tick()
  expect(asleep).toEqual([start + 4 * dayMs])
})
