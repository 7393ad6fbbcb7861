import type { CloudTableOrder, CloudTableOrders, TableOrderSearch } from '../../app/ports.ts'
import type { TableOrder } from '../../domain/orders/tables/table-order.ts'
import { canonicalJson, thawNumbers } from '../../kernel/canonical.ts'
import { fromMs, isoOf, type Sql } from '../sql.ts'
import {
  type PictureRow,
  pictureColumns,
  pictureOfRow,
  pictureRecord,
  pictureUpdate,
  rowOfPicture,
} from './pictures.ts'

type Row = PictureRow & { table_ids: string[]; state: unknown }

const read = `${pictureColumns}, table_ids, state`
const written = `${read}, pos_id, number, status, is_shown, created_at`

const orderOfRow = (row: Row): CloudTableOrder => ({
  ...pictureOfRow(row),
  tableIds: row.table_ids,
  state: row.state === null ? null : (thawNumbers(row.state) as TableOrder),
})

const rowOfOrder = (order: CloudTableOrder): Record<string, unknown> => ({
  ...rowOfPicture(order),
  table_ids: order.tableIds,
  state: order.state,
  pos_id: order.state?.posId ?? null,
  number: order.state?.number ?? null,
  status: order.state?.status ?? null,
  is_shown: order.state?.isShown ?? true,
  created_at: isoOf(order.state?.whenCreated ?? order.receivedAt ?? 0),
})

const upsert = `insert into cloud_table_order (${written}) select ${written}
  from json_to_recordset($1::json) as r(${pictureRecord}, table_ids uuid[], state json, pos_id uuid, number integer,
    status text, is_shown boolean, created_at timestamptz)
  on conflict (tenant_id, organization_id, id) do update set ${pictureUpdate}, table_ids = excluded.table_ids,
    state = excluded.state, pos_id = excluded.pos_id, number = excluded.number, status = excluded.status,
    is_shown = excluded.is_shown, created_at = excluded.created_at`

export function cloudTableOrdersRepository(sql: Sql): CloudTableOrders {
  return {
    async search(search) {
      const { name, text, values } = searchStatement(search)
      return (await sql.rows<Row>(name, text, values)).map(orderOfRow)
    },

    async load(tenantId, ids) {
      const rows = await sql.rows<Row>(
        'cloudTableOrder.load',
        `select ${read} from cloud_table_order where tenant_id = $1 and id = any($2::uuid[]) order by id for update`,
        [tenantId, ids],
      )
      return new Map(rows.map((row) => [row.id, orderOfRow(row)]))
    },

    async save(orders) {
      if (orders.length === 0) return
      await sql.run('cloudTableOrder.save', upsert, [canonicalJson(orders.map(rowOfOrder))])
    },
  }
}

/** Only the conditions that were asked for stand in the statement, so that a plan can use the index of one. */
function searchStatement(search: TableOrderSearch): { name: string; text: string; values: unknown[] } {
  const { createdFrom, createdTo, organizationIds } = search
  const dates = createdFrom || createdTo
  const all: [text: string, value: unknown][] = [
    ['o.id = any($::uuid[])', search.orderIds],
    ['o.pos_id = any($::uuid[])', search.posOrderIds],
    ['o.source_key = any($::text[])', search.sourceKeys],
    ['o.table_ids && $::uuid[]', search.tableIds],
    ['o.status = any($::text[])', search.statuses],
    ['o.revision >= $::bigint', BigInt(search.changedSince) * 1000n],
  ]
  const values: unknown[] = [search.tenantId, organizationIds]
  const asked = all.filter(([, value]) => value !== null && value !== undefined)
  const texts = asked.map(([text, value]) => text.replace('$', `$${values.push(value)}`))
  if (dates) {
    const from = organizationIds.map((id) => fromMs(createdFrom?.get(id) ?? earliest))
    const to = organizationIds.map((id) => fromMs(createdTo?.get(id) ?? latest))
    texts.push(`exists (select from unnest($2::uuid[], $${values.push(from)}::timestamptz[],
      $${values.push(to)}::timestamptz[]) as w(organization_id, date_from, date_to)
      where w.organization_id = o.organization_id and o.created_at between w.date_from and w.date_to)`)
  }
  values.push(search.limit)
  const name = `cloudTableOrder.search ${all.map((one) => (asked.includes(one) ? '1' : '0')).join('')}${dates ? ' dates' : ''}`
  const text = `select ${read} from cloud_table_order o
    where o.tenant_id = $1 and o.organization_id = any($2::uuid[]) and o.is_shown
      ${texts.map((one) => ` and ${one}`).join('')}
    order by o.created_at, o.id limit $${values.length}`
  return { name, text, values }
}

const earliest = Date.UTC(2000, 0, 1)
const latest = Date.UTC(2200, 0, 1)
