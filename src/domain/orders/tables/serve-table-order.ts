import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { refuseIfBilled } from '../changes/bill.ts'
import { changedAmount } from '../changes/changed-amount.ts'
import { livingItem } from '../changes/living-item.ts'
import { recomposed } from '../changes/recompose-item.ts'
import { resolveRemoval } from '../changes/removal.ts'
import { wrongStatus } from '../changes/wrong-status.ts'
import { isPrinted } from '../cooking.ts'
import type { OrderItem } from '../order.ts'
import { checkedComment } from '../placing/items.ts'
import { namedRef, saleTerms } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import { addGuest, changeGuestCount, guestOf, removeGuest, renameGuest } from './guests.ts'
import { takeParts, withCombos } from './item-parts.ts'
import type { ServeTableOrder } from './serving-commands.ts'
import type { ServingEvent } from './serving-events.ts'
import { shareItems } from './share-items.ts'
import { readTabName } from './tab-name.ts'
import type { TableOrder } from './table-order.ts'
import { chooseTables, refuseOccupied } from './tables.ts'

type Asked<K extends ServeTableOrder['kind']> = Extract<ServeTableOrder, { kind: K }>

/** Decides a deed at the table (front-api §2.6); `others`: the orders on the tables that it names. */
export function serveTableOrder(
  ctx: TillContext,
  order: TableOrder,
  command: ServeTableOrder,
  others: readonly TableOrder[],
): ServingEvent[] {
  switch (command.kind) {
    case 'tableOrder.addGuest':
      return addGuest(order, command.guestId, command.name)
    case 'tableOrder.renameGuest':
      return renameGuest(order, command.guestId, command.name)
    case 'tableOrder.removeGuest':
      return removeGuest(order, command.guestId)
    case 'tableOrder.changeGuestCount':
      return changeGuestCount(order, command.guestCount)
    case 'tableOrder.changeTables':
      return changeTables(ctx, order, command.tableIds, others)
    case 'tableOrder.changeWaiter':
      return changeWaiter(ctx, order, command.waiterId)
    case 'tableOrder.changeTabName':
      return changeTabName(order, command.tabName)
    default:
      // While the guest has the bill, its dishes rest.
      refuseIfBilled(order)
      return changeDishes(ctx, order, command)
  }
}

type DishCommand = Asked<
  | 'tableOrder.assignItems'
  | 'tableOrder.shareItems'
  | 'tableOrder.changeCourse'
  | 'tableOrder.changeItemComment'
  | 'tableOrder.changePrintedComment'
  | 'tableOrder.changeItemAmount'
  | 'tableOrder.recomposeItem'
  | 'tableOrder.deleteItems'
  | 'tableOrder.deletePrintedItems'
>

function changeDishes(ctx: TillContext, order: TableOrder, command: DishCommand): ServingEvent[] {
  switch (command.kind) {
    case 'tableOrder.assignItems':
      return assign(order, command)
    case 'tableOrder.shareItems':
      return shareItems(ctx, order, command.positionIds, command.guestIds)
    case 'tableOrder.changeCourse':
      return changeCourse(order, command)
    case 'tableOrder.changeItemComment':
    case 'tableOrder.changePrintedComment':
      return changeComment(ctx, order, command)
    case 'tableOrder.changeItemAmount': {
      const { positionId, by } = command
      const amount = changedAmount(ctx, livingItem(order, positionId), by)
      return amount === null ? [] : [{ kind: 'tableOrder.itemAmountChanged', positionId, amount }]
    }
    case 'tableOrder.recomposeItem': {
      const item = recomposed(ctx, order, command)
      return item ? [{ kind: 'tableOrder.itemRecomposed', item }] : []
    }
    case 'tableOrder.deleteItems':
    case 'tableOrder.deletePrintedItems':
      return deleteParts(ctx, order, command)
  }
}

function assign(
  order: TableOrder,
  { positionIds, guestId }: Asked<'tableOrder.assignItems'>,
): ServingEvent[] {
  if (guestId !== null) guestOf(order, guestId)
  const moved = withCombos(order, positionIds).filter((item) => (item.orderGuestId ?? null) !== guestId)
  return moved.length > 0 ? [{ kind: 'tableOrder.itemsAssigned', positionIds: idsOf(moved), guestId }] : []
}

/** A dish that the kitchen has already is of its course for good. */
function changeCourse(
  order: TableOrder,
  { positionIds, course }: Asked<'tableOrder.changeCourse'>,
): ServingEvent[] {
  checkCourse(course)
  const moved = withCombos(order, positionIds).filter((item) => (item.course ?? null) !== course)
  refuseStatus(moved.find(isPrinted))
  return moved.length > 0 ? [{ kind: 'tableOrder.courseChanged', positionIds: idsOf(moved), course }] : []
}

/** `OrderItemCourse`: VIP is 0, then up to the twentieth (front-api §2.6.4). */
export function checkCourse(course: number | null): void {
  if (course !== null && (!Number.isInteger(course) || course < 0 || course > 20))
    throw refuse('request.field-invalid', { field: 'course', message: 'must be from 0 to 20' })
}

function changeComment(
  ctx: TillContext,
  order: TableOrder,
  { kind, positionId, comment }: Asked<'tableOrder.changeItemComment' | 'tableOrder.changePrintedComment'>,
): ServingEvent[] {
  const item = livingItem(order, positionId)
  if (isPrinted(item) !== (kind === 'tableOrder.changePrintedComment')) refuseStatus(item)
  const said = checkedComment(saleTerms(ctx, null), comment?.trim() || null)
  return said === item.comment ? [] : [{ kind: 'tableOrder.itemCommentChanged', positionId, comment: said }]
}

/** Printed dishes go with a removal type and its comment, others just go; a combo goes whole (front-api §2.6.5). */
function deleteParts(
  ctx: TillContext,
  order: TableOrder,
  command: Asked<'tableOrder.deleteItems' | 'tableOrder.deletePrintedItems'>,
): ServingEvent[] {
  const { cuts, items } = takeParts(ctx, order, command.parts)
  if (items.length === 0) return []
  const positionIds = idsOf(items)
  if (command.kind === 'tableOrder.deleteItems') {
    refuseStatus(items.find(isPrinted))
    const deletion = { removalType: null, comment: null, writeoffUserId: null, at: ctx.now }
    return [...cuts, { kind: 'tableOrder.itemsDeleted', positionIds, deletion }]
  }
  const deletion = resolveRemoval(ctx, order.waiter?.id ?? null, command, items.some(isPrinted))
  return [...cuts, { kind: 'tableOrder.itemsDeleted', positionIds, deletion }]
}

function changeTables(
  ctx: TillContext,
  order: TableOrder,
  wanted: readonly Uuid[],
  others: readonly TableOrder[],
): ServingEvent[] {
  if (wanted.length === 0) throw refuse('request.field-required', { field: 'tableIds' })
  const tableIds = chooseTables(ctx, wanted)
  if (tableIds.join() === order.tableIds.join()) return []
  refuseOccupied(ctx, { ...order, tableIds }, others)
  return [{ kind: 'tableOrder.tablesChanged', tableIds }]
}

function changeWaiter(ctx: TillContext, order: TableOrder, waiterId: Uuid): ServingEvent[] {
  const waiter = namedRef(ctx, 'employee', waiterId)
  const person = ctx.catalog.living('employee', waiterId)?.body
  if (!waiter || !person?.organizationIds.includes(ctx.organizationId))
    throw refuse('order.operator-unknown', { id: waiterId })
  return order.waiter?.id === waiterId ? [] : [{ kind: 'tableOrder.waiterChanged', waiter }]
}

function changeTabName(order: TableOrder, given: string | null): ServingEvent[] {
  const tabName = readTabName(given)
  return tabName === order.tabName ? [] : [{ kind: 'tableOrder.tabNameChanged', tabName }]
}

function refuseStatus(item: OrderItem | undefined): void {
  if (item) throw wrongStatus(item)
}

const idsOf = (items: readonly OrderItem[]): Uuid[] => items.map(({ positionId }) => positionId)
