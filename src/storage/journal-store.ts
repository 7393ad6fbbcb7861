import type { FollowStep, Journal, NewEntry, SequencedEntry, StoredEntry, Tx } from '../app/ports.ts'
import { thawNumbers, toStoredJson } from '../kernel/canonical.ts'
import type { RefusalNote } from '../kernel/refusals.ts'
import { chainHash, entryDigest } from './journal-digest.ts'
import { fromMs, type Sql, toMs } from './sql.ts'

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
  payload: unknown
  digest: Buffer
}

export const journalColumns = `j.tenant_id, j.origin, j.seq, j.organization_id, j.terminal_group_id, j.entry_id, j.at,
  j.actor, j.kind, j.entity, j.entity_id, j.correlation_id, j.completes, j.payload, j.digest`

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
  payload: thawNumbers(row.payload),
  digest: row.digest,
})

/** An entry as the JSON that the insert statements unpack. */
export function entryRow(entry: NewEntry): Record<string, unknown> {
  return {
    tenant_id: entry.tenantId,
    organization_id: entry.organizationId,
    terminal_group_id: entry.terminalGroupId,
    entry_id: entry.entryId,
    at: fromMs(entry.at),
    actor: entry.actor,
    kind: entry.kind,
    entity: entry.entity,
    entity_id: entry.entityId,
    correlation_id: entry.correlationId,
    completes: entry.completes,
    payload: entry.payload,
    digest: entryDigest(entry).toString('hex'),
  }
}

const insertEntries = `
  with added as (
    insert into journal (tenant_id, origin, seq, organization_id, terminal_group_id, entry_id, at, actor, kind,
      entity, entity_id, correlation_id, completes, payload, digest)
    select e.tenant_id, coalesce(e.origin, $2::uuid), coalesce(e.seq, nextval('journal_seq')), e.organization_id,
      e.terminal_group_id, e.entry_id, e.at, e.actor, e.kind, e.entity, e.entity_id, e.correlation_id, e.completes,
      e.payload, decode(e.digest, 'hex')
    from jsonb_to_recordset($1::jsonb) as e(tenant_id uuid, origin uuid, seq bigint, organization_id uuid,
      terminal_group_id uuid, entry_id uuid, at timestamptz, actor text, kind text, entity text, entity_id uuid,
      correlation_id uuid, completes boolean, payload jsonb, digest text)
    on conflict do nothing
    returning tenant_id, origin, seq)
  insert into journal_pending (tenant_id, origin, seq) select tenant_id, origin, seq from added`

// A refused command is not an entry of its order, which it did not change; it names it.
const journeyOf = `
  with calls as (
    select distinct correlation_id from journal
    where tenant_id = $1 and correlation_id is not null
      and (entity_id = $2::uuid or (kind = 'till.commandFailed' and payload->>'orderId' = $2::uuid::text)))
  select ${journalColumns} from journal j
  where j.tenant_id = $1
    and (j.entity_id = $2::uuid or j.correlation_id in (select correlation_id from calls))
  order by j.at, j.seq`

// A till knows its own orders, a cloud its pictures; one node may have both.
const ordersNumbered = `
  select id from (
    select id, created_at as at from till_order where tenant_id = $1 and number = $2
    union all
    select id, coalesce(received_at, received_from_front_at) from cloud_order where tenant_id = $1 and number = $2) o
  group by id order by max(at) desc, id limit $3`

export function journalStore(sql: Sql, nodeId: string): Journal {
  return {
    async append(entries) {
      if (entries.length === 0) return
      await sql.run('journal.append', insertEntries, [toStoredJson(entries.map(entryRow)), nodeId])
    },
    async takeOver(entries) {
      if (entries.length === 0) return
      const rows = entries.map((entry) => ({
        ...entryRow(entry),
        origin: entry.origin,
        seq: entry.seq.toString(),
      }))
      await sql.run('journal.append', insertEntries, [toStoredJson(rows), nodeId])
    },
    async answered(tenantId, ids) {
      if (ids.length === 0) return []
      const rows = await sql.rows<{ id: string; kind: string; refusal: RefusalNote | null }>(
        'journal.answered',
        `select correlation_id as id, kind, payload->'refusal' as refusal from journal
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

/**
 * Positions and hashes for entries that committed without one. Runs inside a transaction; the head row serialises
 * sequencers, so positions grow in the order in which they become visible and no follower can step over one.
 */
export async function sequencePending(sql: Sql, limit: number): Promise<number> {
  const heads = await sql.rows<{ position: bigint; hash: Buffer }>(
    'journal.head',
    'select position, hash from journal_head where id = 1 for update',
  )
  const head = heads[0]
  if (!head) throw new Error('the journal has no head row')
  const pending = await sql.rows<{
    tenant_id: string
    origin: string
    seq: bigint
    kind: string
    terminal_group_id: string | null
    digest: Buffer
  }>(
    'journal.takePending',
    `with taken as (
       delete from journal_pending where (tenant_id, origin, seq) in
         (select tenant_id, origin, seq from journal_pending order by seq limit $1)
       returning tenant_id, origin, seq)
     select j.tenant_id, j.origin, j.seq, j.kind, j.terminal_group_id, j.digest
     from taken t join journal j using (tenant_id, origin, seq) order by j.seq, j.origin`,
    [limit],
  )
  if (pending.length === 0) return 0
  let { position, hash } = head
  const rows = pending.map((entry) => {
    position += 1n
    hash = chainHash(hash, entry.origin, entry.seq, entry.digest)
    return {
      position: position.toString(),
      tenant_id: entry.tenant_id,
      origin: entry.origin,
      seq: entry.seq.toString(),
      kind: entry.kind,
      terminal_group_id: entry.terminal_group_id,
      hash: hash.toString('hex'),
    }
  })
  await sql.run(
    'journal.position',
    `with placed as (
       insert into journal_position (position, tenant_id, origin, seq, kind, terminal_group_id, hash)
       select r.position, r.tenant_id, r.origin, r.seq, r.kind, r.terminal_group_id, decode(r.hash, 'hex')
       from jsonb_to_recordset($1::jsonb) as r(position bigint, tenant_id uuid, origin uuid, seq bigint, kind text,
         terminal_group_id uuid, hash text))
     update journal_head set position = $2, hash = $3 where id = 1`,
    [JSON.stringify(rows), position, hash],
  )
  return rows.length
}

/** How far a follower has come and what waits for it; takes no lock, so an idle follower writes nothing. */
export async function peekFollower(
  sql: Sql,
  step: FollowStep,
): Promise<{ cursor: bigint; entries: SequencedEntry[] }> {
  const cursors = await sql.rows<{ position: bigint }>(
    'follower.peek',
    'select position from follower where name = $1',
    [step.name],
  )
  const cursor = cursors[0]?.position ?? 0n
  const entries = await readSequenced(sql, step, cursor)
  const { notAfter = null } = step
  const early = notAfter === null ? -1 : entries.findIndex((entry) => entry.at > notAfter)
  return { cursor, entries: early < 0 ? entries : entries.slice(0, early) }
}

/** Handles what was peeked unless another process was faster; the cursor moves in the same transaction. */
export async function followStep(
  sql: Sql,
  tx: Tx,
  step: FollowStep,
  peeked: { cursor: bigint; entries: SequencedEntry[] },
  now: number,
): Promise<number> {
  await sql.run('follower.create', 'insert into follower values ($1, 0, $2) on conflict do nothing', [
    step.name,
    fromMs(now),
  ])
  const cursors = await sql.rows<{ position: bigint }>(
    'follower.lock',
    'select position from follower where name = $1 for update',
    [step.name],
  )
  const last = peeked.entries[peeked.entries.length - 1]
  if (!last || cursors[0]?.position !== peeked.cursor) return 0
  await step.handle(tx, peeked.entries)
  await sql.run('follower.move', 'update follower set position = $2, moved_at = $3 where name = $1', [
    step.name,
    last.position,
    fromMs(now),
  ])
  return peeked.entries.length
}

async function readSequenced(
  sql: Sql,
  { kinds, terminalGroupId, limit }: Pick<FollowStep, 'kinds' | 'terminalGroupId' | 'limit'>,
  after: bigint,
): Promise<SequencedEntry[]> {
  const byGroup = terminalGroupId !== null
  const rows = await sql.rows<JournalRow & { position: bigint }>(
    byGroup ? 'follower.readGroup' : 'follower.readAll',
    `select p.position, ${journalColumns}
     from (select * from journal_position
           where position > $1 and ($2::text[] is null or kind = any($2))
             ${byGroup ? 'and terminal_group_id = $4::uuid' : ''}
           order by position limit $3) p
     join journal j on j.tenant_id = p.tenant_id and j.origin = p.origin and j.seq = p.seq
     order by p.position`,
    byGroup ? [after, kinds, limit, terminalGroupId] : [after, kinds, limit],
  )
  return rows.map((row) => ({ ...entryOfRow(row), position: row.position }))
}
