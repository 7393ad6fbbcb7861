import type { WebhookHealth } from '../app/ports.ts'
import { doubled, type Profile } from './plan.ts'

const minuteMs = 60_000
/** The vendor blocks at a tenth of failed calls but does not publish of how many (cloud-api §7.5): an hour's, from 20 on. */
const windowMs = 60 * minuteMs
const callsMin = 20
const failuresToBlock = 0.1
const ladderMs = [15 * minuteMs, 60 * minuteMs, 12 * 60 * minuteMs] as const
/** Until somebody lifts it. */
export const forGood = Date.UTC(9999, 11, 31)

const failuresToOpen = 5
const firstRestMs = 30_000
const restMsMax = 15 * minuteMs

export type Call = { isFailure: boolean; now: number /** In [0, 1). */; jitter: number }

/** A call to a receiver was made. `iiko`: the vendor's ladder of blocks; `durable`: a circuit breaker. */
export function afterCall(profile: Profile, health: WebhookHealth, call: Call): WebhookHealth {
  // Calls that were under way when it was blocked change nothing.
  if (isBlocked(health, call.now)) return health
  return profile === 'iiko' ? climb(health, call) : breakCircuit(health, call)
}

export const isBlocked = ({ blockedUntil }: Pick<WebhookHealth, 'blockedUntil'>, now: number): boolean =>
  blockedUntil !== null && now < blockedUntil

/** After a failure only one event is sent, to see whether the receiver is back. */
export const isHalfOpen = (profile: Profile, blockLevel: number): boolean =>
  profile === 'durable' && blockLevel > 0

/** Bad again after a block: the next step of the ladder. A window that ends well leads back to its foot. */
function climb(before: WebhookHealth, { isFailure, now }: Call): WebhookHealth {
  const health = isWindowOver(before, now) ? newWindow(before, now) : before
  const calls = health.calls + 1
  const failures = health.failures + (isFailure ? 1 : 0)
  if (calls < callsMin || failures < calls * failuresToBlock) return { ...health, calls, failures }
  const stepMs = ladderMs[health.blockLevel]
  return {
    blockedFrom: now,
    blockedUntil: stepMs === undefined ? forGood : now + stepMs,
    blockLevel: Math.min(health.blockLevel + 1, ladderMs.length + 1),
    windowFrom: null,
    calls: 0,
    failures: 0,
  }
}

const isWindowOver = ({ windowFrom }: WebhookHealth, now: number): boolean =>
  windowFrom === null || now < windowFrom || now - windowFrom >= windowMs

function newWindow(health: WebhookHealth, now: number): WebhookHealth {
  const wentWell = health.calls > 0 && health.failures < health.calls * failuresToBlock
  return {
    ...health,
    blockLevel: wentWell ? 0 : health.blockLevel,
    windowFrom: now,
    calls: 0,
    failures: 0,
  }
}

/** Opens after failures in a row; half open it needs one more, and rests longer each time. */
function breakCircuit(health: WebhookHealth, { isFailure, now, jitter }: Call): WebhookHealth {
  if (!isFailure) {
    return { blockedFrom: null, blockedUntil: null, blockLevel: 0, windowFrom: null, calls: 0, failures: 0 }
  }
  const failures = health.failures + 1
  if (health.blockLevel === 0 && failures < failuresToOpen) return { ...health, failures }
  // Beyond this the rest does not grow, and the level has to fit its column.
  const blockLevel = Math.min(health.blockLevel + 1, 20)
  return {
    ...health,
    failures,
    blockLevel,
    blockedFrom: now,
    blockedUntil: now + doubled(firstRestMs, blockLevel, restMsMax, jitter),
  }
}
