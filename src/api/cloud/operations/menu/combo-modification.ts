import type { ComboAction } from '../../../../domain/reference/books.ts'
import { moneyToJson, printDecimal } from '../../../../kernel/exact.ts'

/** Money where the combo fixes prices (types 0 and 1), percent where it discounts them (2 to 4). */
export const modificationOnWire = (
  { priceModificationType }: ComboAction,
  modification: bigint,
  scale: number,
): number =>
  priceModificationType <= 1 ? moneyToJson(modification, scale) : Number(printDecimal(modification, 2))
