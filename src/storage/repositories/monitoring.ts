import { lagCountMax, type Monitoring } from '../../app/monitoring-port.ts'
import type { CreationStatus } from '../../app/ports.ts'
import type { Sql } from '../sql.ts'
import { toMsOrNull } from '../sql.ts'

const lags = `
  select f.name, coalesce(c.position, 0) as position, w.waiting
  from jsonb_to_recordset($1::jsonb) as f(name text, kinds jsonb, "terminalGroupId" uuid, "skipsDone" boolean)
  left join follower c on c.name = f.name
  cross join lateral (
    select count(*)::int as waiting from (
      select 1 from journal_position p
      where p.position > coalesce(c.position, 0)
        and (f."terminalGroupId" is null or p.terminal_group_id = f."terminalGroupId")
        and (coalesce(jsonb_typeof(f.kinds), 'null') = 'null' or f.kinds ? p.kind)
        and not (coalesce(f."skipsDone", false) and p.is_done)
      limit $2) one) w`

/** Of the whole storage, as its operator sees it: these statements name no tenant. */
export const monitoringRepository = (sql: Sql): Monitoring => ({
  async journal() {
    const [row] = await sql.rows<{ position: bigint; unsequenced: number }>(
      'monitoring.journal',
      `select position, (select coalesce(sum(n), 0)::int from
         (select coalesce(cardinality(seqs), 1) as n from journal_pending limit $1) p) as unsequenced
       from journal_head where id = 1`,
      [lagCountMax],
    )
    return row ?? { position: 0n, unsequenced: 0 }
  },

  async lags(followers) {
    if (followers.length === 0) return []
    return sql.rows('monitoring.lags', lags, [JSON.stringify(followers), lagCountMax])
  },

  async webhooks() {
    const [row] = await sql.rows<{ waiting: number; oldest: Date | null }>(
      'monitoring.webhooks',
      `select count(*)::int as waiting, min(queued_at) as oldest from
         (select queued_at from webhook_event where state = 'waiting' limit $1) w`,
      [lagCountMax],
    )
    return { waiting: row?.waiting ?? 0, oldestQueuedAt: toMsOrNull(row?.oldest ?? null) }
  },

  async ordersChangedSince(at) {
    // Revisions are microseconds (ADR 3), and organizations lead the index.
    return sql.rows<{ creationStatus: CreationStatus; orders: number }>(
      'monitoring.orders',
      `select o.creation_status as "creationStatus", count(*)::int as orders
       from book_item b join cloud_order o
         on o.tenant_id = b.tenant_id and o.organization_id = b.id and o.revision > $1
       where b.book = 'organization' group by 1`,
      [BigInt(at) * 1000n],
    )
  },
})
