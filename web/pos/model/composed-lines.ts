import { type DishChoice, type ModifierIndex, newItem } from '../../kit/dish-choice.ts'
import type { NewItem } from '../../kit/new-item-types.ts'
import type { ItemPicture } from '../../kit/offline/action.ts'
import { newCommandId } from '../../kit/till-api.ts'
import { pictureOf } from './dish-picture.ts'

/** Dishes as the till is asked for them, and how they look until it has said what they cost. */
export function composedLines(
  choices: readonly DishChoice[],
  modifiers: ModifierIndex,
): { items: NewItem[]; picture: ItemPicture[] } {
  const lines = choices.map((choice) => ({ choice, positionId: newCommandId() }))
  return {
    items: lines.map(({ choice, positionId }) => ({ ...newItem(choice), positionId })),
    picture: lines.map(({ choice, positionId }) => pictureOf(choice, positionId, modifiers)),
  }
}
