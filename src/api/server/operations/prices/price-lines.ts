import type { PriceOrderLine } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { type Money, moneyToJson } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type { LocalDate } from '../../../../kernel/local-time.ts'
import type { CategoryInclusion, CategoryPrice } from '../../generated/types.ts'

/** What stands for "without end" (server-api §13). */
export const endless: LocalDate = '2500-01-01'

export const dayOrEndless = (day: LocalDate | null): LocalDate => day ?? endless

/** Digits of the minor unit of a restaurant's money. */
export const scaleOfDepartment = (catalog: Catalog, id: Uuid): number =>
  catalog.find('organization', id)?.body.currency.scale ?? 2

/** What lines of orders and of price lists show alike. */
export function lineOnWire(
  line: Pick<
    PriceOrderLine,
    | 'isDishOfDay'
    | 'isInFlyerProgram'
    | 'includeForCategories'
    | 'pricesForCategories'
    | 'taxCategoryId'
    | 'isTaxCategoryEnabled'
  >,
  scale: number,
) {
  const money = (price: Money | null) => (price === null ? null : moneyToJson(price, scale))
  return {
    dishOfDay: line.isDishOfDay,
    flyerProgram: line.isInFlyerProgram,
    includeForCategories: line.includeForCategories.map(
      ({ categoryId, isIncluded }): CategoryInclusion => ({ categoryId, include: isIncluded }),
    ),
    pricesForCategories: line.pricesForCategories.map(
      ({ categoryId, price }): CategoryPrice => ({ categoryId, price: money(price) }),
    ),
    taxCategoryId: line.taxCategoryId,
    taxCategoryEnabled: line.isTaxCategoryEnabled,
  }
}
