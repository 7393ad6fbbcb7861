import { isReturnOfGoods, returnGoods } from '../../domain/orders/returns/return-goods.ts'
import { changeTableOrder } from '../../domain/orders/tables/change-table-order.ts'
import type {
  ChangeTableOrder,
  PlaceTableOrder,
  ReturnGoods,
  ShowTableOrders,
  TableOrderCommand,
} from '../../domain/orders/tables/commands.ts'
import type { TableOrderEvent } from '../../domain/orders/tables/events.ts'
import { evolveTableOrder } from '../../domain/orders/tables/evolve-table-order.ts'
import { placeTableOrder } from '../../domain/orders/tables/place-table-order.ts'
import { rearrangeTableOrders } from '../../domain/orders/tables/rearrange-table-orders.ts'
import { isRearrangement, type RearrangeTableOrders } from '../../domain/orders/tables/serving-commands.ts'
import { isOpen, type TableOrder } from '../../domain/orders/tables/table-order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { checkWithPrograms, foundDiscounts } from './paying/loyal-sales.ts'
import { countSale } from './sales.ts'
import type { TillRequest } from './till-command.ts'
import type { TillDay } from './till-day.ts'

/** Decides what concerns orders on tables. */
export function runTableOrderCommand(day: TillDay, request: TillRequest, command: TableOrderCommand): void {
  switch (command.kind) {
    case 'tableOrder.place':
      return place(day, request, command)
    case 'tableOrder.show':
      return show(day, request, command)
    case 'tableOrder.returnGoods':
      return takeGoodsBack(day, request, command)
    default:
      return isRearrangement(command) ? rearrange(day, request, command) : change(day, request, command)
  }
}

/** Everything is decided before anything is kept: a command that concerns several orders is done whole or not at all. */
function rearrange(day: TillDay, request: TillRequest, command: RearrangeTableOrders): void {
  if (!day.tableOrder(command.orderId)) throw refuse('order.not-found', { orderId: command.orderId })
  const steps = rearrangeTableOrders(day.anonymousContext(), day.tableOrders(), command)
  for (const { orderId, events } of steps) takeTableOrder(day, request, orderId, events)
}

/** What an order with nobody's phone to look for begins with, or why it cannot. */
export function openTableOrder(day: TillDay, command: PlaceTableOrder): TableOrderEvent[] {
  if (day.tableOrder(command.orderId)) throw refuse('order.duplicate-id')
  return placeTableOrder(day.anonymousContext(), command, day.tableOrders())
}

/** A guest is found by phone, as for deliveries (cloud-api §8.1). */
function place(day: TillDay, request: TillRequest, command: PlaceTableOrder): void {
  const { contactId } = command
  if (contactId === null) return takeTableOrder(day, request, command.orderId, openTableOrder(day, command))
  if (day.tableOrder(command.orderId)) throw refuse('order.duplicate-id')
  const guest = day.guestOf({ contactId, guestId: command.guestId })
  const placement = { ...command, guestId: guest.id ?? command.guestId }
  const context = day.context(contactId, guest.isKnown)
  const events = placeTableOrder(context, placement, day.tableOrders())
  day.keepGuest(guest)
  takeTableOrder(day, request, command.orderId, events)
}

/** A screen that repeats it under another id gets what was decided before. */
function takeGoodsBack(day: TillDay, request: TillRequest, command: ReturnGoods): void {
  const before = day.tableOrder(command.orderId)
  if (before && isReturnOfGoods(before, command)) return
  if (before) throw refuse('order.duplicate-id')
  takeTableOrder(day, request, command.orderId, returnGoods(day.anonymousContext(), command))
}

/** A table without an open order shows nothing, and that is no failure (cloud-api §8.3). */
function show(day: TillDay, request: TillRequest, command: ShowTableOrders): void {
  const isMeant = (order: { posId: Uuid; tableIds: Uuid[] }): boolean =>
    'tableIds' in command
      ? order.tableIds.some((id) => command.tableIds.includes(id))
      : command.posOrderIds.includes(order.posId)
  for (const order of day.tableOrders()) {
    if (isOpen(order) && !order.isShown && isMeant(order)) {
      takeTableOrder(day, request, order.id, [{ kind: 'tableOrder.shown' }])
    }
  }
}

function change(day: TillDay, request: TillRequest, command: ChangeTableOrder): void {
  const order = day.tableOrder(command.orderId)
  if (!order) throw refuse('order.not-found', { orderId: command.orderId })
  if (command.kind === 'tableOrder.addCustomer') return addCustomer(day, request, order, command)
  checkWithPrograms(day, order, command, 'Common')
  const asked = command.kind === 'tableOrder.setGuest' ? withContact(day, command) : command
  const events = changeTableOrder(day.anonymousContext(), order, asked, day.tableOrders())
  takeTableOrder(day, request, order.id, [...events, ...loyaltyOf(day, order, events)])
}

type SetGuest = Extract<ChangeTableOrder, { kind: 'tableOrder.setGuest' }>

/** Who the guest is stands in a record of theirs: the one that came with the command, else the book's. */
const withContact = (day: TillDay, command: SetGuest): SetGuest => ({
  ...command,
  contactId: command.contactId ?? day.knownGuest(command.guestId)?.contactId ?? null,
})

/** What the programmes make of the order once it is another one. */
function loyaltyOf(day: TillDay, order: TableOrder, events: readonly TableOrderEvent[]): TableOrderEvent[] {
  const after = events.reduce((state, event) => evolveTableOrder(state, event, day.now), order)
  const discounts = events.length > 0 ? foundDiscounts(day, after, isOpen(after), 'Common') : null
  return discounts ? [{ kind: 'tableOrder.discountsChanged', discounts }] : []
}

/** By the id in the book, else by phone: found there or written into it (cloud-api §8.4). */
function addCustomer(
  day: TillDay,
  request: TillRequest,
  order: TableOrder,
  command: Extract<ChangeTableOrder, { kind: 'tableOrder.addCustomer' }>,
): void {
  const { contactId, guestId } = command
  if (contactId === null) {
    const known = day.knownGuest(guestId)
    if (!known) throw refuse('guest.unknown', { id: guestId })
    const named = { ...command, contactId: known.contactId, guestId: known.id }
    return takeTableOrder(day, request, order.id, changeTableOrder(day.context(null, true), order, named))
  }
  const guest = day.guestOf({ contactId, guestId })
  const found = { ...command, guestId: guest.id ?? guestId }
  const events = changeTableOrder(day.context(contactId, guest.isKnown), order, found)
  day.keepGuest(guest)
  takeTableOrder(day, request, order.id, events)
}

/** Keeps what was decided of an order, and counts what it sold. */
export function takeTableOrder(
  day: TillDay,
  request: TillRequest,
  orderId: Uuid,
  events: readonly TableOrderEvent[],
): void {
  const order = day.tableOrder(orderId) ?? null
  const then = events.reduce((state, event) => evolveTableOrder(state, event, day.now), order)
  day.wallets.settle(order, then?.status === 'Deleted' ? null : then, day.now)
  for (const event of events) {
    const before = day.tableOrder(orderId) ?? null
    const after = evolveTableOrder(before, event, day.now)
    day.keepTableOrder(after)
    day.note(request, event.kind, 'tableOrder', orderId, event)
    countSale(day, request, event, before, after)
  }
}
