import type { Clock } from '../kernel/clock.ts'

/** The system's clock that a sandbox may freeze, jump and speed; without orders it is the wall clock. */
export class SandboxClock implements Clock {
  #anchorReal = Date.now()
  #anchorShown = this.#anchorReal
  #speed = 1
  readonly #listeners = new Set<() => void>()

  now(): number {
    return Math.floor(this.#anchorShown + (Date.now() - this.#anchorReal) * this.#speed)
  }

  get speed(): number {
    return this.#speed
  }

  /** 0 freezes. */
  setSpeed(speed: number): void {
    this.#anchor(this.now(), speed)
  }

  jumpTo(instant: number): void {
    this.#anchor(instant, this.#speed)
  }

  advance(ms: number): void {
    this.jumpTo(this.now() + ms)
  }

  /** Back to the wall clock. */
  reset(): void {
    this.#anchor(Date.now(), 1)
  }

  /** Waits in this clock's time; a jump wakes those whose time has come. */
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const until = this.now() + ms
    while (this.now() < until && !signal?.aborted) await this.#pause(until, signal)
  }

  #pause(until: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const realMs = this.#speed > 0 ? Math.min((until - this.now()) / this.#speed, 60_000) : 60_000
      const done = (): void => {
        clearTimeout(timer)
        this.#listeners.delete(done)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, Math.max(1, realMs))
      this.#listeners.add(done)
      signal?.addEventListener('abort', done)
    })
  }

  #anchor(shown: number, speed: number): void {
    this.#anchorReal = Date.now()
    this.#anchorShown = shown
    this.#speed = speed
    for (const wake of [...this.#listeners]) wake()
  }
}
