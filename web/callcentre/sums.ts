import { type DishChoice, type ModifierIndex, priceOfOne } from '../kit/dish-choice.ts'

/** What the lines cost by the menu, in units of the currency: shown while the server counts exactly. */
export const sumOfLines = (lines: readonly DishChoice[], modifiers: ModifierIndex): number =>
  lines.reduce((sum, line) => sum + line.amount * priceOfOne(line, modifiers), 0)
