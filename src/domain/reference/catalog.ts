import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { Book, BookItem } from './books.ts'
import type { Price } from './price-books.ts'
import { DatedPrices, type Validity } from './prices/dated-prices.ts'
import { type DatedPrice, inOrder, type MenuOrder, menuOrder, priceKeyOf } from './prices/order-fold.ts'
import { orderPrice } from './prices/order-price.ts'

/** By organization (null: for all of them), then by price category (null: base prices); in a list by `priceKeyOf`. */
type PriceLists = Map<Uuid | null, Map<Uuid | null, ReadonlyMap<string, Price>>>

type Parts = {
  books: Map<Book, Map<Uuid, BookItem>>
  prices: PriceLists
  dated: DatedPrices
}

/**
 * An immutable picture of a corporation's reference books at one revision, held in memory: orders are priced
 * from it without asking the database. {@link Catalog.at} gives the picture of a moment: prices have dates.
 */
export class Catalog {
  readonly tenantId: Uuid
  readonly revision: bigint
  readonly #books: Map<Book, Map<Uuid, BookItem>>
  readonly #prices: PriceLists
  /** Null: of no moment; prices are those of the lists. */
  readonly #dated: DatedPrices | null

  constructor(tenantId: Uuid, revision: bigint, items: Iterable<BookItem>, parts?: Parts) {
    this.tenantId = tenantId
    this.revision = revision
    this.#books = parts?.books ?? new Map()
    this.#prices = parts?.prices ?? new Map()
    this.#dated = parts?.dated ?? null
    for (const item of items) {
      const book = this.#books.get(item.book) ?? new Map<Uuid, BookItem>()
      this.#books.set(item.book, book.set(item.id, item))
      if (item.book === 'priceList' && !item.isDeleted) {
        const { organizationId, body } = item
        const own = this.#prices.get(organizationId) ?? new Map<Uuid | null, ReadonlyMap<string, Price>>()
        own.set(body.priceCategoryId, new Map(Object.entries(body.prices)))
        this.#prices.set(organizationId, own)
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

  /** The same books at a moment, epoch ms: with the orders of prices that are in force then (server-api §13). */
  at(moment: number): Catalog {
    if (this.#dated?.holds(moment)) return this
    const zones = new Map(this.all('organization').map(({ id, body }) => [id, body.timeZone]))
    const dated = new DatedPrices(this.priceOrders(), zones, moment)
    return new Catalog(this.tenantId, this.revision, [], { books: this.#books, prices: this.#prices, dated })
  }

  /** How long prices are as they are here; null: the catalog is of no moment. */
  get validity(): Validity | null {
    return this.#dated?.validity ?? null
  }

  /** Another one is another menu: what the revision says, and since when its prices are in force. */
  get edition(): string {
    const since = this.#dated?.validity.since ?? Number.NEGATIVE_INFINITY
    return Number.isFinite(since) ? `${this.revision}.${since}` : String(this.revision)
  }

  /** Orders of prices that are in force on their days, those that win last. */
  priceOrders(): MenuOrder[] {
    const inForce = this.all('priceOrder').filter(
      ({ isDeleted, body }) => !isDeleted && body.status === 'PROCESSED',
    )
    return inOrder(inForce.map((order) => menuOrder(order, (id) => this.find('periodSchedule', id)?.body)))
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

  /**
   * Price of a product in an organization, as orders of prices make it at the catalog's moment; null when it is not sold
   * there. Without an order it is the list's and falls back to no other category.
   */
  price(
    organizationId: Uuid,
    productId: Uuid,
    sizeId: Uuid | null,
    priceCategoryId: Uuid | null = null,
  ): Price | null {
    const listed = this.listPrice(organizationId, productId, sizeId, priceCategoryId)
    if (!this.#dated || this.#dated.isEmpty) return listed
    const { dated, isOffMenu } = this.#dated.find(organizationId, priceKeyOf(productId, sizeId))
    if (!dated) return listed && isOffMenu ? { ...listed, isIncludedInMenu: false } : listed
    const base = this.listPrice(organizationId, productId, sizeId)?.price ?? null
    return orderPrice(dated, { base, inCategory: listed?.price ?? null }, this.#category(priceCategoryId))
  }

  /** The price of the lists, which orders of prices may have overtaken. */
  listPrice(
    organizationId: Uuid,
    productId: Uuid,
    sizeId: Uuid | null,
    priceCategoryId: Uuid | null = null,
  ): Price | null {
    const list = this.#prices.get(organizationId)?.get(priceCategoryId)
    return list?.get(priceKeyOf(productId, sizeId)) ?? null
  }

  /** Keys of all prices that the lists of an organization have in base prices. */
  listedKeys(organizationId: Uuid): string[] {
    return [...(this.#prices.get(organizationId)?.get(null)?.keys() ?? [])]
  }

  /** The next base price that differs from the present one, and its day; null while no order plans another. */
  nextPrice(
    organizationId: Uuid,
    productId: Uuid,
    sizeId: Uuid | null,
  ): { from: LocalDate; price: Price } | null {
    if (!this.#dated || this.#dated.isEmpty) return null
    const listed = this.listPrice(organizationId, productId, sizeId)
    const present = this.price(organizationId, productId, sizeId)
    for (const { from, price } of this.#dated.planned(organizationId, priceKeyOf(productId, sizeId))) {
      const next = price ? withList(price, listed) : listed
      const differs = next?.price !== present?.price || next?.isIncludedInMenu !== present?.isIncludedInMenu
      if (next && differs) return { from, price: next }
    }
    return null
  }

  /** The tax category that a product is sold under: an order's where it says so, else that of its card (§13.1). */
  taxCategoryId(organizationId: Uuid, productId: Uuid, sizeId: Uuid | null): Uuid | null {
    const line = this.#dated?.find(organizationId, priceKeyOf(productId, sizeId)).dated?.line
    if (line?.isTaxCategoryEnabled) return line.taxCategoryId
    return this.find('product', productId)?.body.taxCategoryId ?? null
  }

  #category(id: Uuid | null) {
    return id === null ? null : { id, strategy: this.find('priceCategory', id)?.body.strategy }
  }
}

const withList = (dated: DatedPrice, listed: Price | null): Price | null =>
  orderPrice(dated, { base: listed?.price ?? null, inCategory: null }, null)
