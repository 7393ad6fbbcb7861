import type { FollowStep, Storage } from '../app/ports.ts'

/** In a rush the next batch waits for so many milliseconds of real time. */
const waitMsMax = 500
/** But when what waits would take so long the work goes on without a pause. */
const behindMsMax = 1200
/** What an entry takes while nobody knows better, in milliseconds. */
const firstPace = 0.4
const weightOfLast = 0.3

/**
 * Says whether a follower's next batch may wait a little for the end of a rush: those who wait to be acknowledged come
 * first, as long as what waits can be done soon after. Tells how far it is behind by the pace at which it works while there
 * is no rush.
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
    this.#since = null
    if (handled === limit && !this.#storage.isRushed())
      this.#pace += (ms / handled - this.#pace) * weightOfLast
  }
}
