/** Books of the payment screen: discounts, conditions, tips, who buys on credit. */
import type { Till } from '../../app/till/till-command.ts'
import type { Book, BookItem, DiscountType } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { moneyToJson } from '../../kernel/exact.ts'
import { type NamedView, named } from '../http/named-view.ts'

export type PayingBooksView = {
  /** Those that a person may choose for an order. */
  priceCategories: NamedView[]
  /** Those that a person gives; sums in the till's currency, percents as numbers, negative: a surcharge. */
  discountTypes: (NamedView & {
    mode: DiscountType['mode']
    percent: number
    sum: number
    minOrderSum: number
    isCategorised: boolean
    isSelective: boolean
  })[]
  manualConditions: (NamedView & { isDynamic: boolean })[]
  tipsTypes: (NamedView & { serviceTypes: string[]; paymentTypeIds: string[] })[]
  /** Who may buy on credit. */
  counteragents: { id: string; name: string }[]
  /** Cards are charged by a bank's terminal. */
  hasTerminal: boolean
}

export function payingBooks(catalog: Catalog, till: Till, hasTerminal: boolean): PayingBooksView {
  const { organizationId } = till
  const scale = catalog.living('organization', organizationId)?.body.currency.scale ?? 2
  const living = <B extends Book>(book: B): BookItem<B>[] =>
    catalog.of(book, organizationId).filter((item) => !item.isDeleted)
  return {
    priceCategories: living('priceCategory')
      .filter(({ body }) => body.isAssignableManually !== false)
      .map(named),
    discountTypes: living('discountType')
      .filter(({ body }) => body.isManual && !body.isAutomatic)
      .map((item) => ({
        ...named(item),
        mode: item.body.mode,
        percent: item.body.percentHundredths / 100,
        sum: moneyToJson(item.body.sum, scale),
        minOrderSum: moneyToJson(item.body.minOrderSum, scale),
        isCategorised: item.body.isCategorised,
        isSelective: item.body.canBeAppliedSelectively,
      })),
    manualConditions: living('manualCondition')
      .filter(({ body }) => body.isApplicableOnCashierScreen)
      .map((item) => ({ ...named(item), isDynamic: item.body.isDynamicDiscount })),
    tipsTypes: living('tipsType')
      .filter(({ body }) => body.organizationIds.includes(organizationId))
      .map((item) => ({
        ...named(item),
        serviceTypes: item.body.serviceTypes,
        paymentTypeIds: item.body.paymentTypeIds,
      })),
    counteragents: living('counteragent')
      .filter(({ body }) => body.isClient)
      .map(({ id, body }) => ({ id, name: body.name })),
    hasTerminal,
  }
}
