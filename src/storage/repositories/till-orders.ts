import type { TillOrders } from '../../app/ports.ts'
import type { DeliveryOrder } from '../../domain/orders/order.ts'
import { columnOf } from '../column-list.ts'
import { fromMs, isoOf, type Sql } from '../sql.ts'
import { inOrderOfIds } from './in-order-of-ids.ts'
import { keptText, orderOf, placedColumn } from './placed-state.ts'

type OrderRow = { id: string; state: unknown; placed: string | null }

function orderOfRow(row: OrderRow): DeliveryOrder {
  const order = orderOf(row)
  if (!order) throw new Error(`order ${row.id} of the till has lost its journal entry`)
  return order
}
const byId = (rows: readonly OrderRow[]) => new Map(rows.map((row) => [row.id, orderOfRow(row)]))

/** It is still to be made or brought. */
export const isOpen = (order: DeliveryOrder): boolean =>
  !order.isDeleted && order.status !== 'Closed' && order.status !== 'Cancelled'

const columns = `id, state, ${placedColumn('o.state is null')}`

const selectByIds = `select ${columns} from till_order o
  where tenant_id = $1 and organization_id = $2 and id = any($3::uuid[]) order by id`

const upsert = `insert into till_order (tenant_id, organization_id, id, terminal_group_id, number, status, is_open,
    complete_before, created_at, version, state)
  select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::integer[], $6::text[], $7::boolean[],
    $8::timestamptz[], $9::timestamptz[], $10::bigint[], $11::json[])
  on conflict (tenant_id, organization_id, id) do update set terminal_group_id = excluded.terminal_group_id,
    number = excluded.number, status = excluded.status, is_open = excluded.is_open,
    complete_before = excluded.complete_before, created_at = excluded.created_at,
    version = excluded.version, state = excluded.state`

/** Parameters of the upsert: a list for each column. */
const columnsOf = (orders: readonly DeliveryOrder[]): unknown[] => [
  columnOf(orders, (order) => order.tenantId),
  columnOf(orders, (order) => order.organizationId),
  columnOf(orders, (order) => order.id),
  columnOf(orders, (order) => order.terminalGroupId),
  columnOf(orders, (order) => order.number),
  orders.map((order) => order.status),
  orders.map(isOpen),
  columnOf(orders, (order) => isoOf(order.completeBefore)),
  columnOf(orders, (order) => isoOf(order.whenCreated)),
  columnOf(orders, (order) => order.version),
  orders.map(keptText),
]

/**
 * The row that whoever decides at a till locks first. A counter of a day would not do: where the accounting day turns, or a
 * clock is set, two commands that come together have two days.
 */
const lockRow = 'till'

/** Numbers of orders and shifts: the till is locked while it decides. */
const numbersOf = (sql: Sql): Pick<TillOrders, 'counters' | 'takeNumbers'> => ({
  async counters({ tenantId, organizationId, terminalGroupId }) {
    const rows = await sql.rows<{ name: string; value: bigint }>(
      'tillOrder.counters',
      `select name, value from till_counter
       where tenant_id = $1 and organization_id = $2 and terminal_group_id = $3 and name <> $4 order by name`,
      [tenantId, organizationId, terminalGroupId, lockRow],
    )
    return rows.map(({ name, value }) => ({ name, value: Number(value) }))
  },

  async takeNumbers({ tenantId, organizationId, terminalGroupId, counter }, count) {
    const rows = await sql.rows<{ name: string; last: bigint }>(
      'tillOrder.takeNumbers',
      `insert into till_counter as c (tenant_id, organization_id, terminal_group_id, name, value)
       values ($1, $2, $3, $6, 0), ($1, $2, $3, $4, $5)
       on conflict (tenant_id, organization_id, terminal_group_id, name)
         do update set value = c.value + excluded.value, revision = c.revision + 1
       returning name, value as last`,
      [tenantId, organizationId, terminalGroupId, counter, count, lockRow],
    )
    const row = rows.find(({ name }) => name === counter)
    if (!row) throw new Error(`counter ${counter} gave no number`)
    return Number(row.last) - count + 1
  },
})

/** Ids of positions that clients chose. */
const positionsOf = (sql: Sql): Pick<TillOrders, 'claimPositions' | 'releasePositions'> => ({
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
})

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
      await sql.run('tillOrder.save', upsert, columnsOf(inOrderOfIds(orders)))
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

    ...numbersOf(sql),
    ...positionsOf(sql),
  }
}
