import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { tillPrice } from '../../menu/till-price.ts'
import type { OrderItem } from '../order.ts'
import type { ClaimPosition } from './positions.ts'
import { activeProduct } from './products.ts'
import type { SaleTerms } from './sale-terms.ts'

/**
 * The product that pays for the way: the till adds it by itself, at the price of the menu (cloud-api §5.5). A client
 * that sent it as an item pays it once.
 */
export function deliveryCharge(
  terms: SaleTerms,
  claim: ClaimPosition,
  productId: Uuid | null,
  items: readonly OrderItem[],
): OrderItem[] {
  if (!productId || items.some((item) => item.productId === productId)) return []
  const product = activeProduct(terms, productId)
  const price = tillPrice(terms, productId, null)?.price
  if (price === undefined) throw refuse('item.price-missing', { name: product.name })
  return [
    {
      kind: 'Product',
      positionId: claim(null),
      productId,
      name: product.name,
      size: null,
      amount: 1000n,
      comment: null,
      combo: null,
      cookingPlaceId: null,
      productCategoryId: product.productCategoryId,
      status: 'Added',
      whenPrinted: null,
      whenCookingStarted: null,
      whenCookingCompleted: null,
      deleted: null,
      isAutomatic: true,
      price,
      pricePredefined: false,
      modifiers: [],
    },
  ]
}
