import type { TableOrders } from '../../app/ports.ts'
import { isOpen, type TableOrder } from '../../domain/orders/tables/table-order.ts'
import { canonicalJson, thawNumbers } from '../../kernel/canonical.ts'
import { fromMs, isoOf, type Sql } from '../sql.ts'
import { inOrderOfIds } from './in-order-of-ids.ts'

const rowOf = (order: TableOrder): Record<string, unknown> => ({
  tenant_id: order.tenantId,
  organization_id: order.organizationId,
  id: order.id,
  terminal_group_id: order.terminalGroupId,
  pos_id: order.posId,
  number: order.number,
  is_open: isOpen(order),
  table_ids: order.tableIds,
  created_at: isoOf(order.whenCreated),
  state: order,
})

const written =
  'tenant_id, organization_id, id, terminal_group_id, pos_id, number, is_open, table_ids, created_at, state'

// Locked in the order of their ids, as everywhere.
const loadForChange = `select id, state from till_table_order
  where tenant_id = $1 and organization_id = $2 and (id = any($4::uuid[])
    or (terminal_group_id = $3 and is_open and (table_ids && $5::uuid[] or pos_id = any($6::uuid[]))))
  order by id for update`

const upsert = `insert into till_table_order (${written}) select ${written}
  from json_to_recordset($1::json) as o(tenant_id uuid, organization_id uuid, id uuid, terminal_group_id uuid,
    pos_id uuid, number integer, is_open boolean, table_ids uuid[], created_at timestamptz, state json)
  on conflict (tenant_id, organization_id, id) do update set is_open = excluded.is_open,
    table_ids = excluded.table_ids, state = excluded.state`

export function tableOrdersRepository(sql: Sql): TableOrders {
  return {
    async loadForChange({ tenantId, organizationId, terminalGroupId }, { orderIds, tableIds, posOrderIds }) {
      const rows = await sql.rows<{ id: string; state: unknown }>('tableOrder.loadForChange', loadForChange, [
        tenantId,
        organizationId,
        terminalGroupId,
        orderIds,
        tableIds,
        posOrderIds,
      ])
      return new Map(rows.map(({ id, state }) => [id, thawNumbers(state) as TableOrder]))
    },

    async save(orders) {
      if (orders.length === 0) return
      await sql.run('tableOrder.save', upsert, [canonicalJson(inOrderOfIds(orders).map(rowOf))])
    },

    async load(tenantId, organizationId, ids) {
      if (ids.length === 0) return new Map()
      const rows = await sql.rows<{ id: string; state: unknown }>(
        'tableOrder.load',
        `select id, state from till_table_order
         where tenant_id = $1 and organization_id = $2 and id = any($3::uuid[])`,
        [tenantId, organizationId, ids],
      )
      return new Map(rows.map(({ id, state }) => [id, thawNumbers(state) as TableOrder]))
    },

    async board(tenantId, terminalGroupId, since) {
      const rows = await sql.rows<{ state: unknown }>(
        'tableOrder.board',
        `select state from till_table_order
         where tenant_id = $1 and terminal_group_id = $2 and (is_open or created_at >= $3)
         order by created_at, id`,
        [tenantId, terminalGroupId, fromMs(since)],
      )
      return rows.map(({ state }) => thawNumbers(state) as TableOrder)
    },

    async countOpen(tenantId, terminalGroupId) {
      const [row] = await sql.rows<{ count: number }>(
        'tableOrder.countOpen',
        `select count(*)::integer as count from till_table_order
         where tenant_id = $1 and terminal_group_id = $2 and is_open`,
        [tenantId, terminalGroupId],
      )
      return row?.count ?? 0
    },
  }
}
