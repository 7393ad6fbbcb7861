const failuresMax = 5
const restMs = 3_600_000

/**
 * After five failures in a row a job rests for an hour: what it was due for meanwhile is run once after that. Jobs come too
 * seldom for the breaker of handlers, which counts failures within a minute.
 */
export class JobBreak {
  #failures = 0
  #until: number | null = null

  /** Moments are epoch milliseconds of the till's clock, which may be set back: nobody rests longer than an hour for that. */
  mayTry(now: number): boolean {
    return this.until(now) === null
  }

  /** Null: it does not rest. */
  until(now: number): number | null {
    const isResting = this.#until !== null && now < this.#until && this.#until - now <= restMs
    return isResting ? this.#until : null
  }

  failed(now: number): void {
    this.#failures += 1
    if (this.#failures % failuresMax === 0) this.#until = now + restMs
  }

  succeeded(): void {
    this.#failures = 0
    this.#until = null
  }
}
