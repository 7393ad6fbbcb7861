import type { Journal, NewEntry, StoredEntry } from '../app/ports.ts'
import type { RefusalNote } from '../kernel/refusals.ts'
import { columnOf } from './column-list.ts'
import { joinPayloads, payloadSeparator } from './joined-payloads.ts'
import { notSetAside } from './not-set-aside.ts'
import { readPayload } from './payload-text.ts'
import { RecentEntries } from './recent-entries.ts'
import { isoOf, type Sql, toMs } from './sql.ts'

export type JournalRow = {
  tenant_id: string
  origin: string
  seq: bigint
  organization_id: string | null
  terminal_group_id: string | null
  entry_id: string
  at: Date
  actor: string
  kind: string
  entity: string
  entity_id: string
  correlation_id: string | null
  completes: boolean
  payload: string
  digest: Buffer
}

export const journalColumns = `j.tenant_id, j.origin, j.seq, j.organization_id, j.terminal_group_id, j.entry_id, j.at, j.actor,
  j.kind, j.entity, j.entity_id, j.correlation_id, j.completes, j.digest, j.payload`

export const entryOfRow = (row: JournalRow): StoredEntry => ({
  tenantId: row.tenant_id,
  origin: row.origin,
  seq: row.seq,
  organizationId: row.organization_id,
  terminalGroupId: row.terminal_group_id,
  entryId: row.entry_id,
  at: toMs(row.at),
  actor: row.actor,
  kind: row.kind,
  entity: row.entity,
  entityId: row.entity_id,
  correlationId: row.correlation_id,
  completes: row.completes,
  payload: readPayload(row.kind, row.payload),
  digest: row.digest,
})

const insertEntries = `
  with added as (
    insert into journal (tenant_id, origin, seq, organization_id, terminal_group_id, entry_id, at, actor, kind,
      entity, entity_id, correlation_id, completes, payload, digest)
    select e.tenant_id, e.origin, coalesce(e.seq, nextval('journal_seq')), e.organization_id, e.terminal_group_id,
      e.entry_id, e.at, e.actor, e.kind, e.entity, e.entity_id, e.correlation_id, e.completes, e.payload, e.digest
    from rows from (unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::uuid[], $7::timestamptz[],
        $8::text[], $9::text[], $10::text[], $11::uuid[], $12::uuid[], $13::boolean[], $14::bytea[]),
        string_to_table($15::text, '${payloadSeparator}'))
      as e(tenant_id, origin, seq, organization_id, terminal_group_id, entry_id, at, actor, kind, entity, entity_id,
        correlation_id, completes, digest, payload)
    on conflict do nothing
    returning tenant_id, origin, seq)
  insert into journal_pending (tenant_id, origin, seq) select tenant_id, origin, seq from added`

/** An entry on its way into the journal; `seq` null: the next one of this storage. */
type RowToInsert = NewEntry & { origin: string; seq: bigint | null }

/** Parameters of the insert: a list for each column, the payloads as one text; and the digests among them. */
function entryColumns(entries: readonly RowToInsert[]): { values: unknown[]; digests: Buffer[] } {
  const { bytes, digests } = joinPayloads(entries)
  const values = [
    columnOf(entries, (entry) => entry.tenantId),
    columnOf(entries, (entry) => entry.origin),
    columnOf(entries, (entry) => entry.seq),
    columnOf(entries, (entry) => entry.organizationId),
    columnOf(entries, (entry) => entry.terminalGroupId),
    columnOf(entries, (entry) => entry.entryId),
    columnOf(entries, (entry) => isoOf(entry.at)),
    entries.map((entry) => entry.actor),
    entries.map((entry) => entry.kind),
    entries.map((entry) => entry.entity),
    columnOf(entries, (entry) => entry.entityId),
    columnOf(entries, (entry) => entry.correlationId),
    columnOf(entries, (entry) => entry.completes),
    digests,
    bytes,
  ]
  return { values, digests }
}

// A refused command is not an entry of its order, which it did not change; it names it.
const journeyOf = `
  with calls as (
    select distinct correlation_id from journal
    where tenant_id = $1 and correlation_id is not null
      and (entity_id = $2::uuid or (kind = 'till.commandFailed' and payload::json->>'orderId' = $2::uuid::text)))
  select ${journalColumns} from journal j
  where j.tenant_id = $1
    and (j.entity_id = $2::uuid or j.correlation_id in (select correlation_id from calls))
  order by j.at, j.seq`

// A till knows its own orders, a cloud its pictures; one node may have both.
const ordersNumbered = `
  select id from (
    select id, created_at as at from till_order where tenant_id = $1 and number = $2
    union all
    select id, coalesce(received_at, received_from_front_at) from cloud_order where tenant_id = $1 and number = $2
    union all
    select id, created_at from till_table_order where tenant_id = $1 and number = $2
    union all
    select id, created_at from cloud_table_order where tenant_id = $1 and number = $2) o
  group by id order by max(at) desc, id limit $3`

export function journalStore(sql: Sql, nodeId: string, recent = new RecentEntries(0)): Journal {
  async function write(entries: readonly RowToInsert[]): Promise<void> {
    if (entries.length === 0) return
    const { values, digests } = entryColumns(entries)
    await sql.run('journal.append', insertEntries, values)
    recent.keep(entries, digests)
  }
  return {
    append: (entries) => write(entries.map((entry) => ({ ...entry, origin: nodeId, seq: null }))),
    takeOver: (entries) => write(entries),
    async answered(tenantId, ids) {
      if (ids.length === 0) return []
      const rows = await sql.rows<{ id: string; kind: string; refusal: RefusalNote | null }>(
        'journal.answered',
        `select correlation_id as id, kind, payload::json->'refusal' as refusal from journal j
         where tenant_id = $1 and correlation_id = any($2::uuid[]) and completes and ${notSetAside('j')}`,
        [tenantId, ids],
      )
      return rows.map(({ id, kind, refusal }) => ({
        id,
        refusal: kind === 'till.commandFailed' ? refusal : null,
      }))
    },
    async ofEntity(tenantId, entityId) {
      const rows = await sql.rows<JournalRow>(
        'journal.ofEntity',
        `select ${journalColumns} from journal j where tenant_id = $1 and entity_id = $2 order by seq`,
        [tenantId, entityId],
      )
      return rows.map(entryOfRow)
    },
    async ofCorrelation(tenantId, correlationId) {
      const rows = await sql.rows<JournalRow>(
        'journal.ofCorrelation',
        `select ${journalColumns} from journal j where tenant_id = $1 and correlation_id = $2 order by at, seq`,
        [tenantId, correlationId],
      )
      return rows.map(entryOfRow)
    },
    async journeyOf(tenantId, orderId) {
      const rows = await sql.rows<JournalRow>('journal.journeyOf', journeyOf, [tenantId, orderId])
      return rows.map(entryOfRow)
    },
    async ordersNumbered(tenantId, number, limit) {
      const rows = await sql.rows<{ id: string }>('journal.ordersNumbered', ordersNumbered, [
        tenantId,
        number,
        limit,
      ])
      return rows.map(({ id }) => id)
    },
  }
}
