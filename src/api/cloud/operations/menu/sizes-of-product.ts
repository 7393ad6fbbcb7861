import type { Product, SizeScale } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'

export type ProductSize = SizeScale['sizes'][number]

/** Sizes in which a product is sold, small to large; none when it has no scale. */
export function sizesOf(catalog: Catalog, { sizeScaleId, disabledSizeIds }: Product): ProductSize[] {
  const scale = catalog.living('sizeScale', sizeScaleId)?.body
  return (scale?.sizes ?? [])
    .filter(({ id }) => !disabledSizeIds.includes(id))
    .sort((a, b) => a.priority - b.priority)
}
