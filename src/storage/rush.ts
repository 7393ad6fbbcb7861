/** So many that arrive within one commit are a crowd; fewer are decided at once without anybody noticing. */
const crowdMin = 8
/** A rush is over when for so long no crowd came, in milliseconds of real time. */
const quietMs = 40

/**
 * Tells a rush: clients arrive faster than their orders are committed. What can wait a moment then should, so that those
 * who wait for an acknowledgement get it.
 */
export class Rush {
  #lastCrowdAt = Number.NEGATIVE_INFINITY

  /** A group of so many is on its way. */
  groupOf(size: number): void {
    if (size >= crowdMin) this.#lastCrowdAt = performance.now()
  }

  isOn(): boolean {
    return performance.now() - this.#lastCrowdAt < quietMs
  }
}
