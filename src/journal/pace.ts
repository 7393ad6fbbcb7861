/** So many rounds may follow each other at once; milliseconds of real time until one more may. */
const roundsMax = 10
const roundMs = 40

/**
 * Says whether the next round may begin. What happens now and then is told at once; when one thing follows the other for
 * long, several are told together, at most `roundMs` late, instead of a round of every follower for each of them.
 */
export class Pace {
  #left = roundsMax
  #countedAt = 0

  mayBegin(): boolean {
    const now = performance.now()
    const earned = Math.floor((now - this.#countedAt) / roundMs)
    if (earned > 0) {
      this.#left = Math.min(roundsMax, this.#left + earned)
      this.#countedAt = this.#left === roundsMax ? now : this.#countedAt + earned * roundMs
    }
    if (this.#left === 0) return false
    this.#left -= 1
    return true
  }
}
