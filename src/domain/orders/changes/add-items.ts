import { refuse } from '../../../kernel/refusals.ts'
import { resolveCombos } from '../placing/combos.ts'
import { resolveItem } from '../placing/items.ts'
import { claimPositions } from '../placing/positions.ts'
import { saleTerms } from '../placing/sale-terms.ts'
import { refuseStopped } from '../placing/stopped-items.ts'
import { refuseIfBilled } from './bill.ts'
import type { Deed } from './deed.ts'

/** New items by the rules of a placement, at the order's price category (cloud-api §4.5). */
export const addItems: Deed<'delivery.addItems'> = (ctx, order, command) => {
  refuseIfBilled(order)
  if (command.items.length === 0) throw refuse('order.no-items')
  const terms = saleTerms(ctx, order.priceCategory?.id ?? null)
  const claim = claimPositions(ctx)
  const items = command.items.map((item) => resolveItem(terms, claim, item))
  const combos = resolveCombos(ctx, terms, command.combos, items, order.combos)
  refuseStopped(ctx, items)
  return [{ kind: 'delivery.itemsAdded', items, combos }]
}
