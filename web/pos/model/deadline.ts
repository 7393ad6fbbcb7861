import type { Delivery } from '../../kit/till-types.ts'

export type Urgency = 'calm' | 'soon' | 'late'
export type Deadline = {
  urgency: Urgency
  /** Until the promised time; negative when it has passed. */
  leftMs: number
  /** How much of the promised time is left, 0 to 1. */
  share: number
  /** The promise was kept or broken already: nothing ticks any more. */
  isSettled: boolean
}

const soonMs = 15 * 60_000

/** How a delivery stands against its promised time. */
export function deadlineOf(delivery: Delivery, now: number): Deadline {
  const { completeBefore, whenCreated, whenDelivered, whenClosed, cancel } = delivery
  const settledAt = cancel?.at ?? whenDelivered ?? whenClosed
  const leftMs = completeBefore - (settledAt ?? now)
  const share = Math.min(1, Math.max(0, leftMs / Math.max(1, completeBefore - whenCreated)))
  const isSettled = settledAt !== null
  if (leftMs < 0) return { urgency: 'late', leftMs, share: 0, isSettled }
  return { urgency: !isSettled && leftMs <= soonMs ? 'soon' : 'calm', leftMs, share, isSettled }
}
