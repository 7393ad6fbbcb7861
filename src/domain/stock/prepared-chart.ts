import { derivedId } from '../../kernel/derived-id.ts'
import { divideRounded, type Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { StoreSpecification } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import { everywhere, except, inBoth, isNowhere, keyOf } from './store-specification.ts'
import { type DatedCard, techCardsOf } from './tech-cards.ts'

/** What one main unit of a product takes of another, for a size and in some restaurants. */
export type PreparedItem = {
  productId: Uuid
  /** Of what is made; null: any. */
  sizeId: Uuid | null
  stores: StoreSpecification
  /** Thousandths of the main unit. */
  amount: Quantity
}

/** A card opened down to what the store has, with the days on which nothing in it changes (server-api §12). */
export type PreparedChart = {
  readonly root: DatedCard
  readonly from: LocalDate
  /** The first day on which it is another one; null: none is known. */
  readonly to: LocalDate | null
  readonly items: readonly PreparedItem[]
}

/** Prepared charts are written nowhere: one is told from another by its card and by its first day. */
export const preparedIdOf = (cardId: Uuid, from: LocalDate): Uuid => derivedId(`prepared/${cardId}/${from}`)

/** A ratio of one level is rounded to this many decimals, an amount to that many (server-api §12). */
const ratioDecimals = 4n
const amountDecimals = 3n
const depthMax = 20
/** A card of cards of cards grows by multiplication. */
const linesMax = 20_000
/** Thousandths that one unit may take of another: a million, beyond which the ledger's numbers could not follow. */
const amountMax = 1_000_000_000n

type Path = {
  products: readonly Uuid[]
  /** Product of the ratios of all levels, in units of `10^-decimals`. */
  ratio: bigint
  decimals: bigint
  sizeId: Uuid | null
  stores: StoreSpecification
}

/**
 * The card of a product on an accounting day, opened: an ingredient with a card of its own is opened in turn, except where
 * it is written off as it is. Undefined without a card; refuses `document.recipe-endless` and `document.recipe-too-large`.
 */
export function preparedOn(catalog: Catalog, productId: Uuid, day: LocalDate): PreparedChart | undefined {
  const root = techCardsOf(catalog).on(productId, day)
  if (!root) return undefined
  const opening = new Opening(catalog, day)
  opening.open(root, { products: [productId], ratio: 1n, decimals: 0n, sizeId: null, stores: everywhere })
  return { root, from: opening.from, to: opening.to, items: opening.items() }
}

class Opening {
  from: LocalDate = ''
  to: LocalDate | null = null
  readonly #catalog: Catalog
  readonly #day: LocalDate
  readonly #items = new Map<string, PreparedItem>()
  #lines = 0

  constructor(catalog: Catalog, day: LocalDate) {
    this.#catalog = catalog
    this.#day = day
  }

  items(): PreparedItem[] {
    return [...this.#items.values()]
  }

  open(dated: DatedCard, path: Path): void {
    this.#holds(dated.from, dated.to)
    const { card } = dated
    const isRoot = path.decimals === 0n
    // Nobody says of which size an ingredient is: it is of the usual one.
    const ownSize = isRoot || card.sizes === 'COMMON' ? null : usualSizeOf(this.#catalog, card.productId)
    for (const item of card.items) {
      if (++this.#lines > linesMax) throw this.#tooLarge(path)
      if (!isRoot && item.sizeId !== null && item.sizeId !== ownSize) continue
      const stores = inBoth(path.stores, item.stores ?? everywhere)
      if (isNowhere(stores)) continue
      this.#take(item.productId, {
        products: path.products,
        ratio: path.ratio * divideRounded(item.gross * 10n ** ratioDecimals, card.batch),
        decimals: path.decimals + ratioDecimals,
        sizeId: isRoot ? item.sizeId : path.sizeId,
        stores,
      })
    }
  }

  #take(productId: Uuid, path: Path): void {
    const cards = techCardsOf(this.#catalog)
    const dated = cards.on(productId, this.#day)
    if (!dated) {
      this.#holds('', cards.history(productId)[0]?.from ?? null)
      this.#add(productId, path, path.stores)
      return
    }
    this.#holds(dated.from, dated.to)
    this.#add(productId, path, inBoth(path.stores, dated.card.wholeAt))
    const stores = inBoth(path.stores, except(dated.card.wholeAt))
    if (isNowhere(stores)) return
    if (path.products.includes(productId))
      throw refuse('document.recipe-endless', { product: this.#nameOf(productId) })
    if (path.products.length > depthMax) throw this.#tooLarge(path)
    this.open(dated, { ...path, products: [...path.products, productId], stores })
  }

  #add(productId: Uuid, path: Path, stores: StoreSpecification): void {
    const { ratio, decimals, sizeId } = path
    if (isNowhere(stores)) return
    const key = `${productId}/${sizeId ?? ''}/${keyOf(stores)}`
    const amount = divideRounded(ratio, 10n ** (decimals - amountDecimals))
    const sum = (this.#items.get(key)?.amount ?? 0n) + amount
    if (sum > amountMax) throw this.#tooLarge(path)
    this.#items.set(key, { productId, sizeId, stores, amount: sum })
  }

  #tooLarge({ products: [root = ''] }: Path) {
    return refuse('document.recipe-too-large', { product: this.#nameOf(root) })
  }

  /** All of it holds only while each of its parts does. */
  #holds(from: LocalDate, to: LocalDate | null): void {
    if (from > this.from) this.from = from
    if (to !== null && (this.to === null || to < this.to)) this.to = to
  }

  #nameOf(productId: Uuid): string {
    return this.#catalog.find('product', productId)?.body.name ?? productId
  }
}

/** The size that a product is of where nobody says which: the default one of its scale. */
export function usualSizeOf(catalog: Catalog, productId: Uuid): Uuid | null {
  const scale = catalog.living('sizeScale', catalog.find('product', productId)?.body.sizeScaleId)
  return scale?.body.sizes.find(({ isDefault }) => isDefault)?.id ?? scale?.body.sizes[0]?.id ?? null
}
