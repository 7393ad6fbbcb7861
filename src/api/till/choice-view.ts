import { isPrinted } from '../../domain/orders/cooking.ts'
import type { ItemModifier, OrderItem } from '../../domain/orders/order.ts'
import { moneyToJson, quantityToJson } from '../../kernel/exact.ts'

/** What was chosen of a dish: it may be asked for again like that, and chosen anew. */
export type ChoiceView = {
  /** The kitchen has it: it is made like that. */
  isFixed: boolean
  sizeId: string | null
  /** Of one; null: a dish of halves. */
  price: number | null
  /** Of a dish of two halves: its second one. */
  secondaryId: string | null
  modifiers: ChosenModifier[]
}
type ChosenModifier = {
  half: 'primary' | 'secondary' | null
  productId: string
  groupId: string | null
  amount: number
}

/** Null: nobody chooses it by itself, because a combo has it, or the till adds it. */
export function choiceView(item: OrderItem, scale: number): ChoiceView | null {
  if (item.deleted !== null || item.isAutomatic || item.combo !== null) return null
  const [primary, secondary] = item.kind === 'Compound' ? [item.primary, item.secondary] : [null, null]
  return {
    isFixed: isPrinted(item),
    sizeId: item.size?.id ?? null,
    price: item.kind === 'Product' ? moneyToJson(item.price, scale) : null,
    secondaryId: secondary?.productId ?? null,
    modifiers: [
      ...chosen(null, item.modifiers),
      ...chosen('primary', primary?.modifiers ?? []),
      ...chosen('secondary', secondary?.modifiers ?? []),
    ],
  }
}

const chosen = (half: ChosenModifier['half'], modifiers: readonly ItemModifier[]): ChosenModifier[] =>
  modifiers.map(({ productId, groupId, amount }) => ({
    ...{ half, productId, groupId },
    amount: quantityToJson(amount),
  }))
