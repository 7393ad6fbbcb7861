import type { EventLog, KeptEvent } from '../../app/ports.ts'
import type { EventAttribute } from '../../domain/event-log/logged-event.ts'
import { columnOf } from '../column-list.ts'
import { payloadSeparator } from '../joined-payloads.ts'
import { isoOf, isoOrNull, type Sql, toMs } from '../sql.ts'

type Row = {
  id: string
  revision: bigint
  entry_id: string | null
  organization_id: string | null
  at: Date
  type: string
  order_number: number | null
  attributes: EventAttribute[]
}

const eventOfRow = (row: Row): KeptEvent => ({
  id: row.id,
  revision: row.revision,
  entryId: row.entry_id,
  organizationId: row.organization_id,
  at: toMs(row.at),
  type: row.type,
  orderNumber: row.order_number,
  attributes: row.attributes,
})

const columns = 'id, revision, entry_id, organization_id, at, type, order_number, attributes'

export const eventLogRepository = (sql: Sql): EventLog => ({
  async append(tenantId, events) {
    if (events.length === 0) return
    const known = await sql.rows<{ id: string }>(
      'eventLog.known',
      // One after the other by the primary key. Asked for any of them, a planner whose statistics are of an hour ago reads
      // all that the tenant has.
      `select known.id from unnest($2::uuid[]) as given(id)
         cross join lateral (select id from event_log where tenant_id = $1 and id = given.id limit 1) as known`,
      [tenantId, columnOf(events, ({ id }) => id)],
    )
    const before = new Set(known.map(({ id }) => id))
    const fresh = [...new Map(events.map((event) => [event.id, event])).values()].filter(
      ({ id }) => !before.has(id),
    )
    if (fresh.length === 0) return
    const [head] = await sql.rows<{ revision: bigint }>(
      'eventLog.takeRevisions',
      `insert into event_log_head as h (tenant_id, revision) values ($1, $2)
       on conflict (tenant_id) do update set revision = h.revision + $2 returning revision`,
      [tenantId, fresh.length],
    )
    const last = head?.revision ?? 0n
    await sql.run(
      'eventLog.append',
      `insert into event_log (tenant_id, ${columns})
       select $1, e.id, e.revision, e.entry_id, e.organization_id, e.at, e.type, e.order_number, e.attributes::jsonb
       from rows from (unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::text[],
           $8::integer[]), string_to_table($9::text, '${payloadSeparator}'))
         as e(id, revision, entry_id, organization_id, at, type, order_number, attributes)
       on conflict (tenant_id, id) do nothing`,
      [
        tenantId,
        columnOf(fresh, ({ id }) => id),
        fresh.map((_, index) => last - BigInt(fresh.length - 1 - index)),
        columnOf(fresh, ({ entryId }) => entryId),
        columnOf(fresh, ({ organizationId }) => organizationId),
        columnOf(fresh, ({ at }) => isoOf(at)),
        fresh.map(({ type }) => type),
        columnOf(fresh, ({ orderNumber }) => orderNumber),
        // An order of ten dishes is ten events and more: in an array every quote of them would be escaped.
        fresh.map(({ attributes }) => JSON.stringify(attributes)).join(payloadSeparator),
      ],
    )
  },

  async lastRevision(tenantId) {
    const [head] = await sql.rows<{ revision: bigint }>(
      'eventLog.lastRevision',
      'select revision from event_log_head where tenant_id = $1',
      [tenantId],
    )
    return head?.revision ?? 0n
  },

  async find({ tenantId, organizationId, from, to, fromRevision, toRevision, types, orderNumbers }) {
    const rows = await sql.rows<Row>(
      'eventLog.find',
      `select ${columns} from event_log
       where tenant_id = $1 and ($2::uuid is null or organization_id is null or organization_id = $2)
         and ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4)
         and ($5::bigint is null or revision >= $5) and revision <= $6
         and ($7::text[] is null or type = any($7)) and ($8::integer[] is null or order_number = any($8))
       order by at, revision`,
      [
        tenantId,
        organizationId,
        isoOrNull(from),
        isoOrNull(to),
        fromRevision,
        toRevision,
        types === null ? null : [...types],
        orderNumbers === null ? null : [...orderNumbers],
      ],
    )
    return rows.map(eventOfRow)
  },
})
