/** Guests of an order: the parts of its check (front-api §2.6.1, §2.6.3). */
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { isLiving } from '../cooking.ts'
import type { ServingEvent } from './serving-events.ts'
import type { OrderGuest, TableOrder } from './table-order.ts'

const nameLengthMax = 60
const guestsMax = 100

export function guestOf(order: Pick<TableOrder, 'guests'>, guestId: Uuid): OrderGuest {
  const guest = order.guests.find(({ id }) => id === guestId)
  if (!guest) throw refuse('table.guest-unknown', { id: guestId })
  return guest
}

/** So many guests without names, as when they sit down. */
export const seatGuests = (count: number, newId: () => Uuid): OrderGuest[] =>
  Array.from({ length: count }, (_, index) => ({ id: newId(), name: null, rank: index + 1 }))

type Guests = Pick<TableOrder, 'guests' | 'guestCount'>

/** A guest who is here already is not added again. */
export function addGuest(order: Guests, id: Uuid, name: string | null): ServingEvent[] {
  if (order.guests.some((guest) => guest.id === id)) return []
  if (order.guests.length >= guestsMax)
    throw refuse('request.field-invalid', { field: 'guestId', message: `at most ${guestsMax} guests` })
  const guest = { id, name: checkedName(name), rank: nextRank(order.guests) }
  const guestCount = Math.max(order.guestCount, order.guests.length + 1)
  return [{ kind: 'tableOrder.guestAdded', guest, guestCount }]
}

const nextRank = (guests: readonly OrderGuest[]): number => Math.max(0, ...guests.map(({ rank }) => rank)) + 1

export function renameGuest(order: Guests, guestId: Uuid, given: string | null): ServingEvent[] {
  const name = checkedName(given)
  return guestOf(order, guestId).name === name ? [] : [{ kind: 'tableOrder.guestRenamed', guestId, name }]
}

/** Only one who has nothing (`DeleteOrderGuest`: only without items). Who is gone already is gone. */
export function removeGuest(order: TableOrder, guestId: Uuid): ServingEvent[] {
  const guest = order.guests.find(({ id }) => id === guestId)
  if (!guest) return []
  if (order.items.some((item) => isLiving(item) && item.orderGuestId === guestId))
    throw refuse('table.guest-has-items', { name: guest.name ?? String(guest.rank) })
  return [leave(order, guestId)]
}

/** Somebody who was counted is counted no more. */
export function leave(order: Guests, guestId: Uuid): ServingEvent {
  const wasWhole = order.guestCount === order.guests.length
  const guestCount = wasWhole ? Math.max(1, order.guestCount - 1) : order.guestCount
  return { kind: 'tableOrder.guestRemoved', guestId, guestCount }
}

/** `EstimatedGuestsCount`: from the number of guest items up (front-api §8.1). */
export function changeGuestCount(order: Guests, guestCount: number): ServingEvent[] {
  const min = Math.max(1, order.guests.length)
  if (!Number.isInteger(guestCount) || guestCount < min || guestCount > 1000)
    throw refuse('request.field-invalid', { field: 'guestCount', message: `must be from ${min} to 1000` })
  return guestCount === order.guestCount ? [] : [{ kind: 'tableOrder.guestCountChanged', guestCount }]
}

function checkedName(name: string | null): string | null {
  const said = name?.trim() || null
  if (said && said.length > nameLengthMax)
    throw refuse('request.field-invalid', { field: 'name', message: `at most ${nameLengthMax} characters` })
  return said
}
