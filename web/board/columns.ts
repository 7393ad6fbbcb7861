import type { QueueEntry, QueueSettings } from '../kit/device/device-types.ts'

export type Columns = { cooking: QueueEntry[]; ready: QueueEntry[] }

/** What stands in either column now. The till tells of changes; time passes here, also while it cannot be heard. */
export function columnsOf(entries: readonly QueueEntry[], settings: QueueSettings, now: number): Columns {
  const { keepReadyMinutes, keepCookingMinutes, maxCooking, maxReady } = settings
  const isFresh = (since: number, minutes: number | null): boolean =>
    minutes === null || now - since < minutes * 60_000
  const ready = entries.filter(
    ({ stage, readyAt, takenAt }) => stage === 'ready' && isFresh(readyAt ?? takenAt, keepReadyMinutes),
  )
  const cooking = entries.filter(
    ({ stage, takenAt }) => stage !== 'ready' && isFresh(takenAt, keepCookingMinutes),
  )
  return {
    // Who waits longest reads first; of too many the newest are shown.
    cooking: cooking.sort((a, b) => a.takenAt - b.takenAt).slice(-maxCooking),
    ready: ready.sort((a, b) => (b.readyAt ?? 0) - (a.readyAt ?? 0)).slice(0, maxReady),
  }
}

/** Ready a moment ago: it blinks. */
export const isNews = ({ readyAt }: QueueEntry, { blinkSeconds }: QueueSettings, now: number): boolean =>
  readyAt !== null && now - readyAt < blinkSeconds * 1000

/** Those that have become ready since the last look; what was ready at the first look is no news. */
export function newlyReady(before: ReadonlySet<string> | null, ready: readonly QueueEntry[]): QueueEntry[] {
  return before === null ? [] : ready.filter(({ orderId }) => !before.has(orderId))
}
