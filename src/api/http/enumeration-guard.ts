import type { Uuid } from '../../kernel/ids.ts'

const windowMs = 60_000
const missesMax = 60
const rememberedMax = 10_000

/**
 * Slows whoever tries phones and cards one after another to learn who is a guest: so many that nobody has (sixty) in a
 * minute, and the key waits until the minute is over. Who asks for guests that there are is never slowed.
 */
export class EnumerationGuard {
  readonly #windows = new Map<Uuid, { endsAt: number; misses: number }>()

  /** Milliseconds until the key may ask again; 0: now. */
  waitOf(keyId: Uuid, now: number): number {
    const window = this.#windows.get(keyId)
    if (!window || window.misses < missesMax) return 0
    // A clock that was set back must not close the door for hours.
    return Math.min(Math.max(0, window.endsAt - now), windowMs)
  }

  /** Nobody has what the key asked for. */
  missed(keyId: Uuid, now: number): void {
    const window = this.#windows.get(keyId)
    if (window && now < window.endsAt && window.endsAt - now <= windowMs) {
      window.misses++
      return
    }
    if (this.#windows.size >= rememberedMax) this.#windows.clear()
    this.#windows.set(keyId, { endsAt: now + windowMs, misses: 1 })
  }
}
