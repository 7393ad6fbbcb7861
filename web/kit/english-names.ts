import type { Menu } from './menu-types.ts'
import type { Books, Named } from './till-types.ts'

/** English names of dishes, sizes, payments and causes by the chain's own names. */
export function englishNames(menu: Menu | null, books: Books | null): Map<string, string> {
  const named: Named[] = [
    ...(menu?.modifiers ?? []),
    ...(menu?.products ?? []).flatMap((product) => [product, ...product.sizes]),
    ...(books
      ? [
          ...books.paymentTypes,
          ...books.cancelCauses,
          ...books.removalTypes,
          ...books.paying.discountTypes,
          ...books.paying.priceCategories,
        ]
      : []),
  ]
  return new Map(named.flatMap(({ name, nameEn }) => (nameEn ? [[name, nameEn] as const] : [])))
}
