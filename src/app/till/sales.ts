import type { OrderEvent } from '../../domain/orders/events.ts'
import type { DeliveryOrder } from '../../domain/orders/order.ts'
import { amountsOfItems } from '../../domain/orders/ordered-amounts.ts'
import { orderTotals } from '../../domain/orders/totals.ts'
import { countSaleInShift } from '../../domain/shifts/cash-shift.ts'
import type { ShiftEvent } from '../../domain/shifts/shifts.ts'
import { afterSale } from '../../domain/stop-list/stop-list-changes.ts'
import { keepStopList } from './change-stop-list.ts'
import type { TillRequest } from './till-command.ts'
import type { TillDay } from './till-day.ts'

/** What an order's change does to the till's other books: remainders go down when sold, the shift counts when closed. */
export function countSale(
  day: TillDay,
  request: TillRequest,
  event: OrderEvent,
  before: DeliveryOrder | null,
  after: DeliveryOrder,
): void {
  if (event.kind === 'delivery.placed' || event.kind === 'delivery.itemsAdded') {
    const known = new Set(before?.items.map((item) => item.positionId))
    const added = after.items.filter((item) => !known.has(item.positionId))
    keepStopList(day, request, afterSale(day.stopList, amountsOfItems(added)))
  }
  if (event.kind === 'delivery.closed' && day.cashShift) {
    const counted: Extract<ShiftEvent, { kind: 'shift.saleCounted' }> = {
      kind: 'shift.saleCounted',
      shiftId: day.cashShift.id,
      orderId: after.id,
      sum: orderTotals(after).sum,
      byPaymentType: after.payments.map(({ type, sum }) => ({ id: type.id, name: type.name, sum })),
    }
    day.keepCashShift(countSaleInShift(day.cashShift, counted))
    day.note(request, counted.kind, 'cashShift', counted.shiftId, counted)
  }
}
