import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { newItems } from '../changes/add-items.ts'
import { removalOfAll } from '../changes/cancel.ts'
import { refuseIfTaken, resolvePayments } from '../changes/change-payments.ts'
import { changedData } from '../changes/notes.ts'
import { unprintedPositions } from '../changes/print-to-kitchen.ts'
import { movedInKitchen } from '../changes/set-cooking.ts'
import { settle } from '../changes/settle.ts'
import { isLiving } from '../cooking.ts'
import type { OrderItem } from '../order.ts'
import { refuseOverpaid } from '../paid-sums.ts'
import { checkPhone } from '../placing/contact.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import { isPermitted, notPermitted } from './allowed-operations.ts'
import type { ChangeTableOrder } from './commands.ts'
import type { TableOrderEvent } from './events.ts'
import { evolveTableOrder } from './evolve-table-order.ts'
import type { TableOrder } from './table-order.ts'

/** Decides one change of an order on a table: the events that follow, none when nothing changes, or a refusal. */
export function changeTableOrder(
  ctx: TillContext,
  order: TableOrder,
  command: ChangeTableOrder,
): TableOrderEvent[] {
  if (!isPermitted(command.kind, order.status)) throw notPermitted(command.kind, order.status)
  const events = decide(ctx, order, command)
  if (command.kind === 'tableOrder.addPayments' || command.kind === 'tableOrder.changePayments') {
    refuseOverpaid(
      organizationOf(ctx),
      events.reduce((changed, event) => evolveTableOrder(changed, event, ctx.now), order),
    )
  }
  return events
}

function decide(ctx: TillContext, order: TableOrder, command: ChangeTableOrder): TableOrderEvent[] {
  switch (command.kind) {
    case 'tableOrder.addItems':
      return addItems(ctx, order, command)
    case 'tableOrder.printToKitchen':
      return tickets(order.items)
    case 'tableOrder.setCooking': {
      const { status } = command
      const positionIds = movedInKitchen(order, command.positionIds, status)
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
    case 'tableOrder.cancel': {
      const deletion = removalOfAll(ctx, order, command, order.waiter?.id ?? null)
      return [{ kind: 'tableOrder.deleted', deletion }]
    }
  }
}

type Asked<K extends ChangeTableOrder['kind']> = Extract<ChangeTableOrder, { kind: K }>

function tickets(items: OrderItem[]): TableOrderEvent[] {
  const positionIds: Uuid[] = unprintedPositions({ items })
  return positionIds.length > 0 ? [{ kind: 'tableOrder.itemsPrinted', positionIds }] : []
}

/** `servicePrint` sends the new dishes to the kitchen, and no others. */
function addItems(
  ctx: TillContext,
  order: TableOrder,
  command: Asked<'tableOrder.addItems'>,
): TableOrderEvent[] {
  const added = newItems(ctx, order, command)
  return [{ kind: 'tableOrder.itemsAdded', ...added }, ...(command.servicePrint ? tickets(added.items) : [])]
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
  if (!order.items.some(isLiving)) throw refuse('order.no-items')
  const settled = settle(ctx, order, command.payments)
  return [
    ...tickets(order.items),
    ...(settled ? [{ kind: 'tableOrder.paymentsReplaced' as const, ...settled }] : []),
    { kind: 'tableOrder.closed', cheque: command.cheque ?? order.cheque },
  ]
}
