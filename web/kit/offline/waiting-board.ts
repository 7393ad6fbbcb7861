import type { Item } from '../item-types.ts'
import { noMoney } from '../paying-types.ts'
import type { Board, Sale, TableOrder } from '../till-types.ts'
import type { Action, ItemPicture } from './action.ts'

/** Asked of an order that the till has not opened yet: dishes may be added, everything else waits. */
const allowedUnsent = ['tableOrder.addItems']

/** The board as it will be once the till has what waits here; what it has already is not shown twice. */
export function withWaiting(board: Board, actions: readonly Action[]): Board {
  const pending = actions.filter(({ refusal }) => refusal === null)
  if (pending.length === 0) return board
  const opened = pending.flatMap((action) => unsentOrder(board, action) ?? [])
  return {
    ...board,
    tableOrders: [...board.tableOrders, ...opened].map((order) => withUnsent(order, pending)),
    deliveries: board.deliveries.map((delivery) => withNotes(withUnsent(delivery, pending), pending)),
    reserves: board.reserves.map((reserve) =>
      reserve.banquet ? { ...reserve, banquet: withUnsent(reserve.banquet, pending, reserve.id) } : reserve,
    ),
  }
}

/** An order that so far exists on this device only: it has no number, the till gives it one. */
function unsentOrder(board: Board, { command, author, composedAt }: Action): TableOrder | null {
  if (command.kind !== 'tableOrder.place') return null
  const { orderId, tableIds, guestCount, tabName = null } = command
  if (board.tableOrders.some(({ id }) => id === orderId)) return null
  return {
    ...{ id: orderId, number: 0, version: 0, status: 'New', isUnsent: true, tableIds, guests: guestCount },
    ...{ tabName, waiter: author.name, waiterId: author.id, customerName: null, guestList: [] },
    ...{ orderType: '', source: null },
    ...{ parentOrderId: null, whenCreated: composedAt, whenBillPrinted: null, whenClosed: null },
    ...{ items: [], payments: [], discounts: [], cost: 0, sum: 0, paid: 0, planned: 0, due: 0 },
    ...noMoney,
    allowed: allowedUnsent,
  }
}

function withUnsent<Order extends Sale>(order: Order, actions: readonly Action[], id = order.id): Order {
  const known = new Set(order.items.map(({ positionId }) => positionId))
  const items = actions
    .filter(({ command }) => command.orderId === id)
    .flatMap(({ picture }) => picture)
    .filter(({ positionId }) => !known.has(positionId))
    .map(unsentItem)
  if (items.length === 0) return order
  const more = items.reduce((sum, item) => sum + item.sum, 0)
  return {
    ...order,
    items: [...order.items, ...items],
    ...{ cost: order.cost + more, sum: order.sum + more, due: order.due + more },
  }
}

const unsentItem = (picture: ItemPicture): Item => ({
  ...picture,
  ...{ status: 'Added', isUnsent: true, cookingPlaceId: null, isDeleted: false, isAutomatic: false },
  ...{
    comboId: null,
    cost: picture.sum,
    deletion: null,
    choice: null,
    whenPrinted: null,
    whenCookingStarted: null,
    whenCookingCompleted: null,
  },
})

type Noted = { id: string; comment: string | null; problem: string | null }

/** The last note that was written here counts. */
function withNotes<Order extends Noted>(order: Order, actions: readonly Action[]): Order {
  let noted = order
  for (const { command } of actions) {
    if (command.orderId !== order.id) continue
    if (command.kind === 'delivery.changeComment') noted = { ...noted, comment: command.comment }
    if (command.kind === 'delivery.changeProblem') noted = { ...noted, problem: command.description }
  }
  return noted
}
