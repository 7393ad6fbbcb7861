import type { App, CloudOrder } from '../../../app/ports.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { OrderInfoContext } from './order-info.ts'

/** Loads what an answer about these orders needs: one query for all contacts, and one more only when an order moved. */
export async function loadOrderInfoContext(
  app: App,
  tenantId: Uuid,
  orders: readonly CloudOrder[],
  returnExternalDataKeys: readonly string[] = [],
): Promise<OrderInfoContext> {
  const shown = orders.filter(({ creationStatus, state }) => creationStatus === 'Success' && state !== null)
  const contactIds = shown
    .map(({ contactId, state }) => contactId ?? state?.contactId)
    .filter((id) => id !== undefined)
  const movedIds = shown
    .map(({ state }) => state?.cancel?.movedOrderId)
    .filter((id) => typeof id === 'string')
  const [catalog, contacts, movedTo, blacklist] = await Promise.all([
    app.catalog(tenantId),
    contactIds.length > 0 ? app.storage.now.contacts.load(tenantId, [...new Set(contactIds)]) : new Map(),
    movedIds.length > 0 ? findMoved(app, tenantId, movedIds) : new Map(),
    app.blacklist.of(tenantId),
  ])
  return { catalog, contacts, returnExternalDataKeys, movedTo, blacklist }
}

async function findMoved(app: App, tenantId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, CloudOrder>> {
  const catalog = await app.catalog(tenantId)
  const found = await app.storage.now.cloudOrders.search({
    tenantId,
    organizationIds: catalog.all('organization').map(({ id }) => id),
    sourceKeys: null,
    orderIds: ids,
    limit: ids.length,
  })
  return new Map(found.map((order) => [order.id, order]))
}
