import { divideRounded } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { TechCardItem } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import { type Amount, billionth, type Cost, timesBillionths } from './amounts.ts'
import { usualSizeOf } from './prepared-chart.ts'
import { countsFor } from './store-specification.ts'
import { type DatedCard, techCardsOf } from './tech-cards.ts'

/** A dish that a product is in, directly or by way of what is made with it. Amounts are of one portion, billionths. */
export type Use = {
  cardId: Uuid
  /** The card of what the product is in there; null: it is in this dish itself. */
  parentCardId: Uuid | null
  productId: Uuid
  /** Null: of any size. */
  sizeId: Uuid | null
  /** 1: the product itself is in it. */
  level: number
  /** Before anything is lost, after cold losses, and after hot ones. */
  amountIn: Amount
  amountMiddle: Amount
  amountOut: Amount
  /** What that much of the product costs, and the whole portion. */
  cost: Cost
  dishCost: Cost
}

export type WhereUsed = {
  /** The restaurant and the accounting day whose cards count. */
  organizationId: Uuid
  day: LocalDate
  /** Dishes of what is made with it, too. */
  withSubtree: boolean
  /** What one unit of a product costs at present; null where nobody knows: then its own card says. */
  unitCost(productId: Uuid): Cost | null
}

const one = 10n ** BigInt(billionth)
const depthMax = 20
/** Cards of cards of cards grow by multiplication. */
const usesMax = 5_000

/** Where a product goes (server-api §19.2, `ingredientEntry`), by the tech cards of a day in a restaurant. */
export function whereUsed(catalog: Catalog, productId: Uuid, asked: WhereUsed): Use[] {
  const { organizationId, day, withSubtree, unitCost } = asked
  const cards = techCardsOf(catalog)
  const present = cards.all().filter(({ from, to }) => from <= day && (to === null || day < to))
  const users = new Map<Uuid, DatedCard[]>()
  for (const dated of present)
    for (const id of new Set(dated.card.items.map((item) => item.productId)))
      users.set(id, [...(users.get(id) ?? []), dated])

  const linesOf = ({ card }: DatedCard, sizeId: Uuid | null): TechCardItem[] =>
    card.items.filter(
      (item) =>
        (item.stores === null || countsFor(item.stores, organizationId)) &&
        (item.sizeId === null || item.sizeId === sizeId),
    )
  const costs = new Map<Uuid, Cost>()
  const costOfOne = (id: Uuid, depth: number): Cost => {
    const known = unitCost(id) ?? costs.get(id)
    if (known !== undefined && known !== null) return known
    const own = cards.on(id, day)
    const cost = own && depth < depthMax ? costOfCard(own, usualSizeOf(catalog, id), depth + 1) : 0n
    costs.set(id, cost)
    return cost
  }
  const costOfCard = (dated: DatedCard, sizeId: Uuid | null, depth: number): Cost =>
    linesOf(dated, sizeId).reduce(
      (sum, item) =>
        sum +
        divideRounded(timesBillionths(costOfOne(item.productId, depth), item.gross) * one, dated.card.batch),
      0n,
    )

  const uses: Use[] = []
  const follow = (source: Uuid, share: Amount, parent: Use | null, path: readonly Uuid[]): void => {
    for (const dated of users.get(source) ?? []) {
      const made = dated.card.productId
      if (path.includes(made) || path.length > depthMax || uses.length >= usesMax) continue
      for (const sizeId of sizesWith(dated, source)) {
        const lines = linesOf(dated, sizeId).filter((item) => item.productId === source)
        const of = (amount: (item: TechCardItem) => Amount): Amount =>
          divideRounded(lines.reduce((sum, item) => sum + amount(item), 0n) * share, dated.card.batch)
        const amountIn = of(({ gross }) => gross)
        if (amountIn === 0n) continue
        const use: Use = {
          cardId: dated.id,
          parentCardId: parent?.cardId ?? null,
          productId: made,
          sizeId,
          level: path.length,
          amountIn,
          amountMiddle: of(({ net }) => net),
          amountOut: of((item) => item.yield),
          cost: timesBillionths(costOfOne(productId, 0), amountIn),
          dishCost: costOfCard(dated, sizeId, 0),
        }
        uses.push(use)
        // What is made for others is of its usual size there.
        if (withSubtree && (sizeId === null || sizeId === usualSizeOf(catalog, made)))
          follow(made, amountIn, use, [...path, made])
      }
    }
  }
  follow(productId, one, null, [productId])
  return uses
}

/** Sizes that lines of a card with this ingredient are for; null where they are for any. */
function sizesWith({ card }: DatedCard, productId: Uuid): (Uuid | null)[] {
  const own = card.items.filter((item) => item.productId === productId).map(({ sizeId }) => sizeId)
  const sizes = [...new Set(own)].filter((sizeId) => sizeId !== null)
  return sizes.length > 0 ? sizes : [null]
}
