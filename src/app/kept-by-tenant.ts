import type { Clock } from '../kernel/clock.ts'
import type { Uuid } from '../kernel/ids.ts'

/** What every order asks of a tenant, kept in memory. */
export type KeptByTenant<Kept> = {
  of(tenantId: Uuid): Promise<Kept>
  /** Something changed here: read it before the next answer. */
  forget(): void
}

/** Another process may have changed it; it is read again after this long. */
const freshMs = 5_000

/** Keeps what `read` gives; what failed is asked again at the next call. */
export function keepByTenant<Kept>(
  clock: Clock,
  read: (tenantId: Uuid) => Promise<Kept>,
): KeptByTenant<Kept> {
  const entries = new Map<Uuid, { kept: Promise<Kept>; askedAt: number }>()
  return {
    of(tenantId) {
      const now = clock.now()
      const entry = entries.get(tenantId)
      if (entry && now >= entry.askedAt && now - entry.askedAt < freshMs) return entry.kept
      const kept = read(tenantId)
      entries.set(tenantId, { kept, askedAt: now })
      kept.catch(() => entries.delete(tenantId))
      return kept
    },
    forget: () => entries.clear(),
  }
}
