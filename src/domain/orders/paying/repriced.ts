import type { Money, Quantity } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { CompoundComponent, ItemModifier, NamedRef, OrderItem, Sale } from '../order.ts'

/** What a dish, a half, a modifier or one combo costs from now on; `id` is its position or the combo. */
export type Repriced = { id: Uuid; price: Money; freeAmount?: Quantity }
export type PriceCategoryChange = { priceCategory: NamedRef | null; prices: Repriced[] }

/** The fold: the order in its category, at the prices of that. Nothing passed in is touched. */
export const withPriceCategory = (
  order: Sale,
  { priceCategory, prices }: PriceCategoryChange,
): Pick<Sale, 'priceCategory' | 'items' | 'combos'> => ({ priceCategory, ...withPrices(order, prices) })

/** The same dishes and combos at other prices. */
export function withPrices(
  { items, combos }: Sale,
  prices: readonly Repriced[],
): Pick<Sale, 'items' | 'combos'> {
  const byId = new Map(prices.map((each) => [each.id, each]))
  const priceOf = (id: Uuid, present: Money): Money => byId.get(id)?.price ?? present
  const modifier = (each: ItemModifier): ItemModifier => ({
    ...each,
    price: priceOf(each.positionId, each.price),
    freeAmount: byId.get(each.positionId)?.freeAmount ?? each.freeAmount,
  })
  const half = (each: CompoundComponent): CompoundComponent => ({
    ...each,
    price: priceOf(each.positionId, each.price),
    modifiers: each.modifiers.map(modifier),
  })
  const item = (each: OrderItem): OrderItem => {
    const modifiers = each.modifiers.map(modifier)
    return each.kind === 'Compound'
      ? { ...each, modifiers, primary: half(each.primary), secondary: each.secondary && half(each.secondary) }
      : { ...each, modifiers, price: priceOf(each.positionId, each.price) }
  }
  return {
    items: items.map(item),
    combos: combos.map((combo) => ({ ...combo, price: priceOf(combo.id, combo.price) })),
  }
}
