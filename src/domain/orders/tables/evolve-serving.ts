/** How deeds at the table change an order; part of the fold. Nothing passed in is touched. */
import type { OrderItem } from '../order.ts'
import { changeItems, withDeleted } from '../sale-folds.ts'
import { discountsOfParts, partedDiscounts } from './cut-item.ts'
import type { ServingEvent } from './serving-events.ts'
import type { TableOrder } from './table-order.ts'

export function served(order: TableOrder, event: ServingEvent): Partial<TableOrder> {
  switch (event.kind) {
    case 'tableOrder.guestAdded':
      return { guests: [...order.guests, event.guest], guestCount: event.guestCount }
    case 'tableOrder.guestRenamed':
      return {
        guests: order.guests.map((guest) =>
          guest.id === event.guestId ? { ...guest, name: event.name } : guest,
        ),
      }
    case 'tableOrder.guestRemoved':
      return {
        guests: order.guests.filter(({ id }) => id !== event.guestId),
        guestCount: event.guestCount,
      }
    case 'tableOrder.guestCountChanged':
      return { guestCount: event.guestCount }
    case 'tableOrder.itemsAssigned':
      return { items: changeItems(order.items, event.positionIds, ofGuest(event.guestId)) }
    case 'tableOrder.courseChanged':
      return { items: changeItems(order.items, event.positionIds, inCourse(event.course)) }
    case 'tableOrder.itemCommentChanged':
      return changed(order, event.positionId, { comment: event.comment })
    case 'tableOrder.itemAmountChanged':
      return changed(order, event.positionId, { amount: event.amount })
    case 'tableOrder.itemRecomposed':
      return { items: changeItems(order.items, [event.item.positionId], () => event.item) }
    case 'tableOrder.itemsDeleted':
      return { items: withDeleted(order.items, event.positionIds, event.deletion) }
    case 'tableOrder.tablesChanged':
      return { tableIds: event.tableIds }
    case 'tableOrder.waiterChanged':
      return { waiter: event.waiter }
    case 'tableOrder.tabNameChanged':
      return { tabName: event.tabName }
    default:
      return movedOrSplit(order, event)
  }
}

function movedOrSplit(
  order: TableOrder,
  event: Extract<
    ServingEvent,
    { kind: 'tableOrder.itemSplit' | 'tableOrder.itemsMovedOut' | 'tableOrder.itemsMovedIn' }
  >,
): Partial<TableOrder> {
  switch (event.kind) {
    case 'tableOrder.itemSplit': {
      const { positionId, amount, parts } = event
      const item = order.items.find((one) => one.positionId === positionId)
      if (!item) return {}
      return {
        items: order.items.flatMap((one) => (one === item ? [{ ...item, amount }, ...parts] : [one])),
        discounts: discountsOfParts(order.discounts, item, amount, parts),
      }
    }
    case 'tableOrder.itemsMovedOut': {
      const gone = order.items.filter(({ positionId }) => event.positionIds.includes(positionId))
      const rest = order.items.filter((item) => !gone.includes(item))
      const combos = new Set(gone.flatMap(({ combo }) => combo?.comboId ?? []))
      return {
        items: rest,
        combos: order.combos.filter(({ id }) => !combos.has(id)),
        discounts: partedDiscounts(order.discounts, gone).staying,
      }
    }
    case 'tableOrder.itemsMovedIn':
      return {
        items: [...order.items, ...event.items],
        combos: [...order.combos, ...event.combos],
        discounts: [...order.discounts, ...event.discounts],
      }
  }
}

const changed = (
  order: TableOrder,
  positionId: string,
  change: { comment?: string | null; amount?: bigint },
) => ({
  items: changeItems(order.items, [positionId], (item) => ({ ...item, ...change })),
})

/** Absent is what an item has that is common to all, and one of no course. */
export const ofGuest =
  (guestId: string | null) =>
  <Item extends OrderItem>({ orderGuestId: _, ...item }: Item): Item =>
    ({ ...item, ...(guestId === null ? {} : { orderGuestId: guestId }) }) as Item

const inCourse =
  (course: number | null) =>
  <Item extends OrderItem>({ course: _, ...item }: Item): Item =>
    ({ ...item, ...(course === null ? {} : { course }) }) as Item
