/** Time that a plugin has for one call; it rests while a dialog is open, since then a person takes it (front-api §10.4). */
export class Budget {
  readonly totalMs: number
  readonly #spent: () => void
  #leftMs: number
  #startedAt = 0
  #timer: NodeJS.Timeout | undefined
  #paused = 0
  #isSpent = false

  constructor(totalMs: number, spent: () => void) {
    this.totalMs = totalMs
    this.#leftMs = totalMs
    this.#spent = spent
    this.#run()
  }

  get isSpent(): boolean {
    return this.#isSpent
  }

  /** Time stands while this work is done. */
  async resting<T>(work: () => Promise<T>): Promise<T> {
    if (this.#paused++ === 0) {
      clearTimeout(this.#timer)
      this.#leftMs -= performance.now() - this.#startedAt
    }
    try {
      return await work()
    } finally {
      if (--this.#paused === 0 && !this.#isSpent) this.#run()
    }
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#paused = Number.POSITIVE_INFINITY
  }

  #run(): void {
    this.#startedAt = performance.now()
    this.#timer = setTimeout(
      () => {
        this.#isSpent = true
        this.#spent()
      },
      Math.max(0, this.#leftMs),
    )
  }
}
