import { divideRounded } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { TechCard } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import type { Amount } from './amounts.ts'

export type Portion = { productId: Uuid; sizeId: Uuid | null; amount: Amount }
export type Ingredient = { productId: Uuid; amount: Amount }

export type Recipes = {
  has(portion: Pick<Portion, 'productId' | 'sizeId'>): boolean
  /** What one makes a portion of; refuses when nobody wrote it down. */
  ingredients(portion: Portion): Ingredient[]
  /** What a sold or spoilt portion takes from the store: its ingredients when it is cooked to order, else itself. */
  writeOff(portion: Portion): Ingredient[]
}

const normScale = 1000n
const depthMax = 20

/** Tech cards of a corporation (server-api §12). Dishes are taken by ingredients, goods and what is prepared as they are. */
export function recipesOf(catalog: Catalog): Recipes {
  const cards = new Map<string, TechCard>()
  for (const { isDeleted, body } of catalog.all('techCard'))
    if (!isDeleted) cards.set(cardKey(body.productId, body.sizeId), body)
  const cardOf = ({ productId, sizeId }: Pick<Portion, 'productId' | 'sizeId'>) =>
    cards.get(cardKey(productId, sizeId)) ?? cards.get(cardKey(productId, null))
  const isCookedToOrder = (productId: Uuid): boolean => {
    const type = catalog.find('product', productId)?.body.type
    return type === 'Dish' || type === 'Modifier'
  }
  const nameOf = (productId: Uuid): string => catalog.find('product', productId)?.body.name ?? productId

  const expand = (portion: Portion, path: readonly Uuid[]): Ingredient[] => {
    const card = cardOf(portion)
    if (!card) throw refuse('document.recipe-missing', { product: nameOf(portion.productId) })
    if (path.includes(portion.productId) || path.length > depthMax)
      throw refuse('document.recipe-endless', { product: nameOf(portion.productId) })
    return card.ingredients.flatMap(({ productId, norm }) =>
      taken({ productId, sizeId: null, amount: divideRounded(portion.amount * norm, normScale) }, [
        ...path,
        portion.productId,
      ]),
    )
  }
  const taken = (portion: Portion, path: readonly Uuid[]): Ingredient[] =>
    isCookedToOrder(portion.productId) && cardOf(portion)
      ? expand(portion, path)
      : [{ productId: portion.productId, amount: portion.amount }]

  return {
    has: (portion) => cardOf(portion) !== undefined,
    ingredients: (portion) => merged(expand(portion, [])),
    writeOff: (portion) => merged(taken(portion, [])),
  }
}

const cardKey = (productId: Uuid, sizeId: Uuid | null): string => `${productId}/${sizeId ?? ''}`

/** Each product once, in the order in which it is first met. */
function merged(ingredients: readonly Ingredient[]): Ingredient[] {
  const amounts = new Map<Uuid, Amount>()
  for (const { productId, amount } of ingredients)
    amounts.set(productId, (amounts.get(productId) ?? 0n) + amount)
  return [...amounts].map(([productId, amount]) => ({ productId, amount }))
}
