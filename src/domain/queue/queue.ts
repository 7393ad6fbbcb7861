/** What an electronic queue board shows: numbers that cook and numbers that are ready (front-api §7.3). */
import type { Uuid } from '../../kernel/ids.ts'
import { isLiving, isPrinted } from '../orders/cooking.ts'
import type { DeliveryOrder, OrderItem, Sale } from '../orders/order.ts'
import type { TableOrder } from '../orders/tables/table-order.ts'
import type { QueueBoard } from '../reference/books.ts'

/** `accepted`: the kitchen has it and has not begun. */
export type QueueStage = 'accepted' | 'cooking' | 'ready'
export type QueueEntry = {
  orderId: Uuid
  /** As it is called out. */
  label: string
  stage: QueueStage
  /** When the kitchen got it. */
  takenAt: number
  /** When its last dish was done; null while it cooks. */
  readyAt: number | null
  name: string | null
}

/** An order with the name of its guest. */
export type Queued<Order> = { order: Order; name: string | null }
type HallOrder = Pick<
  TableOrder,
  keyof Pick<Sale, 'id' | 'number' | 'externalNumber' | 'items' | 'whenCreated'> | 'status' | 'orderType'
> &
  Pick<TableOrder, 'tableIds' | 'waiter'>
type Pickup = Pick<
  DeliveryOrder,
  'id' | 'number' | 'externalNumber' | 'items' | 'whenCreated' | 'status' | 'serviceType' | 'orderType'
>

type Kitchen = { takenAt: number; isBegun: boolean; readyAt: number | null; isServed: boolean }

/** How far the kitchen is with an order; null when it has nothing of it. */
function kitchenOf(items: readonly OrderItem[]): Kitchen | null {
  const cooked = items.filter((item) => isLiving(item) && item.cookingPlaceId !== null && isPrinted(item))
  if (cooked.length === 0) return null
  const isDone = ({ status }: OrderItem): boolean => status === 'CookingCompleted' || status === 'Served'
  const moments = cooked.map((item) => item.whenCookingCompleted ?? item.whenPrinted ?? 0)
  return {
    takenAt: Math.min(...cooked.map(({ whenPrinted }) => whenPrinted ?? 0)),
    isBegun: cooked.some(({ status }) => status !== 'PrintedNotCooking'),
    readyAt: cooked.every(isDone) ? Math.max(...moments) : null,
    isServed: cooked.every(({ status }) => status === 'Served'),
  }
}

/**
 * Where a hall's order stands, over its living dishes: hidden until something is printed, gone when all is served or the
 * order is deleted (front-api §7.3, the scheme KDS). A paid order waits on: quick service is paid before it is cooked.
 */
export function stageOfHallOrder({ status, items }: Pick<HallOrder, 'status' | 'items'>): QueueStage | null {
  const kitchen = status === 'Deleted' ? null : kitchenOf(items)
  if (!kitchen || kitchen.isServed) return null
  if (kitchen.readyAt !== null) return 'ready'
  return kitchen.isBegun ? 'cooking' : 'accepted'
}

/** Where a pickup stands, by its status (front-api §7.3, the delivery scheme). */
export function stageOfPickup(
  { status, serviceType }: Pick<Pickup, 'status' | 'serviceType'>,
  withPacking: boolean,
): QueueStage | null {
  if (serviceType !== 'DeliveryByClient') return null
  switch (status) {
    case 'WaitCooking':
    case 'ReadyForCooking':
      return 'accepted'
    case 'CookingStarted':
      return 'cooking'
    case 'CookingCompleted':
      return withPacking ? 'cooking' : 'ready'
    case 'Waiting':
      return 'ready'
    default:
      return null
  }
}

/** `17` as the board says it. */
export function queueLabel(
  { number, externalNumber }: Pick<Sale, 'number' | 'externalNumber'>,
  { prefix, digits, prefersExternalNumber }: Pick<QueueBoard, 'prefix' | 'digits' | 'prefersExternalNumber'>,
): string {
  if (prefersExternalNumber && externalNumber) return externalNumber
  const text = String(number)
  return `${prefix}${digits === 0 ? text : text.slice(-digits).padStart(digits, '0')}`
}

/** «Анна Смирнова» as «А•••»: enough to know oneself by. */
const maskedName = (name: string): string => `${[...name][0] ?? ''}•••`

function nameFor(name: string | null, { names }: QueueBoard): string | null {
  if (names === 'none' || !name) return null
  return names === 'whole' ? name : maskedName(name)
}

/**
 * The numbers of a board at a moment, oldest first in each column.
 * @param sectionOf the hall of a table, null when it stands in none
 */
export function queueOf(
  board: QueueBoard,
  orders: { hall: readonly Queued<HallOrder>[]; pickups: readonly Queued<Pickup>[] },
  sectionOf: (tableId: Uuid) => Uuid | null,
  now: number,
): QueueEntry[] {
  const isType = (id: Uuid): boolean => board.orderTypeIds.length === 0 || board.orderTypeIds.includes(id)
  const isPlace = (tableIds: readonly Uuid[]): boolean =>
    board.sectionIds.length === 0 || tableIds.some((id) => board.sectionIds.includes(sectionOf(id) ?? ''))
  const entry = ({ order, name }: Queued<HallOrder | Pickup>, stage: QueueStage | null): QueueEntry[] => {
    const kitchen = kitchenOf(order.items)
    if (!stage || !kitchen || !isType(order.orderType.id)) return []
    const readyAt = stage === 'ready' ? (kitchen.readyAt ?? kitchen.takenAt) : null
    const label = queueLabel(order, board)
    return [
      { orderId: order.id, label, stage, takenAt: kitchen.takenAt, readyAt, name: nameFor(name, board) },
    ]
  }
  const all = [
    ...orders.hall
      .filter(({ order }) => (board.withServedTables || !order.waiter) && isPlace(order.tableIds))
      .flatMap((queued) => entry(queued, stageOfHallOrder(queued.order))),
    ...orders.pickups.flatMap((queued) => entry(queued, stageOfPickup(queued.order, board.withPacking))),
  ]
  return all
    .filter((one) => isShown(board, one, now))
    .sort((a, b) => (a.readyAt ?? a.takenAt) - (b.readyAt ?? b.takenAt) || a.takenAt - b.takenAt)
}

/** Nobody waits for ever: numbers leave after the minutes that the board is set to. */
function isShown(board: QueueBoard, { stage, takenAt, readyAt }: QueueEntry, now: number): boolean {
  if (stage === 'ready') return now - (readyAt ?? takenAt) < board.keepReadyMinutes * 60_000
  if (stage === 'accepted' && !board.withAccepted) return false
  return board.keepCookingMinutes === null || now - takenAt < board.keepCookingMinutes * 60_000
}
