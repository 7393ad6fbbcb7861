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
type Kept = { seat: Seat; until: number }

export type Seats = {
  /** The seat of a holder, its old one or a new one of `limit` (null: without limit). Refuses `access.licence-seats`. */
  take(place: Place, limit: number | null, leaseMs?: number): Seat
  free(tenantId: Uuid, holder: string): void
  count(tenantId: Uuid, module: string): number
  /** Who has them. */
  holders(tenantId: Uuid, module: string): string[]
  /** Modules that somebody holds a seat of. */
  modules(tenantId: Uuid): string[]
}

/** Seats of this process: none outlives it, so none can leak. */
export function keepSeats(clock: Clock): Seats {
  const taken = new Map<Uuid, Map<string, Map<string, Kept>>>()

  function holdersOf(tenantId: Uuid, module: string): Map<string, Kept> {
    const modules = inMap(taken, tenantId, () => new Map<string, Map<string, Kept>>())
    const holders = inMap(modules, module, () => new Map<string, Kept>())
    const now = clock.now()
    for (const [holder, { until }] of holders) if (until <= now) holders.delete(holder)
    return holders
  }

  return {
    take({ tenantId, module, holder }, limit, leaseMs = Number.POSITIVE_INFINITY) {
      const holders = holdersOf(tenantId, module)
      const until = clock.now() + leaseMs
      const present = holders.get(holder)
      if (present) {
        present.until = Math.max(present.until, until)
        return present.seat
      }
      if (limit !== null && holders.size >= limit) {
        throw refuse('access.licence-seats', { module, seats: limit })
      }
      const seat: Seat = {
        module,
        holder,
        release() {
          if (holders.get(holder)?.seat === seat) holders.delete(holder)
        },
      }
      holders.set(holder, { seat, until })
      return seat
    },
    free(tenantId, holder) {
      for (const holders of taken.get(tenantId)?.values() ?? []) holders.delete(holder)
    },
    count: (tenantId, module) => holdersOf(tenantId, module).size,
    holders: (tenantId, module) => [...holdersOf(tenantId, module).keys()],
    modules: (tenantId) => [...(taken.get(tenantId)?.keys() ?? [])],
  }
}

function inMap<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const present = map.get(key)
  if (present !== undefined) return present
  const made = make()
  map.set(key, made)
  return made
}
