/** Dishes, and parts of their amounts, that a deed is about. */
import { printDecimal } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { livingItem } from '../changes/living-item.ts'
import { isLiving } from '../cooking.ts'
import type { OrderItem } from '../order.ts'
import type { TillContext } from '../till-context.ts'
import { partOf, refuseIndivisible } from './cut-item.ts'
import type { ItemPart } from './serving-commands.ts'
import type { ServingEvent } from './serving-events.ts'
import type { TableOrder } from './table-order.ts'

/** Living items by their ids, each once, with the other members of their combos. */
export function withCombos(order: TableOrder, positionIds: readonly Uuid[]): OrderItem[] {
  const named = new Set(positionIds.map((positionId) => livingItem(order, positionId)))
  const combos = new Set([...named].flatMap(({ combo }) => combo?.comboId ?? []))
  return order.items.filter(
    (item) => named.has(item) || (isLiving(item) && item.combo !== null && combos.has(item.combo.comboId)),
  )
}

/** What was asked for as whole items: `cuts` are the events that make them, `items` are they as they will be. */
export type TakenParts = { cuts: ServingEvent[]; items: OrderItem[] }

/** Refuses more than there is, a part of a combo, and a dish that is named twice. */
export function takeParts(ctx: TillContext, order: TableOrder, parts: readonly ItemPart[]): TakenParts {
  const named = new Set(parts.map(({ positionId }) => positionId))
  if (named.size < parts.length)
    throw refuse('request.field-invalid', { field: 'parts', message: 'must name each position once' })
  const cuts: ServingEvent[] = []
  const cutOff: OrderItem[] = []
  const whole: Uuid[] = []
  for (const { positionId, amount } of parts) {
    const item = livingItem(order, positionId)
    if (amount === null || amount === item.amount) {
      whole.push(positionId)
      continue
    }
    if (amount <= 0n || amount > item.amount)
      throw refuse('item.amount-invalid', { amount: printDecimal(amount, 3), name: item.name })
    refuseIndivisible(item)
    const rest = item.amount - amount
    const part = partOf(ctx, item, rest, amount)
    cuts.push({ kind: 'tableOrder.itemSplit', positionId, amount: rest, parts: [part] })
    cutOff.push(part)
  }
  return { cuts, items: [...withCombos(order, whole), ...cutOff] }
}
