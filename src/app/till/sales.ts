import { isLiving, isPrinted } from '../../domain/orders/cooking.ts'
import type { OrderEvent } from '../../domain/orders/events.ts'
import type { ItemDeletion, OrderItem, Sale } from '../../domain/orders/order.ts'
import { amountsOfItems, takesAnyOf } from '../../domain/orders/ordered-amounts.ts'
import type { TableOrderEvent } from '../../domain/orders/tables/events.ts'
import { orderSums } from '../../domain/orders/totals.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { ReserveEvent } from '../../domain/reserves/events.ts'
import { countSaleInShift } from '../../domain/shifts/cash-shift.ts'
import type { ShiftEvent } from '../../domain/shifts/shifts.ts'
import { afterReturn, afterSale, productsOf } from '../../domain/stop-list/stop-list-changes.ts'
import { keepStopList } from './change-stop-list.ts'
import type { TillRequest } from './till-command.ts'
import type { TillDay } from './till-day.ts'

/**
 * What an order's change does to the till's other books: remainders go down when something is ordered and up when it is
 * not sold after all, the shift counts when the order is closed.
 */
export function countSale(
  day: TillDay,
  request: TillRequest,
  event: OrderEvent | TableOrderEvent | ReserveEvent,
  before: Sale | null,
  after: Sale,
): void {
  countRemainders(day, request, movedItems(day.catalog, event, before, after))
  const isClosed = saleEnds.includes(event.kind)
  if (isClosed && day.cashShift) {
    const counted: Extract<ShiftEvent, { kind: 'shift.saleCounted' }> = {
      kind: 'shift.saleCounted',
      shiftId: day.cashShift.id,
      orderId: after.id,
      sum: orderSums(after).sum,
      byPaymentType: after.payments.map(({ type, sum }) => ({ id: type.id, name: type.name, sum })),
    }
    day.keepCashShift(countSaleInShift(day.cashShift, counted))
    day.note(request, counted.kind, 'cashShift', counted.shiftId, counted)
  }
}

function countRemainders(day: TillDay, request: TillRequest, { ordered, returned }: MovedItems): void {
  if (takesAnyOf(ordered, productsOf(day.stopList)))
    keepStopList(day, request, afterSale(day.stopList, amountsOfItems(ordered)))
  if (takesAnyOf(returned, productsOf(day.stopList)))
    keepStopList(day, request, afterReturn(day.stopList, amountsOfItems(returned)))
}

const saleEnds: readonly string[] = ['delivery.closed', 'tableOrder.closed', 'reserve.paid']

type MovedItems = { ordered: OrderItem[]; returned: OrderItem[] }

/** Items, or the part of one by which its amount changed, that an event orders or gives back. */
function movedItems(
  catalog: Catalog,
  event: OrderEvent | TableOrderEvent | ReserveEvent,
  before: Sale | null,
  after: Sale,
): MovedItems {
  const living = before?.items.filter(isLiving) ?? []
  switch (event.kind) {
    case 'delivery.placed':
    case 'tableOrder.placed':
      return { ordered: after.items, returned: [] }
    case 'delivery.itemsAdded':
    case 'tableOrder.itemsAdded':
      return { ordered: event.items, returned: [] }
    case 'delivery.itemAmountChanged':
    case 'tableOrder.itemAmountChanged': {
      const changed = living.filter(({ positionId }) => positionId === event.positionId)
      const part = changed.map((item) => ({ ...item, amount: event.amount - item.amount }))
      const less = part.map((item) => ({ ...item, amount: -item.amount }))
      return {
        ordered: part.filter(({ amount }) => amount > 0n),
        returned: less.filter(({ amount }) => amount > 0n),
      }
    }
    case 'delivery.itemsDeleted':
    case 'tableOrder.itemsDeleted': {
      const gone = living.filter(({ positionId }) => event.positionIds.includes(positionId))
      return { ordered: [], returned: gone.filter((item) => comesBack(catalog, item, event.deletion)) }
    }
    case 'reserve.itemsPrinted':
      // A banquet is ordered long before it is cooked: remainders are of the day on which it is.
      return {
        ordered: living.filter(({ positionId }) => event.positionIds.includes(positionId)),
        returned: [],
      }
    case 'delivery.cancelled':
    case 'tableOrder.deleted':
      return { ordered: [], returned: living.filter((item) => comesBack(catalog, item, event.deletion)) }
    default:
      return { ordered: [], returned: [] }
  }
}

/** What the kitchen has a ticket for is lost, unless its removal type writes nothing off (front-api §2.6). */
function comesBack(catalog: Catalog, item: OrderItem, deletion: ItemDeletion | null): boolean {
  if (!isPrinted(item) || deletion?.withoutWriteoff) return true
  const type = catalog.find('removalType', deletion?.removalType?.id)?.body
  return type !== undefined && !(type.canWriteoffToCafe || type.canWriteoffToWaiter || type.canWriteoffToUser)
}
