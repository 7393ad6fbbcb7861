import type { CloudReserve, CloudReserves } from '../../app/ports.ts'
import { endOf, isActive, type Reserve } from '../../domain/reserves/reserve.ts'
import { canonicalJson, thawNumbers } from '../../kernel/canonical.ts'
import { fromMs, fromMsOrNull, isoOf, type Sql } from '../sql.ts'
import {
  type PictureRow,
  pictureColumns,
  pictureOfRow,
  pictureRecord,
  pictureUpdate,
  rowOfPicture,
} from './pictures.ts'

type Row = PictureRow & { state: unknown }

const read = `${pictureColumns}, state`
const written = `${read}, is_active, table_ids, starts_at, ends_at`

const reserveOfRow = (row: Row): CloudReserve => ({
  ...pictureOfRow(row),
  state: row.state === null ? null : (thawNumbers(row.state) as Reserve),
})

const rowOfReserve = (reserve: CloudReserve): Record<string, unknown> => ({
  ...rowOfPicture(reserve),
  state: reserve.state,
  is_active: reserve.state !== null && isActive(reserve.state),
  table_ids: reserve.state?.tableIds ?? [],
  starts_at: reserve.state ? isoOf(reserve.state.estimatedStartTime) : null,
  ends_at: reserve.state ? isoOf(endOf(reserve.state)) : null,
})

export function cloudReservesRepository(sql: Sql): CloudReserves {
  return {
    async search({ tenantId, organizationIds, sourceKeys, ids }) {
      const rows = await sql.rows<Row>(
        'cloudReserve.search',
        `select ${read} from cloud_reserve where tenant_id = $1 and organization_id = any($2::uuid[])
           and id = any($3::uuid[]) and ($4::text[] is null or source_key = any($4::text[]))
         order by id`,
        [tenantId, organizationIds, ids, sourceKeys],
      )
      return rows.map(reserveOfRow)
    },

    async workload({ tenantId, organizationId, tableIds, from, to, limit }) {
      const rows = await sql.rows<Row>(
        'cloudReserve.workload',
        `select ${read} from cloud_reserve where tenant_id = $1 and organization_id = $2 and is_active
           and table_ids && $3::uuid[] and ends_at > $4 and ($5::timestamptz is null or starts_at < $5)
         order by starts_at, id limit $6`,
        [tenantId, organizationId, tableIds, fromMs(from), fromMsOrNull(to), limit],
      )
      return rows.map(reserveOfRow)
    },

    async load(tenantId, ids) {
      const rows = await sql.rows<Row>(
        'cloudReserve.load',
        `select ${read} from cloud_reserve where tenant_id = $1 and id = any($2::uuid[]) order by id for update`,
        [tenantId, ids],
      )
      return new Map(rows.map((row) => [row.id, reserveOfRow(row)]))
    },

    async save(reserves) {
      if (reserves.length === 0) return
      await sql.run(
        'cloudReserve.save',
        `insert into cloud_reserve (${written}) select ${written}
         from json_to_recordset($1::json) as r(${pictureRecord}, state json, is_active boolean, table_ids uuid[],
           starts_at timestamptz, ends_at timestamptz)
         on conflict (tenant_id, organization_id, id) do update set ${pictureUpdate}, state = excluded.state,
           is_active = excluded.is_active, table_ids = excluded.table_ids, starts_at = excluded.starts_at,
           ends_at = excluded.ends_at`,
        [canonicalJson(reserves.map(rowOfReserve))],
      )
    },
  }
}
