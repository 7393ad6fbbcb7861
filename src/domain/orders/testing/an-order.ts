/** Pieces of an order for tests of arithmetic, without a till. */
import { anId } from '../../reference/testing/catalog-ids.ts'
import type { AppliedDiscount, CompoundItem, DeliveryOrder, ItemModifier, ProductItem } from '../order.ts'

let made = 0x1000
const fresh = () => anId(made++)

type Totalled = Pick<DeliveryOrder, 'items' | 'combos' | 'discounts' | 'payments'>

export const aTotalled = (changes: Partial<Totalled>): Totalled => ({
  items: [],
  combos: [],
  discounts: [],
  payments: [],
  ...changes,
})

const added = {
  amount: 1_000n,
  size: null,
  comment: null,
  combo: null,
  cookingPlaceId: anId(1),
  productCategoryId: null,
  status: 'Added' as const,
  whenPrinted: null,
  whenCookingStarted: null,
  whenCookingCompleted: null,
  deleted: null,
  isAutomatic: false,
}

export const anOrderItem = (changes: Partial<ProductItem>): ProductItem => ({
  ...added,
  kind: 'Product',
  positionId: fresh(),
  productId: fresh(),
  name: 'Dish',
  price: 10_000n,
  pricePredefined: false,
  modifiers: [],
  ...changes,
})

export const aModifierOf = (changes: Partial<ItemModifier>): ItemModifier => ({
  positionId: fresh(),
  productId: fresh(),
  name: 'Modifier',
  groupId: null,
  groupName: null,
  amount: 1_000n,
  amountIndependentOfParentAmount: false,
  freeAmount: 0n,
  defaultAmount: 0n,
  hideIfDefaultAmount: false,
  price: 0n,
  ...changes,
})

/** A halved dish by the prices of its halves. */
export function aPizza(prices: { primary: bigint; secondary: bigint | null }): CompoundItem {
  const component = (price: bigint) => ({
    positionId: fresh(),
    productId: fresh(),
    name: 'Half',
    price,
    modifiers: [],
  })
  return {
    ...added,
    kind: 'Compound',
    positionId: fresh(),
    productId: fresh(),
    name: 'Pizza',
    primary: component(prices.primary),
    secondary: prices.secondary === null ? null : component(prices.secondary),
    modifiers: [],
  }
}

export const aDiscount = (changes: Partial<AppliedDiscount>): AppliedDiscount => ({
  source: 'RMS',
  type: { id: anId(2), name: 'Discount' },
  percentHundredths: null,
  fixedSum: null,
  categoryPercents: null,
  minOrderSum: 0n,
  positions: null,
  positionSums: null,
  ...changes,
})
