/** What each entry of an order's or a reserve's journal looks like in the event log (server-api §18). */
import type { OrderEvent, SaleEvent } from '../orders/events.ts'
import type { DeliveryOrder } from '../orders/order.ts'
import type { TableOrderEvent } from '../orders/tables/events.ts'
import type { ServingEvent } from '../orders/tables/serving-events.ts'
import type { TableOrder } from '../orders/tables/table-order.ts'
import type { ReserveEvent } from '../reserves/events.ts'
import type { Reserve } from '../reserves/reserve.ts'
import { eventsAtTable } from './events-at-table.ts'
import { discounted, eventsOfPaying } from './events-of-paying.ts'
import {
  addedDishes,
  dishValues,
  eventsOfSale,
  orderValues,
  paidValues,
  removedDishes,
  sumValues,
  type TablePlace,
  type ToldOrder,
} from './events-of-sale.ts'
import type { EventDraft } from './logged-event.ts'

type Step<State> = { before: State | null; after: State }

const named = (told: ToldOrder, placeOf: TablePlace, drafts: readonly EventDraft[]): EventDraft[] => {
  const own = orderValues(told, placeOf)
  return drafts.map(({ type, values }) => ({
    type,
    orderNumber: told.order.number,
    values: { ...own, ...values },
  }))
}

const opened = (told: ToldOrder): EventDraft[] => [
  {
    type: 'orderOpened',
    values: {
      openTime: { moment: told.order.whenCreated },
      ...(told.kind === 'delivery' ? { operator: told.order.operator?.id } : {}),
      ...sumValues(told.order),
    },
  },
  ...addedDishes(told.order, told.order.items),
  ...told.order.payments.map(
    ({ type, sum, isPreliminary }): EventDraft => ({
      type: 'orderPaymentAdded',
      values: { paymentType: type.id, sum: { money: sum }, isPreliminary },
    }),
  ),
]

export function eventsOfDelivery(
  event: OrderEvent,
  { before, after }: Step<DeliveryOrder>,
  placeOf: TablePlace,
): EventDraft[] {
  return named({ kind: 'delivery', order: after }, placeOf, deliveryDrafts(event, before ?? after, after))
}

const repriced: EventDraft = { type: 'orderChanged', values: { change: 'priceCategory' } }
const change = (words: string): EventDraft => ({ type: 'deliveryChanged', values: { change: words } })

function deliveryDrafts(event: OrderEvent, before: DeliveryOrder, after: DeliveryOrder): EventDraft[] {
  switch (event.kind) {
    case 'delivery.placed':
      return opened({ kind: 'delivery', order: after })
    case 'delivery.confirmed':
      return [{ type: 'deliveryConfirmed', values: {} }]
    case 'delivery.confirmationCancelled':
      return [change('confirmationCancelled')]
    case 'delivery.itemAmountChanged': {
      const item = after.items.find(({ positionId }) => positionId === event.positionId)
      const dish = { dish: item?.productId, dishName: item?.name }
      return [{ type: 'orderDishAmountChanged', values: { ...dish, amount: { thousandths: event.amount } } }]
    }
    case 'delivery.itemRecomposed':
      return [{ type: 'deliveryChanged', values: { change: 'itemComposition', ...dishValues(event.item) } }]
    case 'delivery.itemsDeleted':
      return removedDishes(before, event.positionIds, event.deletion)
    case 'delivery.statusChanged':
      return [
        {
          type: 'deliveryStatusChanged',
          values: { deliveryStatus: event.status, courier: after.courier?.id },
        },
      ]
    case 'delivery.courierChanged':
      return [{ type: 'deliveryCourierChanged', values: { courier: event.courier?.id } }]
    case 'delivery.operatorChanged':
      return [{ type: 'deliveryChanged', values: { change: 'operator', operator: event.operator.id } }]
    case 'delivery.contactChanged':
      return [change('deliveryPoint')]
    case 'delivery.serviceTypeChanged':
      return [change('serviceType')]
    case 'delivery.completeBeforeChanged':
      return [change('completeBefore')]
    case 'delivery.commentChanged':
      return [change('comment')]
    case 'delivery.problemChanged':
      return [change(event.hasProblem ? 'problem' : 'problemSolved')]
    case 'delivery.discountsChanged':
      return [discounted(after, event.discounts)]
    case 'delivery.guestChanged':
      return [change('guest')]
    case 'delivery.priceCategoryChanged':
      return [change('priceCategory')]
    case 'delivery.loyaltyChanged':
    case 'delivery.prepaid':
    case 'delivery.prepaymentReturned':
    case 'delivery.bankPaymentBegun':
    case 'delivery.bankPaymentEnded':
      return eventsOfPaying(event, before)
    case 'delivery.closed':
      return [{ type: 'orderPaid', values: { ...paidValues(after), courier: after.courier?.id } }]
    case 'delivery.cancelled':
      return [
        ...removedDishes(before, livingIds(before), event.deletion),
        {
          type: 'orderDeleted',
          values: {
            cancelCause: event.cause?.name,
            removalType: event.deletion?.removalType?.id,
            ...sumValues(before),
          },
        },
      ]
    default:
      return eventsOfSale(event, after)
  }
}

/** Only what the kitchen had seen is removed by a cancellation; the rest was never there. */
const livingIds = ({ items }: Pick<DeliveryOrder, 'items'>): string[] =>
  items
    .filter(({ deleted, status }) => deleted === null && status !== 'Added')
    .map(({ positionId }) => positionId)

export function eventsOfTableOrder(
  event: TableOrderEvent,
  { before, after }: Step<TableOrder>,
  placeOf: TablePlace,
): EventDraft[] {
  return named({ kind: 'tableOrder', order: after }, placeOf, tableDrafts(event, before ?? after, after))
}

function tableDrafts(event: TableOrderEvent, before: TableOrder, after: TableOrder): EventDraft[] {
  switch (event.kind) {
    case 'tableOrder.placed':
      // Nobody ordered what came back without a receipt: its return is told.
      return after.isGoodsReturn ? [] : opened({ kind: 'tableOrder', order: after })
    case 'tableOrder.discountsChanged':
      return [discounted(after, event.discounts)]
    case 'tableOrder.priceCategoryChanged':
      return [repriced]
    case 'tableOrder.loyaltyChanged':
    case 'tableOrder.prepaid':
    case 'tableOrder.prepaymentReturned':
    case 'tableOrder.bankPaymentBegun':
    case 'tableOrder.bankPaymentEnded':
      return eventsOfPaying(event, before)
    case 'tableOrder.closed':
      return [{ type: 'orderPaid', values: paidValues(after) }]
    case 'tableOrder.deleted':
      return [
        ...removedDishes(before, livingIds(before), event.deletion),
        {
          type: 'orderDeleted',
          values: { removalType: event.deletion?.removalType?.id, ...sumValues(before) },
        },
      ]
    // Nothing happened to the order in the restaurant.
    case 'tableOrder.shown':
    case 'tableOrder.customerChanged':
      return []
    default:
      return isOfSale(event) ? eventsOfSale(event, after) : eventsAtTable(event, before, after)
  }
}

/** Facts that every kind of order knows, by their names at a table. */
const ofSale: readonly string[] = [
  'tableOrder.returned',
  'tableOrder.itemsAdded',
  'tableOrder.itemsPrinted',
  'tableOrder.itemsCooking',
  'tableOrder.billPrinted',
  'tableOrder.billCancelled',
  'tableOrder.externalDataChanged',
  'tableOrder.paymentsAdded',
  'tableOrder.paymentsReplaced',
] satisfies SaleEvent<'tableOrder'>['kind'][]
const isOfSale = (event: SaleEvent<'tableOrder'> | ServingEvent): event is SaleEvent<'tableOrder'> =>
  ofSale.includes(event.kind)

export function eventsOfReserve(
  event: ReserveEvent,
  { before, after }: Step<Reserve>,
  placeOf: TablePlace,
): EventDraft[] {
  const { banquet, id: reserveId, tableIds, guestCount } = after
  const told = banquet
    ? ({ kind: 'banquet', order: banquet, reserveId, tableIds, guestCount } as const)
    : null
  const reserve = (
    type: 'reserveCreated' | 'reserveChanged' | 'reserveClosed',
    more: EventDraft['values'],
  ) => {
    const table = tableIds[0] === undefined ? null : placeOf(tableIds[0])
    const place = { tableNum: table?.number, section: table?.sectionId }
    const values = { reserveId, isBanquet: banquet !== null, numGuests: guestCount, ...place, ...more }
    return [{ type, values, ...(banquet ? { orderNumber: banquet.number } : {}) }]
  }
  switch (event.kind) {
    case 'reserve.placed':
      return [
        ...reserve('reserveCreated', { openTime: { moment: after.estimatedStartTime } }),
        ...(told ? named(told, placeOf, opened(told)) : []),
      ]
    case 'reserve.itemsReplaced':
      return reserve('reserveChanged', { change: 'items' })
    case 'reserve.tablesChanged':
      return reserve('reserveChanged', { change: 'tables' })
    case 'reserve.startTimeChanged':
      return reserve('reserveChanged', {
        change: 'startTime',
        openTime: { moment: event.estimatedStartTime },
      })
    case 'reserve.detailsChanged':
      return reserve('reserveChanged', { change: 'details' })
    case 'reserve.started':
      return reserve('reserveChanged', { change: 'guestsCame' })
    case 'reserve.discountsChanged':
      return told ? named(told, placeOf, [discounted(told.order, event.discounts)]) : []
    case 'reserve.priceCategoryChanged':
      return told ? named(told, placeOf, [repriced]) : []
    case 'reserve.loyaltyChanged':
    case 'reserve.prepaid':
    case 'reserve.prepaymentReturned':
    case 'reserve.bankPaymentBegun':
    case 'reserve.bankPaymentEnded':
      return told ? named(told, placeOf, eventsOfPaying(event, before?.banquet ?? told.order)) : []
    case 'reserve.paid':
      return told ? named(told, placeOf, [{ type: 'orderPaid', values: paidValues(told.order) }]) : []
    case 'reserve.restored':
      return reserve('reserveChanged', { change: 'restored' })
    case 'reserve.closed':
      return reserve('reserveClosed', { cancelCause: event.cancelReason })
    default:
      return told ? named(told, placeOf, eventsOfSale(event, told.order)) : []
  }
}
