import type { Contact } from '../../domain/orders/order.ts'
import { type Queued, type QueueEntry, queueOf } from '../../domain/queue/queue.ts'
import { usualBoard } from '../../domain/queue/usual-board.ts'
import type { QueueBoard } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import type { Till } from '../till/till-command.ts'

export type Queue = { board: QueueBoard; boardId: Uuid | null; entries: QueueEntry[] }

/** Nobody waits longer for what is sold at a counter. */
const reachMs = 6 * 3_600_000

/** Boards of a till by name; none: the usual one is shown. */
export const boardsOf = (catalog: Catalog, { organizationId, terminalGroupId }: Till) =>
  catalog
    .of('queueBoard', organizationId)
    .filter(({ isDeleted, body }) => !isDeleted && body.terminalGroupId === terminalGroupId)
    .sort((a, b) => a.body.name.localeCompare(b.body.name, 'ru') || (a.id < b.id ? -1 : 1))

/** The board that is asked for, else the till's first one, else the usual one. */
export function boardOf(
  catalog: Catalog,
  till: Till,
  boardId: Uuid | null,
): { id: Uuid | null; board: QueueBoard } {
  const own = boardsOf(catalog, till)
  const found = own.find(({ id }) => id === boardId) ?? own[0]
  return found ? { id: found.id, board: found.body } : { id: null, board: usualBoard(till.terminalGroupId) }
}

/** What a queue board shows now, by the orders that the till has. */
export async function readQueue(app: App, till: Till, boardId: Uuid | null): Promise<Queue> {
  const { tenantId, terminalGroupId } = till
  const now = app.clock.now()
  const { tableOrders, tillOrders, contacts } = app.storage.now
  const [catalog, hall, deliveries] = await Promise.all([
    app.catalog(tenantId),
    tableOrders.board(tenantId, terminalGroupId, now - reachMs),
    tillOrders.board(tenantId, terminalGroupId, now - reachMs),
  ])
  const { id, board } = boardOf(catalog, till, boardId)
  const pickups = deliveries.filter(({ serviceType }) => serviceType === 'DeliveryByClient')
  const ids = [...hall, ...pickups].flatMap(({ contactId }) => contactId ?? [])
  const known =
    board.names === 'none' || ids.length === 0 ? new Map<Uuid, Contact>() : await contacts.load(tenantId, ids)
  const queued = <Order extends { contactId: Uuid | null }>(order: Order): Queued<Order> => ({
    order,
    name: known.get(order.contactId ?? '')?.customer?.name ?? null,
  })
  const halls = catalog.of('restaurantSection', till.organizationId)
  const sectionOf = (tableId: Uuid): Uuid | null =>
    halls.find(({ body }) => body.tables.some((table) => table.id === tableId))?.id ?? null
  const orders = { hall: hall.map(queued), pickups: pickups.map(queued) }
  return { board, boardId: id, entries: queueOf(board, orders, sectionOf, now) }
}
