/** Receipts of a till: its closed orders, which may be returned (front-api §8.2, ADR 25). */
import type { DeliveryOrder } from '../../domain/orders/order.ts'
import { isGoodsReturnOfNote } from '../../domain/orders/returns/return-goods.ts'
import type { TableOrder } from '../../domain/orders/tables/table-order.ts'
import type { BanquetOrder, Reserve } from '../../domain/reserves/reserve.ts'
import type { CashShift, ShiftEvent } from '../../domain/shifts/shifts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import type { Till } from './till-command.ts'

/** A banquet's receipt is known by the id of its reserve. */
export type Receipt =
  | { kind: 'delivery'; order: DeliveryOrder }
  | { kind: 'tableOrder'; order: TableOrder }
  | { kind: 'reserve'; order: BanquetOrder; reserve: Reserve }

const dayMs = 24 * 3_600_000
/** An order may be open for a day before its shift counts it. */
const longestOrderMs = dayMs
/** How far back somebody may look for a receipt of a past shift. */
const pastMs = 30 * dayMs
const receiptsMax = 300

/** The open shift, else the one that was closed last; null: the till has had none. */
export async function presentShift(app: App, { tenantId, terminalGroupId }: Till): Promise<CashShift | null> {
  const { shifts } = app.storage.now
  return (
    (await shifts.openCashShift(tenantId, terminalGroupId)) ??
    (await shifts.lastCashShift(tenantId, terminalGroupId))
  )
}

/**
 * Closed orders of the present shift, or of the shifts before it too; the latest first. What the shift has counted is its own
 * whatever the clock said: it may have been set back since the shift was opened.
 */
export async function readReceipts(app: App, till: Till, withPast: boolean): Promise<Receipt[]> {
  const shift = await presentShift(app, till)
  const since = withPast ? app.clock.now() - pastMs : (shift?.openedAt ?? app.clock.now())
  const found = await closedSince(app, till, since)
  const known = new Set(found.map(({ order }) => order.id))
  const counted = shift && !withPast ? await salesOf(app, till, shift) : []
  const missed = counted.filter((id) => !known.has(id))
  const receipts = missed.length > 0 ? [...found, ...(await loadReceipts(app, till, missed))] : found
  return receipts.sort((a, b) => (b.order.whenClosed ?? 0) - (a.order.whenClosed ?? 0)).slice(0, receiptsMax)
}

/** The orders whose end this shift has counted. */
async function salesOf(app: App, { tenantId }: Till, { id }: CashShift): Promise<Uuid[]> {
  const entries = await app.storage.now.journal.ofEntity(tenantId, id)
  return entries.flatMap(({ payload }) => {
    const event = payload as ShiftEvent
    return event.kind === 'shift.saleCounted' ? [event.orderId] : []
  })
}

/** What may be listed of the orders that were closed at this moment or later. */
async function closedSince(app: App, till: Till, since: number): Promise<Receipt[]> {
  const { tableOrders, tillOrders, reserves } = app.storage.now
  const { tenantId, terminalGroupId } = till
  const [tables, deliveries, kept] = await Promise.all([
    tableOrders.board(tenantId, terminalGroupId, since - longestOrderMs),
    tillOrders.board(tenantId, terminalGroupId, since - longestOrderMs),
    reserves.board(tenantId, terminalGroupId, since - longestOrderMs),
  ])
  return receiptsOf(tables, deliveries, kept).filter(
    (receipt) => isListed(receipt) && (receipt.order.whenClosed ?? 0) >= since,
  )
}

/** Those of them that are closed. */
const receiptsOf = (
  tables: Iterable<TableOrder>,
  deliveries: Iterable<DeliveryOrder>,
  reserves: Iterable<Reserve>,
): Receipt[] =>
  [
    ...[...tables].map((order): Receipt => ({ kind: 'tableOrder', order })),
    ...[...deliveries].map((order): Receipt => ({ kind: 'delivery', order })),
    ...[...reserves].flatMap((reserve) => receiptOf(reserve) ?? []),
  ].filter(isClosed)

const receiptOf = (reserve: Reserve): Receipt | null =>
  reserve.banquet && { kind: 'reserve', order: reserve.banquet, reserve }

const isClosed = (receipt: Receipt): boolean =>
  receipt.kind === 'reserve' ? receipt.order.whenClosed !== null : receipt.order.status === 'Closed'

/** Goods whose money did not go back were no receipt; who just tried it sees why all the same. */
const isListed = ({ order }: Receipt): boolean => !order.isGoodsReturn || isGoodsReturnOfNote(order)

/** One of them. Refuses `order.not-found` for what is not closed or of another till. */
export async function readReceipt(app: App, till: Till, id: Uuid): Promise<Receipt> {
  const [receipt] = await loadReceipts(app, till, [id])
  if (!receipt) throw refuse('order.not-found', { orderId: id })
  return receipt
}

/** Those of these orders that are closed and of this till. */
async function loadReceipts(app: App, till: Till, ids: Uuid[]): Promise<Receipt[]> {
  const { tenantId, organizationId, terminalGroupId } = till
  const { tableOrders, tillOrders, reserves } = app.storage.now
  const [tables, deliveries, kept] = await Promise.all([
    tableOrders.load(tenantId, organizationId, ids),
    tillOrders.load(tenantId, organizationId, ids),
    reserves.load(tenantId, organizationId, ids),
  ])
  return receiptsOf(tables.values(), deliveries.values(), kept.values()).filter(
    ({ order }) => order.terminalGroupId === terminalGroupId,
  )
}
