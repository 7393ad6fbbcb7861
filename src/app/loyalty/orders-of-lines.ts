import type { LedgerLine } from '../../domain/loyalty/ledger.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'

/** What the report tells of the order that a line is about; times are instants. */
export type OrderOfLine = { isDelivery: boolean; terminalGroupId: Uuid | null; whenCreated: number | null }

/** Orders of lines by their ids; one that the cloud has forgotten is absent. Two queries however many lines there are. */
export async function ordersOfLines(
  app: App,
  tenantId: Uuid,
  lines: readonly Pick<LedgerLine, 'orderId'>[],
): Promise<Map<Uuid, OrderOfLine>> {
  const orderIds = [...new Set(lines.flatMap(({ orderId }) => orderId ?? []))]
  if (orderIds.length === 0) return new Map()
  const catalog = await app.catalog(tenantId)
  const organizationIds = catalog.all('organization').map(({ id }) => id)
  const asked = { tenantId, organizationIds, sourceKeys: null, orderIds, limit: orderIds.length }
  const { cloudOrders, cloudTableOrders } = app.storage.now
  const [deliveries, tables] = await Promise.all([
    cloudOrders.search(asked),
    cloudTableOrders.search({ ...asked, changedSince: 0 }),
  ])
  const told = (isDelivery: boolean) => (order: (typeof deliveries | typeof tables)[number]) =>
    [
      order.id,
      { isDelivery, terminalGroupId: order.terminalGroupId, whenCreated: order.state?.whenCreated ?? null },
    ] as const
  return new Map([...tables.map(told(false)), ...deliveries.map(told(true))])
}
