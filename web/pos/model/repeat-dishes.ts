import type { DishChoice } from '../../kit/dish-choice.ts'
import type { Item } from '../../kit/item-types.ts'
import type { Menu } from '../../kit/menu-types.ts'
import { placedChoice } from '../../kit/placed-choice.ts'

/**
 * The same once more: made like that, for the same guest, in the same course. Null: one of them cannot be asked for by
 * itself, because a combo has it or the menu has it no more.
 */
export function repeatDishes(items: readonly Item[], menu: Pick<Menu, 'products'>): DishChoice[] | null {
  const choices = items.map((item): DishChoice | null => {
    const choice = placedChoice(item, menu)
    const { guestId, course, comment } = item
    const seat = { ...(guestId === null ? {} : { guestId }), ...(course === null ? {} : { course }) }
    return choice && { ...choice, comment: comment ?? '', seat }
  })
  const known = choices.filter((choice) => choice !== null)
  return known.length === items.length ? known : null
}
