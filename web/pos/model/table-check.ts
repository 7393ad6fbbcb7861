/** The check of a table as its waiter sees it: by guests, with what may be done with what is chosen. */

import type { Item } from '../../kit/item-types.ts'
import type { ItemPart, OrderGuest } from '../../kit/table-types.ts'
import type { TableOrder } from '../../kit/till-types.ts'

/** A guest with their dishes; null: what is common to all. */
export type Seating = { guest: OrderGuest | null; items: Item[]; sum: number }

/** Guests in their order, then what is common; an order without guests is common as a whole. */
export function seatingsOf({ guestList, items }: Pick<TableOrder, 'guestList' | 'items'>): Seating[] {
  const known = new Set(guestList.map(({ id }) => id))
  const of = (guestId: string | null): Item[] =>
    items.filter((item) => (known.has(item.guestId ?? '') ? item.guestId : null) === guestId)
  const seating = (guest: OrderGuest | null): Seating => {
    const own = of(guest?.id ?? null)
    return { guest, items: own, sum: own.reduce((sum, item) => sum + (item.isDeleted ? 0 : item.sum), 0) }
  }
  const common = seating(null)
  const seated = guestList.map(seating)
  return common.items.length > 0 || seated.length === 0 ? [...seated, common] : seated
}

export const isNew = (item: Item): boolean => item.status === 'Added'
const isCookable = (item: Item): boolean => !item.isDeleted && item.cookingPlaceId !== null && isNew(item)

/** VIP and the first course go at once, like what has no course (front-api §2.6.7). */
const isEarly = ({ course }: Item): boolean => course === null || course <= 1

/** Courses that wait to be called for, in their order. */
export const waitingCourses = ({ items }: Pick<TableOrder, 'items'>): number[] =>
  [...new Set(items.filter(isCookable).flatMap((item) => (isEarly(item) ? [] : (item.course ?? []))))].sort(
    (a, b) => a - b,
  )

/** What the kitchen gets next: what goes at once, or else the next course. */
export function nextWave(order: Pick<TableOrder, 'items'>): string[] {
  const fresh = order.items.filter(isCookable)
  const early = fresh.filter(isEarly)
  const [course] = waitingCourses(order)
  const wave = early.length > 0 ? early : fresh.filter((item) => item.course === course)
  return wave.map(({ positionId }) => positionId)
}

/** Dishes that are chosen and still there, with the other members of their combos. */
export function chosenItems(order: Pick<TableOrder, 'items'>, chosen: ReadonlySet<string>): Item[] {
  const living = order.items.filter((item) => !item.isDeleted)
  const combos = new Set(
    living.flatMap(({ positionId, comboId }) => (chosen.has(positionId) && comboId ? [comboId] : [])),
  )
  return living.filter(
    ({ positionId, comboId }) => chosen.has(positionId) || (comboId !== null && combos.has(comboId)),
  )
}

/** Guests whose every dish is chosen, and who have some: they can leave with them. */
export const wholeGuests = (order: TableOrder, items: readonly Item[]): string[] =>
  seatingsOf(order).flatMap(({ guest, items: own }) => {
    const living = own.filter((item) => !item.isDeleted)
    return guest && living.length > 0 && living.every((item) => items.includes(item)) ? [guest.id] : []
  })

/** Whole dishes; of a single one perhaps only an amount. */
export const partsOf = (items: readonly Item[], amount: number | null = null): ItemPart[] =>
  items.map(({ positionId, amount: whole }) => ({
    positionId,
    amount: items.length === 1 && amount !== null && amount < whole ? amount : null,
  }))
