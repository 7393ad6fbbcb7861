import type { FollowStep, SequencedEntry } from '../app/ports.ts'
import { entryOfRow, type JournalRow, journalColumns } from './journal-store.ts'
import { fromMs, type Sql } from './sql.ts'

/** What waits for a follower, and where it stands; `seen` when these are handled. */
export type Peeked = { cursor: bigint; entries: SequencedEntry[]; seen: bigint }

const seen = 'position > f.cursor and ($2::text[] is null or kind = any($2))'
/** To order by group too makes sure of the index (group, position): a quiet till costs nothing however busy others are. */
const ofGroupIf = (
  more: string,
): string => `select * from journal_position where ${seen} and terminal_group_id = $4::uuid
  ${more} order by terminal_group_id, position limit $3`
const ofGroup = ofGroupIf('')
/** Without what the group's till and cloud did at once. */
const leftOfGroup = ofGroupIf('and not is_done')
/** Kind by kind, along an index that begins with it: what else concerns no group is never walked over. */
const ofCompany = `select own.* from unnest($2::text[]) as named(kind) cross join lateral (
  select * from journal_position
  where terminal_group_id is null and kind = named.kind and position > f.cursor order by position limit $3) own`

const walks = {
  all: ['follower.peekAll', `select * from journal_position where ${seen} order by position limit $3`],
  group: ['follower.peekGroup', ofGroup],
  left: ['follower.peekLeft', leftOfGroup],
  both: [
    'follower.peekBoth',
    `select * from ((${ofGroup}) union all (${ofCompany})) as both_ways order by position limit $3`,
  ],
  leftOfBoth: [
    'follower.peekLeftOfBoth',
    `select * from ((${leftOfGroup}) union all (${ofCompany})) as both_ways order by position limit $3`,
  ],
} as const

function walkOf({ terminalGroupId, hearsCompany, skipsDone }: FollowStep): keyof typeof walks {
  if (terminalGroupId === null) return 'all'
  if (skipsDone) return hearsCompany ? 'leftOfBoth' : 'left'
  return hearsCompany ? 'both' : 'group'
}

/** The follower's cursor and the first entries after it that concern it. Takes no lock: an idle follower writes nothing. */
export async function peekFollower(sql: Sql, step: FollowStep): Promise<Omit<Peeked, 'seen'>> {
  const { name, kinds, terminalGroupId, limit } = step
  const [text, walk] = walks[walkOf(step)]
  type Row = JournalRow & { position: bigint | null; cursor: bigint }
  const rows = await sql.rows<Row>(
    text,
    `with f as materialized (select coalesce((select position from follower where name = $1), 0) as cursor)
     select p.position, f.cursor, ${journalColumns}
     from f left join lateral (${walk}) p on true
     left join journal j on j.tenant_id = p.tenant_id and j.origin = p.origin and j.seq = p.seq
     order by p.position`,
    terminalGroupId === null ? [name, kinds, limit] : [name, kinds, limit, terminalGroupId],
  )
  return {
    cursor: rows[0]?.cursor ?? 0n,
    entries: rows.flatMap((row) =>
      row.position === null ? [] : [{ ...entryOfRow(row), position: row.position }],
    ),
  }
}

/** Where each follower stands. */
export async function readCursors(sql: Sql): Promise<Map<string, bigint>> {
  const rows = await sql.rows<{ name: string; position: bigint }>(
    'follower.cursors',
    'select name, position from follower',
  )
  return new Map(rows.map(({ name, position }) => [name, position]))
}

/**
 * Moves a follower's cursor inside the transaction of its effects; false when another process was faster. The cursor's row
 * is locked from here on: whoever peeked the same waits and then finds it moved.
 */
export async function moveCursor(
  sql: Sql,
  name: string,
  { from, to }: { from: bigint; to: bigint },
  now: number,
): Promise<boolean> {
  const moved = await sql.run(
    'follower.move',
    `insert into follower as f (name, position, moved_at) values ($1, $2, $3)
     on conflict (name) do update set position = excluded.position, moved_at = excluded.moved_at
     where f.position = $4`,
    [name, to, fromMs(now), from],
  )
  return moved > 0
}
