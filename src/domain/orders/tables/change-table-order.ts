import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { newItems } from '../changes/add-items.ts'
import { removalOfAll } from '../changes/cancel.ts'
import { refuseIfTaken, resolvePayments } from '../changes/change-payments.ts'
import { livingItem } from '../changes/living-item.ts'
import { changedData } from '../changes/notes.ts'
import { unprintedPositions } from '../changes/print-to-kitchen.ts'
import { movedInKitchen } from '../changes/set-cooking.ts'
import type { ItemInput } from '../commands.ts'
import type { OrderItem } from '../order.ts'
import { refuseOverpaid } from '../paid-sums.ts'
import { refuseWhileBankIsAsked } from '../paying/pay-lines.ts'
import { checkPhone } from '../placing/contact.ts'
import { resolvePayment } from '../placing/payments.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import { returnByBank } from '../returns/return-by-bank.ts'
import type { TillContext } from '../till-context.ts'
import { isPermitted, notPermitted } from './allowed-operations.ts'
import type { ChangeTableOrder } from './commands.ts'
import type { TableOrderEvent } from './events.ts'
import { evolveTableOrder } from './evolve-table-order.ts'
import { guestOf } from './guests.ts'
import { closeTableOrder, isPaying, payTableOrder } from './pay-table-order.ts'
import { checkCourse, serveTableOrder } from './serve-table-order.ts'
import type { TableOrder } from './table-order.ts'

/**
 * Decides one change of an order on a table: the events that follow, none when nothing changes, or a refusal. `others`:
 * the orders on the tables that the command names.
 */
export function changeTableOrder(
  ctx: TillContext,
  order: TableOrder,
  command: ChangeTableOrder,
  others: readonly TableOrder[] = [],
): TableOrderEvent[] {
  if (!isPermitted(command.kind, order.status)) throw notPermitted(command.kind, order.status)
  refuseWhileBankIsAsked(order, command.kind)
  const events = decide(ctx, order, command, others)
  if (mayOverpay.includes(command.kind)) {
    refuseOverpaid(
      organizationOf(ctx),
      events.reduce((changed, event) => evolveTableOrder(changed, event, ctx.now), order),
    )
  }
  return events
}

/** What raises the money that is taken, or lowers what the order costs. */
const mayOverpay: readonly ChangeTableOrder['kind'][] = [
  'tableOrder.addPayments',
  'tableOrder.changePayments',
  'tableOrder.changeDiscounts',
  'tableOrder.changePriceCategory',
  'tableOrder.changeItemAmount',
  'tableOrder.recomposeItem',
  'tableOrder.deleteItems',
  'tableOrder.deletePrintedItems',
]

function decide(
  ctx: TillContext,
  order: TableOrder,
  command: ChangeTableOrder,
  others: readonly TableOrder[],
): TableOrderEvent[] {
  switch (command.kind) {
    case 'tableOrder.addItems':
      return addItems(ctx, order, command)
    case 'tableOrder.printToKitchen':
      return tickets(chosenTickets(order, command))
    case 'tableOrder.setCooking': {
      const { status } = command
      const positionIds = movedInKitchen(order, command)
      return positionIds.length > 0 ? [{ kind: 'tableOrder.itemsCooking', positionIds, status }] : []
    }
    case 'tableOrder.addCustomer':
      return addCustomer(ctx, command)
    case 'tableOrder.addPayments': {
      const added = resolvePayments(ctx, 'Common', command)
      const isAny = added.payments.length + added.tips.length > 0
      return isAny ? [{ kind: 'tableOrder.paymentsAdded', ...added }] : []
    }
    case 'tableOrder.changePayments':
      refuseIfTaken(order)
      return [{ kind: 'tableOrder.paymentsReplaced', ...resolvePayments(ctx, 'Common', command) }]
    case 'tableOrder.changeExternalData': {
      const externalData = changedData(order, command.externalData)
      return externalData.length > 0 ? [{ kind: 'tableOrder.externalDataChanged', externalData }] : []
    }
    case 'tableOrder.printBill':
      return [...tickets(order.items), { kind: 'tableOrder.billPrinted' }]
    case 'tableOrder.cancelBill':
      return [{ kind: 'tableOrder.billCancelled' }]
    case 'tableOrder.close':
      return close(ctx, order, command)
    case 'tableOrder.return':
      return returnByBank(ctx, 'tableOrder', order, order.waiter?.id ?? null, command)
    case 'tableOrder.cancel': {
      const deletion = removalOfAll(ctx, order, command, order.waiter?.id ?? null)
      return [{ kind: 'tableOrder.deleted', deletion }]
    }
    default:
      return isPaying(command)
        ? payTableOrder(ctx, order, command)
        : serveTableOrder(ctx, order, command, others)
  }
}

type Asked<K extends ChangeTableOrder['kind']> = Extract<ChangeTableOrder, { kind: K }>

function tickets(items: OrderItem[]): TableOrderEvent[] {
  const positionIds: Uuid[] = unprintedPositions({ items })
  return positionIds.length > 0 ? [{ kind: 'tableOrder.itemsPrinted', positionIds }] : []
}

/** Only what is new goes to the kitchen; of that, what a waiter has chosen, or a course that is served now. */
function chosenTickets(
  order: TableOrder,
  { positionIds, course }: Asked<'tableOrder.printToKitchen'>,
): OrderItem[] {
  for (const id of positionIds ?? []) livingItem(order, id)
  if (course !== undefined) checkCourse(course)
  return order.items
    .filter((item) => positionIds === undefined || positionIds.includes(item.positionId))
    .filter((item) => course === undefined || (item.course ?? null) === course)
}

/** `servicePrint` sends the new dishes to the kitchen, and no others. */
function addItems(
  ctx: TillContext,
  order: TableOrder,
  command: Asked<'tableOrder.addItems'>,
): TableOrderEvent[] {
  const resolved = newItems(ctx, order, command)
  const items = resolved.items.map((item, index) => atTable(order, item, command.items[index]))
  const added = { ...resolved, items }
  return [{ kind: 'tableOrder.itemsAdded', ...added }, ...(command.servicePrint ? tickets(added.items) : [])]
}

/** A new dish with its guest and its course. */
function atTable(order: TableOrder, item: OrderItem, asked: ItemInput | undefined): OrderItem {
  const { orderGuestId, course } = asked ?? {}
  if (orderGuestId !== undefined) guestOf(order, orderGuestId)
  checkCourse(course ?? null)
  return {
    ...item,
    ...(orderGuestId === undefined ? {} : { orderGuestId }),
    ...(course === undefined ? {} : { course }),
  }
}

/** Somebody the restaurant knows, or a name with a phone (cloud-api §8.4). */
function addCustomer(ctx: TillContext, command: Asked<'tableOrder.addCustomer'>): TableOrderEvent[] {
  const { contactId, guestId } = command
  if (ctx.contact) {
    checkPhone(organizationOf(ctx), ctx.contact)
    if (!ctx.isKnownGuest && !ctx.contact.customer?.name?.trim()) throw refuse('order.guest-name-required')
  }
  return [{ kind: 'tableOrder.customerChanged', contactId, guestId }]
}

function close(ctx: TillContext, order: TableOrder, command: Asked<'tableOrder.close'>): TableOrderEvent[] {
  const organization = organizationOf(ctx)
  const payments = command.payments.map((payment) => resolvePayment(ctx, organization, payment, false))
  return closeTableOrder(ctx, order, { payments, tips: [] }, command.cheque ?? order.cheque)
}
