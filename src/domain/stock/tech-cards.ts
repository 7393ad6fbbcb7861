import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { BookItem, TechCard } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'

/** A card with the days on which it counts. */
export type DatedCard = {
  readonly id: Uuid
  readonly card: TechCard
  readonly revision: bigint
  readonly from: LocalDate
  /** The first day on which it does not count any more; null: no next card is known. */
  readonly to: LocalDate | null
}

/** The tech cards of a corporation by product and day. */
export type TechCards = {
  /** All cards that a product had and will have, in the order of their days. */
  history(productId: Uuid): readonly DatedCard[]
  on(productId: Uuid, day: LocalDate): DatedCard | undefined
  find(id: Uuid): DatedCard | undefined
  /** Of all products, those of one product together. */
  all(): DatedCard[]
}

const known = new WeakMap<Catalog, TechCards>()

/** Read once of each picture of the books: documents ask for it one after the other. */
export function techCardsOf(catalog: Catalog): TechCards {
  const kept = known.get(catalog)
  if (kept) return kept
  const made = arranged(catalog.all('techCard').filter(({ isDeleted }) => !isDeleted))
  known.set(catalog, made)
  return made
}

function arranged(items: readonly BookItem<'techCard'>[]): TechCards {
  const byProduct = new Map<Uuid, BookItem<'techCard'>[]>()
  for (const item of items) {
    const own = byProduct.get(item.body.productId)
    if (own) own.push(item)
    else byProduct.set(item.body.productId, [item])
  }
  const histories = new Map<Uuid, readonly DatedCard[]>()
  const byId = new Map<Uuid, DatedCard>()
  for (const [productId, own] of byProduct) {
    own.sort((a, b) =>
      a.body.validFrom < b.body.validFrom ? -1 : a.body.validFrom > b.body.validFrom ? 1 : 0,
    )
    const dated = own.map(({ id, body: card, revision }, index): DatedCard => {
      const to = own[index + 1]?.body.validFrom ?? null
      return { id, card, revision, from: card.validFrom, to }
    })
    histories.set(productId, dated)
    for (const one of dated) byId.set(one.id, one)
  }
  const history = (productId: Uuid): readonly DatedCard[] => histories.get(productId) ?? []
  return {
    history,
    on: (productId, day) => history(productId).findLast(({ from }) => from <= day),
    find: (id) => byId.get(id),
    all: () => [...histories.values()].flat(),
  }
}

/**
 * A day on which a product is made of itself, by its own card or by those of its ingredients; null when there is none.
 * Sizes and restaurants make no difference: a card that leads back is refused for all of them.
 */
export function dayOfCycle(cards: TechCards, productId: Uuid): LocalDate | null {
  // Most cards lead back on no day at all, which a walk over all days at once tells.
  const everIn = reached(productId, (id) => cards.history(id).flatMap(ingredientsOf))
  if (!everIn.has(productId)) return null
  const starts = [productId, ...everIn].flatMap((id) => cards.history(id).map(({ from }) => from))
  const days = [...new Set(starts)].sort()
  const leadsBack = (day: LocalDate): boolean =>
    reached(productId, (id) => {
      const dated = cards.on(id, day)
      return dated ? ingredientsOf(dated) : []
    }).has(productId)
  return days.find(leadsBack) ?? null
}

const ingredientsOf = ({ card }: DatedCard): Uuid[] => card.items.map(({ productId }) => productId)

/** What one comes to from a product by one step or more. */
function reached(start: Uuid, next: (productId: Uuid) => readonly Uuid[]): Set<Uuid> {
  const found = new Set<Uuid>()
  const open = [...next(start)]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...next(id))
  }
  return found
}
