import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Validity } from '../../domain/reference/prices/dated-prices.ts'
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

type Kept = {
  catalog: Promise<Catalog>
  checkedAt: number
  /** Prices have dates: until when, and since when, they are as they are in the catalog. Null while it is read. */
  validity: Validity | null
}

const isOfNow = ({ checkedAt, validity }: Kept, now: number): boolean =>
  now >= checkedAt &&
  now - checkedAt < freshMs &&
  (validity === null || (now >= validity.since && now < validity.until))

/** Keeps the present picture of each tenant's books in memory; renews it by what changed and when a dated price turns. */
export function keepCatalogs(storage: Storage, clock: Clock): Catalogs {
  const kept = new Map<Uuid, Kept>()

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
      if (entry && isOfNow(entry, now)) return entry.catalog
      const read = entry ? renew(tenantId, entry.catalog) : storage.now.books.catalog(tenantId)
      const renewed: Kept = { catalog: read.then((books) => books.at(now)), checkedAt: now, validity: null }
      kept.set(tenantId, renewed)
      renewed.catalog.then(
        ({ validity }) => {
          renewed.validity = validity
        },
        () => kept.delete(tenantId),
      )
      return renewed.catalog
    },
    forget(tenantId) {
      const entry = kept.get(tenantId)
      if (entry) entry.checkedAt = Number.NEGATIVE_INFINITY
    },
    forgetAll: () => kept.clear(),
  }
}
