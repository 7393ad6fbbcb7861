import type { Uuid } from '../../../kernel/ids.ts'
import { unprintedItems } from '../cooking.ts'
import type { OrderEvent } from '../events.ts'
import type { DeliveryOrder, Sale } from '../order.ts'
import type { Deed } from './deed.ts'

/** Service print of what the kitchen has no ticket for; a repeat prints nothing. */
export const printToKitchen: Deed<'delivery.printToKitchen'> = (_ctx, order) => ticketsFor(order)

export function ticketsFor(order: DeliveryOrder): OrderEvent[] {
  const positionIds = unprintedPositions(order)
  return positionIds.length > 0 ? [{ kind: 'delivery.itemsPrinted', positionIds }] : []
}

export const unprintedPositions = (order: Pick<Sale, 'items'>): Uuid[] =>
  unprintedItems(order).map((item) => item.positionId)
