import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { SupplierPrice } from './books.ts'
import type { Catalog } from './catalog.ts'

/**
 * What a supplier asks for on a day: the list that began last. Null: the list that begins last of all, whether it has
 * begun or not (server-api §8). Of two that begin on one day the one that was saved later counts.
 */
export function supplierPricesOn(
  catalog: Catalog,
  supplierId: Uuid,
  day: LocalDate | null,
): readonly SupplierPrice[] {
  const lists = catalog
    .all('supplierPriceList')
    .filter(({ isDeleted, body }) => !isDeleted && body.supplierId === supplierId)
    .filter(({ body }) => day === null || body.validFrom <= day)
    .sort((a, b) =>
      a.body.validFrom === b.body.validFrom
        ? Number(a.revision - b.revision)
        : a.body.validFrom < b.body.validFrom
          ? -1
          : 1,
    )
  return lists.at(-1)?.body.lines ?? []
}
