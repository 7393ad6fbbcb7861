import { isWrittenOff } from '../../domain/orders/changes/removal.ts'
import { isLiving, isPrinted } from '../../domain/orders/cooking.ts'
import type { OrderEvent } from '../../domain/orders/events.ts'
import { costOf, linesOf } from '../../domain/orders/line-costs.ts'
import type { DeliveryOrder, OrderItem, Payment, Sale } from '../../domain/orders/order.ts'
import { amountsMoved, takesAnyOf } from '../../domain/orders/ordered-amounts.ts'
import type { TableOrderEvent } from '../../domain/orders/tables/events.ts'
import type { TableOrder } from '../../domain/orders/tables/table-order.ts'
import { orderSums } from '../../domain/orders/totals.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { ReserveEvent } from '../../domain/reserves/events.ts'
import {
  countDeletion,
  countPrepayment,
  countReturn,
  countSaleInShift,
} from '../../domain/shifts/cash-shift.ts'
import { prepaymentOf } from '../../domain/shifts/moved-prepayment.ts'
import type { CashShift, PaidSum, ShiftEvent } from '../../domain/shifts/shifts.ts'
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
  countInShift(day, request, event, before, after)
}

/** What the open shift counts of an order: its end, money that went back, dishes that are lost. */
function countInShift(
  day: TillDay,
  request: TillRequest,
  event: OrderEvent | TableOrderEvent | ReserveEvent,
  before: Sale | null,
  after: Sale,
): void {
  const shift = day.cashShift
  if (!shift) return
  const about = { shiftId: shift.id, orderId: after.id }
  const keep = (counted: ShiftEvent, changed: CashShift): void => {
    day.keepCashShift(changed)
    day.note(request, counted.kind, 'cashShift', shift.id, counted)
  }
  const lost = lostItems(before, after)
  if (lost.length > 0) {
    const sum = linesOf(lost, []).reduce((total, { parts }) => total + costOf(parts), 0n)
    const positionIds = lost.map(({ positionId }) => positionId)
    const counted = { kind: 'shift.deletionCounted', ...about, positionIds, sum } as const
    keep(counted, countDeletion(shift, counted))
  }
  if (isReturned(event)) {
    const { id: returnId, sum, payments } = event.returned
    const byPaymentType = payments.map(paidSum)
    const counted = { kind: 'shift.returnCounted', ...about, returnId, sum, byPaymentType } as const
    return keep(counted, countReturn(shift, counted))
  }
  const moved = prepaymentOf(event, before)
  if (moved) {
    const { id: paymentId, isReturned } = moved
    const paid = paidSum(moved)
    const counted = { kind: 'shift.prepaymentCounted', ...about, paymentId, isReturned, paid } as const
    return keep(counted, countPrepayment(shift, counted))
  }
  if (!saleEnds.includes(event.kind)) return
  const prepaid = after.payments.filter(({ prepaidIn }) => prepaidIn)
  const { sum, discountSum } = orderSums(after)
  const counted = {
    kind: 'shift.saleCounted',
    ...about,
    ...{ sum, discount: discountSum > 0n ? discountSum : 0n, guests: guestsOf(after) },
    byPaymentType: after.payments.map(paidSum),
    ...(after.tips.length > 0 ? { tips: after.tips.map(paidSum) } : {}),
    ...(prepaid.length > 0 ? { prepaid: prepaid.map(paidSum) } : {}),
  } as const
  keep(counted, countSaleInShift(shift, counted))
}

const paidSum = ({ type, sum }: Pick<Payment, 'type' | 'sum'>): PaidSum => ({
  ...{ id: type.id, name: type.name, kind: type.kind },
  sum,
})

/** A banquet's guests are counted by its reserve. */
const guestsOf = (sale: Sale & Partial<Pick<DeliveryOrder, 'guests'> & Pick<TableOrder, 'guestCount'>>) =>
  sale.guests?.count ?? sale.guestCount ?? 0

/** What the kitchen had seen and is deleted now, at its price before discounts. */
function lostItems(before: Sale | null, after: Sale): OrderItem[] {
  const living = new Set(before?.items.filter(isLiving).map(({ positionId }) => positionId))
  return after.items
    .filter((item) => !isLiving(item) && isPrinted(item) && living.has(item.positionId))
    .map((item) => ({ ...item, deleted: null }))
}

function countRemainders(day: TillDay, request: TillRequest, { ordered, returned }: MovedItems): void {
  const counted = productsOf(day.stopList)
  if (!takesAnyOf(ordered, counted) && !takesAnyOf(returned, counted)) return
  const { more, less } = amountsMoved(returned, ordered)
  if (more.length > 0) keepStopList(day, request, afterSale(day.stopList, more))
  if (less.length > 0) keepStopList(day, request, afterReturn(day.stopList, less))
}

type Returned = Extract<OrderEvent | TableOrderEvent | ReserveEvent, { returned: unknown }>
const isReturned = (event: { kind: string }): event is Returned => event.kind.endsWith('.returned')

const saleEnds: readonly string[] = ['delivery.closed', 'tableOrder.closed', 'reserve.paid']

type MovedItems = { ordered: OrderItem[]; returned: OrderItem[] }

/** Items, or the part of one by which its amount changed, that an event orders or gives back; what it does both with nets out. */
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
      return { ordered: after.isGoodsReturn ? [] : after.items, returned: [] }
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
    case 'delivery.itemRecomposed':
    case 'tableOrder.itemRecomposed':
      return {
        ordered: [event.item],
        returned: living.filter(({ positionId }) => positionId === event.item.positionId),
      }
    case 'delivery.itemsDeleted':
    case 'tableOrder.itemsDeleted': {
      const gone = living.filter(({ positionId }) => event.positionIds.includes(positionId))
      return { ordered: [], returned: gone.filter((item) => !isWrittenOff(catalog, item, event.deletion)) }
    }
    case 'reserve.itemsPrinted':
      // A banquet is ordered long before it is cooked: remainders are of the day on which it is.
      return {
        ordered: living.filter(({ positionId }) => event.positionIds.includes(positionId)),
        returned: [],
      }
    case 'delivery.returned':
    case 'tableOrder.returned':
    case 'reserve.returned': {
      const { lines, isBackInStock } = event.returned
      const back = new Map(lines.map(({ positionId, amount }) => [positionId, amount]))
      const items = living.flatMap((item) => {
        const amount = back.get(item.positionId)
        return amount === undefined ? [] : [{ ...item, amount }]
      })
      return { ordered: [], returned: isBackInStock ? items : [] }
    }
    case 'delivery.cancelled':
    case 'tableOrder.deleted':
      return { ordered: [], returned: living.filter((item) => !isWrittenOff(catalog, item, event.deletion)) }
    default:
      return { ordered: [], returned: [] }
  }
}
