/** The fold: a reserve is what its journal entries make of it and nothing else. */
import {
  withBankPayment,
  withBankResult,
  withoutPrepayment,
  withPrepayment,
} from '../orders/paying/fold-paying.ts'
import { withPriceCategory } from '../orders/paying/repriced.ts'
import { changeItems, cooked, printed, taken, withReturn } from '../orders/sale-folds.ts'
import type { ReserveEvent } from './events.ts'
import type { BanquetOrder, Reserve } from './reserve.ts'

/** A reserve from its journal entries, oldest first. */
export function replayReserve(entries: readonly { event: ReserveEvent; at: number }[]): Reserve {
  let reserve: Reserve | null = null
  for (const { event, at } of entries) reserve = evolveReserve(reserve, event, at)
  if (!reserve) throw new Error('a reserve without journal entries')
  return reserve
}

/** What a reserve becomes by one journal entry, written at `at`. The reserve passed in is never touched. */
export function evolveReserve(reserve: Reserve | null, event: ReserveEvent, at: number): Reserve {
  if (event.kind === 'reserve.placed') {
    if (reserve) throw new Error(`reserve ${reserve.id} is placed twice`)
    return { ...event.reserve, version: 1 }
  }
  if (!reserve) throw new Error(`${event.kind} of a reserve that was never placed`)
  if (event.kind === 'reserve.restored') return restored(reserve, event)
  return { ...reserve, ...changeOf(reserve, event, at), version: reserve.version + 1 }
}

type LaterEvent = Exclude<ReserveEvent, { kind: 'reserve.placed' | 'reserve.restored' }>

/** As before anybody came or gave it up. Bonuses went back to their wallet then: they are not paid any more. */
function restored(
  reserve: Reserve,
  { previousOrderId }: Extract<ReserveEvent, { kind: 'reserve.restored' }>,
): Reserve {
  const { seatedOrderId: _, previousOrderId: __, banquet, ...kept } = reserve
  return {
    ...kept,
    ...{ status: 'New', cancelReason: null, guestsComingTime: null, version: reserve.version + 1 },
    ...(previousOrderId === null ? {} : { previousOrderId }),
    banquet: banquet && {
      ...banquet,
      payments: banquet.payments.filter(({ type }) => type.kind !== 'IikoCard'),
      version: banquet.version + 1,
    },
  }
}

function changeOf(reserve: Reserve, event: LaterEvent, at: number): Partial<Reserve> {
  switch (event.kind) {
    case 'reserve.itemsAdded':
      return withOrder(reserve, (order) => ({
        items: [...order.items, ...event.items],
        combos: [...order.combos, ...event.combos],
      }))
    case 'reserve.itemsReplaced':
      return withOrder(reserve, () => ({ items: event.items, combos: event.combos }))
    case 'reserve.paymentsAdded':
      return withOrder(reserve, (order) => ({
        payments: [...order.payments, ...event.payments],
        tips: [...order.tips, ...event.tips],
      }))
    case 'reserve.paymentsReplaced':
      return withOrder(reserve, () => ({ payments: event.payments, tips: event.tips }))
    case 'reserve.itemsPrinted':
      return withOrder(reserve, ({ items }) => ({
        items: changeItems(items, event.positionIds, printed(at)),
      }))
    case 'reserve.billPrinted':
      return withOrder(reserve, () => ({ whenBillPrinted: at }))
    case 'reserve.billCancelled':
      return withOrder(reserve, () => ({ whenBillPrinted: null }))
    case 'reserve.itemsCooking':
      return withOrder(reserve, ({ items }) => ({
        items: changeItems(items, event.positionIds, cooked(event.status, at)),
      }))
    case 'reserve.discountsChanged':
      return withOrder(reserve, () => ({ discounts: event.discounts }))
    case 'reserve.priceCategoryChanged':
      return withOrder(reserve, (order) => withPriceCategory(order, event))
    case 'reserve.loyaltyChanged':
      return withOrder(reserve, () => ({ loyalty: event.loyalty }))
    case 'reserve.prepaid':
      return withOrder(reserve, (order) => withPrepayment(order, event.payment))
    case 'reserve.prepaymentReturned':
      return withOrder(reserve, (order) => withoutPrepayment(order, event.paymentId))
    case 'reserve.bankPaymentBegun':
      return withOrder(reserve, () => withBankPayment(event.bankPayment))
    case 'reserve.bankPaymentEnded':
      return withOrder(reserve, (order) => withBankResult(order, event.transactionId, event.result))
    case 'reserve.returned':
      return withOrder(reserve, (order) => withReturn(order, event))
    case 'reserve.paid':
      return withOrder(reserve, (order) => ({
        whenClosed: at,
        cheque: event.cheque,
        payments: order.payments.map(taken),
        tips: order.tips.map(taken),
      }))
    case 'reserve.tablesChanged':
      return { tableIds: event.tableIds }
    case 'reserve.startTimeChanged':
      return { estimatedStartTime: event.estimatedStartTime }
    case 'reserve.detailsChanged': {
      const { kind: _, ...details } = event
      return details
    }
    case 'reserve.started':
      return { status: 'Started', guestsComingTime: at }
    case 'reserve.closed':
      return {
        status: 'Closed',
        cancelReason: event.cancelReason,
        ...(event.seatedOrderId ? { seatedOrderId: event.seatedOrderId } : {}),
        // The guests of a banquet came when it began.
        guestsComingTime: reserve.guestsComingTime ?? (event.cancelReason === null ? at : null),
      }
  }
}

function withOrder(
  { id, banquet }: Reserve,
  change: (order: BanquetOrder) => Partial<BanquetOrder>,
): Partial<Reserve> {
  if (!banquet) throw new Error(`reserve ${id} has no order`)
  return { banquet: { ...banquet, ...change(banquet), version: banquet.version + 1 } }
}
