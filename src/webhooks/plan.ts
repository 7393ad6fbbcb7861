import type { OutboxEvent, WebhookSubscription } from '../app/ports.ts'

export type Profile = WebhookSubscription['profile']

/** What an attempt to bring an event ended with. `status` is null when no answer came. */
export type Attempt = { status: number | null; error: string | null }

const minuteMs = 60_000
const iikoRetryMs = 10 * minuteMs
const iikoGiveUpMs = 60 * minuteMs
const durableFirstMs = 5_000
const durableRetryMsMax = 60 * minuteMs
/** The longest that any profile goes on trying. */
export const giveUpMsMax = 3 * 24 * 60 * minuteMs

/** The vendor counts anything but 200 as a failure (cloud-api §7.5); our own profile takes any 2xx. */
export function isDelivered(profile: Profile, { status }: Attempt): boolean {
  if (status === null) return false
  return profile === 'iiko' ? status === 200 : status >= 200 && status < 300
}

/**
 * The event after an attempt: delivered, waiting for the next try, or dropped. `iiko` tries every ten minutes for an
 * hour; `durable` backs off from five seconds to an hour for three days. Time counts from when the event was queued, so
 * that events which stand behind a failing one of their entity do not each take an hour of their own.
 */
export function afterAttempt(
  event: OutboxEvent,
  profile: Profile,
  attempt: Attempt,
  { now, jitter }: { now: number; jitter: number },
): OutboxEvent {
  const attempts = event.attempts + 1
  if (isDelivered(profile, attempt)) {
    return { ...event, attempts, state: 'delivered', lastError: null, settledAt: now }
  }
  const failed = { ...event, attempts, lastError: attempt.error ?? `status ${attempt.status}` }
  const waitMs =
    profile === 'iiko' ? iikoRetryMs : doubled(durableFirstMs, attempts, durableRetryMsMax, jitter)
  return tryAgain(failed, profile, now, waitMs)
}

/** The vendor does not send events of the time in which a receiver is blocked; an older one only misses its turn. */
export function whileBlocked(event: OutboxEvent, blockedFrom: number, now: number): OutboxEvent {
  const lastError = 'the receiver is blocked'
  if (event.queuedAt >= blockedFrom) return dropped({ ...event, lastError }, now)
  return tryAgain({ ...event, lastError }, 'iiko', now, iikoRetryMs)
}

export const dropped = (event: OutboxEvent, now: number): OutboxEvent => ({
  ...event,
  state: 'dropped',
  settledAt: now,
})

/** Twice as long each time up to a limit, give or take a quarter. `jitter` is in [0, 1). */
export function doubled(firstMs: number, times: number, msMax: number, jitter: number): number {
  const full = Math.min(firstMs * 2 ** (times - 1), msMax)
  return Math.round(full * (0.75 + jitter / 2))
}

function tryAgain(event: OutboxEvent, profile: Profile, now: number, waitMs: number): OutboxEvent {
  const nextAttemptAt = now + waitMs
  const giveUpAt = event.queuedAt + (profile === 'iiko' ? iikoGiveUpMs : giveUpMsMax)
  // A try that ends a little after its minute is still the try of that minute.
  return nextAttemptAt > giveUpAt + waitMs / 2 ? dropped(event, now) : { ...event, nextAttemptAt }
}
