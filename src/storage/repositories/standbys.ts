import type { Reign, SetAside, Standbys, Standing, TillPlace } from '../../app/ports.ts'
import { cursorOf, type ReignBegan, reignBeganKind } from '../../app/till/standby/standing.ts'
import { tillCommandKind } from '../../app/till/till-command.ts'
import { entryOfRow, type JournalRow, journalColumns } from '../journal-store.ts'
import { notSetAside } from '../not-set-aside.ts'
import { fromMs, type Sql, toMs } from '../sql.ts'

const placeOf = ({ tenantId, organizationId, terminalGroupId }: TillPlace) => [
  tenantId,
  organizationId,
  terminalGroupId,
]
const isOfTill = 'tenant_id = $1 and organization_id = $2 and terminal_group_id = $3'

/** Begins the names of cursors in the journals of main tills. */
const mainCursor = cursorOf('')

type AsideRow = { origin: string; after_seq: bigint; up_to_seq: bigint; epoch: bigint; at: Date }
type ReignRow = { epoch: bigint; node_id: string; is_alone: boolean; since: Date }
type StandingRow = {
  is_standby: boolean
  epoch: bigint
  partner_url: string | null
  following: string | null
}

const ofThisNode = (
  sql: Sql,
): Pick<Standbys, 'standing' | 'saveStanding' | 'followed' | 'placeFollower'> => ({
  async standing(): Promise<Standing | null> {
    const [row] = await sql.rows<StandingRow>(
      'standby.standing',
      'select is_standby, epoch, partner_url, following from till_standing where id = 1',
    )
    if (!row) return null
    const { is_standby: isStandby, partner_url: partnerUrl, following } = row
    return { isStandby, epoch: Number(row.epoch), partnerUrl, following }
  },

  async saveStanding({ isStandby, epoch, partnerUrl, following }) {
    await sql.run(
      'standby.saveStanding',
      `insert into till_standing values (1, $1, $2, $3, $4)
       on conflict (id) do update set is_standby = excluded.is_standby, epoch = excluded.epoch,
         partner_url = excluded.partner_url, following = excluded.following`,
      [isStandby, epoch, partnerUrl, following],
    )
  },

  async followed() {
    const rows = await sql.rows<{ node_id: string }>(
      'standby.followed',
      `select substr(peer, length($1) + 1) as node_id from link_cursor where starts_with(peer, $1) order by peer`,
      [mainCursor],
    )
    return rows.map((row) => row.node_id)
  },

  async placeFollower(name, position, now) {
    await sql.run(
      'standby.placeFollower',
      `insert into follower (name, position, moved_at) values ($1, $2, $3)
       on conflict (name) do update set position = excluded.position, moved_at = excluded.moved_at`,
      [name, position, fromMs(now)],
    )
  },
})

const ofHub = (sql: Sql): Pick<Standbys, 'reign' | 'saveReign'> => ({
  async reign(till): Promise<Reign | null> {
    const [row] = await sql.rows<ReignRow>(
      'standby.reign',
      `select epoch, node_id, is_alone, since from till_reign where ${isOfTill} for update`,
      placeOf(till),
    )
    if (!row) return null
    const { node_id: nodeId, is_alone: isAlone } = row
    return { epoch: Number(row.epoch), nodeId, isAlone, since: toMs(row.since) }
  },

  async saveReign(till, { epoch, nodeId, isAlone, since }) {
    await sql.run(
      'standby.saveReign',
      `insert into till_reign (tenant_id, organization_id, terminal_group_id, epoch, node_id, is_alone, since)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (tenant_id, organization_id, terminal_group_id) do update set epoch = excluded.epoch,
         node_id = excluded.node_id, is_alone = excluded.is_alone, since = excluded.since`,
      [...placeOf(till), epoch, nodeId, isAlone, fromMs(since)],
    )
  },
})

const ofSetAside = (
  sql: Sql,
): Pick<Standbys, 'putAside' | 'dropAside' | 'setAside' | 'entriesSetAside' | 'entriesBesides'> => ({
  async putAside(till, { origin, afterSeq, upToSeq, epoch, at }) {
    await sql.run(
      'standby.putAside',
      `insert into till_set_aside (tenant_id, organization_id, terminal_group_id, origin, after_seq, up_to_seq,
         epoch, at) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (tenant_id, organization_id, terminal_group_id, origin, after_seq)
         do update set up_to_seq = greatest(till_set_aside.up_to_seq, excluded.up_to_seq)`,
      [...placeOf(till), origin, afterSeq, upToSeq, epoch, fromMs(at)],
    )
  },

  async dropAside(till, { origin, afterSeq }) {
    await sql.run(
      'standby.dropAside',
      `delete from till_set_aside where ${isOfTill} and origin = $4 and after_seq = $5`,
      [...placeOf(till), origin, afterSeq],
    )
  },

  async setAside(till): Promise<SetAside[]> {
    const rows = await sql.rows<AsideRow>(
      'standby.setAside',
      `select origin, after_seq, up_to_seq, epoch, at from till_set_aside where ${isOfTill} order by at, after_seq`,
      placeOf(till),
    )
    return rows.map((row) => ({
      origin: row.origin,
      afterSeq: row.after_seq,
      upToSeq: row.up_to_seq,
      epoch: Number(row.epoch),
      at: toMs(row.at),
    }))
  },

  async entriesSetAside(till, limit) {
    const rows = await sql.rows<JournalRow>(
      'standby.entriesSetAside',
      `select ${journalColumns} from till_set_aside a
       join journal j on j.tenant_id = a.tenant_id and j.origin = a.origin and j.seq > a.after_seq
         and j.seq <= a.up_to_seq and j.terminal_group_id = a.terminal_group_id
       where a.tenant_id = $1 and a.organization_id = $2 and a.terminal_group_id = $3
       order by j.seq limit $4`,
      [...placeOf(till), limit],
    )
    return rows.map(entryOfRow)
  },

  async entriesBesides(tenantId, { origin, afterSeq, upToSeq }, upTo) {
    const rows = await sql.rows<JournalRow>(
      'standby.entriesBesides',
      `select ${journalColumns} from journal j
       join journal_position p on p.tenant_id = j.tenant_id and p.origin = j.origin and p.seq = j.seq
       where j.tenant_id = $1 and p.position <= $5 and ${notSetAside('j')}
         and j.entity in ('delivery', 'tableOrder', 'reserve') and j.entity_id in (
           select t.entity_id from journal t
           where t.tenant_id = $1 and t.origin = $2 and t.seq > $3 and t.seq <= $4)
       order by p.position`,
      [tenantId, origin, afterSeq, upToSeq, upTo],
    )
    return rows.map(entryOfRow)
  },
})

const ofJournal = (sql: Sql): Pick<Standbys, 'heardReign' | 'lastSeqs' | 'isFolded'> => ({
  async heardReign({ tenantId, terminalGroupId }, nodeId, kinds) {
    const rows = await sql.rows<JournalRow>(
      'standby.heardReign',
      `with own as (
         select coalesce(max(position), 0) as began from journal_position
         where tenant_id = $1 and terminal_group_id = $2 and kind = '${reignBeganKind}' and origin = $3),
       heard as (
         select p.* from own cross join lateral (
           select * from journal_position where tenant_id = $1 and terminal_group_id = $2 and position > own.began
             and origin <> $3 and kind = any($4)) p)
       select ${journalColumns} from (
         (select * from heard order by position limit 1)
         union (select * from heard where kind = '${reignBeganKind}')) p
       join journal j on j.tenant_id = p.tenant_id and j.origin = p.origin and j.seq = p.seq order by p.position`,
      [tenantId, terminalGroupId, nodeId, kinds],
    )
    if (rows.length === 0) return null
    const began = rows
      .filter(({ kind }) => kind === reignBeganKind)
      .map((row) => entryOfRow(row).payload as ReignBegan)
    const known = began[0]?.had.find((had) => had.nodeId === nodeId)
    return {
      epoch: Math.max(0, ...began.map(({ epoch }) => epoch)),
      hadOfThis: began.length > 0 ? (known?.seq ?? 0n) : null,
    }
  },

  async lastSeqs({ tenantId, terminalGroupId }) {
    const rows = await sql.rows<{ origin: string; seq: bigint }>(
      'standby.lastSeqs',
      `select p.origin, (select max(seq) from journal j where j.tenant_id = $1 and j.origin = p.origin) as seq
       from (select distinct origin from journal_position where tenant_id = $1 and terminal_group_id = $2) p
       order by p.origin`,
      [tenantId, terminalGroupId],
    )
    return rows.map(({ origin, seq }) => ({ nodeId: origin, seq }))
  },

  async isFolded({ tenantId, terminalGroupId }, follower, kinds) {
    const rows = await sql.rows(
      'standby.isFolded',
      `select from journal_position where tenant_id = $1 and terminal_group_id = $2 and kind = any($4)
         and position > coalesce((select position from follower where name = $3), 0) limit 1`,
      [tenantId, terminalGroupId, follower, kinds],
    )
    return rows.length === 0
  },
})

/** Everything that {@link Standbys.clearBooks} empties; wallets have no restaurant. */
const bookTables = [
  'till_order',
  'till_table_order',
  'till_reserve',
  'till_counter',
  'till_stop_list',
  'cash_shift',
  'personal_shift',
]
const clearing = `with ${bookTables
  .map((table) => `of_${table} as (delete from ${table} where ${isOfTill})`)
  .join(', ')},
  of_positions as (delete from client_id_claim where kind = 'position' and tenant_id = $1 and organization_id = $2)
  delete from till_wallet where tenant_id = $1 and terminal_group_id = $3`

const ofBooks = (
  sql: Sql,
): Pick<
  Standbys,
  'clearBooks' | 'raiseCounter' | 'raiseSeq' | 'unanswered' | 'lastSeq' | 'lastSeqWithin'
> => ({
  async clearBooks(till) {
    await sql.run('standby.clearBooks', clearing, placeOf(till))
  },

  async raiseCounter(till, name, value) {
    await sql.run(
      'standby.raiseCounter',
      `insert into till_counter as c (tenant_id, organization_id, terminal_group_id, name, value)
       values ($1, $2, $3, $4, $5)
       on conflict (tenant_id, organization_id, terminal_group_id, name)
         do update set value = greatest(c.value, excluded.value)`,
      [...placeOf(till), name, value],
    )
  },

  async raiseSeq(tenantId) {
    await sql.rows(
      'standby.raiseSeq',
      `select setval('journal_seq', greatest((select last_value from journal_seq),
         (select coalesce(max(seq), 1) from journal where tenant_id = $1)))`,
      [tenantId],
    )
  },

  async unanswered({ tenantId, terminalGroupId }) {
    const rows = await sql.rows<JournalRow & { position: bigint }>(
      'standby.unanswered',
      `select p.position, ${journalColumns} from journal_position p
       join journal j on j.tenant_id = p.tenant_id and j.origin = p.origin and j.seq = p.seq
       where p.tenant_id = $1 and p.terminal_group_id = $2 and p.kind = '${tillCommandKind}'
         and not exists (select from journal done where done.tenant_id = j.tenant_id
           and done.correlation_id = j.correlation_id and done.completes and ${notSetAside('done')})
       order by p.position`,
      [tenantId, terminalGroupId],
    )
    return rows.map((row) => ({ ...entryOfRow(row), position: row.position }))
  },

  async lastSeq(tenantId, origin) {
    const [row] = await sql.rows<{ seq: bigint | null }>(
      'standby.lastSeq',
      'select max(seq) as seq from journal where tenant_id = $1 and origin = $2',
      [tenantId, origin],
    )
    return row?.seq ?? 0n
  },

  async lastSeqWithin(tenantId, { origin, afterSeq, upToSeq }) {
    const [row] = await sql.rows<{ seq: bigint | null }>(
      'standby.lastSeqWithin',
      'select max(seq) as seq from journal where tenant_id = $1 and origin = $2 and seq > $3 and seq <= $4',
      [tenantId, origin, afterSeq, upToSeq],
    )
    return row?.seq ?? null
  },
})

export const standbysRepository = (sql: Sql): Standbys => ({
  ...ofThisNode(sql),
  ...ofHub(sql),
  ...ofSetAside(sql),
  ...ofJournal(sql),
  ...ofBooks(sql),
})
