import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { refuseIfBilled } from '../changes/bill.ts'
import { isLiving } from '../cooking.ts'
import type { OrderItem } from '../order.ts'
import { refuseOverpaid } from '../paid-sums.ts'
import { refuseWhileBankIsAsked } from '../paying/pay-lines.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import { isPermitted, notPermitted } from './allowed-operations.ts'
import { partedDiscounts } from './cut-item.ts'
import type { TableOrderEvent } from './events.ts'
import { ofGuest } from './evolve-serving.ts'
import { evolveTableOrder } from './evolve-table-order.ts'
import { guestOf, leave } from './guests.ts'
import { takeParts } from './item-parts.ts'
import type { RearrangeTableOrders } from './serving-commands.ts'
import type { MoveReason } from './serving-events.ts'
import { shareItems } from './share-items.ts'
import { splitOffOrder } from './split-off-order.ts'
import type { TableOrder } from './table-order.ts'
import { refuseOccupied } from './tables.ts'

/** What happens to one of the orders; in the order in which it happens. */
export type OrderStep = { orderId: Uuid; events: TableOrderEvent[] }

type Asked<K extends RearrangeTableOrders['kind']> = Extract<RearrangeTableOrders, { kind: K }>

/**
 * Decides what changes several orders: all of it or a refusal (front-api §2.6.5). `orders`: those that the command names
 * and those that stand on the tables which it takes.
 */
export function rearrangeTableOrders(
  ctx: TillContext,
  orders: readonly TableOrder[],
  command: RearrangeTableOrders,
): OrderStep[] {
  const floor = new Floor(ctx, orders, command.kind)
  switch (command.kind) {
    case 'tableOrder.move':
      move(floor, command)
      break
    case 'tableOrder.merge':
      merge(floor, command)
      break
    case 'tableOrder.splitByGuests':
      splitByGuests(floor, command)
  }
  floor.refuseOverpaid()
  return floor.steps
}

/** The orders while they are rearranged. */
class Floor {
  readonly ctx: TillContext
  readonly steps: OrderStep[] = []
  readonly #operation: RearrangeTableOrders['kind']
  readonly #orders: Map<Uuid, TableOrder>
  #opened = 0

  constructor(ctx: TillContext, orders: readonly TableOrder[], operation: RearrangeTableOrders['kind']) {
    this.ctx = ctx
    this.#operation = operation
    this.#orders = new Map(orders.map((order) => [order.id, order]))
  }

  /** An order whose dishes may be moved now: open, of this till, and without a bill. */
  order(orderId: Uuid): TableOrder {
    const order = this.#orders.get(orderId)
    if (order?.terminalGroupId !== this.ctx.terminalGroupId) throw refuse('order.not-found', { orderId })
    if (!isPermitted(this.#operation, order.status)) throw notPermitted(this.#operation, order.status)
    refuseIfBilled(order)
    refuseWhileBankIsAsked(order, this.#operation)
    return order
  }

  happen(orderId: Uuid, ...events: TableOrderEvent[]): void {
    if (events.length === 0) return
    let order = this.#orders.get(orderId) ?? null
    for (const event of events) order = evolveTableOrder(order, event, this.ctx.now)
    if (order) this.#orders.set(orderId, order)
    this.steps.push({ orderId, events })
  }

  /** A new order of the same party. At other tables it may not sit down where only one order is allowed. */
  open(source: TableOrder, orderId: Uuid, tableIds: readonly Uuid[], guestCount: number): void {
    if (this.#orders.has(orderId)) throw refuse('order.duplicate-id')
    const number = this.ctx.nextNumber + this.#opened
    const order = splitOffOrder(this.ctx, source, { orderId, number, tableIds, guestCount })
    const isElsewhere = order.tableIds.some((id) => !source.tableIds.includes(id))
    if (isElsewhere) refuseOccupied(this.ctx, order, [...this.#orders.values()])
    this.#opened += 1
    this.happen(orderId, { kind: 'tableOrder.placed', order })
  }

  /** What an order has taken for itself may not come to more than it costs now. */
  refuseOverpaid(): void {
    const organization = organizationOf(this.ctx)
    for (const id of new Set(this.steps.map(({ orderId }) => orderId))) {
      const order = this.#orders.get(id)
      if (order) refuseOverpaid(organization, order)
    }
  }
}

/** `guestId`: who has the dishes at the other order, where their own guest does not come along. */
type Moving = {
  items: readonly OrderItem[]
  guestIds: readonly Uuid[]
  guestId: Uuid | null
  takesDiscounts: boolean
  reason: MoveReason
}

function carry(floor: Floor, from: Uuid, to: Uuid, moving: Moving): void {
  const { guestIds, guestId, reason } = moving
  const source = floor.order(from)
  for (const id of guestIds) seatAt(floor, to, guestOf(source, id))
  if (guestId !== null) guestOf(floor.order(to), guestId)
  if (moving.items.length > 0) {
    const ids = new Set(moving.items.map(({ positionId }) => positionId))
    const items = source.items.filter(({ positionId }) => ids.has(positionId))
    const combos = new Set(items.flatMap(({ combo }) => combo?.comboId ?? []))
    const { number } = floor.order(to)
    const positionIds = items.map(({ positionId }) => positionId)
    floor.happen(from, {
      kind: 'tableOrder.itemsMovedOut',
      positionIds,
      to: { orderId: to, number },
      reason,
    })
    floor.happen(to, {
      kind: 'tableOrder.itemsMovedIn',
      items: items.map((item) =>
        item.orderGuestId && guestIds.includes(item.orderGuestId) ? item : ofGuest(guestId)(item),
      ),
      combos: source.combos.filter(({ id }) => combos.has(id)),
      discounts: moving.takesDiscounts ? partedDiscounts(source.discounts, items).going : [],
      from: { orderId: from, number: source.number },
      reason,
    })
  }
  for (const id of guestIds) floor.happen(from, leave(floor.order(from), id))
}

/** A guest who comes from another order keeps id and name and gets a number of this one. */
function seatAt(floor: Floor, orderId: Uuid, { id, name }: { id: Uuid; name: string | null }): void {
  const order = floor.order(orderId)
  const rank = Math.max(0, ...order.guests.map((guest) => guest.rank)) + 1
  const guestCount = Math.max(order.guestCount, order.guests.length + 1)
  floor.happen(orderId, { kind: 'tableOrder.guestAdded', guest: { id, name, rank }, guestCount })
}

const itemsOfGuests = ({ items }: TableOrder, guestIds: readonly Uuid[]): OrderItem[] =>
  items.filter((item) => isLiving(item) && guestIds.includes(item.orderGuestId ?? ''))

function move(floor: Floor, command: Asked<'tableOrder.move'>): void {
  const { orderId, to } = command
  const source = floor.order(orderId)
  if (to.orderId === orderId) throw refuse('order.duplicate-id')
  const guestIds = [...new Set(command.guestIds)]
  for (const id of guestIds) guestOf(source, id)
  const { cuts, items } = takeParts(floor.ctx, source, command.parts)
  const wanted = new Map(
    [...items, ...itemsOfGuests(source, guestIds)].map((item) => [item.positionId, item]),
  )
  if (wanted.size === 0 && guestIds.length === 0) throw refuse('order.no-items')
  floor.happen(orderId, ...cuts)
  if (to.kind === 'new') floor.open(source, to.orderId, to.tableIds, Math.max(1, guestIds.length))
  carry(floor, orderId, to.orderId, {
    items: [...wanted.values()],
    guestIds,
    guestId: to.kind === 'order' ? to.guestId : null,
    takesDiscounts: to.kind === 'new',
    reason: to.kind === 'new' ? 'split' : 'move',
  })
}

/** Merging is moving all and deleting the emptied order (front-api §2.6.5); what is paid already cannot be. */
function merge(floor: Floor, { orderId, fromOrderIds }: Asked<'tableOrder.merge'>): void {
  const sources = [...new Set(fromOrderIds)]
  if (sources.length === 0) throw refuse('request.field-required', { field: 'fromOrderIds' })
  if (sources.includes(orderId)) throw refuse('order.duplicate-id')
  const target = floor.order(orderId)
  const wasWhole = target.guestCount === target.guests.length
  for (const from of sources) {
    const source = floor.order(from)
    if (source.payments.length + source.tips.length > 0)
      throw refuse('table.merged-is-paid', { number: source.number })
    carry(floor, from, orderId, {
      items: source.items.filter(isLiving),
      guestIds: source.guests.map(({ id }) => id),
      guestId: null,
      takesDiscounts: false,
      reason: 'merge',
    })
    floor.happen(from, { kind: 'tableOrder.deleted', deletion: null })
    countGuests(floor, orderId, wasWhole ? 0 : source.guestCount)
  }
}

/** Guests who were only counted are counted on. */
function countGuests(floor: Floor, orderId: Uuid, more: number): void {
  const order = floor.order(orderId)
  const guestCount = Math.max(order.guestCount, order.guests.length)
  if (more > 0 && guestCount + more !== order.guestCount)
    floor.happen(orderId, { kind: 'tableOrder.guestCountChanged', guestCount: guestCount + more })
}

function splitByGuests(floor: Floor, command: Asked<'tableOrder.splitByGuests'>): void {
  const { orderId, guests } = command
  const source = floor.order(orderId)
  const leaving = new Set(guests.map(({ guestId }) => guestId))
  if (guests.length === 0) throw refuse('request.field-required', { field: 'guests' })
  if (leaving.size < guests.length)
    throw refuse('request.field-invalid', { field: 'guests', message: 'must name each guest once' })
  for (const id of leaving) guestOf(source, id)
  if (command.shareCommon) floor.happen(orderId, ...commonShares(floor.ctx, source))
  for (const { guestId, newOrderId } of guests) {
    const present = floor.order(orderId)
    floor.open(present, newOrderId, present.tableIds, 1)
    carry(floor, orderId, newOrderId, {
      items: itemsOfGuests(present, [guestId]),
      guestIds: [guestId],
      guestId: null,
      takesDiscounts: true,
      reason: 'split',
    })
  }
  const { guests: left, items } = floor.order(orderId)
  if (left.length === 0 && !items.some(isLiving))
    throw refuse('request.field-invalid', { field: 'guests', message: 'must leave a guest or a dish' })
}

/** A common dish is of all guests; combos are not divided and stay common. */
function commonShares(ctx: TillContext, order: TableOrder): TableOrderEvent[] {
  const known = order.guests.map(({ id }) => id)
  const common = order.items.filter(
    (item) => isLiving(item) && !item.combo && !item.isAutomatic && !known.includes(item.orderGuestId ?? ''),
  )
  return shareItems(
    ctx,
    order,
    common.map(({ positionId }) => positionId),
    known,
  )
}
