import type { CookingStep, Item } from '../kit/item-types.ts'
import type { KitchenOrder } from './kitchen-orders.ts'

/** What one order asks of one station (null: of all). */
export type Ticket = {
  order: KitchenOrder
  items: Item[]
  /** Living dishes of the order that other stations cook. */
  elsewhere: number
  /** Since when the kitchen has it. */
  since: number
}
export type Urgency = 'calm' | 'soon' | 'late'

const isDone = ({ status }: Item): boolean => status === 'CookingCompleted' || status === 'Served'

/** Dishes that the kitchen has a ticket for. */
const cooked = ({ items }: KitchenOrder): Item[] =>
  items.filter((item) => !item.isDeleted && item.cookingPlaceId !== null && item.status !== 'Added')

/** Tickets with something left to cook; what is due first comes first. A table waits as long as cooking usually takes. */
export function ticketsOf(
  orders: readonly KitchenOrder[],
  stationId: string | null,
  cookingMinutes = 0,
): Ticket[] {
  const dueAt = ({ order, since }: Ticket): number => order.promisedAt ?? since + cookingMinutes * 60_000
  return orders
    .filter(({ isOpen }) => isOpen)
    .flatMap((order): Ticket[] => {
      const all = cooked(order)
      const items = all.filter((item) => stationId === null || item.cookingPlaceId === stationId)
      if (items.length === 0 || items.every(isDone)) return []
      const since = Math.min(...items.map((item) => item.whenPrinted ?? order.whenCreated))
      return [{ order, items, elsewhere: all.length - items.length, since }]
    })
    .sort((a, b) => dueAt(a) - dueAt(b) || a.order.number - b.order.number)
}

export type Bump = {
  kind: KitchenOrder['kind']
  orderId: string
  positionIds: string[]
  status: CookingStep | 'Served'
  /** How this screen shows them: a dish that another one has moved meanwhile stays where it is. */
  from: CookingStep | 'Served'
}

/** The next state of one dish; null when it is done. */
export function nextOf(item: Item): CookingStep | null {
  if (item.status === 'PrintedNotCooking') return 'CookingStarted'
  return item.status === 'CookingStarted' ? 'CookingCompleted' : null
}

/** One touch on a whole ticket: first everything is begun, then everything is done. */
export function bumpOf({ order, items }: Pick<Ticket, 'order' | 'items'>): Bump | null {
  for (const step of ['CookingStarted', 'CookingCompleted'] as const) {
    const due = items.filter((item) => nextOf(item) === step)
    if (due.length > 0) return bump(order, due, step)
  }
  return null
}

export const bump = (order: KitchenOrder, items: readonly Item[], status: Bump['status']): Bump => ({
  kind: order.kind,
  orderId: order.id,
  positionIds: items.map((item) => item.positionId),
  status,
  from: before[status],
})

const before: Record<Bump['status'], CookingStep> = {
  PrintedNotCooking: 'PrintedNotCooking',
  CookingStarted: 'PrintedNotCooking',
  CookingCompleted: 'CookingStarted',
  Served: 'CookingCompleted',
}

/** The same dishes one state back. */
export const recallOf = (done: Bump): Bump => ({ ...done, status: before[done.status], from: done.status })

/** How a ticket stands: against the usual cooking time, and against what the guest was promised. */
export function waitOf(
  { order, since }: Pick<Ticket, 'order' | 'since'>,
  now: number,
  cookingMinutes: number,
): { waitedMs: number; share: number; urgency: Urgency } {
  const waitedMs = Math.max(0, now - since)
  const usualMs = Math.max(5, cookingMinutes) * 60_000
  const share = Math.min(1, waitedMs / usualMs)
  const isBroken = order.promisedAt !== null && now > order.promisedAt
  if (waitedMs >= usualMs || isBroken) return { waitedMs, share, urgency: 'late' }
  return { waitedMs, share, urgency: share >= 0.6 ? 'soon' : 'calm' }
}

export type DishSum = { key: string; name: string; size: string | null; amount: number }

/** How many of each dish are left to cook: what a cook puts on the grill at once. The most come first. */
export function sumsOf(tickets: readonly Ticket[]): DishSum[] {
  const sums = new Map<string, DishSum>()
  for (const { name, size, amount, productId } of tickets.flatMap(({ items }) =>
    items.filter((item) => !isDone(item)),
  )) {
    const key = `${productId} ${size ?? ''}`
    const known = sums.get(key)
    sums.set(key, { key, name, size, amount: (known?.amount ?? 0) + amount })
  }
  return [...sums.values()].sort((a, b) => b.amount - a.amount || a.name.localeCompare(b.name))
}

/** Nobody comes back for it after that. */
const waitingMs = 2 * 3_600_000

/** Orders of the counter that are cooked and wait to be fetched; those that are ready longest come first. */
export function toHandOver(orders: readonly KitchenOrder[], now: number): Bump[] {
  const readyAt = (items: readonly Item[]): number =>
    Math.max(...items.map(({ whenCookingCompleted }) => whenCookingCompleted ?? 0))
  return orders
    .filter(({ isOpen, place }) => isOpen && place === 'counter')
    .map((order) => ({ order, items: cooked(order) }))
    .filter(({ items }) => items.length > 0 && items.every(isDone))
    .filter(
      ({ items }) => items.some(({ status }) => status !== 'Served') && now - readyAt(items) < waitingMs,
    )
    .sort((a, b) => readyAt(a.items) - readyAt(b.items))
    .map(({ order, items }) => bump(order, items, 'Served'))
}
