import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { isLiving } from '../cooking.ts'
import type { OrderItem, Sale } from '../order.ts'

/** An item of the order that is not deleted. */
export function livingItem(order: Pick<Sale, 'items'>, positionId: Uuid): OrderItem {
  const item = order.items.find((candidate) => candidate.positionId === positionId)
  if (!item || !isLiving(item)) throw refuse('item.position-unknown', { positionId })
  return item
}
