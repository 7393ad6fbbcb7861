import { refuse } from '../../kernel/refusals.ts'
import { newItems } from '../orders/changes/add-items.ts'
import { resolvePayments } from '../orders/changes/change-payments.ts'
import { movedInKitchen } from '../orders/changes/set-cooking.ts'
import type { Payment } from '../orders/order.ts'
import { refuseOverpaid } from '../orders/paid-sums.ts'
import { refuseWhileBankIsAsked } from '../orders/paying/pay-lines.ts'
import { resolvePayment } from '../orders/placing/payments.ts'
import { organizationOf } from '../orders/placing/sale-terms.ts'
import { returnByBank } from '../orders/returns/return-by-bank.ts'
import { chooseTables } from '../orders/tables/tables.ts'
import type { TillContext } from '../orders/till-context.ts'
import { cancelled, orCancelled } from './cancel-banquet.ts'
import type { ChangeReserve, ReserveDetails } from './commands.ts'
import type { ReserveEvent } from './events.ts'
import { evolveReserve } from './evolve-reserve.ts'
import { closeBanquet, payBanquet, ticketsOf } from './pay-banquet.ts'
import { checkLimits, checkStart } from './place-reserve.ts'
import type { BanquetOrder, Reserve } from './reserve.ts'
import { isRestorable, restoreReserve } from './restore-reserve.ts'
import { refuseTaken } from './tables-free.ts'

/** Dishes may still be added to a banquet that goes on; nothing is done to what is closed (cloud-api §8.6). */
const ofStarted: ReadonlySet<ChangeReserve['kind']> = new Set([
  'reserve.addItems',
  'reserve.addPayments',
  'reserve.change',
  'reserve.printToKitchen',
  'reserve.printBill',
  'reserve.cancelBill',
  'reserve.close',
  'reserve.setCooking',
  'reserve.changeDiscounts',
  'reserve.changePriceCategory',
  'reserve.changeLoyalty',
  'reserve.pay',
  'reserve.prepay',
  'reserve.endBankPayment',
  'reserve.returnPayment',
  'reserve.resolveBankPayment',
])
/** Of a banquet that is over: its kitchen may still be at work, and its money may go back. */
const ofPaid: ReadonlySet<ChangeReserve['kind']> = new Set([
  'reserve.setCooking',
  'reserve.return',
  'reserve.endBankPayment',
  'reserve.resolveBankPayment',
])
/** Nothing is cooked for guests who have not come, and there is nobody to bring the bill to. */
const ofStartedOnly: ReadonlySet<ChangeReserve['kind']> = new Set([
  'reserve.printToKitchen',
  'reserve.printBill',
  'reserve.cancelBill',
  'reserve.close',
  'reserve.setCooking',
  'reserve.pay',
  'reserve.return',
])

export function isPermitted(kind: ChangeReserve['kind'], reserve: Reserve): boolean {
  const { status, banquet } = reserve
  if (kind === 'reserve.restore') return isRestorable(reserve)
  switch (status) {
    case 'New':
      return !(banquet && ofStartedOnly.has(kind))
    case 'Started':
      return ofStarted.has(kind)
    case 'Closed':
      return banquet !== null && banquet.whenClosed !== null && ofPaid.has(kind)
  }
}

/** Decides one change of a reserve: the events that follow, none when nothing changes, or a refusal. */
export function changeReserve(
  ctx: TillContext,
  reserve: Reserve,
  command: ChangeReserve,
  others: readonly Reserve[],
): ReserveEvent[] {
  const { kind } = command
  if (!isPermitted(kind, reserve)) {
    throw refuse('order.wrong-status', { operation: kind.slice('reserve.'.length), status: reserve.status })
  }
  if (reserve.banquet) refuseWhileBankIsAsked(reserve.banquet, kind)
  const events = decide(ctx, reserve, command, others)
  const { banquet } = events.reduce((changed, event) => evolveReserve(changed, event, ctx.now), reserve)
  if (banquet) refuseOverpaid(organizationOf(ctx), banquet)
  return events
}

function decide(
  ctx: TillContext,
  reserve: Reserve,
  command: ChangeReserve,
  others: readonly Reserve[],
): ReserveEvent[] {
  switch (command.kind) {
    case 'reserve.addItems':
      return [{ kind: 'reserve.itemsAdded', ...newItems(ctx, orderOf(reserve), command) }]
    case 'reserve.changeItems':
      return replaceItems(ctx, orderOf(reserve), command)
    case 'reserve.addPayments':
      orderOf(reserve)
      return [{ kind: 'reserve.paymentsAdded', ...prepaid(ctx, command) }]
    case 'reserve.changeTables': {
      if (command.tableIds.length === 0) throw refuse('request.field-required', { field: 'tableIds' })
      const tableIds = chooseTables(ctx, command.tableIds)
      refuseTaken(ctx, { ...reserve, tableIds }, others)
      return [{ kind: 'reserve.tablesChanged', tableIds }]
    }
    case 'reserve.changeStartTime': {
      const { estimatedStartTime } = command
      checkStart(ctx, estimatedStartTime)
      refuseTaken(ctx, { ...reserve, estimatedStartTime }, others)
      return [{ kind: 'reserve.startTimeChanged', estimatedStartTime }]
    }
    case 'reserve.change':
      return change(ctx, reserve, command.changes, others)
    case 'reserve.guestsCame':
      return [reserve.banquet ? { kind: 'reserve.started' } : met(command)]
    case 'reserve.cancel':
      return cancelled(ctx, reserve, command)
    case 'reserve.restore':
      return restoreReserve(ctx, reserve, others)
    case 'reserve.printToKitchen':
      return ticketsOf(orderOf(reserve))
    case 'reserve.printBill':
      return [...ticketsOf(orderOf(reserve)), { kind: 'reserve.billPrinted' }]
    case 'reserve.cancelBill':
      return orderOf(reserve).whenBillPrinted === null ? [] : [{ kind: 'reserve.billCancelled' }]
    case 'reserve.close':
      return close(ctx, orderOf(reserve), command)
    case 'reserve.setCooking': {
      const { status } = command
      const positionIds = movedInKitchen(orderOf(reserve), command)
      return positionIds.length > 0 ? [{ kind: 'reserve.itemsCooking', positionIds, status }] : []
    }
    case 'reserve.return':
      return returnByBank(ctx, 'reserve', orderOf(reserve), null, command)
    default:
      return orCancelled(ctx, reserve, payBanquet(ctx, reserve, orderOf(reserve), command))
  }
}

function close(
  ctx: TillContext,
  order: BanquetOrder,
  { payments, cheque }: Extract<ChangeReserve, { kind: 'reserve.close' }>,
): ReserveEvent[] {
  const organization = organizationOf(ctx)
  const given = payments.map((payment) => resolvePayment(ctx, organization, payment, false))
  return closeBanquet(ctx, order, { payments: given, tips: [] }, cheque ?? order.cheque)
}

const met = ({ seating }: Extract<ChangeReserve, { kind: 'reserve.guestsCame' }>): ReserveEvent => ({
  kind: 'reserve.closed',
  cancelReason: null,
  ...(seating ? { seatedOrderId: seating.orderId } : {}),
})

/** Place and time are free together or the reserve stays as it was; guests who sit do not come at another time. */
function change(
  ctx: TillContext,
  reserve: Reserve,
  changes: Partial<ReserveDetails>,
  others: readonly Reserve[],
): ReserveEvent[] {
  const { tableIds: asked, ...more } = changes
  if (asked?.length === 0) throw refuse('request.field-required', { field: 'tableIds' })
  const tableIds = asked ? chooseTables(ctx, asked) : reserve.tableIds
  const said = { ...reserve, ...more }
  const wanted = { ...said, tableIds, comment: said.comment || null, eventType: said.eventType || null }
  checkLimits(wanted)
  const { estimatedStartTime, durationInMinutes, guestCount, comment, eventType, shouldRemind } = wanted
  const isMoved = estimatedStartTime !== reserve.estimatedStartTime
  if (isMoved && reserve.status !== 'New') {
    throw refuse('order.wrong-status', { operation: 'changeStartTime', status: reserve.status })
  }
  if (isMoved) checkStart(ctx, estimatedStartTime)
  const isElsewhere = tableIds.join() !== reserve.tableIds.join()
  if (isMoved || isElsewhere || durationInMinutes > reserve.durationInMinutes)
    refuseTaken(ctx, wanted, others)
  const details = { durationInMinutes, guestCount, comment, eventType, shouldRemind }
  const isSame = Object.entries(details).every(
    ([key, value]) => reserve[key as keyof typeof details] === value,
  )
  return [
    ...(isElsewhere ? [{ kind: 'reserve.tablesChanged' as const, tableIds }] : []),
    ...(isMoved ? [{ kind: 'reserve.startTimeChanged' as const, estimatedStartTime }] : []),
    ...(isSame ? [] : [{ kind: 'reserve.detailsChanged' as const, ...details }]),
  ]
}

function orderOf({ banquet }: Reserve): BanquetOrder {
  if (!banquet) throw refuse('reserve.no-order')
  return banquet
}

/** The new dishes may stand under the positions of those that they replace. */
function replaceItems(
  ctx: TillContext,
  order: BanquetOrder,
  { items, combos }: Extract<ChangeReserve, { kind: 'reserve.changeItems' }>,
): ReserveEvent[] {
  if (items === null) return []
  const own = new Set([
    ...order.combos.map(({ id }) => id),
    ...order.items.flatMap((item) => [
      item.positionId,
      ...item.modifiers.map(({ positionId }) => positionId),
    ]),
  ])
  const isPositionTaken = (id: string) => !own.has(id) && ctx.isPositionTaken(id)
  const emptied = { ...order, items: [], combos: [] }
  return [
    { kind: 'reserve.itemsReplaced', ...newItems({ ...ctx, isPositionTaken }, emptied, { items, combos }) },
  ]
}

/** Money for a banquet comes before it (cloud-api §8.6). */
function prepaid(ctx: TillContext, command: Extract<ChangeReserve, { kind: 'reserve.addPayments' }>) {
  const { payments, tips } = resolvePayments(ctx, 'Common', command)
  // Bonuses are never a prepayment (cloud-api §4.6).
  const isPrepay = ({ type }: Payment): boolean => type.kind !== 'IikoCard'
  return { payments: payments.map((payment) => ({ ...payment, isPrepay: isPrepay(payment) })), tips }
}
