import { describe, expect, test } from 'vitest'
import type { WebhookEvent } from '../app/ports.ts'
import { afterAttempt, isDelivered } from './plan.ts'

const minute = 60_000
const event: WebhookEvent = {
  tenantId: 't',
  organizationId: 'o',
  id: 'e',
  loginId: 'l',
  entityId: 'x',
  eventType: 'StopListUpdate',
  correlationId: 'c',
  at: 0,
  subject: { kind: 'nomenclature' },
  seq: 1n,
  state: 'waiting',
  attempts: 0,
  nextAttemptAt: 0,
  lastError: null,
}

describe('the plan of the vendor [cloud-api §7.5]', () => {
  test('only 200 counts', () => {
    expect(isDelivered('iiko', { status: 200, error: null })).toBe(true)
    for (const status of [201, 204, 302, 500, null])
      expect(isDelivered('iiko', { status, error: null })).toBe(false)
  })
  test('every ten minutes for an hour, then dropped', () => {
    let now = 0
    let present = event
    const tries: number[] = []
    while (present.state === 'waiting') {
      tries.push(now / minute)
      present = afterAttempt(present, 'iiko', { status: 500, error: null }, { now, jitter: 0 })
      now = present.nextAttemptAt
    }
    expect(tries).toEqual([0, 10, 20, 30, 40, 50, 60])
    expect(present).toMatchObject({ state: 'dropped', attempts: 7, lastError: 'status 500' })
  })
})

describe('the durable plan', () => {
  test('takes any 2xx', () => {
    expect(isDelivered('durable', { status: 204, error: null })).toBe(true)
    expect(isDelivered('durable', { status: 301, error: null })).toBe(false)
  })
  test('backs off up to an hour for three days', () => {
    let now = 0
    let present = event
    let longest = 0
    while (present.state === 'waiting') {
      present = afterAttempt(present, 'durable', { status: null, error: 'refused' }, { now, jitter: 0.5 })
      longest = Math.max(longest, present.nextAttemptAt - now)
      now = present.nextAttemptAt
    }
    expect(longest).toBe(60 * minute)
    expect(now).toBeGreaterThan(70 * 60 * minute)
    expect(present.attempts).toBeGreaterThan(70)
  })
})
