import type { FollowStep, Storage } from '../app/ports.ts'

/** Nothing waits longer than so many milliseconds of real time before the work begins. */
const waitMsMax = 500
/** Nor when what waits would take so long. */
const behindMsMax = 1000
/** What an entry takes while nobody knows better, in milliseconds. */
const firstPace = 0.25
const weightOfLast = 0.3

/**
 * Says whether a follower's work may wait for the end of a rush: for a little, so that it is done in large batches and
 * those who wait to be acknowledged come first; then it works until it has caught up. Tells how far it is behind by the
 * pace at which it works while there is no rush.
 */
export class Patience {
  readonly #storage: Pick<Storage, 'isRushed' | 'reportBehind' | 'waiting'>
  #since: number | null = null
  #pace = firstPace

  constructor(storage: Pick<Storage, 'isRushed' | 'reportBehind' | 'waiting'>) {
    this.#storage = storage
  }

  mayWait(step: FollowStep): boolean {
    if (!this.#storage.isRushed()) {
      this.#since = null
      return false
    }
    this.#since ??= performance.now()
    const behindMs = this.#storage.waiting(step) * this.#pace
    this.#storage.reportBehind(step.name, behindMs)
    return performance.now() - this.#since < waitMsMax && behindMs < behindMsMax
  }

  /** A round took so many milliseconds. */
  worked(handled: number, limit: number, ms: number): void {
    if (handled < limit) this.#since = null
    else if (!this.#storage.isRushed()) this.#pace += (ms / handled - this.#pace) * weightOfLast
  }
}
