/** A product as an order may take it: known, active, on the menu, with a size and a place that cooks it (§4.5, §2.4). */
import { type Money, printDecimal, type Quantity } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { tillPrice } from '../../menu/till-price.ts'
import type { Product } from '../../reference/books.ts'
import type { NamedRef } from '../order.ts'
import type { SaleTerms } from './sale-terms.ts'

/** The largest amount of an item: 999.999 (cloud-api §0.3.11). */
const amountMax = 999_999n

export function activeProduct(terms: SaleTerms, id: Uuid): Product {
  const item = terms.catalog.find('product', id)
  const isForeign = item?.organizationId && item.organizationId !== terms.organizationId
  if (!item || isForeign) throw refuse('item.product-unknown', { id })
  if (item.isDeleted || !item.body.isActive) throw refuse('item.product-inactive', { name: item.body.name })
  return item.body
}

/** The station that cooks it; only services need none. */
export function cookingPlaceOf(id: Uuid, product: Product): Uuid | null {
  if (product.type === 'Service') return null
  if (!product.cookingPlaceId) throw refuse('item.no-cooking-place', { name: product.name, id })
  return product.cookingPlaceId
}

/** A product of a scale needs one of the sizes it is sold in; others take none. */
export function sizeOf(terms: SaleTerms, product: Product, sizeId: Uuid | null): NamedRef | null {
  const scale = terms.catalog.living('sizeScale', product.sizeScaleId)?.body
  if (!scale) {
    if (sizeId) throw refuse('item.size-unknown', { id: sizeId, name: product.name })
    return null
  }
  if (!sizeId) throw refuse('item.size-required', { name: product.name, scale: scale.name })
  const size = scale.sizes.find((candidate) => candidate.id === sizeId)
  if (!size || product.disabledSizeIds.includes(sizeId)) {
    throw refuse('item.size-unknown', { id: sizeId, name: product.name })
  }
  return { id: size.id, name: size.name }
}

/** Fractions are for what is weighed. */
export function checkAmount(product: Product, amount: Quantity): void {
  const isWhole = amount % 1000n === 0n
  if (amount <= 0n || amount > amountMax || !(isWhole || product.isWeighed)) {
    throw refuse('item.amount-invalid', { amount: printDecimal(amount, 3), name: product.name })
  }
}

/**
 * The price of a product on the menu: the till's when none is given; another one unless the organization forbids it
 * and the product has no open price. `isPredefined` says that the price is not the till's own. Members of a combo may
 * carry any price, it is replaced by the combo's; zero there reads as "not given".
 */
export function priceOnMenu(
  terms: SaleTerms,
  product: Product,
  asked: { productId: Uuid; sizeId: Uuid | null; price: Money | null; isInCombo: boolean },
): { price: Money; isPredefined: boolean } {
  const { productId, sizeId, price: given, isInCombo } = asked
  const onMenu = tillPrice(terms, productId, sizeId)
  if (!onMenu?.isIncludedInMenu) throw refuse('item.not-in-menu', { name: product.name })
  const price = isInCombo && given === 0n ? null : given
  checkPrice(terms, product, price, isInCombo ? price : onMenu.price)
  return { price: price ?? onMenu.price, isPredefined: price !== null && price !== onMenu.price }
}

/** Refuses a negative price, and one that differs from the till's where prices are closed. */
export function checkPrice(
  terms: SaleTerms,
  product: Product,
  price: Money | null,
  expected: Money | null,
): void {
  if (price === null) return
  if (price < 0n) throw refuse('request.field-invalid', { field: 'price', message: 'must not be negative' })
  const isOpen = product.canSetOpenPrice || !terms.organization.openPricesForbidden
  if (isOpen || expected === null || price === expected) return
  const print = (money: Money) => printDecimal(money, terms.organization.currency.scale)
  throw refuse('item.price-differs', { price: print(price), name: product.name, expected: print(expected) })
}
