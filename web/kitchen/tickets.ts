import type { CookingStep, Delivery, Item } from '../kit/till-types.ts'

/** What one order asks of one station (null: of all). */
export type Ticket = {
  delivery: Delivery
  items: Item[]
  /** Living dishes of the order that other stations cook. */
  elsewhere: number
  /** Since when the kitchen has it. */
  since: number
}
export type Urgency = 'calm' | 'soon' | 'late'

const isDone = ({ status }: Item): boolean => status === 'CookingCompleted' || status === 'Served'

/** Dishes that the kitchen has a ticket for. */
const cooked = ({ items }: Delivery): Item[] =>
  items.filter((item) => !item.isDeleted && item.cookingPlaceId !== null && item.status !== 'Added')

/** Tickets with something left to cook; what is promised first comes first. */
export function ticketsOf(deliveries: readonly Delivery[], stationId: string | null): Ticket[] {
  return deliveries
    .filter(({ allowed }) => allowed.includes('delivery.setCooking'))
    .flatMap((delivery): Ticket[] => {
      const all = cooked(delivery)
      const items = all.filter((item) => stationId === null || item.cookingPlaceId === stationId)
      if (items.length === 0 || items.every(isDone)) return []
      const since = Math.min(...items.map((item) => item.whenPrinted ?? delivery.whenCreated))
      return [{ delivery, items, elsewhere: all.length - items.length, since }]
    })
    .sort(
      (a, b) =>
        a.delivery.completeBefore - b.delivery.completeBefore || a.delivery.number - b.delivery.number,
    )
}

export type Bump = { orderId: string; positionIds: string[]; status: CookingStep }

/** The next state of one dish; null when it is done. */
export function nextOf(item: Item): CookingStep | null {
  if (item.status === 'PrintedNotCooking') return 'CookingStarted'
  return item.status === 'CookingStarted' ? 'CookingCompleted' : null
}

/** One touch on a whole ticket: first everything is begun, then everything is done. */
export function bumpOf({ delivery, items }: Ticket): Bump | null {
  for (const step of ['CookingStarted', 'CookingCompleted'] as const) {
    const due = items.filter((item) => nextOf(item) === step)
    if (due.length > 0)
      return { orderId: delivery.id, positionIds: due.map((item) => item.positionId), status: step }
  }
  return null
}

const before: Record<CookingStep, CookingStep> = {
  PrintedNotCooking: 'PrintedNotCooking',
  CookingStarted: 'PrintedNotCooking',
  CookingCompleted: 'CookingStarted',
}

/** The same dishes one state back. */
export const recallOf = (bump: Bump): Bump => ({ ...bump, status: before[bump.status] })

/** How a ticket stands: against the usual cooking time, and against what the guest was promised. */
export function waitOf(
  { delivery, since }: Ticket,
  now: number,
  cookingMinutes: number,
): { waitedMs: number; share: number; urgency: Urgency } {
  const waitedMs = Math.max(0, now - since)
  const usualMs = Math.max(5, cookingMinutes) * 60_000
  const share = Math.min(1, waitedMs / usualMs)
  if (waitedMs >= usualMs || now > delivery.completeBefore) return { waitedMs, share, urgency: 'late' }
  return { waitedMs, share, urgency: share >= 0.6 ? 'soon' : 'calm' }
}
