import type { OrderEvent } from '../../domain/orders/events.ts'
import type { TableOrderEvent } from '../../domain/orders/tables/events.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import type { App, OutboxEvent, StoredEntry } from '../ports.ts'
import { toldApart } from './told-apart.ts'

/** Everything that is known of one order, or of a call that concerned none; oldest first. */
export type Journey = {
  tenantId: Uuid
  /** Null: a call about something else, such as a stop list. */
  orderId: Uuid | null
  /** Null: no till took the order. */
  number: number | null
  entries: StoredEntry[]
  webhooks: OutboxEvent[]
}

const sameNumberMax = 5
const webhooksMax = 1000

/**
 * Finds journeys by the id of an order, its number (of several days the latest five) or the correlation id of a call.
 * Empty when nothing is known.
 */
export async function findJourneys(app: App, what: string): Promise<Journey[]> {
  const journeys: Journey[] = []
  for (const { id: tenantId } of await app.storage.now.tenants.list()) {
    if (isUuid(what)) journeys.push(...(await ofId(app, tenantId, what.toLowerCase())))
    if (!/^\d{1,9}$/.test(what)) continue
    const orders = await app.storage.now.journal.ordersNumbered(tenantId, Number(what), sameNumberMax)
    for (const orderId of orders) journeys.push(...(await ofOrder(app, tenantId, orderId)))
  }
  return journeys
}

async function ofId(app: App, tenantId: Uuid, id: Uuid): Promise<Journey[]> {
  const asOrder = await ofOrder(app, tenantId, id)
  if (asOrder.length > 0) return asOrder
  const entries = (await app.storage.now.journal.ofCorrelation(tenantId, id)).flatMap(toldApart)
  const orderId = entries.map(orderIdOf).find((found) => found !== null) ?? null
  if (orderId) return ofOrder(app, tenantId, orderId)
  return entries.length > 0 ? [{ tenantId, orderId: null, number: null, entries, webhooks: [] }] : []
}

async function ofOrder(app: App, tenantId: Uuid, orderId: Uuid): Promise<Journey[]> {
  const entries = (await app.storage.now.journal.journeyOf(tenantId, orderId)).flatMap(toldApart)
  if (!entries.some((entry) => orderIdOf(entry) === orderId)) return []
  const webhooks = await app.storage.now.webhooks.about(tenantId, orderId, webhooksMax)
  return [{ tenantId, orderId, number: numberIn(entries), entries, webhooks }]
}

function orderIdOf({ entity, entityId, payload }: StoredEntry): Uuid | null {
  if (entity === 'delivery' || entity === 'tableOrder' || entity === 'reserve') return entityId
  return (payload as { orderId?: Uuid | null } | null)?.orderId ?? null
}

type PlacedEvent = Extract<OrderEvent | TableOrderEvent, { kind: 'delivery.placed' | 'tableOrder.placed' }>

function numberIn(entries: readonly StoredEntry[]): number | null {
  const placed = entries.find(({ kind }) => kind === 'delivery.placed' || kind === 'tableOrder.placed')
  return placed ? (placed.payload as PlacedEvent).order.number : null
}
