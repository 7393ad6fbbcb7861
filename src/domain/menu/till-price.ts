/** Prices as the till finds them: the order's price category first, base prices where the category says nothing. */
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Catalog } from '../reference/catalog.ts'

export type PriceScope = { catalog: Catalog; organizationId: Uuid; priceCategoryId: Uuid | null }
export type TillPrice = { price: Money; isIncludedInMenu: boolean }

/** Null when the organization does not sell the product in this size. */
export function tillPrice(scope: PriceScope, productId: Uuid, sizeId: Uuid | null): TillPrice | null {
  const { catalog, organizationId, priceCategoryId } = scope
  const inCategory = priceCategoryId
    ? catalog.price(organizationId, productId, sizeId, priceCategoryId)
    : null
  return inCategory ?? catalog.price(organizationId, productId, sizeId)
}

/** A modifier may be priced by the size of its dish; one without any price is free. */
export const modifierPrice = (scope: PriceScope, productId: Uuid, parentSizeId: Uuid | null): Money =>
  (parentSizeId ? tillPrice(scope, productId, parentSizeId) : null)?.price ??
  tillPrice(scope, productId, null)?.price ??
  0n

/** Is a product on the menu in this size, or, when no size is named, in any? */
export function isOnMenu(scope: PriceScope, productId: Uuid, sizeId: Uuid | null): boolean {
  const product = scope.catalog.living('product', productId)?.body
  if (!product?.isActive) return false
  const scale =
    product.sizeScaleId && !sizeId ? scope.catalog.living('sizeScale', product.sizeScaleId) : undefined
  const sizeIds = scale ? scale.body.sizes.map((size) => size.id) : [sizeId]
  return sizeIds.some((id) => tillPrice(scope, productId, id)?.isIncludedInMenu === true)
}
