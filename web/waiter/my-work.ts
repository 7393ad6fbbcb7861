import type { Item } from '../kit/item-types.ts'
import { type Hall, type HallOrder, seatedOrders } from '../pos/model/hall.ts'

type Whose = Pick<Hall, 'tableOrders' | 'reserves'>

/** Orders of one waiter that sit somewhere now, the oldest first; of banquets nobody is the waiter. */
export function ordersOf(employeeId: string, hall: Whose): HallOrder[] {
  const mine = new Set(hall.tableOrders.filter(({ waiterId }) => waiterId === employeeId).map(({ id }) => id))
  return seatedOrders(hall).filter(({ id }) => mine.has(id))
}

export type ReadyDish = { order: HallOrder; item: Item }

/** What the kitchen has finished and nobody has carried out, the longest waiting first. */
export const readyDishes = (orders: readonly HallOrder[]): ReadyDish[] =>
  orders
    .flatMap((order) =>
      order.sale.items
        .filter(({ status, isDeleted }) => status === 'CookingCompleted' && !isDeleted)
        .map((item) => ({ order, item })),
    )
    .sort((a, b) => (a.item.whenCookingCompleted ?? 0) - (b.item.whenCookingCompleted ?? 0))

export type ReadyOrder = { order: HallOrder; items: Item[] }

/** The same table by table, the one that waits longest first. */
export function readyOrders(ready: readonly ReadyDish[]): ReadyOrder[] {
  const orders = new Map<string, ReadyOrder>()
  for (const { order, item } of ready) {
    const known = orders.get(order.id)
    if (known) known.items.push(item)
    else orders.set(order.id, { order, items: [item] })
  }
  return [...orders.values()]
}

/** How much of an order the kitchen does not know yet. */
export const unsentCount = ({ sale }: HallOrder): number =>
  sale.items.filter(({ isUnsent, isDeleted }) => isUnsent && !isDeleted).length
