import type { Uuid } from '../../../kernel/ids.ts'
import { isPrinted } from '../cooking.ts'
import type { ItemStatus, Sale } from '../order.ts'
import type { Deed } from './deed.ts'
import { livingItem } from './living-item.ts'
import { wrongStatus } from './wrong-status.ts'

export const setCooking: Deed<'delivery.setCooking'> = (_ctx, order, command) => {
  const positionIds = movedInKitchen(order, command)
  return positionIds.length > 0
    ? [{ kind: 'delivery.itemsCooking', positionIds, status: command.status }]
    : []
}

type Moving = { positionIds: readonly Uuid[]; status: ItemStatus; from?: ItemStatus }

/**
 * The kitchen moves printed dishes, forward or back (cloud-api §4.13); what stands there already is left alone, and so is
 * what somebody else has moved since it was seen at `from` (front-api §2.17).
 */
export function movedInKitchen(order: Sale, { positionIds, status, from }: Moving): Uuid[] {
  const items = [...new Set(positionIds)].map((positionId) => livingItem(order, positionId))
  const unprinted = items.find((item) => !isPrinted(item))
  if (unprinted) throw wrongStatus(unprinted)
  return items
    .filter((item) => item.status !== status && (from === undefined || item.status === from))
    .map((item) => item.positionId)
}
