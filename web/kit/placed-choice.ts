/** A dish of an order as a person composes it anew. */
import { type DishChoice, modifierKey, startChoice, startHalf } from './dish-choice.ts'
import type { Menu, MenuProduct } from './menu-types.ts'
import type { PlacedChoice, PlacedModifier, Recomposition } from './new-item-types.ts'

type PlacedDish = { productId: string; amount: number; choice: PlacedChoice | null }

/** Null: nobody chooses it by itself, or the menu has it no more. */
export function placedChoice(dish: PlacedDish, { products }: Pick<Menu, 'products'>): DishChoice | null {
  const { choice, amount } = dish
  const productOf = (id: string | null) => products.find((each) => each.id === id)
  const product = productOf(dish.productId)
  if (!choice || !product) return null
  const of = (...halves: PlacedModifier['half'][]): DishChoice['modifiers'] =>
    Object.fromEntries(
      choice.modifiers
        .filter(({ half }) => halves.includes(half))
        .map((one) => [modifierKey(one.groupId, one.productId), one.amount]),
    )
  const size = product.sizes.find(({ id }) => id === choice.sizeId) ?? null
  const typed = product.isOpenPrice && choice.price !== null ? { price: choice.price } : {}
  const whole = { ...startChoice(product), ...typed, amount, size, modifiers: of(null, 'primary') }
  if (choice.secondaryId === null) return whole
  const other = productOf(choice.secondaryId)
  return other ? { ...whole, half: { ...startHalf(other), modifiers: of('secondary') } } : null
}

/** What the till is told: only what somebody changed, so that what another one changes meanwhile stays. */
export function changesBetween(before: DishChoice, after: DishChoice): Omit<Recomposition, 'positionId'> {
  const sizeId = after.size?.id
  return {
    ...(sizeId && sizeId !== before.size?.id ? { sizeId } : {}),
    ...(after.price !== undefined && after.price !== before.price ? { openPrice: after.price } : {}),
    modifiers: [
      ...changed(before, after).map((one) => ({ ...one, half: halfOf(after.product, one.groupId) })),
      ...(before.half && after.half ? changed(before.half, after.half) : []).map((one) => ({
        ...one,
        half: 'secondary' as const,
      })),
    ],
  }
}

const halfOf = ({ isCompound, groups }: MenuProduct, groupId: string | null): PlacedModifier['half'] =>
  isCompound && groups.some(({ id, isSplittable }) => isSplittable && id === groupId) ? 'primary' : null

function changed(before: DishChoice, after: DishChoice): Omit<PlacedModifier, 'half'>[] {
  const keys = new Set([...Object.keys(before.modifiers), ...Object.keys(after.modifiers)])
  return [...keys].flatMap((key) => {
    const amount = after.modifiers[key] ?? 0
    if (amount === (before.modifiers[key] ?? 0)) return []
    const [groupId, productId = ''] = key.split('/')
    return [{ productId, groupId: groupId || null, amount }]
  })
}
