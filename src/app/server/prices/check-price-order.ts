import type { CardProblem } from '../../../domain/menu/modifier-rules.ts'
import type { PriceOrder, PriceOrderLine } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { referenceProblems } from '../products/check-product.ts'
import { repeatedLine } from './price-order-draft.ts'

const isNegative = (price: bigint | null): boolean => price !== null && price < 0n

function sizeProblems(catalog: Catalog, { productId, sizeId }: PriceOrderLine): CardProblem[] {
  if (sizeId === null) return []
  const scale = catalog.find('sizeScale', catalog.find('product', productId)?.body.sizeScaleId)
  const isKnown = scale?.body.sizes.some(({ id }) => id === sizeId)
  return isKnown ? [] : [{ code: 'PRODUCT_SIZE_NOT_FOUND', value: sizeId }]
}

function lineProblems(catalog: Catalog, line: PriceOrderLine, home: Uuid | null): CardProblem[] {
  const { organizationId, includeForCategories, pricesForCategories } = line
  const categories = new Set([...includeForCategories, ...pricesForCategories].map((one) => one.categoryId))
  const isNegativeSomewhere =
    isNegative(line.price) || pricesForCategories.some(({ price }) => isNegative(price))
  return [
    ...(home !== null && organizationId !== home
      ? [{ code: 'DEPARTMENT_NOT_FOUND', value: organizationId }]
      : referenceProblems(catalog, 'organization', organizationId, 'DEPARTMENT')),
    ...referenceProblems(catalog, 'product', line.productId, 'PRODUCT'),
    ...sizeProblems(catalog, line),
    ...[...categories].flatMap((id) => referenceProblems(catalog, 'priceCategory', id, 'PRICE_CATEGORY')),
    ...referenceProblems(catalog, 'taxCategory', line.taxCategoryId, 'TAX_CATEGORY'),
    ...(isNegativeSomewhere ? [{ code: 'ONLY_POSITIVE_VALUES_ALLOWED', value: line.productId }] : []),
  ]
}

/**
 * What keeps an order of prices from being written, by iiko's codes (server-api §17.7). `home`: the restaurant whose server
 * it is, which knows no other; null: the chain's. What an older order refers to may be deleted meanwhile.
 */
export function priceOrderProblems(
  catalog: Catalog,
  order: PriceOrder,
  { before, home }: { before: PriceOrder | null; home: Uuid | null },
): CardProblem[] {
  const { number, from, until, scheduleId, lines } = order
  const repeated = repeatedLine(lines)
  const schedule =
    before && before.scheduleId === scheduleId
      ? []
      : referenceProblems(catalog, 'periodSchedule', scheduleId, 'PERIOD_SCHEDULE')
  return [
    ...(number.trim() === '' ? [{ code: 'EMPTY_FIELD', value: 'documentNumber' }] : []),
    ...(lines.length === 0 ? [{ code: 'EMPTY_FIELD', value: 'items' }] : []),
    // The vendor names no codes for these two (unverified).
    ...(until !== null && until <= from ? [{ code: 'WRONG_DATE_TO', value: until }] : []),
    ...(repeated ? [{ code: 'PRODUCT_REPEATED', value: repeated.productId }] : []),
    ...schedule,
    ...(before && before.lines === lines ? [] : lines.flatMap((line) => lineProblems(catalog, line, home))),
  ]
}
