import type { LinkPeer, Links } from '../../app/ports.ts'
import { entryOfRow, type JournalRow, journalColumns } from '../journal-store.ts'
import { notSetAside } from '../not-set-aside.ts'
import type { Sql } from '../sql.ts'
import { secretHash } from './keys.ts'

type PeerRow = {
  id: string
  tenant_id: string
  organization_id: string
  terminal_group_id: string
  name: string
}

const peerOfRow = (row: PeerRow): LinkPeer => ({
  id: row.id,
  tenantId: row.tenant_id,
  organizationId: row.organization_id,
  terminalGroupId: row.terminal_group_id,
  name: row.name,
})

/** Entries of one place: a terminal group, or (null) the whole tenant. */
const entriesOfPlace = (place: string, more: string): string => `
  (select p.* from journal_position p
   where p.tenant_id = $1 and p.terminal_group_id ${place} and p.position > $3
     and ($4::text[] is null or p.kind = any($4))
     and ($5::uuid is null or p.origin = $5) and ($6::uuid is null or p.origin <> $6)
     and ${notSetAside('p')} ${more}
   order by p.terminal_group_id, p.position limit $7)`

/** A command that a till of this very node took or refused is nobody else's to do. */
const notAnsweredBy = (node: '$5' | '$8'): string => `
  and not exists (
    select from journal asked
    join journal done on done.tenant_id = asked.tenant_id and done.correlation_id = asked.correlation_id
      and done.completes and done.origin = ${node}
    where asked.tenant_id = p.tenant_id and asked.origin = p.origin and asked.seq = p.seq)`

/** Of this node ($8) some kinds ($9) alone. */
const ownKindsOnly = `and (p.origin <> $8 or (p.kind = any($9::text[]) ${notAnsweredBy('$8')}))`

/** Of this node ($8), and of others ($9) what they wrote after a seq ($10). */
const ownAndLater = `and (p.origin = $8 or exists (
  select from unnest($9::uuid[], $10::bigint[]) as o (origin, seq) where o.origin = p.origin and p.seq > o.seq))`

/**
 * Two walks along the index (group, position), which the order by group makes sure of, instead of one along all
 * positions: a quiet till costs nothing however busy the others are.
 */
const entriesFor = (more: string): string => `
  select p.position, ${journalColumns}
  from (${entriesOfPlace('= $2', more)} union all ${entriesOfPlace('is null', more)} order by position limit $7) p
  join journal j on j.tenant_id = p.tenant_id and j.origin = p.origin and j.seq = p.seq
  order by p.position`

type Places = Pick<Links, 'identity' | 'saveIdentity' | 'cursor' | 'moveCursor'>

/** Which till this storage plays and how much of other journals it took over. */
const placeStore = (sql: Sql): Places => ({
  async identity() {
    const [row] = await sql.rows<{ tenant_id: string; organization_id: string; terminal_group_id: string }>(
      'link.identity',
      'select tenant_id, organization_id, terminal_group_id from till_identity where id = 1',
    )
    if (!row) return null
    return {
      tenantId: row.tenant_id,
      organizationId: row.organization_id,
      terminalGroupId: row.terminal_group_id,
    }
  },

  async saveIdentity({ tenantId, organizationId, terminalGroupId }) {
    await sql.run(
      'link.saveIdentity',
      `insert into till_identity values (1, $1, $2, $3)
         on conflict (id) do update set tenant_id = excluded.tenant_id,
           organization_id = excluded.organization_id, terminal_group_id = excluded.terminal_group_id`,
      [tenantId, organizationId, terminalGroupId],
    )
  },

  async cursor(peer) {
    const [row] = await sql.rows<{ position: bigint }>(
      'link.cursor',
      'select position from link_cursor where peer = $1',
      [peer],
    )
    return row?.position ?? 0n
  },

  async moveCursor(peer, position) {
    // Backwards too: a peer that lost its data starts again.
    await sql.run(
      'link.moveCursor',
      `insert into link_cursor (peer, position) values ($1, $2)
         on conflict (peer) do update set position = excluded.position`,
      [peer, position],
    )
  },
})

type Counts = Pick<Links, 'countAfter' | 'followerPosition'>

/** What waits for somebody: read by the screens that say so. */
const countStore = (sql: Sql, nodeId: string): Counts => ({
  async countAfter({ tenantId, terminalGroupId, origin, kinds, notDone = false }, position) {
    const [row] = await sql.rows<{ waiting: number }>(
      'link.countAfter',
      `select count(*)::int as waiting from journal_position p
       where p.tenant_id = $1 and p.terminal_group_id = $2 and p.position > $3
         and ($4::text[] is null or p.kind = any($4))
         and ($5::uuid is null or p.origin = $5) and ($6::uuid is null or p.origin <> $6)
         and not ($7 and p.is_done) and ${notSetAside('p')}`,
      [
        tenantId,
        terminalGroupId,
        position,
        kinds,
        origin === 'here' ? nodeId : null,
        origin === 'elsewhere' ? nodeId : null,
        notDone,
      ],
    )
    return row?.waiting ?? 0
  },

  async followerPosition(name) {
    const [row] = await sql.rows<{ position: bigint }>(
      'link.followerPosition',
      'select position from follower where name = $1',
      [name],
    )
    return row?.position ?? null
  },
})

export function linksRepository(sql: Sql, nodeId: string): Links {
  return {
    ...placeStore(sql),
    ...countStore(sql, nodeId),

    async savePeer(peer, token) {
      const saved = await sql.run(
        'link.savePeer',
        `insert into link_peer as p (id, tenant_id, organization_id, terminal_group_id, name, token_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, now())
         on conflict (id) do update set organization_id = excluded.organization_id,
           terminal_group_id = excluded.terminal_group_id, name = excluded.name, token_hash = excluded.token_hash
         where p.tenant_id = excluded.tenant_id`,
        [peer.id, peer.tenantId, peer.organizationId, peer.terminalGroupId, peer.name, secretHash(token)],
      )
      if (saved === 0) throw new Error(`peer ${peer.id} belongs to another tenant`)
    },

    async peers() {
      const rows = await sql.rows<PeerRow>(
        'link.peers',
        'select id, tenant_id, organization_id, terminal_group_id, name from link_peer order by created_at, id',
      )
      return rows.map(peerOfRow)
    },

    async peerByToken(token) {
      const [row] = await sql.rows<PeerRow>(
        'link.peerByToken',
        'select id, tenant_id, organization_id, terminal_group_id, name from link_peer where token_hash = $1',
        [secretHash(token)],
      )
      return row ? peerOfRow(row) : null
    },

    async lastPosition() {
      const [head] = await sql.rows<{ position: bigint }>(
        'link.lastPosition',
        'select position from journal_head where id = 1',
      )
      return head?.position ?? 0n
    },

    async entriesFor({ tenantId, terminalGroupId, origin, kinds, ...only }, position, limit) {
      const others = only.alsoOf
      const [name, text] = others
        ? ['link.entriesOfPair', entriesFor(ownAndLater)]
        : only.ownKinds
          ? ['link.entriesForStandby', entriesFor(ownKindsOnly)]
          : only.notAnsweredHere
            ? ['link.entriesNotAnswered', entriesFor(notAnsweredBy('$5'))]
            : ['link.entriesFor', entriesFor('')]
      const rows = await sql.rows<JournalRow & { position: bigint }>(name, text, [
        tenantId,
        terminalGroupId,
        position,
        kinds,
        origin === 'here' && !others ? nodeId : null,
        origin === 'elsewhere' ? nodeId : null,
        limit,
        ...(others ? [nodeId, others.map((one) => one.origin), others.map((one) => one.afterSeq)] : []),
        ...(only.ownKinds && !others ? [nodeId, only.ownKinds] : []),
      ])
      return rows.map((row) => ({ ...entryOfRow(row), position: row.position }))
    },
  }
}
