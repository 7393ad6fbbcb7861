import { describe, expect, test } from 'vitest'
import { afterAttempt, type Profile, whileBlocked } from './plan.ts'
import { anOutboxEvent } from './testing/an-outbox-event.ts'

const minute = 60_000
const refused = { status: 500, error: null }

/** Tries at every moment the plan names, `answerMs` after it; gives the moments and the last event. */
function tryUntilOver(profile: Profile, answerMs: number) {
  let event = anOutboxEvent()
  const tries: number[] = []
  while (event.state === 'waiting') {
    tries.push(event.nextAttemptAt)
    const now = event.nextAttemptAt + answerMs
    event = afterAttempt(event, profile, refused, { now, jitter: 0.5 })
  }
  return { tries, event }
}

describe('the plan of the vendor [cloud-api §7.5]', () => {
  test.each([
    [200, 'delivered'],
    [201, 'waiting'],
    [204, 'waiting'],
    [302, 'waiting'],
    [500, 'waiting'],
    [null, 'waiting'],
  ])('status %s: %s', (status, state) => {
    const event = afterAttempt(anOutboxEvent(), 'iiko', { status, error: null }, { now: 7, jitter: 0 })
    expect([event.state, event.attempts]).toEqual([state, 1])
  })

  test.each([0, 3_000])('every ten minutes for an hour, then dropped; answers take %i ms', (answerMs) => {
    const { tries, event } = tryUntilOver('iiko', answerMs)
    expect(tries.map((at) => Math.floor(at / minute))).toEqual([0, 10, 20, 30, 40, 50, 60])
    expect(event).toMatchObject({ state: 'dropped', attempts: 7, lastError: 'status 500' })
    expect(event.settledAt).toBe(60 * minute + 7 * answerMs)
  })

  test('an event that stood behind another for its hour is tried once', () => {
    const late = { now: 70 * minute, jitter: 0 }
    expect(afterAttempt(anOutboxEvent(), 'iiko', refused, late)).toMatchObject({
      state: 'dropped',
      attempts: 1,
    })
  })

  test('what happened during a block is dropped, what is older misses a turn', () => {
    const event = anOutboxEvent({ queuedAt: 5 * minute })
    expect(whileBlocked(event, 5 * minute, 6 * minute).state).toBe('dropped')
    expect(whileBlocked(event, 6 * minute, 15 * minute)).toMatchObject({
      state: 'waiting',
      attempts: 0,
      nextAttemptAt: 25 * minute,
    })
    expect(whileBlocked(event, 6 * minute, 65 * minute).state).toBe('dropped')
  })
})

describe('the durable plan', () => {
  test('takes any 2xx', () => {
    const stateAt = (status: number) =>
      afterAttempt(anOutboxEvent(), 'durable', { status, error: null }, { now: 0, jitter: 0 }).state
    expect([200, 204, 299, 301, 404].map(stateAt)).toEqual([
      'delivered',
      'delivered',
      'delivered',
      'waiting',
      'waiting',
    ])
  })

  test('backs off from five seconds to an hour for three days', () => {
    const { tries } = tryUntilOver('durable', 0)
    const waits = tries.slice(1).map((at, index) => at - (tries[index] ?? 0))
    expect(waits.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000])
    expect(Math.max(...waits)).toBe(60 * minute)
    expect(tries.at(-1)).toBeGreaterThan(71.5 * 60 * minute)
    expect(tries.at(-1)).toBeLessThan(72.5 * 60 * minute)
  })

  test('tries of many events spread over time', () => {
    const nextTry = (jitter: number) =>
      afterAttempt(anOutboxEvent(), 'durable', refused, { now: 0, jitter }).nextAttemptAt
    expect([nextTry(0), nextTry(0.999)]).toEqual([3750, 6248])
  })
})
