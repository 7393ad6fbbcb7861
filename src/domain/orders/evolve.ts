/** The fold: an order is what its journal entries make of it and nothing else (design.md §1). */
import { cookingStatus, followsKitchen } from './cooking.ts'
import type { OrderEvent, OrderEventKind } from './events.ts'
import type { DeliveryOrder, OrderItem } from './order.ts'
import { withBankPayment, withBankResult, withoutPrepayment, withPrepayment } from './paying/fold-paying.ts'
import { withPriceCategory } from './paying/repriced.ts'
import {
  changeItems,
  cooked,
  mergeExternalData,
  printed,
  taken,
  withDeleted,
  withPrintedDeleted,
  withReturn,
} from './sale-folds.ts'

/** What an order becomes by one journal entry, written at `at`. The order passed in is never touched. */
export function evolve(order: DeliveryOrder | null, event: OrderEvent, at: number): DeliveryOrder {
  if (event.kind === 'delivery.placed') {
    if (order) throw new Error(`delivery ${order.id} is placed twice`)
    return { ...event.order, version: 1 }
  }
  if (!order) throw new Error(`${event.kind} of a delivery that was never placed`)
  return { ...order, ...changeOf(order, event, at), version: order.version + 1 }
}

/** The order that a list of journal entries makes. */
export function replay(entries: readonly { event: OrderEvent; at: number }[]): DeliveryOrder {
  let order: DeliveryOrder | null = null
  for (const { event, at } of entries) order = evolve(order, event, at)
  if (!order) throw new Error('a delivery without journal entries')
  return order
}

type Patch = Partial<DeliveryOrder>
type EventOf<K extends OrderEventKind> = Extract<OrderEvent, { kind: K }>
type LaterKind = Exclude<OrderEventKind, 'delivery.placed'>
type Folds = { [K in LaterKind]: (order: DeliveryOrder, event: EventOf<K>, at: number) => Patch }

function changeOf(order: DeliveryOrder, event: EventOf<LaterKind>, at: number): Patch {
  const fold = folds[event.kind] as (order: DeliveryOrder, event: OrderEvent, at: number) => Patch
  return fold(order, event, at)
}

const folds: Folds = {
  'delivery.confirmed': (_order, _event, at) => ({ status: 'WaitCooking', whenConfirmed: at }),
  'delivery.confirmationCancelled': () => ({ status: 'Unconfirmed', whenConfirmed: null }),
  'delivery.itemsAdded': (order, event, at) => ({
    ...reopened(order, [...order.items, ...event.items], at),
    combos: [...order.combos, ...event.combos],
    isChangedSinceCheck: true,
  }),
  'delivery.itemAmountChanged': (order, event) => ({
    isChangedSinceCheck: true,
    items: order.items.map((item) =>
      item.positionId === event.positionId ? { ...item, amount: event.amount } : item,
    ),
  }),
  'delivery.itemRecomposed': (order, { item }) => ({
    isChangedSinceCheck: true,
    items: changeItems(order.items, [item.positionId], () => item),
  }),
  'delivery.itemsDeleted': (order, event, at) => ({
    ...kitchenChanged(order, withDeleted(order.items, event.positionIds, event.deletion), at),
    isChangedSinceCheck: true,
  }),
  'delivery.itemsPrinted': (order, event, at) => ({
    ...kitchenChanged(order, changeItems(order.items, event.positionIds, printed(at)), at),
    whenPrinted: order.whenPrinted ?? at,
  }),
  'delivery.itemsCooking': (order, event, at) =>
    kitchenChanged(order, changeItems(order.items, event.positionIds, cooked(event.status, at)), at),
  'delivery.statusChanged': statusChanged,
  'delivery.billPrinted': (order, _event, at) => ({
    whenBillPrinted: at,
    ...(followsKitchen(order.status) ? { ...prepared, whenPacked: order.whenPacked ?? at } : {}),
  }),
  'delivery.billCancelled': (order, _event, at) => ({
    whenBillPrinted: null,
    ...reopened(order, order.items, at),
  }),
  'delivery.contactChanged': (_order, { kind: _, ...change }) => ({ ...change, isChangedSinceCheck: true }),
  'delivery.serviceTypeChanged': (_order, { kind: _, ...change }) => ({
    ...change,
    isChangedSinceCheck: true,
  }),
  'delivery.completeBeforeChanged': (_order, { kind: _, ...change }) => ({
    ...change,
    isAsap: false,
    isChangedSinceCheck: true,
  }),
  'delivery.commentChanged': (_order, event) => ({ comment: event.comment }),
  'delivery.operatorChanged': (_order, event) => ({ operator: event.operator }),
  'delivery.problemChanged': (_order, { hasProblem, description }) => ({
    problem: { hasProblem, description },
  }),
  'delivery.courierChanged': (_order, { courier, estimatedTime }) => ({ courier, estimatedTime }),
  'delivery.externalDataChanged': (order, event) => ({
    externalData: mergeExternalData(order.externalData, event.externalData),
  }),
  'delivery.paymentsAdded': (order, event) => ({
    payments: [...order.payments, ...event.payments],
    tips: [...order.tips, ...event.tips],
  }),
  'delivery.paymentsReplaced': (_order, { payments, tips }) => ({ payments, tips }),
  'delivery.discountsChanged': (_order, { discounts }) => ({ discounts }),
  'delivery.guestChanged': (_order, { guestId }) => ({ guestId }),
  'delivery.priceCategoryChanged': withPriceCategory,
  'delivery.loyaltyChanged': (_order, { loyalty }) => ({ loyalty }),
  'delivery.prepaid': (order, { payment }) => withPrepayment(order, payment),
  'delivery.prepaymentReturned': (order, { paymentId }) => withoutPrepayment(order, paymentId),
  'delivery.bankPaymentBegun': (_order, { bankPayment }) => withBankPayment(bankPayment),
  'delivery.bankPaymentEnded': (order, { transactionId, result }) =>
    withBankResult(order, transactionId, result),
  'delivery.closed': (order, event, at) => ({
    status: 'Closed',
    whenClosed: at,
    whenDelivered: event.deliveryDate ?? order.whenDelivered ?? at,
    payments: order.payments.map(taken),
    tips: order.tips.map(taken),
  }),
  'delivery.returned': withReturn,
  'delivery.cancelled': (order, { cause, comment, movedOrderId, deletion }, at) => ({
    status: 'Cancelled',
    cancel: { at, cause, comment, movedOrderId },
    items: withPrintedDeleted(order.items, deletion),
  }),
}

/** Ready to be sent: the restrictions were asked, or nobody had to. */
const prepared = { status: 'Waiting', isChangedSinceCheck: false } as const

/** Time fields of the three statuses that a command can set (cloud-api §4.14); going back clears what follows. */
function statusChanged(order: DeliveryOrder, event: EventOf<'delivery.statusChanged'>, at: number): Patch {
  const { status, deliveryDate } = event
  if (status === 'Waiting') {
    return { ...prepared, whenPacked: order.whenPacked ?? at, whenSended: null, whenDelivered: null }
  }
  if (status === 'OnWay') return { status, whenSended: order.whenSended ?? at, whenDelivered: null }
  if (status === 'Delivered') return { status, whenDelivered: deliveryDate ?? at }
  return { status }
}

/** A packed order whose bill is not printed goes back to the kitchen's statuses when its dishes change. */
function reopened(order: DeliveryOrder, items: OrderItem[], at: number): Patch {
  if (order.status !== 'Waiting') return kitchenChanged(order, items, at)
  return { whenPacked: null, ...kitchenChanged({ ...order, status: 'WaitCooking' }, items, at) }
}

/** Delivery status follows the items while the order is in the kitchen (cloud-api §4.9). */
function kitchenChanged(order: DeliveryOrder, items: OrderItem[], at: number): Patch {
  const status = followsKitchen(order.status) ? cookingStatus(items) : order.status
  const isReady = cookingStatus(items) === 'CookingCompleted'
  return { items, status, whenCookingCompleted: isReady ? (order.whenCookingCompleted ?? at) : null }
}
