import {
  type DishChoice,
  type ModifierIndex,
  modifiersOf,
  nameOfDish,
  priceOfOne,
} from '../../kit/dish-choice.ts'
import type { ItemPicture } from '../../kit/offline/action.ts'

/** How a dish looks until the till has said what it costs: in the chain's words, by the usual price. */
export function pictureOf(choice: DishChoice, positionId: string, modifiers: ModifierIndex): ItemPicture {
  const { product, size, amount } = choice
  return {
    positionId,
    productId: product.id,
    name: nameOfDish(choice, ({ name }) => name),
    size: size?.name ?? null,
    amount,
    sum: amount * priceOfOne(choice, modifiers),
    comment: choice.comment.trim() || null,
    guestId: choice.seat?.guestId ?? null,
    course: choice.seat?.course ?? null,
    modifiers: modifiersOf(choice).map(({ productId, amount: of }) => {
      const modifier = modifiers.get(productId)
      return { name: modifier?.name ?? '', amount: of, price: modifier?.price ?? 0 }
    }),
  }
}
