import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { isPrinted } from '../cooking.ts'
import type { ItemStatus, Sale } from '../order.ts'
import type { Deed } from './deed.ts'
import { livingItem } from './living-item.ts'

export const setCooking: Deed<'delivery.setCooking'> = (_ctx, order, { positionIds, status }) => {
  const moved = movedInKitchen(order, positionIds, status)
  return moved.length > 0 ? [{ kind: 'delivery.itemsCooking', positionIds: moved, status }] : []
}

/** The kitchen moves printed dishes, forward or back (cloud-api §4.13); what stands there already is left alone. */
export function movedInKitchen(order: Sale, positionIds: readonly Uuid[], status: ItemStatus): Uuid[] {
  const items = [...new Set(positionIds)].map((positionId) => livingItem(order, positionId))
  const unprinted = items.find((item) => !isPrinted(item))
  if (unprinted) throw refuse('item.wrong-status', { name: unprinted.name, status: unprinted.status })
  return items.filter((item) => item.status !== status).map((item) => item.positionId)
}
