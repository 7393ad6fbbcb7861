import type { Liveness } from '../../app/ports.ts'
import { fromMs, type Sql, toMs } from '../sql.ts'

export function livenessRepository(sql: Sql): Liveness {
  return {
    async beat(tenantId, organizationId, terminalGroupId, at) {
      await sql.run(
        'liveness.beat',
        `insert into till_liveness as t (tenant_id, organization_id, terminal_group_id, seen_at)
         values ($1, $2, $3, $4)
         on conflict (tenant_id, organization_id, terminal_group_id)
           do update set seen_at = greatest(t.seen_at, excluded.seen_at)`,
        [tenantId, organizationId, terminalGroupId, fromMs(at)],
      )
    },

    async of(tenantId, organizationIds) {
      if (organizationIds.length === 0) return []
      const rows = await sql.rows<{ terminal_group_id: string; seen_at: Date; is_asleep: boolean }>(
        'liveness.of',
        `select terminal_group_id, seen_at, is_asleep from till_liveness
         where tenant_id = $1 and organization_id = any($2::uuid[]) order by organization_id, terminal_group_id`,
        [tenantId, organizationIds],
      )
      return rows.map((row) => ({
        terminalGroupId: row.terminal_group_id,
        seenAt: toMs(row.seen_at),
        isAsleep: row.is_asleep,
      }))
    },

    async setAsleep(tenantId, organizationId, terminalGroupId, isAsleep) {
      // A till that was never seen can be put to sleep too: it was last seen at the beginning of time.
      await sql.run(
        'liveness.setAsleep',
        `insert into till_liveness (tenant_id, organization_id, terminal_group_id, seen_at, is_asleep)
         values ($1, $2, $3, 'epoch', $4)
         on conflict (tenant_id, organization_id, terminal_group_id) do update set is_asleep = excluded.is_asleep`,
        [tenantId, organizationId, terminalGroupId, isAsleep],
      )
    },

    async asleep(tenantId) {
      const rows = await sql.rows<{ terminal_group_id: string }>(
        'liveness.asleep',
        'select terminal_group_id from till_liveness where tenant_id = $1 and is_asleep',
        [tenantId],
      )
      return rows.map((row) => row.terminal_group_id)
    },

    async silentSince(tenantId, seenBefore) {
      const rows = await sql.rows<{ organization_id: string; terminal_group_id: string }>(
        'liveness.silentSince',
        `select organization_id, terminal_group_id from till_liveness
         where tenant_id = $1 and not is_asleep and seen_at < $2 order by organization_id, terminal_group_id`,
        [tenantId, fromMs(seenBefore)],
      )
      return rows.map((row) => ({
        organizationId: row.organization_id,
        terminalGroupId: row.terminal_group_id,
      }))
    },
  }
}
