/** What a waiter's deeds at a table look like in the event log; ids beyond the published ones are ours (server-api §18). */
import type { Uuid } from '../../kernel/ids.ts'
import type { ServingEvent } from '../orders/tables/serving-events.ts'
import type { TableOrder } from '../orders/tables/table-order.ts'
import { dishesOf, dishValues, removedDishes } from './events-of-sale.ts'
import type { AttributeValues, EventDraft } from './logged-event.ts'

const changed = (change: string, more: AttributeValues = {}): EventDraft => ({
  type: 'orderChanged',
  values: { change, ...more },
})

const dishOf = (order: TableOrder, id: Uuid): AttributeValues => {
  const item = order.items.find(({ positionId }) => positionId === id)
  return item ? dishValues(item) : {}
}

export function eventsAtTable(event: ServingEvent, before: TableOrder, after: TableOrder): EventDraft[] {
  switch (event.kind) {
    case 'tableOrder.itemsDeleted':
      return removedDishes(before, event.positionIds, event.deletion)
    case 'tableOrder.itemAmountChanged':
      return [{ type: 'orderDishAmountChanged', values: dishOf(after, event.positionId) }]
    case 'tableOrder.itemRecomposed':
      return [changed('itemComposition', dishOf(after, event.item.positionId))]
    // The one who receives them tells of it once for both, except that each order has to be found by its own number.
    case 'tableOrder.itemsMovedOut':
      return dishesOf(before, new Set(event.positionIds)).map((values) => ({
        type: 'orderDishesMovedOut',
        values: { ...values, otherOrderNum: event.to.number, change: event.reason },
      }))
    case 'tableOrder.itemsMovedIn':
      return dishesOf(after, new Set(event.items.map(({ positionId }) => positionId))).map((values) => ({
        type: 'orderDishesMovedIn',
        values: { ...values, otherOrderNum: event.from.number, change: event.reason },
      }))
    case 'tableOrder.tablesChanged':
      return [changed('tables')]
    case 'tableOrder.waiterChanged':
      return [changed('waiter')]
    case 'tableOrder.tabNameChanged':
      return [changed('tabName')]
    case 'tableOrder.guestAdded':
    case 'tableOrder.guestRemoved':
    case 'tableOrder.guestCountChanged':
      return [changed('guests')]
    case 'tableOrder.itemCommentChanged':
      return [changed('itemComment', dishOf(after, event.positionId))]
    // How the check is laid out for its guests is no event of the restaurant.
    case 'tableOrder.guestRenamed':
    case 'tableOrder.itemsAssigned':
    case 'tableOrder.courseChanged':
    case 'tableOrder.itemSplit':
      return []
  }
}
