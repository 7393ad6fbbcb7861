/** What the kitchen has of an order (front-api §8.10, §2.17): made of the order, no second book. */
import { isLiving, isPrinted } from '../../../domain/orders/cooking.ts'
import type { OrderItem, Sale } from '../../../domain/orders/order.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { courseOf, type KitchenItemStatus, type KitchenOrderStatus, type OrderItemCourse } from './enums.ts'
import type { Order } from './orders.ts'
import type { Table } from './organisation.ts'
import { amount, productRef, refOf, type TillPlace } from './till-place.ts'
import type { Decimal, Entity, Instant, ProductRef, Ref, Versioned } from './values.ts'

/** Its id is the order's: the till keeps one kitchen order for an order. */
export type KitchenOrder = Versioned & {
  baseOrderId: Uuid
  number: number
  externalNumber: string | null
  originName: string | null
  orderType: Ref
  tabName: string | null
  table: Table | null
  waiter: Ref | null
  processingStatus: KitchenOrderStatus
  items: KitchenOrderItem[]
}
export type KitchenOrderItem = Entity & {
  baseOrderItemId: Uuid
  product: ProductRef
  /** The other half of a compound dish. */
  secondaryProduct: ProductRef | null
  size: Ref | null
  amount: Decimal
  comment: string | null
  course: OrderItemCourse
  deleted: boolean
  guestId: Uuid | null
  kitchen: Ref
  modifiers: { id: Uuid; product: ProductRef; amount: Decimal; amountIndependentOfParentAmount: boolean }[]
  processingStatus: KitchenItemStatus
  isCookingStarted: boolean
  printTime: Instant | null
  processing1BeginTime: Instant | null
  processingCompleteTime: Instant | null
  serveTime: Instant | null
}

/** Of the four steps of cooking the till knows the first. */
const itemStatuses: Readonly<Record<OrderItem['status'], KitchenItemStatus>> = {
  Added: 'Idle',
  PrintedNotCooking: 'Idle',
  CookingStarted: 'Processing1',
  CookingCompleted: 'Processed',
  Served: 'Served',
}

/** Null: nothing of it was printed. */
export function kitchenOrderOf(place: TillPlace, sale: Sale, order: Order): KitchenOrder | null {
  const items = sale.items.filter(
    (item) => item.cookingPlaceId !== null && (isPrinted(item) || item.whenPrinted !== null),
  )
  if (items.length === 0) return null
  return {
    id: order.id,
    revision: order.revision,
    baseOrderId: order.id,
    number: order.number,
    externalNumber: order.externalNumber,
    originName: order.originName,
    orderType: { id: order.orderType.id, name: order.orderType.name },
    tabName: order.tabName,
    table: order.tables[0] ?? null,
    waiter: order.waiter,
    processingStatus: statusOf(items),
    items: items.map((item) => kitchenItemOf(place, item)),
  }
}

/** The least advanced living item says how far the order is (front-api §2.17). */
function statusOf(items: readonly OrderItem[]): KitchenOrderStatus {
  const living = items.filter(isLiving).map(({ status }) => itemStatuses[status])
  if (living.length === 0) return 'New'
  if (living.every((status) => status === 'Served')) return 'Served'
  if (living.every((status) => status === 'Served' || status === 'Processed')) return 'CookingCompleted'
  return living.some((status) => status !== 'Idle') ? 'CookingStarted' : 'New'
}

function kitchenItemOf(place: TillPlace, item: OrderItem): KitchenOrderItem {
  const halves = item.kind === 'Compound' ? item : null
  const first = halves ? halves.primary : item
  const modifiers = [
    ...item.modifiers,
    ...(halves ? [...halves.primary.modifiers, ...(halves.secondary?.modifiers ?? [])] : []),
  ]
  return {
    id: item.positionId,
    baseOrderItemId: item.positionId,
    product: productRef(place, first.productId, first.name),
    secondaryProduct: halves?.secondary
      ? productRef(place, halves.secondary.productId, halves.secondary.name)
      : null,
    size: item.size,
    amount: amount(item.amount),
    comment: item.comment,
    course: courseOf(item.course),
    deleted: item.deleted !== null,
    guestId: item.orderGuestId ?? null,
    kitchen: refOf(place, 'cookingPlace', item.cookingPlaceId) ?? { id: item.cookingPlaceId ?? '', name: '' },
    modifiers: modifiers.map((modifier) => ({
      id: modifier.positionId,
      product: productRef(place, modifier.productId, modifier.name),
      amount: amount(modifier.amount),
      amountIndependentOfParentAmount: modifier.amountIndependentOfParentAmount,
    })),
    processingStatus: itemStatuses[item.status],
    isCookingStarted: item.whenCookingStarted !== null,
    printTime: item.whenPrinted,
    processing1BeginTime: item.whenCookingStarted,
    processingCompleteTime: item.whenCookingCompleted,
    serveTime: item.whenServed ?? null,
  }
}
