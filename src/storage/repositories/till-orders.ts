import type { TillOrders } from '../../app/ports.ts'
import type { DeliveryOrder } from '../../domain/orders/order.ts'
import { canonicalJson } from '../../kernel/canonical.ts'
import { fromMs, isoOf, type Sql } from '../sql.ts'
import { inOrderOfIds } from './in-order-of-ids.ts'
import { keptState, orderOf, placedColumn } from './placed-state.ts'

type OrderRow = { id: string; state: unknown; placed: string | null }

function orderOfRow(row: OrderRow): DeliveryOrder {
  const order = orderOf(row)
  if (!order) throw new Error(`order ${row.id} of the till has lost its journal entry`)
  return order
}
const byId = (rows: readonly OrderRow[]) => new Map(rows.map((row) => [row.id, orderOfRow(row)]))

const isOpen = (order: DeliveryOrder): boolean =>
  !order.isDeleted && order.status !== 'Closed' && order.status !== 'Cancelled'

const rowOf = (order: DeliveryOrder): Record<string, unknown> => ({
  tenant_id: order.tenantId,
  organization_id: order.organizationId,
  id: order.id,
  terminal_group_id: order.terminalGroupId,
  number: order.number,
  status: order.status,
  is_open: isOpen(order),
  complete_before: isoOf(order.completeBefore),
  created_at: isoOf(order.whenCreated),
  version: order.version,
  state: keptState(order),
})

const columns = `id, state, ${placedColumn('o.state is null')}`

const selectByIds = `select ${columns} from till_order o
  where tenant_id = $1 and organization_id = $2 and id = any($3::uuid[]) order by id`

const upsert = `insert into till_order (tenant_id, organization_id, id, terminal_group_id, number, status, is_open,
    complete_before, created_at, version, state)
  select tenant_id, organization_id, id, terminal_group_id, number, status, is_open, complete_before,
    created_at, version, state
  from json_to_recordset($1::json) as o(tenant_id uuid, organization_id uuid, id uuid,
    terminal_group_id uuid, number integer, status text, is_open boolean, complete_before timestamptz,
    created_at timestamptz, version bigint, state json)
  on conflict (tenant_id, organization_id, id) do update set terminal_group_id = excluded.terminal_group_id,
    number = excluded.number, status = excluded.status, is_open = excluded.is_open,
    complete_before = excluded.complete_before, created_at = excluded.created_at,
    version = excluded.version, state = excluded.state`

export function tillOrdersRepository(sql: Sql): TillOrders {
  return {
    async loadForChange(tenantId, organizationId, ids) {
      if (ids.length === 0) return new Map()
      const values = [tenantId, organizationId, ids]
      return byId(await sql.rows<OrderRow>('tillOrder.loadForChange', `${selectByIds} for update`, values))
    },

    async load(tenantId, organizationId, ids) {
      if (ids.length === 0) return new Map()
      return byId(await sql.rows<OrderRow>('tillOrder.load', selectByIds, [tenantId, organizationId, ids]))
    },

    async save(orders) {
      if (orders.length === 0) return
      await sql.run('tillOrder.save', upsert, [canonicalJson(inOrderOfIds(orders).map(rowOf))])
    },

    async board(tenantId, terminalGroupId, since) {
      const rows = await sql.rows<OrderRow>(
        'tillOrder.board',
        `select ${columns} from till_order o
         where tenant_id = $1 and terminal_group_id = $2 and (is_open or created_at >= $3)
         order by complete_before, number, id`,
        [tenantId, terminalGroupId, fromMs(since)],
      )
      return rows.map(orderOfRow)
    },

    async countOpen(tenantId, terminalGroupId) {
      const [row] = await sql.rows<{ count: number }>(
        'tillOrder.countOpen',
        `select count(*)::integer as count from till_order
         where tenant_id = $1 and terminal_group_id = $2 and is_open`,
        [tenantId, terminalGroupId],
      )
      return row?.count ?? 0
    },

    async takeNumbers({ tenantId, organizationId, terminalGroupId, counter }, count) {
      const [row] = await sql.rows<{ last: bigint }>(
        'tillOrder.takeNumbers',
        `insert into till_counter as c (tenant_id, organization_id, terminal_group_id, name, value)
         values ($1, $2, $3, $4, $5)
         on conflict (tenant_id, organization_id, terminal_group_id, name)
           do update set value = c.value + excluded.value
         returning value as last`,
        [tenantId, organizationId, terminalGroupId, counter, count],
      )
      if (!row) throw new Error(`counter ${counter} gave no number`)
      return Number(row.last) - count + 1
    },

    async claimPositions(tenantId, organizationId, ids, at) {
      const wanted = [...new Set(ids)].sort()
      if (wanted.length === 0) return new Set()
      // Waits for a transaction that is claiming the same id right now, then sees its claim as a conflict.
      const claimed = await sql.rows<{ id: string }>(
        'tillOrder.claimPositions',
        `insert into client_id_claim (kind, id, tenant_id, organization_id, at)
         select 'position', id, $1, $2, $4 from unnest($3::uuid[]) as w(id)
         on conflict (kind, id) do nothing
         returning id`,
        [tenantId, organizationId, wanted, fromMs(at)],
      )
      const ours = new Set(claimed.map(({ id }) => id))
      return new Set(wanted.filter((id) => !ours.has(id)))
    },

    async releasePositions(tenantId, ids) {
      await sql.run(
        'tillOrder.releasePositions',
        `delete from client_id_claim where kind = 'position' and tenant_id = $1 and id = any($2::uuid[])`,
        [tenantId, ids],
      )
    },
  }
}
