/** The fold: an order on a table is what its journal entries make of it and nothing else. */

import { withBankPayment, withBankResult, withoutPrepayment, withPrepayment } from '../paying/fold-paying.ts'
import { withPriceCategory } from '../paying/repriced.ts'
import {
  changeItems,
  cooked,
  mergeExternalData,
  printed,
  taken,
  withPrintedDeleted,
  withReturn,
} from '../sale-folds.ts'
import type { TableOrderEvent } from './events.ts'
import { served } from './evolve-serving.ts'
import type { TableOrder } from './table-order.ts'

/** What an order becomes by one journal entry, written at `at`. The order passed in is never touched. */
export function evolveTableOrder(order: TableOrder | null, event: TableOrderEvent, at: number): TableOrder {
  if (event.kind === 'tableOrder.placed') {
    if (order) throw new Error(`table order ${order.id} is placed twice`)
    return { ...event.order, version: 1 }
  }
  if (!order) throw new Error(`${event.kind} of a table order that was never placed`)
  return { ...order, ...changeOf(order, event, at), version: order.version + 1 }
}

/** An order from its journal entries, oldest first. */
export function replayTableOrder(entries: readonly { event: TableOrderEvent; at: number }[]): TableOrder {
  let order: TableOrder | null = null
  for (const { event, at } of entries) order = evolveTableOrder(order, event, at)
  if (!order) throw new Error('an order on a table without journal entries')
  return order
}

type LaterEvent = Exclude<TableOrderEvent, { kind: 'tableOrder.placed' }>

function changeOf(order: TableOrder, event: LaterEvent, at: number): Partial<TableOrder> {
  switch (event.kind) {
    case 'tableOrder.shown':
      return { isShown: true }
    case 'tableOrder.itemsAdded':
      return { items: [...order.items, ...event.items], combos: [...order.combos, ...event.combos] }
    case 'tableOrder.itemsPrinted':
      return { items: changeItems(order.items, event.positionIds, printed(at)) }
    case 'tableOrder.itemsCooking':
      return { items: changeItems(order.items, event.positionIds, cooked(event.status, at)) }
    case 'tableOrder.billPrinted':
      return { status: 'Bill', whenBillPrinted: at }
    case 'tableOrder.billCancelled':
      return { status: 'New', whenBillPrinted: null }
    case 'tableOrder.customerChanged':
      return { contactId: event.contactId, guestId: event.guestId }
    case 'tableOrder.externalDataChanged':
      return { externalData: mergeExternalData(order.externalData, event.externalData) }
    case 'tableOrder.paymentsAdded':
      return { payments: [...order.payments, ...event.payments], tips: [...order.tips, ...event.tips] }
    case 'tableOrder.paymentsReplaced':
      return { payments: event.payments, tips: event.tips }
    case 'tableOrder.discountsChanged':
      return { discounts: event.discounts }
    case 'tableOrder.priceCategoryChanged':
      return withPriceCategory(order, event)
    case 'tableOrder.loyaltyChanged':
      return { loyalty: event.loyalty }
    case 'tableOrder.prepaid':
      return withPrepayment(order, event.payment)
    case 'tableOrder.prepaymentReturned':
      return withoutPrepayment(order, event.paymentId)
    case 'tableOrder.bankPaymentBegun':
      return withBankPayment(event.bankPayment)
    case 'tableOrder.bankPaymentEnded':
      return withBankResult(order, event.transactionId, event.result)
    case 'tableOrder.closed':
      return {
        status: 'Closed',
        whenClosed: at,
        cheque: event.cheque,
        payments: order.payments.map(taken),
        tips: order.tips.map(taken),
      }
    case 'tableOrder.returned':
      return withReturn(order, event)
    case 'tableOrder.deleted':
      return { status: 'Deleted', items: withPrintedDeleted(order.items, event.deletion) }
    default:
      return served(order, event)
  }
}
