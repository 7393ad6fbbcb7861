/** From what was asked to what is sold: items with names, prices, sizes and modifiers (cloud-api §4.5). */
import type { Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { Product } from '../../reference/books.ts'
import type { ComponentInput, ItemInput } from '../commands.ts'
import type { CompoundComponent, CompoundItem, OrderItem, ProductItem } from '../order.ts'
import { resolveModifiers } from './modifiers.ts'
import type { ClaimPosition } from './positions.ts'
import { activeProduct, checkAmount, cookingPlaceOf, priceOnMenu, sizeOf } from './products.ts'
import type { SaleTerms } from './sale-terms.ts'

/** The longest comment of an item (cloud-api §4.5). */
const commentLengthMax = 255

type ProductInput = Extract<ItemInput, { kind: 'Product' }>
type CompoundInput = Extract<ItemInput, { kind: 'Compound' }>

export const resolveItem = (terms: SaleTerms, claim: ClaimPosition, input: ItemInput): OrderItem =>
  input.kind === 'Product' ? resolveProduct(terms, claim, input) : resolveCompound(terms, claim, input)

function resolveProduct(terms: SaleTerms, claim: ClaimPosition, input: ProductInput): ProductItem {
  const { productId } = input
  const product = activeProduct(terms, productId)
  if (product.orderItemType !== 'Product') {
    throw refuse('item.kind-mismatch', { name: product.name, expected: product.orderItemType })
  }
  checkAmount(product, input.amount)
  const size = sizeOf(terms, product, input.sizeId)
  const isInCombo = input.combo !== null
  const asked = {
    productId,
    sizeId: input.sizeId,
    price: typedPrice(product, input) ?? input.price,
    isInCombo,
  }
  const { price, isPredefined } = priceOnMenu(terms, product, asked)
  // One literal on purpose: put together from parts it costs several times as much, and this runs for every line.
  return {
    kind: 'Product',
    positionId: claim(input.positionId),
    productId,
    name: product.name,
    size,
    amount: input.amount,
    comment: checkedComment(terms, input.comment),
    combo: input.combo,
    cookingPlaceId: cookingPlaceOf(productId, product),
    productCategoryId: product.productCategoryId,
    status: 'Added',
    whenPrinted: null,
    whenCookingStarted: null,
    whenCookingCompleted: null,
    deleted: null,
    isAutomatic: false,
    price,
    pricePredefined: isPredefined,
    modifiers: resolveModifiers(terms, claim, product, input.modifiers, input.sizeId),
  }
}

/** What a person typed; null: nothing. Only products of an open price take it, whatever programs may ask for. */
function typedPrice(product: Product, { openPrice }: ProductInput): Money | null {
  if (openPrice === undefined) return null
  if (!product.canSetOpenPrice) throw refuse('item.price-closed', { name: product.name })
  return openPrice
}

/**
 * A dish of a modifier scheme. Groups that may differ between the halves answer to the components, everything else
 * to the common modifiers; a whole dish fills the primary component only.
 */
function resolveCompound(terms: SaleTerms, claim: ClaimPosition, input: CompoundInput): CompoundItem {
  const { productId } = input.primary
  const product = activeProduct(terms, productId)
  if (product.orderItemType !== 'Compound') {
    throw refuse('item.kind-mismatch', { name: product.name, expected: product.orderItemType })
  }
  checkAmount(product, input.amount)
  const size = sizeOf(terms, product, input.sizeId)
  if (input.secondary) checkHalf(terms, product.modifierSchemaId, input.secondary.productId)
  const indivisible = product.groupModifiers.filter((group) => !group.splittable)
  const common = { name: product.name, modifiers: product.modifiers, groupModifiers: indivisible }
  return {
    ...newItem(terms, input, productId, product),
    kind: 'Compound',
    positionId: claim(input.positionId),
    size,
    primary: resolveComponent(terms, claim, input, input.primary),
    secondary: input.secondary ? resolveComponent(terms, claim, input, input.secondary) : null,
    modifiers: resolveModifiers(terms, claim, common, input.modifiers, input.sizeId),
  }
}

/** Halves are of one scheme, or they could not lie on one dough. */
function checkHalf(terms: SaleTerms, modifierSchemaId: Uuid | null, productId: Uuid): void {
  const half = activeProduct(terms, productId)
  if (half.orderItemType !== 'Compound' || half.modifierSchemaId !== modifierSchemaId) {
    throw refuse('item.kind-mismatch', { name: half.name, expected: 'a half of the same modifier scheme' })
  }
}

function resolveComponent(
  terms: SaleTerms,
  claim: ClaimPosition,
  { sizeId, combo }: CompoundInput,
  input: ComponentInput,
): CompoundComponent {
  const { productId } = input
  const product = activeProduct(terms, productId)
  const splittable = product.groupModifiers.filter((group) => group.splittable)
  sizeOf(terms, product, sizeId)
  return {
    positionId: claim(input.positionId),
    productId,
    name: product.name,
    price: priceOnMenu(terms, product, { productId, sizeId, price: input.price, isInCombo: combo !== null })
      .price,
    modifiers: resolveModifiers(
      terms,
      claim,
      { name: product.name, modifiers: [], groupModifiers: splittable },
      input.modifiers,
      sizeId,
    ),
  }
}

function newItem(
  terms: SaleTerms,
  input: ItemInput,
  productId: Uuid,
  product: ReturnType<typeof activeProduct>,
) {
  return {
    productId,
    name: product.name,
    amount: input.amount,
    comment: checkedComment(terms, input.comment),
    combo: input.combo,
    cookingPlaceId: cookingPlaceOf(productId, product),
    productCategoryId: product.productCategoryId,
    status: 'Added' as const,
    whenPrinted: null,
    whenCookingStarted: null,
    whenCookingCompleted: null,
    deleted: null,
    isAutomatic: false,
  }
}

export function checkedComment(terms: SaleTerms, comment: string | null): string | null {
  if (!comment) return null
  if (!terms.organization.orderItemCommentEnabled) throw refuse('item.comment-disabled')
  if (comment.length > commentLengthMax) throw refuse('item.comment-too-long', { max: commentLengthMax })
  return comment
}
