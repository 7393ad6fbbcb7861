import type { Clock } from '../../kernel/clock.ts'
import type { Uuid } from '../../kernel/ids.ts'

/** Who holds an entity of a till, and since when. */
export type LockHolder = { owner: string; terminal: string; since: number }

/** A lock that nobody used for so long is free (front-api, appendix B: the screen's auto-lock). */
const idleMs = 10 * 60_000

/**
 * Locks on orders and reserves of one till (front-api §2.3). They live in memory: who held one is gone with the process,
 * and every change is checked against the entity's version besides.
 */
export class EntityLocks {
  readonly #clock: Clock
  readonly #terminal: string
  readonly #held = new Map<Uuid, LockHolder & { usedAt: number }>()

  constructor(clock: Clock, terminal: string) {
    this.#clock = clock
    this.#terminal = terminal
  }

  /** Who else holds one of these; null: nobody. `owner` null: somebody who holds nothing. */
  holderBesides(owner: string | null, ids: readonly Uuid[]): LockHolder | null {
    for (const id of ids) {
      const lock = this.#living(id)
      if (lock && lock.owner !== owner) return lock
    }
    return null
  }

  /** Takes all or none; gives who is in the way. What the owner holds already is held on. */
  take(owner: string, ids: readonly Uuid[]): LockHolder | null {
    const other = this.holderBesides(owner, ids)
    if (other) return other
    const now = this.#clock.now()
    for (const id of ids) {
      const since = this.#living(id)?.since ?? now
      this.#held.set(id, { owner, terminal: this.#terminal, since, usedAt: now })
    }
    return null
  }

  /** The owner works with what they hold: it does not run out meanwhile. */
  use(owner: string, ids: readonly Uuid[]): void {
    for (const id of ids) {
      const lock = this.#living(id)
      if (lock?.owner === owner) lock.usedAt = this.#clock.now()
    }
  }

  /** Frees what the owner holds of these. */
  free(owner: string, ids: readonly Uuid[]): void {
    for (const id of ids) if (this.#held.get(id)?.owner === owner) this.#held.delete(id)
  }

  /** Frees all that an owner holds: they are gone. */
  freeAll(owner: string): void {
    for (const [id, lock] of this.#held) if (lock.owner === owner) this.#held.delete(id)
  }

  #living(id: Uuid): (LockHolder & { usedAt: number }) | null {
    const lock = this.#held.get(id)
    if (!lock) return null
    if (this.#clock.now() - lock.usedAt < idleMs) return lock
    this.#held.delete(id)
    return null
  }
}
