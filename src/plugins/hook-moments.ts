import type { HookName } from '../../sdk/plugin/src/hooks.ts'
import type { TillCommand } from '../app/till/till-command.ts'
import { isLiving, isPrinted } from '../domain/orders/cooking.ts'
import type { Sale } from '../domain/orders/order.ts'
import { quantityToJson } from '../kernel/exact.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { Shown } from './pictures.ts'

/** A hook that a command raises, with what it adds to the order and the user; undefined: there is nothing to ask. */
export type Moment = {
  hook: HookName
  details(
    order: Sale | null,
    money: (sum: bigint) => number,
    shown: Shown | null,
  ): Readonly<Record<string, unknown>> | undefined
}

const always = (): Readonly<Record<string, unknown>> => ({})
const just = (hook: HookName, details: Moment['details'] = always): Moment => ({ hook, details })

/** Dishes of these positions, printed or not; none of them: nothing to ask. */
const deleting =
  (
    positionIds: readonly Uuid[],
    ofPrinted: boolean,
    more: Readonly<Record<string, unknown>>,
  ): Moment['details'] =>
  (order) => {
    const wanted = new Set(positionIds)
    const deletingItems = (order?.items ?? [])
      .filter((item) => wanted.has(item.positionId) && isLiving(item) && isPrinted(item) === ofPrinted)
      .map((item) => ({ id: item.positionId, product: { id: item.productId, name: item.name } }))
    return deletingItems.length > 0 ? { deletingItems, deletingModifiers: [], ...more } : undefined
  }

function deletionMoments(
  positionIds: readonly Uuid[],
  method: { removalTypeId: Uuid | null; comment: string | null },
): Moment[] {
  const partial = {
    removalTypeId: method.removalTypeId,
    returnOrderItemIdsWithAmounts: positionIds.map((id) => [id, null]),
  }
  return [
    just('beforeDeleteNonPrintedItems', deleting(positionIds, false, {})),
    ...(method.removalTypeId === null
      ? []
      : [just('partialOrderItemsRemovalTypeSelected', deleting(positionIds, true, partial))]),
    just('beforeDeletePrintedItems', deleting(positionIds, true, { deletionMethod: method })),
  ]
}

type Recompose = Extract<TillCommand, { kind: 'tableOrder.recomposeItem' | 'delivery.recomposeItem' }>

/** Modifiers that a dish of the order loses and that it gets, or gets more of. */
function recompositionMoments({ positionId, modifiers }: Recompose): Moment[] {
  type Change = Recompose['modifiers'][number]
  const amountOf = (order: Sale | null, { half, productId, groupId }: Change): bigint => {
    const item = order?.items.find((one) => one.positionId === positionId)
    const owner = half === null ? item : item?.kind === 'Compound' ? item[half] : null
    const own = owner?.modifiers.find((one) => one.productId === productId && one.groupId === groupId)
    return own?.amount ?? 0n
  }
  const told = ({ productId, amount }: Change) => ({
    ...{ orderItemId: positionId, productId },
    amount: quantityToJson(amount),
  })
  return [
    just('beforeDeleteNonPrintedItems', (order) => {
      const gone = modifiers.filter((change) => change.amount === 0n && amountOf(order, change) > 0n)
      return gone.length > 0 ? { deletingItems: [], deletingModifiers: gone.map(told) } : undefined
    }),
    just('beforeAddOrderItems', (order) => {
      const more = modifiers.filter((change) => change.amount > amountOf(order, change))
      return more.length > 0 ? { addingItems: [], addingModifiers: more.map(told) } : undefined
    }),
  ]
}

type Paid = { payments?: readonly { typeId?: Uuid; sum?: bigint }[] }
const paymentMoments = ({ payments = [] }: Paid): Moment[] =>
  payments.map((payment) =>
    just('beforePaymentAdded', (_order, money) => ({
      paymentItem: {
        typeId: payment.typeId ?? null,
        sum: payment.sum === undefined ? null : money(payment.sum),
      },
    })),
  )

/** Hooks that come before a command of a till, in the order of front-api §2.13.1. */
export function momentsBefore(command: TillCommand): Moment[] {
  switch (command.kind) {
    case 'delivery.addItems':
    case 'tableOrder.addItems':
    case 'reserve.addItems': {
      const addingItems = command.items.map((item) => ({
        productId: item.kind === 'Product' ? item.productId : item.primary.productId,
        amount: quantityToJson(item.amount),
        sizeId: item.sizeId,
      }))
      const isPrinted = 'servicePrint' in command && command.servicePrint
      return [
        just('beforeAddOrderItems', () => ({ addingItems })),
        ...(isPrinted ? [just('beforeServiceCheque')] : []),
      ]
    }
    case 'delivery.recomposeItem':
    case 'tableOrder.recomposeItem':
      return recompositionMoments(command)
    case 'delivery.deleteItems':
      return deletionMoments(command.positionIds, command)
    case 'tableOrder.deleteItems':
      return deletionMoments(
        command.parts.map(({ positionId }) => positionId),
        { removalTypeId: null, comment: null },
      )
    case 'tableOrder.deletePrintedItems':
      return deletionMoments(
        command.parts.map(({ positionId }) => positionId),
        command,
      )
    case 'tableOrder.cancel':
      return [just('beforeDeleteOrder')]
    case 'delivery.printBill':
    case 'tableOrder.printBill':
    case 'reserve.printBill':
      return [just('beforeOrderBill')]
    case 'delivery.printToKitchen':
    case 'tableOrder.printToKitchen':
    case 'reserve.printToKitchen':
      return [just('beforeServiceCheque')]
    case 'delivery.addPayments':
    case 'tableOrder.addPayments':
    case 'delivery.changePayments':
    case 'tableOrder.changePayments':
      return paymentMoments(command)
    case 'delivery.pay':
    case 'tableOrder.pay':
    case 'delivery.close':
    case 'tableOrder.close':
    case 'reserve.close':
      return [
        ...paymentMoments(command),
        just('beforeProceedOrderPayment'),
        just('beforeDoCheque', paymentItems),
      ]
    case 'delivery.return':
    case 'tableOrder.return': {
      const { removalTypeId, lines } = command
      const hook = lines ? 'partialOrderItemsRemovalTypeSelected' : 'removalTypeSelected'
      const parts = lines?.map(({ positionId, amount }) => [positionId, quantityToJson(amount)])
      const chosen = { removalTypeId, ...(parts ? { returnOrderItemIdsWithAmounts: parts } : {}) }
      return [
        ...(removalTypeId === null ? [] : [just(hook, () => chosen)]),
        just('beforeDoCheque', paymentItems),
      ]
    }
    case 'shift.open':
      return [just('cafeSessionOpening')]
    case 'shift.close':
      return [just('cafeSessionClosing')]
    default:
      return []
  }
}

const paymentItems: Moment['details'] = (order, money) => ({
  paymentItems: (order?.payments ?? []).map(({ id, type, sum }) => ({ id, type, sum: money(sum) })),
})

/** Hooks that tell of what was done; nobody waits for them. */
export function momentsAfter(command: TillCommand): Moment[] {
  switch (command.kind) {
    case 'delivery.printToKitchen':
    case 'tableOrder.printToKitchen':
    case 'reserve.printToKitchen':
      return [just('serviceChequePrinted')]
    case 'tableOrder.splitByGuests':
      return command.guests.map(({ newOrderId }) =>
        just('childOrderCreated', () => ({ childOrderId: newOrderId })),
      )
    case 'delivery.return':
    case 'tableOrder.return':
      // Here a return makes no clone of the order: it is a receipt of its own (ADR 25).
      return [just('orderStorned', () => ({ newOrderId: null, returnId: command.returnId }))]
    case 'reserve.restore':
      return [just('reserveRestored', restoredReserve)]
    default:
      return []
  }
}

/** Who repeats the command, or hears late of one that was cancelled again, is told how the reserve is now. */
const restoredReserve: Moment['details'] = (_order, _money, shown) =>
  shown ? { reserve: shown.picture, previousOrderId: shown.previousOrderId } : undefined

/** Every hook that a command of our tills may raise; the ledger of parity is checked against it. */
export const raisedByCommands: readonly HookName[] = [
  ...(['beforeAddOrderItems', 'beforeServiceCheque', 'beforeDeleteNonPrintedItems'] as const),
  ...(['beforeDeletePrintedItems', 'partialOrderItemsRemovalTypeSelected', 'removalTypeSelected'] as const),
  ...(['beforeDeleteOrder', 'beforeOrderBill', 'beforePaymentAdded', 'beforeProceedOrderPayment'] as const),
  ...(['beforeDoCheque', 'cafeSessionOpening', 'cafeSessionClosing', 'serviceChequePrinted'] as const),
  ...(['childOrderCreated', 'orderStorned', 'beforeCustomDataClear', 'reserveRestored'] as const),
]
