import type { BookItem } from './books.ts'
import type { Catalog } from './catalog.ts'

/**
 * Number of a till's cash register within its restaurant, from 1; 0 for a till that is not in the books. A group of tills
 * has one register; they are numbered in the order of the book.
 */
export function registerNumber(
  { id, organizationId }: Pick<BookItem<'terminalGroup'>, 'id' | 'organizationId'>,
  catalog: Catalog,
): number {
  const groups = catalog.all('terminalGroup').filter((group) => group.organizationId === organizationId)
  return groups.findIndex((group) => group.id === id) + 1
}
