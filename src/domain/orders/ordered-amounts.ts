/** How much of each product an order takes: what stop lists and stock look at. */
import { divideRounded, type Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { stopListKey } from '../stop-list/stop-list.ts'
import type { ProductAmount } from '../stop-list/stop-list-changes.ts'
import type { ItemInput, ModifierInput } from './commands.ts'
import { isLiving } from './cooking.ts'
import type { ItemModifier, OrderItem } from './order.ts'

/** Products, halves and modifiers of living items, summed by product and size. */
export function amountsOfItems(items: readonly OrderItem[]): ProductAmount[] {
  const counted = new AmountsByProduct()
  for (const item of items.filter(isLiving)) {
    if (item.kind === 'Product') {
      counted.add(item.productId, item.size?.id ?? null, item.amount)
    } else {
      const halves = item.secondary ? [item.primary, item.secondary] : [item.primary]
      counted.addHalves(halves, item.size?.id ?? null, item.amount, item.partFrom)
      for (const half of halves) counted.addModifiers(half.modifiers, item.amount)
    }
    counted.addModifiers(item.modifiers, item.amount)
  }
  return counted.all()
}

/** What `after` takes more of than `before`, and what less. */
export function amountsMoved(
  before: readonly OrderItem[],
  after: readonly OrderItem[],
): { more: ProductAmount[]; less: ProductAmount[] } {
  const [had, has] = [byKey(amountsOfItems(before)), byKey(amountsOfItems(after))]
  const lackingIn =
    (other: Map<string, ProductAmount>) =>
    (each: ProductAmount): ProductAmount[] => {
      const amount = each.amount - (other.get(stopListKey(each.productId, each.sizeId))?.amount ?? 0n)
      return amount > 0n ? [{ ...each, amount }] : []
    }
  return { more: [...has.values()].flatMap(lackingIn(had)), less: [...had.values()].flatMap(lackingIn(has)) }
}

const byKey = (amounts: readonly ProductAmount[]): Map<string, ProductAmount> =>
  new Map(amounts.map((each) => [stopListKey(each.productId, each.sizeId), each]))

/** Whether an item, a half or a modifier is one of these products; cheaper than to count them all. */
export const takesAnyOf = (items: readonly OrderItem[], products: ReadonlySet<Uuid>): boolean =>
  products.size > 0 &&
  items.some((item) => {
    const hasModifier = ({ modifiers }: { modifiers: readonly ItemModifier[] }): boolean =>
      modifiers.some(({ productId }) => products.has(productId))
    if (hasModifier(item)) return true
    if (item.kind === 'Product') return products.has(item.productId)
    const halves = item.secondary ? [item.primary, item.secondary] : [item.primary]
    return halves.some((half) => products.has(half.productId) || hasModifier(half))
  })

/** The same for items that are not priced yet (`stop_lists/check`, the cloud's `checkStopList`). */
export function amountsOfInputs(items: readonly ItemInput[]): ProductAmount[] {
  const counted = new AmountsByProduct()
  for (const item of items) {
    if (item.kind === 'Product') {
      counted.add(item.productId, item.sizeId, item.amount)
    } else {
      const halves = item.secondary ? [item.primary, item.secondary] : [item.primary]
      counted.addHalves(halves, item.sizeId, item.amount)
      for (const half of halves) counted.addModifiers(half.modifiers, item.amount)
    }
    counted.addModifiers(item.modifiers, item.amount)
  }
  return counted.all()
}

class AmountsByProduct {
  readonly #amounts = new Map<string, ProductAmount>()

  add(productId: Uuid, sizeId: Uuid | null, amount: Quantity): void {
    if (amount === 0n) return
    const key = stopListKey(productId, sizeId)
    const before = this.#amounts.get(key)?.amount ?? 0n
    this.#amounts.set(key, { productId, sizeId, amount: before + amount })
  }

  /** Halves of the parts of a cut item sum to those of the whole. */
  addHalves(
    halves: readonly { productId: Uuid }[],
    sizeId: Uuid | null,
    amount: Quantity,
    from: Quantity = 0n,
  ): void {
    const halfOf = (whole: Quantity): Quantity => divideRounded(whole, BigInt(halves.length))
    for (const { productId } of halves) this.add(productId, sizeId, halfOf(from + amount) - halfOf(from))
  }

  addModifiers(modifiers: readonly (ItemModifier | ModifierInput)[], parentAmount: Quantity): void {
    for (const modifier of modifiers) {
      const isAbsolute =
        'amountIndependentOfParentAmount' in modifier && modifier.amountIndependentOfParentAmount
      const amount = isAbsolute ? modifier.amount : divideRounded(modifier.amount * parentAmount, 1000n)
      this.add(modifier.productId, null, amount)
    }
  }

  all(): ProductAmount[] {
    return [...this.#amounts.values()]
  }
}
