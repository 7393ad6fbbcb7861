/** So many that are on their way together are a crowd; fewer are decided at once without anybody noticing. */
export const crowdMin = 8
/** A rush is over when for so long no crowd came, in milliseconds of real time. */
const quietMs = 40
/** What waits to be decided when acceptance begins to slow down, and by how much at most; milliseconds. */
const behindMax = 1500
const pauseMsMax = 25
/** A report is worth something for so long. */
const reportMs = 1000

/**
 * Tells a rush: clients arrive faster than their orders are committed. What can wait a moment then should, so that those
 * who wait for an acknowledgement get it. What waits must not grow beyond what can be done in a moment, so whoever lets it
 * wait reports how far behind it is, and acceptance slows down.
 */
export class Rush {
  #lastCrowdAt = Number.NEGATIVE_INFINITY
  readonly #reports = new Map<string, { ms: number; at: number }>()

  /** So many are on their way together. */
  groupOf(together: number): void {
    if (together >= crowdMin) this.#lastCrowdAt = performance.now()
  }

  isOn(): boolean {
    return this.sinceMs() < quietMs
  }

  /** Milliseconds since the last crowd; infinite before the first one. */
  sinceMs(): number {
    return performance.now() - this.#lastCrowdAt
  }

  /** What waits for `who` will take so many milliseconds. */
  isBehind(who: string, ms: number): void {
    this.#reports.set(who, { ms, at: performance.now() })
  }

  /** How long the next group has to wait, in milliseconds. */
  pauseMs(): number {
    let behind = 0
    for (const [who, { ms, at }] of this.#reports) {
      if (performance.now() - at > reportMs) this.#reports.delete(who)
      else behind = Math.max(behind, ms)
    }
    return Math.min(pauseMsMax, Math.max(0, (behind - behindMax) / 10))
  }
}
