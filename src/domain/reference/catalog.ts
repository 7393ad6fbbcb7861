import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Book, BookItem } from './books.ts'

/**
 * An immutable picture of a corporation's reference books at one revision, held in memory: orders are priced
 * from it without asking the database.
 */
export class Catalog {
  readonly tenantId: Uuid
  readonly revision: bigint
  readonly #books = new Map<Book, Map<Uuid, BookItem>>()
  readonly #prices = new Map<string, Map<string, { price: Money; isIncludedInMenu: boolean }>>()

  constructor(tenantId: Uuid, revision: bigint, items: Iterable<BookItem>) {
    this.tenantId = tenantId
    this.revision = revision
    for (const item of items) {
      const book = this.#books.get(item.book) ?? new Map<Uuid, BookItem>()
      this.#books.set(item.book, book.set(item.id, item))
      if (item.book === 'priceList' && !item.isDeleted) {
        this.#prices.set(
          priceKey(item.organizationId, item.body.priceCategoryId),
          new Map(Object.entries(item.body.prices)),
        )
      }
    }
  }

  /** The same catalog with some items replaced; used when a book changes. */
  with(revision: bigint, changed: Iterable<BookItem>): Catalog {
    const merged = new Map<string, BookItem>()
    for (const book of this.#books.values())
      for (const item of book.values()) merged.set(`${item.book}:${item.id}`, item)
    for (const item of changed) merged.set(`${item.book}:${item.id}`, item)
    return new Catalog(this.tenantId, revision, merged.values())
  }

  /** An item by id, deleted ones included. */
  find<B extends Book>(book: B, id: Uuid | null | undefined): BookItem<B> | undefined {
    if (!id) return undefined
    return this.#books.get(book)?.get(id) as BookItem<B> | undefined
  }

  /** An item by id unless it is deleted. */
  living<B extends Book>(book: B, id: Uuid | null | undefined): BookItem<B> | undefined {
    const item = this.find(book, id)
    return item && !item.isDeleted ? item : undefined
  }

  /** All items of a book, deleted ones included, in the order in which they were saved. */
  all<B extends Book>(book: B): BookItem<B>[] {
    return [...(this.#books.get(book)?.values() ?? [])] as BookItem<B>[]
  }

  /** Items that an organization sees: its own and the corporation's. */
  of<B extends Book>(book: B, organizationId: Uuid): BookItem<B>[] {
    return this.all(book).filter(
      (item) => item.organizationId === null || item.organizationId === organizationId,
    )
  }

  /** Price of a product in an organization; null when it is not sold there. Falls back to no other category. */
  price(
    organizationId: Uuid,
    productId: Uuid,
    sizeId: Uuid | null,
    priceCategoryId: Uuid | null = null,
  ): { price: Money; isIncludedInMenu: boolean } | null {
    const list = this.#prices.get(priceKey(organizationId, priceCategoryId))
    return list?.get(sizeId ? `${productId}:${sizeId}` : productId) ?? null
  }
}

const priceKey = (organizationId: Uuid | null, priceCategoryId: Uuid | null): string =>
  `${organizationId}/${priceCategoryId ?? ''}`
