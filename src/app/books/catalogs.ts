import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Storage } from '../ports.ts'

/** Books may have been edited by another process; they are looked at again after this long. */
const freshMs = 1000

export type Catalogs = {
  of(tenantId: Uuid): Promise<Catalog>
  /** The books of a tenant changed here: read them before the next answer. */
  forget(tenantId: Uuid): void
  /** All books were exchanged for others, whose revisions may be older ones. */
  forgetAll(): void
}

/** Keeps the present picture of each tenant's books in memory and renews it by what changed. */
export function keepCatalogs(storage: Storage, clock: Clock): Catalogs {
  const kept = new Map<Uuid, { catalog: Promise<Catalog>; checkedAt: number }>()

  async function renew(tenantId: Uuid, previous: Promise<Catalog>): Promise<Catalog> {
    const catalog = await previous
    const revision = await storage.now.books.revision(tenantId)
    if (revision === catalog.revision) return catalog
    return catalog.with(revision, await storage.now.books.changedSince(tenantId, catalog.revision))
  }

  return {
    of(tenantId) {
      const now = clock.now()
      const entry = kept.get(tenantId)
      if (entry && now >= entry.checkedAt && now - entry.checkedAt < freshMs) return entry.catalog
      const catalog = entry ? renew(tenantId, entry.catalog) : storage.now.books.catalog(tenantId)
      kept.set(tenantId, { catalog, checkedAt: now })
      catalog.catch(() => kept.delete(tenantId))
      return catalog
    },
    forget(tenantId) {
      const entry = kept.get(tenantId)
      if (entry) entry.checkedAt = Number.NEGATIVE_INFINITY
    },
    forgetAll: () => kept.clear(),
  }
}
