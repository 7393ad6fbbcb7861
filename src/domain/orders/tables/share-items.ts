import { allocate, printDecimal } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { livingItem } from '../changes/living-item.ts'
import type { TillContext } from '../till-context.ts'
import { partOf, refuseIndivisible } from './cut-item.ts'
import { ofGuest } from './evolve-serving.ts'
import { guestOf } from './guests.ts'
import type { ServingEvent } from './serving-events.ts'
import type { TableOrder } from './table-order.ts'

/**
 * Each dish in equal parts for these guests, in thousandths: what does not divide is of the first ones, and the parts
 * come to the whole in amount and in money.
 */
export function shareItems(
  ctx: TillContext,
  order: TableOrder,
  positionIds: readonly Uuid[],
  guestIds: readonly Uuid[],
): ServingEvent[] {
  const guests = [...new Set(guestIds)].map((id) => guestOf(order, id))
  const [first, ...others] = guests
  if (!first) throw refuse('request.field-required', { field: 'guestIds' })
  return [...new Set(positionIds)].flatMap((positionId) => {
    const item = livingItem(order, positionId)
    if (others.length > 0) refuseIndivisible(item)
    const [own = 0n, ...rest] = allocate(
      item.amount,
      guests.map(() => 1n),
    )
    if ([own, ...rest].some((amount) => amount === 0n))
      throw refuse('item.amount-invalid', { amount: printDecimal(0n, 3), name: item.name })
    let offset = own
    const parts = rest.map((amount, index) => {
      const part = ofGuest(others[index]?.id ?? null)(partOf(ctx, item, offset, amount))
      offset += amount
      return part
    })
    const cut: ServingEvent[] =
      parts.length > 0 ? [{ kind: 'tableOrder.itemSplit', positionId, amount: own, parts }] : []
    const isHis = item.orderGuestId === first.id
    const assigned: ServingEvent[] = isHis
      ? []
      : [{ kind: 'tableOrder.itemsAssigned', positionIds: [positionId], guestId: first.id }]
    return [...cut, ...assigned]
  })
}
