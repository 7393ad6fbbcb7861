import type { Contact, DeliveryOrder } from '../../domain/orders/order.ts'
import type { CashShift, PersonalShift } from '../../domain/shifts/shifts.ts'
import type { StopListItem } from '../../domain/stop-list/stop-list.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, StoredEntry } from '../ports.ts'
import type { Till } from './till-command.ts'

export type BoardOrder = { order: DeliveryOrder; contact: Contact | null }
export type Board = {
  orders: BoardOrder[]
  stopList: StopListItem[]
  cashShift: CashShift | null
  personalShifts: PersonalShift[]
}

/** Closed and cancelled deliveries stay on the board this long. */
const recentMs = 12 * 3_600_000

/** Everything that the screens of a till show at once. */
export async function readBoard(app: App, till: Till): Promise<Board> {
  const { now } = app.storage
  const { tenantId, organizationId, terminalGroupId } = till
  const [orders, stopList, cashShift, personalShifts] = await Promise.all([
    now.tillOrders.board(tenantId, terminalGroupId, app.clock.now() - recentMs),
    now.stopLists.atTill(tenantId, terminalGroupId),
    now.shifts.openCashShift(tenantId, terminalGroupId),
    now.shifts.openPersonalShifts(tenantId, organizationId),
  ])
  return { orders: await withContacts(app, tenantId, orders), stopList, cashShift, personalShifts }
}

/** Some deliveries of the till; unknown ids are absent. */
export async function readDeliveries(app: App, till: Till, ids: readonly Uuid[]): Promise<BoardOrder[]> {
  const orders = await app.storage.now.tillOrders.load(till.tenantId, till.organizationId, ids)
  return withContacts(app, till.tenantId, [...orders.values()])
}

/** What happened to a delivery, oldest first, out of the journal. */
export const readHistory = (app: App, till: Till, orderId: Uuid): Promise<StoredEntry[]> =>
  app.storage.now.journal.ofEntity(till.tenantId, orderId)

async function withContacts(
  app: App,
  tenantId: Uuid,
  orders: readonly DeliveryOrder[],
): Promise<BoardOrder[]> {
  const ids = [...new Set(orders.map((order) => order.contactId))]
  const contacts =
    ids.length > 0 ? await app.storage.now.contacts.load(tenantId, ids) : new Map<Uuid, Contact>()
  return orders.map((order) => ({ order, contact: contacts.get(order.contactId) ?? null }))
}
