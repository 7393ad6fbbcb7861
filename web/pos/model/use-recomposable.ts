import { hasChoice } from '../../kit/dish-choice.ts'
import type { Item } from '../../kit/item-types.ts'
import type { Sale } from '../../kit/till-types.ts'
import { useMenuOf } from './use-menu.ts'

/** Whether a dish of an order has something to choose anew: the kitchen has it not, and the menu knows sizes or modifiers of it. */
export function useRecomposable(sale: Pick<Sale, 'id' | 'priceCategory'>): (item: Item) => boolean {
  const menu = useMenuOf(sale)
  return ({ choice, productId }) => {
    const product = choice && !choice.isFixed && menu?.products.find(({ id }) => id === productId)
    return product ? hasChoice(product) : false
  }
}
