import { divideRounded, type Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { accountingDay, type LocalDate } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { Organization, Product } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import type { Amount } from './amounts.ts'
import { type PreparedChart, preparedOn, usualSizeOf } from './prepared-chart.ts'
import { countsFor } from './store-specification.ts'
import { techCardsOf } from './tech-cards.ts'

export type Portion = { productId: Uuid; sizeId: Uuid | null; amount: Amount }
export type Ingredient = { productId: Uuid; amount: Amount }

export type Recipes = {
  has(portion: Pick<Portion, 'productId'>): boolean
  /** What one makes a portion of; refuses when nobody wrote it down. */
  ingredients(portion: Portion): Ingredient[]
  /** What a sold or spoilt portion takes from the store: its ingredients, or itself where its card says so or is missing. */
  writeOff(portion: Portion): Ingredient[]
}

const whole: Quantity = 1000n
const billionthsPerThousandth = 1_000_000n

/** Recipes of a restaurant as they are on the accounting day of a posting (server-api §26.9). */
export function recipesAt(
  catalog: Catalog,
  {
    id,
    timeZone,
    accountingDayStartMinutes,
  }: Pick<Organization, 'timeZone' | 'accountingDayStartMinutes'> & {
    id: Uuid
  },
  at: number,
): Recipes {
  return recipesOf(catalog, id, accountingDay(at, timeZone, accountingDayStartMinutes))
}

/** Tech cards of a corporation as a restaurant uses them on a day (server-api §12). */
export function recipesOf(catalog: Catalog, organizationId: Uuid, day: LocalDate): Recipes {
  const cards = techCardsOf(catalog)
  const nameOf = (productId: Uuid): string => catalog.find('product', productId)?.body.name ?? productId
  const opened = (portion: Portion): Ingredient[] => {
    const chart = preparedOn(catalog, portion.productId, day)
    return chart ? taken(catalog, organizationId, chart, portion) : []
  }
  return {
    has: ({ productId }) => cards.on(productId, day) !== undefined,
    ingredients(portion) {
      const ingredients = opened(portion)
      if (ingredients.length > 0) return ingredients
      throw refuse('document.recipe-missing', { product: nameOf(portion.productId) })
    },
    writeOff(portion) {
      const dated = cards.on(portion.productId, day)
      if (!dated || countsFor(dated.card.wholeAt, organizationId))
        return [{ productId: portion.productId, amount: portion.amount }]
      return opened(portion).filter(({ amount }) => amount !== 0n)
    },
  }
}

/** Each product once, in the order in which it is first met. */
function taken(
  catalog: Catalog,
  organizationId: Uuid,
  { root: { card }, items }: PreparedChart,
  { productId, sizeId, amount }: Portion,
): Ingredient[] {
  const isCommon = card.sizes === 'COMMON'
  const size = sizeId ?? (isCommon ? null : usualSizeOf(catalog, productId))
  const factor = isCommon ? factorOf(catalog.find('product', productId)?.body, sizeId) : whole
  const portions = divideRounded(amount, billionthsPerThousandth)
  const amounts = new Map<Uuid, Amount>()
  for (const item of items) {
    if (!countsFor(item.stores, organizationId)) continue
    if (item.sizeId !== null && item.sizeId !== size) continue
    // Three numbers of three decimals make nine, exactly (server-api §12).
    const part = item.amount * portions * factor
    amounts.set(item.productId, (amounts.get(item.productId) ?? 0n) + part)
  }
  return [...amounts].map(([id, sum]) => ({ productId: id, amount: sum }))
}

/** Thousandths of a common card that a size takes: the factor from its first portion on (server-api §12). */
function factorOf(product: Product | undefined, sizeId: Uuid | null): Quantity {
  const [first] = (product?.sizeFactors?.[sizeId ?? ''] ?? []).toSorted(
    (a, b) => a.startNumber - b.startNumber,
  )
  return first ? divideRounded(first.factor, billionthsPerThousandth) : whole
}
