import type { SequencedEntry } from '../app/ports.ts'
import { columnOf } from './column-list.ts'
import { chainHash } from './journal-digest.ts'
import { entryOfRow, type JournalRow, journalColumns } from './journal-store.ts'
import { RecentEntries, type WrittenEntry } from './recent-entries.ts'
import type { Sql } from './sql.ts'

type PendingRow = {
  tenant_id: string
  origin: string
  seq: bigint
  entry_id: string
  is_done: boolean
}

/** A row tells of one entry at least, so however many wait, no more rows than $1 are looked at. */
const takePending = `
  with taken as (
    delete from journal_pending
    where ctid = any (array(select ctid from (
      select ctid, sum(coalesce(cardinality(seqs), 1)) over (order by seq) - coalesce(cardinality(seqs), 1) as before
      from (select ctid, seq, seqs from journal_pending order by seq limit $1) first_rows) p where p.before < $1))
    returning tenant_id, origin, coalesce(seqs, array[seq]) as seqs, is_done)
  select j.tenant_id, j.origin, j.seq, j.entry_id, t.is_done
  from taken t cross join lateral unnest(t.seqs) as s(seq)
  join journal j on j.tenant_id = t.tenant_id and j.origin = t.origin and j.seq = s.seq
  order by j.seq, j.origin`

const place = `
  with placed as (
    insert into journal_position (position, tenant_id, origin, seq, kind, terminal_group_id, hash, is_done)
    select $1::bigint + r.place, r.tenant_id, r.origin, r.seq, r.kind, r.terminal_group_id, r.hash, r.is_done
    from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::uuid[], $7::bytea[], $8::boolean[])
      with ordinality as r(tenant_id, origin, seq, kind, terminal_group_id, hash, is_done, place))
  update journal_head set position = $9, hash = $10 where id = 1`

/**
 * Positions and hashes for entries that committed without one. Runs inside a transaction; the head row serialises
 * sequencers, so positions grow in the order in which they become visible and no follower can step over one. Answers
 * the position before them and the entries, of which those are read that this process did not write lately.
 */
export async function sequencePending(
  sql: Sql,
  limit: number,
  recent = new RecentEntries(0),
): Promise<{ from: bigint; placed: SequencedEntry[] }> {
  const [head] = await sql.rows<{ position: bigint; hash: Buffer }>(
    'journal.lockHead',
    'select position, hash from journal_head where id = 1 for update',
  )
  if (!head) throw new Error('the head of the journal is missing')
  // A statement of its own: its snapshot is taken after the lock, so it sees what the sequencer before this one did.
  const pending = await sql.rows<PendingRow>('journal.takePending', takePending, [limit])
  if (pending.length === 0) return { from: 0n, placed: [] }
  const from = head.position
  const written = await writtenEntries(sql, pending, recent)
  const placed = written.map(([entry, row], index) => placedAs(entry, row, from + BigInt(index + 1)))
  let hash = head.hash
  const hashes = placed.map(({ origin, seq, digest }) => {
    hash = chainHash(hash, origin, seq, digest)
    return hash
  })
  await sql.run('journal.position', place, [
    from,
    columnOf(placed, (entry) => entry.tenantId),
    columnOf(placed, (entry) => entry.origin),
    columnOf(placed, (entry) => entry.seq),
    placed.map((entry) => entry.kind),
    columnOf(placed, (entry) => entry.terminalGroupId),
    hashes,
    columnOf(placed, (entry) => entry.isDone),
    from + BigInt(placed.length),
    hash,
  ])
  return { from, placed }
}

/** One literal on purpose: put together from parts it costs ten times as much, and a rush has thousands. */
const placedAs = (
  { entry, digest }: WrittenEntry,
  { origin, seq, is_done: isDone }: PendingRow,
  position: bigint,
): SequencedEntry => ({
  tenantId: entry.tenantId,
  organizationId: entry.organizationId,
  terminalGroupId: entry.terminalGroupId,
  entryId: entry.entryId,
  at: entry.at,
  actor: entry.actor,
  kind: entry.kind,
  entity: entry.entity,
  entityId: entry.entityId,
  correlationId: entry.correlationId,
  completes: entry.completes,
  payload: entry.payload,
  origin,
  seq,
  digest,
  position,
  isDone,
})

const keyOf = ({ tenant_id, entry_id }: Pick<PendingRow, 'tenant_id' | 'entry_id'>): string =>
  `${tenant_id} ${entry_id}`

async function writtenEntries(
  sql: Sql,
  pending: readonly PendingRow[],
  recent: RecentEntries,
): Promise<[WrittenEntry, PendingRow][]> {
  const unknown = pending.filter((row) => !recent.of(row.tenant_id, row.entry_id))
  const read = await readEntries(sql, unknown)
  return pending.map((row) => {
    const written = recent.of(row.tenant_id, row.entry_id) ?? read.get(keyOf(row))
    if (!written) throw new Error(`entry ${row.entry_id} is pending and not in the journal`)
    return [written, row]
  })
}

async function readEntries(sql: Sql, keys: readonly PendingRow[]): Promise<Map<string, WrittenEntry>> {
  if (keys.length === 0) return new Map()
  const rows = await sql.rows<JournalRow>(
    'journal.readPending',
    `select ${journalColumns} from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as h(tenant_id, origin, seq)
     join journal j on j.tenant_id = h.tenant_id and j.origin = h.origin and j.seq = h.seq`,
    [
      columnOf(keys, (key) => key.tenant_id),
      columnOf(keys, (key) => key.origin),
      columnOf(keys, (key) => key.seq),
    ],
  )
  return new Map(
    rows.map((row) => {
      const entry = entryOfRow(row)
      return [keyOf(row), { entry, digest: entry.digest }]
    }),
  )
}
