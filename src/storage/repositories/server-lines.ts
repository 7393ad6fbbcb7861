import type { ServerLineKind, ServerLines, ServerPeer } from '../../app/ports.ts'
import { entryOfRow, type JournalRow, journalColumns } from '../journal-store.ts'
import { fromMs, type Sql, toMs } from '../sql.ts'
import { secretHash } from './keys.ts'

type PeerRow = {
  id: string
  tenant_id: string
  line: ServerLineKind
  organization_id: string | null
  name: string
}

const peerOfRow = (row: PeerRow): ServerPeer => ({
  id: row.id,
  tenantId: row.tenant_id,
  line: row.line,
  organizationId: row.organization_id,
  name: row.name,
})

const peerColumns = 'id, tenant_id, line, organization_id, name'

const entriesOfLine = `
  select p.position, ${journalColumns}
  from (
    select * from journal_position p
    where p.tenant_id = $1 and p.position > $2
      and ($3::text[] is null or p.kind = any($3)) and not p.kind = any($4::text[]) and p.origin <> $5
      and case when p.terminal_group_id is null then $6::boolean
        else $7::uuid[] is null or p.terminal_group_id = any($7) end
      and not exists (select from till_set_aside a
        where a.tenant_id = p.tenant_id and a.origin = p.origin and p.seq > a.after_seq and p.seq <= a.up_to_seq)
    order by p.position limit $8) p
  join journal j on j.tenant_id = p.tenant_id and j.origin = p.origin and j.seq = p.seq
  order by p.position`

export function serverLinesRepository(sql: Sql): ServerLines {
  return {
    async savePeer({ id, tenantId, line, organizationId, name }, token, at) {
      const saved = await sql.run(
        'serverLine.savePeer',
        `insert into server_peer as p (id, tenant_id, line, organization_id, name, token_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (id) do update set line = excluded.line, organization_id = excluded.organization_id,
           name = excluded.name, token_hash = excluded.token_hash
         where p.tenant_id = excluded.tenant_id`,
        [id, tenantId, line, organizationId, name, secretHash(token), fromMs(at)],
      )
      if (saved === 0) throw new Error(`server ${id} belongs to another tenant`)
    },

    async peers(tenantId) {
      const rows = await sql.rows<PeerRow & { heard_at: Date | null; told_at: Date | null }>(
        'serverLine.peers',
        `select ${peerColumns}, heard_at, told_at from server_peer where tenant_id = $1 order by created_at, id`,
        [tenantId],
      )
      return rows.map((row) => ({
        ...peerOfRow(row),
        heardAt: row.heard_at && toMs(row.heard_at),
        toldAt: row.told_at && toMs(row.told_at),
      }))
    },

    async peerByToken(token) {
      const [row] = await sql.rows<PeerRow>(
        'serverLine.peerByToken',
        `select ${peerColumns} from server_peer where token_hash = $1`,
        [secretHash(token)],
      )
      return row ? peerOfRow(row) : null
    },

    async note(tenantId, id, { heardAt, toldAt }) {
      await sql.run(
        'serverLine.note',
        `update server_peer set heard_at = greatest(heard_at, $3), told_at = greatest(told_at, $4)
         where tenant_id = $1 and id = $2`,
        [tenantId, id, fromMs(heardAt), toldAt === null ? null : fromMs(toldAt)],
      )
    },

    async entries(filter, position, limit) {
      const { tenantId, kinds, exceptKinds, exceptOrigin, terminalGroupIds, hearsCompany } = filter
      const rows = await sql.rows<JournalRow & { position: bigint }>('serverLine.entries', entriesOfLine, [
        tenantId,
        position,
        kinds,
        exceptKinds,
        exceptOrigin,
        hearsCompany,
        terminalGroupIds,
        limit,
      ])
      return rows.map((row) => ({ ...entryOfRow(row), position: row.position }))
    },
  }
}
