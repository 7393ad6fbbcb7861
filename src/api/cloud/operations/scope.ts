import type { Book, BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'

/** One wrapper for each asked organization, in the order of the question: `{ organizationId, items }`. */
export const byOrganization = <B extends Book, Item>(
  catalog: Catalog,
  book: B,
  organizationIds: readonly Uuid[],
  toItem: (item: BookItem<B>, organizationId: Uuid) => Item,
): { organizationId: Uuid; items: Item[] }[] =>
  [...new Set(organizationIds)].map((organizationId) => ({
    organizationId,
    items: catalog.of(book, organizationId).map((item) => toItem(item, organizationId)),
  }))

/** Items that any of the organizations sees, each once: dictionaries that do not say whose they are (cloud-api §6.8). */
export function seenByAny<B extends Book>(
  catalog: Catalog,
  book: B,
  organizationIds: readonly Uuid[],
): BookItem<B>[] {
  const asked = new Set(organizationIds)
  return catalog.all(book).filter((item) => item.organizationId === null || asked.has(item.organizationId))
}

/** Revisions of the books count saves of a corporation: far from what a number cannot hold. */
export const externalRevision = (item: BookItem): number => Number(item.revision)
