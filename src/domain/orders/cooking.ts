/** What the kitchen's work says about an order (cloud-api §4.9, §4.13). */
import type { DeliveryStatus, OrderItem, Sale } from './order.ts'

export const isLiving = (item: OrderItem): boolean => item.deleted === null

/** Has the kitchen anything to do with it? Services and the delivery charge are only money. */
const isCooked = (item: OrderItem): boolean => item.cookingPlaceId !== null

export const isPrinted = (item: OrderItem): boolean => item.status !== 'Added'

const isReady = (item: OrderItem): boolean => item.status === 'CookingCompleted' || item.status === 'Served'

/** Living items that the kitchen has no ticket for yet. */
export const unprintedItems = (order: Pick<Sale, 'items'>): OrderItem[] =>
  order.items.filter((item) => isLiving(item) && isCooked(item) && !isPrinted(item))

/** Living items behind the point of no return: removing them needs a removal type (front-api §2.6). */
export const printedItems = (order: Pick<Sale, 'items'>): OrderItem[] =>
  order.items.filter((item) => isLiving(item) && isPrinted(item))

export type CookingStatus = Extract<DeliveryStatus, 'WaitCooking' | 'CookingStarted' | 'CookingCompleted'>

/** The delivery status that item statuses give: started with the first item, completed with the last. */
export function cookingStatus(items: readonly OrderItem[]): CookingStatus {
  const tickets = items.filter((item) => isLiving(item) && isCooked(item) && isPrinted(item))
  if (tickets.length > 0 && tickets.every(isReady)) return 'CookingCompleted'
  return tickets.some((item) => item.status !== 'PrintedNotCooking') ? 'CookingStarted' : 'WaitCooking'
}

/** Statuses that follow the kitchen by themselves. */
export const followsKitchen = (status: DeliveryStatus): boolean =>
  status === 'WaitCooking' ||
  status === 'ReadyForCooking' ||
  status === 'CookingStarted' ||
  status === 'CookingCompleted'

/** What the kitchen has of an order: its tickets and how far each is. */
const ticketsOf = (items: readonly OrderItem[]): Map<string, string> =>
  new Map(
    items
      .filter((item) => isLiving(item) && isCooked(item) && isPrinted(item))
      .map((item) => [item.positionId, item.status]),
  )

/** Whether the kitchen has other tickets, or is further with them, than before: printed, begun, ready, served, taken back. */
export function kitchenDiffers(before: readonly OrderItem[], after: readonly OrderItem[]): boolean {
  const [old, present] = [ticketsOf(before), ticketsOf(after)]
  return old.size !== present.size || [...present].some(([id, status]) => old.get(id) !== status)
}
