import { refuse } from '../../../kernel/refusals.ts'
import type { ComboInput, ItemInput } from '../commands.ts'
import type { OrderCombo, OrderItem, Sale } from '../order.ts'
import { resolveCombos } from '../placing/combos.ts'
import { resolveItem } from '../placing/items.ts'
import { claimPositions } from '../placing/positions.ts'
import { saleTerms } from '../placing/sale-terms.ts'
import { refuseStopped } from '../placing/stopped-items.ts'
import type { TillContext } from '../till-context.ts'
import { refuseIfBilled } from './bill.ts'
import type { Deed } from './deed.ts'

export const addItems: Deed<'delivery.addItems'> = (ctx, order, command) => [
  { kind: 'delivery.itemsAdded', ...newItems(ctx, order, command) },
]

/** New items by the rules of a placement, at the order's price category (cloud-api §4.5). */
export function newItems(
  ctx: TillContext,
  order: Sale,
  asked: { items: readonly ItemInput[]; combos: readonly ComboInput[] },
): { items: OrderItem[]; combos: OrderCombo[] } {
  refuseIfBilled(order)
  if (asked.items.length === 0) throw refuse('order.no-items')
  const terms = saleTerms(ctx, order.priceCategory?.id ?? null)
  const claim = claimPositions(ctx)
  const items = asked.items.map((item) => resolveItem(terms, claim, item))
  const combos = resolveCombos(ctx, terms, asked.combos, items, order.combos)
  refuseStopped(ctx, items)
  return { items, combos }
}
