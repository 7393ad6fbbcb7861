import type { Sale } from '../../../domain/orders/order.ts'
import type { PaidKind } from '../../../domain/orders/paying/paying-commands.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Tx } from '../../ports.ts'
import type { Till } from '../till-command.ts'

type Stores = Pick<Tx, 'tableOrders' | 'tillOrders' | 'reserves'>

/** What is paid under an id of its kind: a delivery, an order on a table, the order of a banquet; null: nothing is. */
export async function paidSale(
  { tableOrders, tillOrders, reserves }: Stores,
  { tenantId, organizationId }: Till,
  of: PaidKind,
  id: Uuid,
): Promise<Sale | null> {
  switch (of) {
    case 'tableOrder':
      return (await tableOrders.load(tenantId, organizationId, [id])).get(id) ?? null
    case 'delivery':
      return (await tillOrders.load(tenantId, organizationId, [id])).get(id) ?? null
    case 'reserve':
      return (await reserves.load(tenantId, organizationId, [id])).get(id)?.banquet ?? null
  }
}
