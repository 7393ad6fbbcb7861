import type { WebhookEvent } from '../app/ports.ts'

/** What an attempt to bring an event ended with. `status` is null when no answer came. */
export type Attempt = { status: number | null; error: string | null }

const minuteMs = 60_000
const iikoRetryMs = 10 * minuteMs
const iikoGiveUpMs = 60 * minuteMs
const durableFirstMs = 5_000
const durableRetryMsMax = 60 * minuteMs
const durableGiveUpMs = 3 * 24 * 60 * minuteMs

/** The vendor counts anything but 200 as a failure (cloud-api §7.5); our own profile takes any 2xx. */
export function isDelivered(profile: 'iiko' | 'durable', { status }: Attempt): boolean {
  if (status === null) return false
  return profile === 'iiko' ? status === 200 : status >= 200 && status < 300
}

/**
 * The event after an attempt: delivered, waiting for the next try, or dropped. `iiko` tries every ten minutes for an
 * hour; `durable` backs off from five seconds to an hour for three days. `jitter` is in [0, 1).
 */
export function afterAttempt(
  event: WebhookEvent,
  profile: 'iiko' | 'durable',
  attempt: Attempt,
  { now, jitter }: { now: number; jitter: number },
): WebhookEvent {
  const attempts = event.attempts + 1
  if (isDelivered(profile, attempt)) {
    return { ...event, attempts, state: 'delivered', lastError: null, nextAttemptAt: now }
  }
  const lastError = attempt.error ?? `status ${attempt.status}`
  const waitMs = profile === 'iiko' ? iikoRetryMs : backOffMs(attempts, jitter)
  const giveUpAt = event.at + (profile === 'iiko' ? iikoGiveUpMs : durableGiveUpMs)
  const nextAttemptAt = now + waitMs
  const isOver = nextAttemptAt > giveUpAt
  return {
    ...event,
    attempts,
    lastError,
    state: isOver ? 'dropped' : 'waiting',
    nextAttemptAt: isOver ? now : nextAttemptAt,
  }
}

function backOffMs(attempts: number, jitter: number): number {
  const full = Math.min(durableFirstMs * 2 ** (attempts - 1), durableRetryMsMax)
  return Math.round(full * (0.75 + jitter / 2))
}
