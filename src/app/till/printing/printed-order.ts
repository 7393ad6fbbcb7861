import type { AnySale } from '../../../domain/printing/templates/guest-papers.ts'
import type { SoldOrder } from '../../../domain/reports/order-fact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { App } from '../../ports.ts'
import type { Till } from '../till-command.ts'

/** An order with the tables and the guests that stand on its papers: those of a banquet are its reserve's. */
export const orderOf = (sold: SoldOrder): AnySale => {
  if (sold.kind !== 'banquet') return sold.order
  const { tableIds, guestCount } = sold.reserve
  return { ...sold.order, tableIds, guestCount }
}

/** An order of the till as it is now, of whatever kind. Refuses `printing.subject-unknown`. */
export async function orderNow({ storage }: App, till: Till, id: Uuid): Promise<SoldOrder> {
  const { tenantId, organizationId, terminalGroupId } = till
  const { tableOrders, tillOrders, reserves } = storage.now
  const [tables, deliveries, banquets] = await Promise.all([
    tableOrders.load(tenantId, organizationId, [id]),
    tillOrders.load(tenantId, organizationId, [id]),
    reserves.load(tenantId, organizationId, [id]),
  ])
  const [table, delivery, reserve] = [tables.get(id), deliveries.get(id), banquets.get(id)]
  if (table?.terminalGroupId === terminalGroupId) return { kind: 'tableOrder', order: table }
  if (delivery?.terminalGroupId === terminalGroupId) return { kind: 'delivery', order: delivery }
  if (reserve?.banquet && reserve.terminalGroupId === terminalGroupId)
    return { kind: 'banquet', order: reserve.banquet, reserve }
  throw refuse('printing.subject-unknown')
}
