import type { MenuProduct } from '../../kit/menu-types.ts'

type Findable = { product: MenuProduct; text: string }
/** Of each menu that was searched: lower case costs more than the search. */
const findables = new WeakMap<readonly MenuProduct[], readonly Findable[]>()

function findableOf(products: readonly MenuProduct[]): readonly Findable[] {
  const known = findables.get(products)
  if (known) return known
  const made = products.map((product) => ({
    product,
    text: `${product.name}\n${product.nameEn ?? ''}`.toLowerCase(),
  }))
  findables.set(products, made)
  return made
}

/** Before somebody types: what the first letter would otherwise wait for. */
export const prepareSearch = (products: readonly MenuProduct[]): void => void findableOf(products)

/** What was found last: another letter only looks among these. */
let last: { products: readonly MenuProduct[]; wanted: string; found: readonly Findable[] } | null = null

/** Those found by the beginning of their code or a part of their name in either language; all of them by nothing. */
export function findProducts(products: readonly MenuProduct[], query: string): readonly MenuProduct[] {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return products
  const among = last?.products === products && wanted.startsWith(last.wanted) ? last.found : null
  const found = (among ?? findableOf(products)).filter(
    ({ product, text }) => product.code.startsWith(wanted) || text.includes(wanted),
  )
  last = { products, wanted, found }
  return found.map(({ product }) => product)
}
