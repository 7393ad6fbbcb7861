import type { StaffRecords } from '../../app/ports.ts'
import type { StaffKind, StaffRecord } from '../../domain/staff/records.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import { isoOf, isoOrNull, type Sql, toMs, toMsOrNull } from '../sql.ts'

type Row = {
  kind: string
  id: string
  owner_id: string
  from_at: Date
  to_at: Date | null
  is_deleted: boolean
  revision: bigint
  body: unknown
}

const columns = 'kind, id, owner_id, from_at, to_at, is_deleted, revision, body'

// A row is a record of the kind it names: this storage wrote it.
const recordOfRow = <K extends StaffKind>(row: Row): StaffRecord<K> =>
  ({
    kind: row.kind,
    id: row.id,
    ownerId: row.owner_id,
    from: toMs(row.from_at),
    to: toMsOrNull(row.to_at),
    isDeleted: row.is_deleted,
    revision: row.revision,
    body: thawNumbers(row.body),
  }) as StaffRecord<K>

export const staffRecordsRepository = (sql: Sql): StaffRecords => ({
  async find(tenantId, kind, id) {
    const [row] = await sql.rows<Row>(
      'staffRecord.find',
      `select ${columns} from staff_record where tenant_id = $1 and kind = $2 and id = $3`,
      [tenantId, kind, id],
    )
    return row ? recordOfRow(row) : null
  },

  async list(tenantId, kind, { ownerId = null, from = null, to = null } = {}) {
    const rows = await sql.rows<Row>(
      'staffRecord.list',
      `select ${columns} from staff_record where tenant_id = $1 and kind = $2
         and ($3::uuid is null or owner_id = $3)
         and ($4::timestamptz is null or to_at is null or to_at >= $4)
         and ($5::timestamptz is null or from_at <= $5)
       order by from_at, id`,
      [tenantId, kind, ownerId, isoOrNull(from), isoOrNull(to)],
    )
    return rows.map((row) => recordOfRow(row))
  },

  async save(tenantId, records) {
    const rows = records.map((record) => ({
      kind: record.kind,
      id: record.id,
      owner_id: record.ownerId,
      from_at: isoOf(record.from),
      to_at: isoOrNull(record.to),
      is_deleted: record.isDeleted,
      revision: record.revision.toString(),
      body: record.body,
    }))
    await sql.run(
      'staffRecord.save',
      `insert into staff_record (tenant_id, ${columns})
       select $1, r.kind, r.id, r.owner_id, r.from_at, r.to_at, r.is_deleted, r.revision, r.body
       from jsonb_to_recordset($2::jsonb) as r(kind text, id uuid, owner_id uuid, from_at timestamptz,
         to_at timestamptz, is_deleted boolean, revision bigint, body jsonb)
       on conflict (tenant_id, kind, id) do update set owner_id = excluded.owner_id, from_at = excluded.from_at,
         to_at = excluded.to_at, is_deleted = excluded.is_deleted, revision = excluded.revision, body = excluded.body`,
      [tenantId, toStoredJson(rows)],
    )
  },
})
