import type { HallOrder } from '../../model/hall.ts'
import { hasUnprinted, printedItems } from '../../model/next-step.ts'
import { nextWave } from '../../model/table-check.ts'
import { type HallAction, isAllowed, kindOf } from './hall-action.ts'

const hasDishes = ({ sale }: Pick<HallOrder, 'sale'>): boolean => sale.items.some((item) => !item.isDeleted)

const printToKitchen: HallAction = {
  id: 'print-to-kitchen',
  label: 'action.print-to-kitchen',
  icon: 'flame',
  permission: 'tables.edit',
  isOffered: (order) => hasUnprinted(order.sale) && isAllowed(order, 'printToKitchen'),
  does: {
    command: (order) =>
      order.of === 'table'
        ? { kind: 'tableOrder.printToKitchen', orderId: order.id, positionIds: nextWave(order.sale) }
        : { kind: 'reserve.printToKitchen', orderId: order.id },
    done: 'done.print-to-kitchen',
  },
}

const addItems: HallAction = {
  id: 'add-items',
  label: 'action.add-items',
  icon: 'plus',
  permission: 'tables.edit',
  isComposed: true,
  isOffered: (order) => !order.isBilled && isAllowed(order, 'addItems'),
  does: { opens: 'add-items' },
}

const printBill: HallAction = {
  id: 'print-bill',
  label: 'action.print-bill',
  icon: 'receipt',
  permission: 'tables.edit',
  isOffered: (order) => !order.isBilled && hasDishes(order) && isAllowed(order, 'printBill'),
  does: {
    command: (order) => ({ kind: kindOf(order, 'printBill'), orderId: order.id }),
    done: 'done.print-bill',
  },
}

const cancelBill: HallAction = {
  id: 'cancel-bill',
  label: 'action.cancel-bill',
  icon: 'undo',
  permission: 'tables.edit',
  isOffered: (order) => order.isBilled && isAllowed(order, 'cancelBill'),
  does: {
    command: (order) => ({ kind: kindOf(order, 'cancelBill'), orderId: order.id }),
    done: 'hall.bill-cancelled',
  },
}

const takePayment: HallAction = {
  id: 'take-payment',
  label: 'action.take-payment',
  icon: 'cash',
  permission: 'tables.close',
  isOffered: (order) => hasDishes(order) && isAllowed(order, 'close'),
  does: { opens: 'payment' },
}

/** Guests of a banquet pay some of it before it begins (front-api §3.4). */
const prepay: HallAction = {
  id: 'prepay',
  label: 'action.prepay',
  icon: 'cash',
  permission: 'tables.close',
  isOffered: ({ of, allowed, sale, isEnded }) =>
    of === 'banquet' && !isEnded && allowed.includes('reserve.prepay') && sale.sum > 0,
  does: { opens: 'prepay' },
}

/** One that was opened by mistake: the kitchen has nothing of it, so nothing is written off. */
const deleteOrder: HallAction = {
  id: 'delete-order',
  label: 'hall.delete',
  icon: 'trash',
  permission: 'tables.cancel',
  isOffered: ({ of, allowed, sale }) =>
    of === 'table' && allowed.includes('tableOrder.cancel') && printedItems(sale).length === 0,
  does: {
    command: ({ id }) => ({ kind: 'tableOrder.cancel', orderId: id }),
    done: 'hall.deleted',
  },
}

/** In the order in which they stand on the screen. */
const actions: readonly HallAction[] = [
  deleteOrder,
  printToKitchen,
  addItems,
  printBill,
  cancelBill,
  prepay,
  takePayment,
]

/** What may be done with an order of the hall now: the one thing that it waits for, and everything else. */
export function offeredHallActions(order: HallOrder): { next: HallAction | null; others: HallAction[] } {
  const offered = actions.filter((action) => action.isOffered(order))
  const next = offered.find(({ id }) => id === nextOf(order)) ?? null
  return { next, others: offered.filter((action) => action !== next) }
}

function nextOf({ sale, isBilled }: HallOrder): string {
  if (!hasDishes({ sale })) return 'add-items'
  if (hasUnprinted(sale)) return 'print-to-kitchen'
  return isBilled ? 'take-payment' : 'print-bill'
}
