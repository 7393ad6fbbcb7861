import { describe, expect, test } from 'vitest'
import type { WebhookHealth } from '../app/ports.ts'
import { afterCall, forGood, isBlocked } from './health.ts'
import type { Profile } from './plan.ts'

const minute = 60_000
const clean: WebhookHealth = {
  blockedFrom: null,
  blockedUntil: null,
  blockLevel: 0,
  windowFrom: null,
  calls: 0,
  failures: 0,
}
/** A call each second from `from` on: `.` went well, `x` failed. */
const calls = (profile: Profile, before: WebhookHealth, from: number, pattern: string): WebhookHealth =>
  [...pattern].reduce(
    (health, sign, index) =>
      afterCall(profile, health, { isFailure: sign === 'x', now: from + index * 1000, jitter: 0.5 }),
    before,
  )

describe('the ladder of the vendor [cloud-api §7.5]', () => {
  test('a tenth of twenty calls is bad, less is not, and fewer calls say nothing', () => {
    expect(calls('iiko', clean, 0, 'x'.repeat(19)).blockedUntil).toBeNull()
    expect(calls('iiko', clean, 0, `${'.'.repeat(18)}x.`).blockedUntil).toBeNull()
    const blocked = calls('iiko', clean, 0, `x${'.'.repeat(18)}x`)
    expect(blocked).toMatchObject({ blockedFrom: 19_000, blockedUntil: 19_000 + 15 * minute, blockLevel: 1 })
  })

  test('15 minutes, an hour, 12 hours, for good', () => {
    let health = clean
    let now = 0
    const blocks: (number | string)[] = []
    for (let step = 0; step < 4; step++) {
      health = calls('iiko', health, now, 'x'.repeat(20))
      const until = health.blockedUntil ?? 0
      blocks.push(until === forGood ? 'for good' : Math.round((until - (health.blockedFrom ?? 0)) / minute))
      now = until
    }
    expect(blocks).toEqual([15, 60, 720, 'for good'])
    expect(isBlocked(health, Date.UTC(2100, 0))).toBe(true)
  })

  test('an hour that ends well leads back to the foot of the ladder, a bad one does not', () => {
    const blocked = calls('iiko', clean, 0, 'x'.repeat(20))
    const from = 16 * minute
    const good = calls('iiko', blocked, from, '.....')
    expect(calls('iiko', good, from + 59 * minute, '.').blockLevel).toBe(1)
    expect(calls('iiko', good, from + 60 * minute, '.').blockLevel).toBe(0)
    const bad = calls('iiko', blocked, from, 'x....')
    expect(calls('iiko', bad, from + 60 * minute, '.').blockLevel).toBe(1)
  })

  test('calls that were under way when it was blocked count for nothing', () => {
    const blocked = calls('iiko', clean, 0, 'x'.repeat(20))
    expect(calls('iiko', blocked, 30_000, 'xx..')).toBe(blocked)
  })

  test('a clock that was set back starts a new window', () => {
    const before = calls('iiko', clean, 60 * minute, 'x'.repeat(10))
    expect(calls('iiko', before, 0, 'x')).toMatchObject({ windowFrom: 0, calls: 1, failures: 1 })
  })
})

describe('the circuit breaker of the durable profile', () => {
  test('opens after five failures in a row, half open after one, for longer each time', () => {
    expect(calls('durable', clean, 0, 'xxxx.xxxx').blockedUntil).toBeNull()
    let health = calls('durable', clean, 0, 'xxxxx')
    const rests: number[] = []
    for (let step = 0; step < 8; step++) {
      rests.push((health.blockedUntil ?? 0) - (health.blockedFrom ?? 0))
      health = calls('durable', health, health.blockedUntil ?? 0, 'x')
    }
    expect(rests.map((ms) => ms / 1000)).toEqual([30, 60, 120, 240, 480, 900, 900, 900])
  })

  test('closes with the first success', () => {
    const open = calls('durable', clean, 0, 'xxxxx')
    expect(calls('durable', open, open.blockedUntil ?? 0, '.')).toEqual(clean)
  })
})
