/** Events of an order's life, whichever kind of order it is. */
import type { Uuid } from '../../kernel/ids.ts'
import type { SaleEvent } from '../orders/events.ts'
import type { DeliveryOrder, ItemDeletion, OrderItem, Sale, SaleReturn } from '../orders/order.ts'
import type { TableOrder } from '../orders/tables/table-order.ts'
import { orderSums, orderTotals } from '../orders/totals.ts'
import type { BanquetOrder } from '../reserves/reserve.ts'
import type { AttributeValues, EventDraft } from './logged-event.ts'

/** An order as events tell of it. */
export type ToldOrder =
  | { kind: 'delivery'; order: DeliveryOrder }
  | { kind: 'tableOrder'; order: TableOrder }
  | { kind: 'banquet'; order: BanquetOrder; reserveId: Uuid; tableIds: readonly Uuid[]; guestCount: number }

/** Where a table stands; null: the books do not know it. */
export type TablePlace = (tableId: Uuid) => { sectionId: Uuid; number: number } | null

/** By what every event names its order. */
export function orderValues(told: ToldOrder, placeOf: TablePlace): AttributeValues {
  const { id, number } = told.order
  const values = { orderId: id, orderNum: number }
  if (told.kind === 'delivery') return { ...values, isDelivery: true, numGuests: told.order.guests.count }
  const [tableId] = told.kind === 'banquet' ? told.tableIds : told.order.tableIds
  const table = tableId === undefined ? null : placeOf(tableId)
  const place = { tableNum: table?.number, section: table?.sectionId }
  return told.kind === 'banquet'
    ? { ...values, isBanquet: true, numGuests: told.guestCount, ...place }
    : { ...values, numGuests: told.order.guestCount, waiter: told.order.waiter?.id, ...place }
}

/** Sums of an order as it stands. */
export function sumValues(order: Sale): AttributeValues {
  const { cost, sum, discountSum } = orderSums(order)
  return {
    orderSum: { money: cost },
    orderSumAfterDiscount: { money: sum },
    ...(discountSum === 0n ? {} : { discountSum: { money: discountSum } }),
  }
}

type Dish = Pick<OrderItem, 'productId' | 'name' | 'amount'>
export const dishValues = ({ productId, name, amount }: Dish): AttributeValues => ({
  dish: productId,
  dishName: name,
  amount: { thousandths: amount },
})

/** Dishes with what they cost before discounts in the order in which they stand. */
export const dishesOf = (order: Sale, positionIds: ReadonlySet<Uuid>): AttributeValues[] => {
  const costs = new Map(orderTotals(order).positions.map(({ positionId, cost }) => [positionId, cost]))
  return order.items
    .filter(({ positionId }) => positionIds.has(positionId))
    .map((item) => ({ ...dishValues(item), sum: { money: costs.get(item.positionId) ?? 0n } }))
}

export const addedDishes = (order: Sale, items: readonly Pick<OrderItem, 'positionId'>[]): EventDraft[] =>
  dishesOf(order, new Set(items.map(({ positionId }) => positionId))).map((values) => ({
    type: 'orderDishAdded',
    values,
  }))

/** Dishes taken off; of those that the kitchen had seen it matters why and who pays. */
export function removedDishes(
  before: Sale,
  positionIds: readonly Uuid[],
  deletion: ItemDeletion | null,
): EventDraft[] {
  return before.items
    .filter(({ positionId }) => positionIds.includes(positionId))
    .map(({ positionId, status }): EventDraft => {
      const [values = {}] = dishesOf(before, new Set([positionId]))
      if (status === 'Added') return { type: 'deletedNewItems', values }
      const why = { removalType: deletion?.removalType?.id, removedAtCostOf: deletion?.writeoffUserId }
      return { type: 'deletedPrintedItems', values: { ...values, ...why } }
    })
}

const tipsValues = ({ tips }: Sale): AttributeValues =>
  tips.length > 0 ? { tipsSum: { money: tips.reduce((total, { sum }) => total + sum, 0n) } } : {}

/** How an order was paid: each type once, and its sums. */
export const paidValues = (order: Sale): AttributeValues => ({
  openTime: { moment: order.whenCreated },
  paymentType: [...new Set(order.payments.map(({ type }) => type.id))],
  ...tipsValues(order),
  ...sumValues(order),
})

/** Money that went back, why, and whose right it was. */
const returnedDraft = ({ sum, payments, removalType, by, confirmedBy }: SaleReturn): EventDraft => ({
  type: 'orderReturned',
  values: {
    sum: { money: sum },
    paymentType: payments.map(({ type }) => type.id),
    removalType: removalType.id,
    user: by?.id,
    ...(confirmedBy ? { employee: confirmedBy.id } : {}),
  },
})

type AnySaleEvent = SaleEvent<'delivery'> | SaleEvent<'tableOrder'> | SaleEvent<'reserve'>

/** What a fact that every kind of order knows looks like in the event log; `after`: the order once it has happened. */
export function eventsOfSale(event: AnySaleEvent, after: Sale): EventDraft[] {
  switch (event.kind) {
    case 'delivery.itemsAdded':
    case 'tableOrder.itemsAdded':
    case 'reserve.itemsAdded':
      return addedDishes(after, event.items)
    case 'delivery.itemsPrinted':
    case 'tableOrder.itemsPrinted':
    case 'reserve.itemsPrinted':
      return [{ type: 'orderServicePrinted', values: { amount: event.positionIds.length } }]
    case 'delivery.billPrinted':
    case 'tableOrder.billPrinted':
    case 'reserve.billPrinted':
      return [{ type: 'orderPrecheque', values: sumValues(after) }]
    case 'delivery.billCancelled':
    case 'tableOrder.billCancelled':
    case 'reserve.billCancelled':
      return [{ type: 'orderCancelPrecheque', values: sumValues(after) }]
    case 'delivery.returned':
    case 'tableOrder.returned':
    case 'reserve.returned':
      return [returnedDraft(event.returned)]
    case 'delivery.paymentsAdded':
    case 'tableOrder.paymentsAdded':
    case 'reserve.paymentsAdded':
    case 'delivery.paymentsReplaced':
    case 'tableOrder.paymentsReplaced':
    case 'reserve.paymentsReplaced':
      // What a bank moved was told when it answered, a prepayment when it was taken.
      return event.payments
        .filter(({ bank, prepaidIn }) => !bank && !prepaidIn)
        .map(({ type, sum, isPreliminary }) => ({
          type: 'orderPaymentAdded',
          values: { paymentType: type.id, sum: { money: sum }, isPreliminary },
        }))
    // Cooking is the kitchen's own journal, external data are an integrator's.
    case 'delivery.itemsCooking':
    case 'tableOrder.itemsCooking':
    case 'reserve.itemsCooking':
    case 'delivery.externalDataChanged':
    case 'tableOrder.externalDataChanged':
    case 'reserve.externalDataChanged':
      return []
  }
}
