import type { Clock } from '../kernel/clock.ts'
import type { Uuid } from '../kernel/ids.ts'
import { refuse } from '../kernel/refusals.ts'

/** One connection of a module. */
export type Seat = {
  module: string
  holder: string
  /** Frees it; a second time does nothing. */
  release(): void
}

type Place = { tenantId: Uuid; module: string; holder: string }
/** Free again at `until`; infinite for a seat that must be released. */
type Kept = { seat: Seat; since: number; until: number }

/** What became of the seats of a module since the process began; times are epoch milliseconds. */
export type SeatReport = {
  /** `until` null: until it is released. Of a secret only its beginning is told. */
  holders: { holder: string; since: number; until: number | null }[]
  taken: number
  freed: number
  refused: number
  lastRefusal: { holder: string; at: number } | null
}
type Tally = Pick<SeatReport, 'taken' | 'freed' | 'refused' | 'lastRefusal'>

export type Seats = {
  /** The seat of a holder, its old one or a new one of `limit` (null: without limit). Refuses `access.licence-seats`. */
  take(place: Place, limit: number | null, leaseMs?: number): Seat
  free(tenantId: Uuid, holder: string): void
  count(tenantId: Uuid, module: string): number
  /** Who has them. */
  holders(tenantId: Uuid, module: string): string[]
  report(tenantId: Uuid, module: string): SeatReport
  /** Modules that somebody holds a seat of. */
  modules(tenantId: Uuid): string[]
}

/** Seats of this process: none outlives it, so none can leak. */
export function keepSeats(clock: Clock): Seats {
  const kept = new Map<Uuid, Map<string, SeatsOfModule>>()

  function of(tenantId: Uuid, module: string): SeatsOfModule {
    const modules = inMap(kept, tenantId, () => new Map<string, SeatsOfModule>())
    return inMap(modules, module, () => new SeatsOfModule(module, clock))
  }

  return {
    take: ({ tenantId, module, holder }, limit, leaseMs) => of(tenantId, module).take(holder, limit, leaseMs),
    free(tenantId, holder) {
      for (const seats of kept.get(tenantId)?.values() ?? []) seats.free(holder)
    },
    count: (tenantId, module) => of(tenantId, module).living().size,
    holders: (tenantId, module) => [...of(tenantId, module).living().keys()].map(shownName),
    report: (tenantId, module) => of(tenantId, module).report(),
    modules: (tenantId) => [...(kept.get(tenantId)?.keys() ?? [])],
  }
}

class SeatsOfModule {
  readonly #module: string
  readonly #clock: Clock
  readonly #holders = new Map<string, Kept>()
  readonly #tally: Tally = { taken: 0, freed: 0, refused: 0, lastRefusal: null }

  constructor(module: string, clock: Clock) {
    this.#module = module
    this.#clock = clock
  }

  /** Those whose lease has not ended. */
  living(): ReadonlyMap<string, Kept> {
    const now = this.#clock.now()
    for (const [holder, { until }] of this.#holders) if (until <= now) this.free(holder)
    return this.#holders
  }

  take(holder: string, limit: number | null, leaseMs = Number.POSITIVE_INFINITY): Seat {
    const now = this.#clock.now()
    const present = this.living().get(holder)
    if (present) {
      present.until = Math.max(present.until, now + leaseMs)
      return present.seat
    }
    if (limit !== null && this.#holders.size >= limit) {
      this.#tally.refused += 1
      this.#tally.lastRefusal = { holder: shownName(holder), at: now }
      throw refuse('access.licence-seats', { module: this.#module, seats: limit })
    }
    const seat: Seat = {
      module: this.#module,
      holder,
      release: () => {
        if (this.#holders.get(holder)?.seat === seat) this.free(holder)
      },
    }
    this.#holders.set(holder, { seat, since: now, until: now + leaseMs })
    this.#tally.taken += 1
    return seat
  }

  free(holder: string): void {
    if (this.#holders.delete(holder)) this.#tally.freed += 1
  }

  report(): SeatReport {
    const holders = [...this.living()].map(([holder, { since, until }]) => ({
      holder: shownName(holder),
      since,
      until: Number.isFinite(until) ? until : null,
    }))
    return { holders, ...this.#tally }
  }
}

/** A key or a token opens doors: eight characters are enough to tell it from others. */
const shownName = (holder: string): string =>
  holder.replace(/[0-9a-f]{8}[0-9a-f-]{12,}/gi, (secret) => `${secret.slice(0, 8)}…`)

function inMap<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const present = map.get(key)
  if (present !== undefined) return present
  const made = make()
  map.set(key, made)
  return made
}
