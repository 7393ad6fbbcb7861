import type { Contact } from '../../domain/orders/order.ts'
import type { TableOrder } from '../../domain/orders/tables/table-order.ts'
import type { Reserve } from '../../domain/reserves/reserve.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { startOfAccountingDay } from '../../kernel/local-time.ts'
import type { App } from '../ports.ts'
import type { Till } from './till-command.ts'

export type BoardTableOrder = { order: TableOrder; contact: Contact | null }
export type BoardReserve = { reserve: Reserve; contact: Contact | null }
export type HallBoard = { tableOrders: BoardTableOrder[]; reserves: BoardReserve[] }

/** Ended orders stay in sight this long. */
const recentMs = 12 * 3_600_000

/** What the screens of the hall show: orders on tables, and the reserves of the day with all that are to come. */
export async function readHallBoard(app: App, till: Till): Promise<HallBoard> {
  const { now } = app.storage
  const { tenantId, terminalGroupId } = till
  const [orders, reserves] = await Promise.all([
    now.tableOrders.board(tenantId, terminalGroupId, app.clock.now() - recentMs),
    now.reserves.board(tenantId, terminalGroupId, await startOfDay(app, till)),
  ])
  return withContacts(app, till, orders, reserves)
}

/** Some orders and reserves of the till; unknown ids are absent. */
export async function readHall(
  app: App,
  till: Till,
  ids: { tableOrders: readonly Uuid[]; reserves: readonly Uuid[] },
): Promise<HallBoard> {
  const { now } = app.storage
  const { tenantId, organizationId } = till
  const [orders, reserves] = await Promise.all([
    now.tableOrders.load(tenantId, organizationId, ids.tableOrders),
    now.reserves.load(tenantId, organizationId, ids.reserves),
  ])
  return withContacts(app, till, [...orders.values()], [...reserves.values()])
}

/** The accounting day's first moment: it need not begin at midnight (corrections 8). */
async function startOfDay(app: App, { tenantId, organizationId }: Till): Promise<number> {
  const now = app.clock.now()
  const organization = (await app.catalog(tenantId)).living('organization', organizationId)?.body
  if (!organization) return now - recentMs
  const { timeZone, accountingDayStartMinutes } = organization
  return startOfAccountingDay(now, timeZone, accountingDayStartMinutes) ?? now - recentMs
}

async function withContacts(
  app: App,
  { tenantId }: Till,
  orders: readonly TableOrder[],
  reserves: readonly Reserve[],
): Promise<HallBoard> {
  const ids = new Set([...orders, ...reserves].flatMap(({ contactId }) => contactId ?? []))
  const contacts =
    ids.size > 0 ? await app.storage.now.contacts.load(tenantId, [...ids]) : new Map<Uuid, Contact>()
  const contactOf = (id: Uuid | null): Contact | null => contacts.get(id ?? '') ?? null
  return {
    tableOrders: orders.map((order) => ({ order, contact: contactOf(order.contactId) })),
    reserves: reserves.map((reserve) => ({ reserve, contact: contactOf(reserve.contactId) })),
  }
}
