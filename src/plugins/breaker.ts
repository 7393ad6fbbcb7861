const failuresMax = 5
const windowMs = 60_000
const pauseMs = 60_000

/** Pauses a handler that fails again and again, and tries it anew: it is never dead for good (front-api §9.17, §10.5). */
export class Breaker {
  #failures: number[] = []
  #pausedUntil: number | null = null

  /** Whether it may be called; times are milliseconds of one monotonic clock. */
  mayTry(now: number): boolean {
    return this.#pausedUntil === null || now >= this.#pausedUntil
  }

  failed(now: number): void {
    this.#failures = [...this.#failures.filter((at) => now - at < windowMs), now]
    if (this.#failures.length < failuresMax) return
    this.#pausedUntil = now + pauseMs
    this.#failures = []
  }

  /** True: it is well again after it was not. */
  succeeded(): boolean {
    const wasIll = this.#pausedUntil !== null || this.#failures.length > 0
    this.#pausedUntil = null
    this.#failures = []
    return wasIll
  }
}
