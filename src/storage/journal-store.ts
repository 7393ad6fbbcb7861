import type {
  FollowStep,
  Journal,
  NewEntry,
  PlacedEntry,
  SequencedEntry,
  StoredEntry,
  Tx,
} from '../app/ports.ts'
import { thawNumbers } from '../kernel/canonical.ts'
import type { RefusalNote } from '../kernel/refusals.ts'
import { columnOf } from './column-list.ts'
import { joinPayloads, payloadSeparator } from './joined-payloads.ts'
import { chainHash } from './journal-digest.ts'
import { RecentPayloads } from './recent-payloads.ts'
import { fromMs, isoOf, type Sql, toMs } from './sql.ts'

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

const headColumns = `j.tenant_id, j.origin, j.seq, j.organization_id, j.terminal_group_id, j.entry_id, j.at, j.actor,
  j.kind, j.entity, j.entity_id, j.correlation_id, j.completes, j.digest`
export const journalColumns = `${headColumns}, j.payload`

type HeadRow = Omit<JournalRow, 'payload'>

const payloadOf = (text: string): unknown => thawNumbers(JSON.parse(text))

export const entryOfRow = (row: JournalRow): StoredEntry => entryOf(row, payloadOf(row.payload))

const entryOf = (row: HeadRow, payload: unknown): StoredEntry => ({
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
  payload,
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

/** Parameters of the insert: a list for each column, the payloads as one text. */
function entryColumns(entries: readonly RowToInsert[]): unknown[] {
  const { bytes, digests } = joinPayloads(entries)
  return [
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

export function journalStore(sql: Sql, nodeId: string, recent = new RecentPayloads(0)): Journal {
  return {
    async append(entries) {
      const own = entries.map((entry) => ({ ...entry, origin: nodeId, seq: null }))
      if (own.length === 0) return
      await sql.run('journal.append', insertEntries, entryColumns(own))
      recent.keep(own)
    },
    async takeOver(entries) {
      if (entries.length > 0) await sql.run('journal.append', insertEntries, entryColumns(entries))
    },
    async answered(tenantId, ids) {
      if (ids.length === 0) return []
      const rows = await sql.rows<{ id: string; kind: string; refusal: RefusalNote | null }>(
        'journal.answered',
        `select correlation_id as id, kind, payload::json->'refusal' as refusal from journal
         where tenant_id = $1 and correlation_id = any($2::uuid[]) and completes`,
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

type PendingRow = {
  tenant_id: string
  origin: string
  seq: bigint
  kind: string
  terminal_group_id: string | null
  digest: Buffer
  last_position: bigint
  last_hash: Buffer
}

/**
 * Positions and hashes for entries that committed without one. Runs inside a transaction; the head row serialises
 * sequencers, so positions grow in the order in which they become visible and no follower can step over one. Answers
 * the position before them and whom they concern.
 */
export async function sequencePending(
  sql: Sql,
  limit: number,
): Promise<{ from: bigint; placed: PlacedEntry[] }> {
  await sql.run('journal.lockHead', 'select from journal_head where id = 1 for update')
  // A statement of its own: its snapshot is taken after the lock, so it sees what the sequencer before this one did.
  const pending = await sql.rows<PendingRow>(
    'journal.takePending',
    `with taken as (
       delete from journal_pending
       where ctid = any (array(select ctid from journal_pending order by seq limit $1))
       returning tenant_id, origin, seq)
     select j.tenant_id, j.origin, j.seq, j.kind, j.terminal_group_id, j.digest,
       h.position as last_position, h.hash as last_hash
     from taken t join journal j using (tenant_id, origin, seq), journal_head h order by j.seq, j.origin`,
    [limit],
  )
  const first = pending[0]
  if (!first) return { from: 0n, placed: [] }
  let hash = first.last_hash
  const hashes = pending.map(({ origin, seq, digest }) => {
    hash = chainHash(hash, origin, seq, digest)
    return hash
  })
  const position = first.last_position + BigInt(pending.length)
  await sql.run(
    'journal.position',
    `with placed as (
       insert into journal_position (position, tenant_id, origin, seq, kind, terminal_group_id, hash)
       select $1::bigint + r.place, r.tenant_id, r.origin, r.seq, r.kind, r.terminal_group_id, r.hash
       from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::uuid[], $7::bytea[])
         with ordinality as r(tenant_id, origin, seq, kind, terminal_group_id, hash, place))
     update journal_head set position = $8, hash = $9 where id = 1`,
    [
      first.last_position,
      columnOf(pending, (entry) => entry.tenant_id),
      columnOf(pending, (entry) => entry.origin),
      columnOf(pending, (entry) => entry.seq),
      pending.map((entry) => entry.kind),
      columnOf(pending, (entry) => entry.terminal_group_id),
      hashes,
      position,
      hash,
    ],
  )
  const placed = pending.map((row) => ({ kind: row.kind, terminalGroupId: row.terminal_group_id }))
  return { from: first.last_position, placed }
}

/** What waits for a follower, and where it stands; takes no lock, so an idle follower writes nothing. */
export type Peeked = { cursor: bigint; entries: SequencedEntry[] }

const seen = 'position > f.cursor and ($2::text[] is null or kind = any($2))'
/** To order by group too makes sure of the index (group, position): a quiet till costs nothing however busy others are. */
const ofGroup = `select * from journal_position where ${seen} and terminal_group_id = $4::uuid
  order by terminal_group_id, position limit $3`
/** Kind by kind, along an index that begins with it: what else concerns no group is never walked over. */
const ofCompany = `select own.* from unnest($2::text[]) as named(kind) cross join lateral (
  select * from journal_position
  where terminal_group_id is null and kind = named.kind and position > f.cursor order by position limit $3) own`

const walks = {
  all: ['follower.peekAll', `select * from journal_position where ${seen} order by position limit $3`],
  group: ['follower.peekGroup', ofGroup],
  both: [
    'follower.peekBoth',
    `select * from ((${ofGroup}) union all (${ofCompany})) as both_ways order by position limit $3`,
  ],
} as const

export async function peekFollower(sql: Sql, step: FollowStep, recent: RecentPayloads): Promise<Peeked> {
  const { name, kinds, terminalGroupId, hearsCompany, limit, notAfter = null } = step
  const [text, walk] = walks[terminalGroupId === null ? 'all' : hearsCompany ? 'both' : 'group']
  const rows = await sql.rows<HeadRow & { position: bigint; cursor: bigint }>(
    text,
    `with f as materialized (select coalesce((select position from follower where name = $1), 0) as cursor)
     select p.position, f.cursor, ${headColumns}
     from f cross join lateral (${walk}) p
     join journal j on j.tenant_id = p.tenant_id and j.origin = p.origin and j.seq = p.seq
     order by p.position`,
    terminalGroupId === null ? [name, kinds, limit] : [name, kinds, limit, terminalGroupId],
  )
  const early = notAfter === null ? -1 : rows.findIndex((row) => toMs(row.at) > notAfter)
  const heads = early < 0 ? rows : rows.slice(0, early)
  // Taken before anything is awaited: what is kept may go in the meantime.
  const kept = new Map(
    heads
      .filter((head) => recent.has(head.entry_id))
      .map((head) => [head.entry_id, recent.of(head.entry_id)]),
  )
  const read = await readPayloads(
    sql,
    heads.filter((head) => !kept.has(head.entry_id)),
  )
  const payloadIn = (id: string): unknown => (kept.has(id) ? kept.get(id) : read.get(id))
  return {
    cursor: rows[0]?.cursor ?? 0n,
    entries: heads.map((head) => ({ ...entryOf(head, payloadIn(head.entry_id)), position: head.position })),
  }
}

async function readPayloads(sql: Sql, heads: readonly HeadRow[]): Promise<Map<string, unknown>> {
  if (heads.length === 0) return new Map()
  const rows = await sql.rows<{ entry_id: string; payload: string }>(
    'follower.payloads',
    `select j.entry_id, j.payload from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as h(tenant_id, origin, seq)
     join journal j on j.tenant_id = h.tenant_id and j.origin = h.origin and j.seq = h.seq`,
    [heads.map((head) => head.tenant_id), heads.map((head) => head.origin), heads.map((head) => head.seq)],
  )
  return new Map(rows.map((row) => [row.entry_id, payloadOf(row.payload)]))
}

/** Handles what was peeked unless another process was faster; the cursor moves in the same transaction. */
export async function followStep(
  sql: Sql,
  tx: Tx,
  step: FollowStep,
  { cursor, entries }: Peeked,
  now: number,
): Promise<number> {
  const last = entries[entries.length - 1]
  if (!last) return 0
  // The cursor's row is locked from here on: whoever else peeked the same waits and then finds it moved.
  const moved = await sql.run(
    'follower.move',
    `insert into follower as f (name, position, moved_at) values ($1, $2, $3)
     on conflict (name) do update set position = excluded.position, moved_at = excluded.moved_at
     where f.position = $4`,
    [step.name, last.position, fromMs(now), cursor],
  )
  if (moved === 0) return 0
  await step.handle(tx, entries)
  return entries.length
}
