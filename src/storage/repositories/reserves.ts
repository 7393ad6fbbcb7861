import type { Reserves } from '../../app/ports.ts'
import { isActive, type Reserve } from '../../domain/reserves/reserve.ts'
import { canonicalJson, thawNumbers } from '../../kernel/canonical.ts'
import { fromMs, isoOf, type Sql } from '../sql.ts'
import { inOrderOfIds } from './in-order-of-ids.ts'

const rowOf = (reserve: Reserve): Record<string, unknown> => ({
  tenant_id: reserve.tenantId,
  organization_id: reserve.organizationId,
  id: reserve.id,
  terminal_group_id: reserve.terminalGroupId,
  is_active: isActive(reserve),
  starts_at: isoOf(reserve.estimatedStartTime),
  state: reserve,
})

const written = 'tenant_id, organization_id, id, terminal_group_id, is_active, starts_at, state'

export function reservesRepository(sql: Sql): Reserves {
  return {
    async loadForChange({ tenantId, organizationId, terminalGroupId }, ids) {
      const rows = await sql.rows<{ id: string; state: unknown }>(
        'reserve.loadForChange',
        `select id, state from till_reserve
         where tenant_id = $1 and organization_id = $2
           and (id = any($4::uuid[]) or (terminal_group_id = $3 and is_active))
         order by id for update`,
        [tenantId, organizationId, terminalGroupId, ids],
      )
      return new Map(rows.map(({ id, state }) => [id, thawNumbers(state) as Reserve]))
    },

    async load(tenantId, organizationId, ids) {
      if (ids.length === 0) return new Map()
      const rows = await sql.rows<{ id: string; state: unknown }>(
        'reserve.load',
        `select id, state from till_reserve
         where tenant_id = $1 and organization_id = $2 and id = any($3::uuid[])`,
        [tenantId, organizationId, ids],
      )
      return new Map(rows.map(({ id, state }) => [id, thawNumbers(state) as Reserve]))
    },

    async board(tenantId, terminalGroupId, since) {
      const rows = await sql.rows<{ state: unknown }>(
        'reserve.board',
        `select state from till_reserve
         where tenant_id = $1 and terminal_group_id = $2 and (is_active or starts_at >= $3)
         order by starts_at, id`,
        [tenantId, terminalGroupId, fromMs(since)],
      )
      return rows.map(({ state }) => thawNumbers(state) as Reserve)
    },

    async save(reserves) {
      if (reserves.length === 0) return
      await sql.run(
        'reserve.save',
        `insert into till_reserve (${written}) select ${written}
         from json_to_recordset($1::json) as r(tenant_id uuid, organization_id uuid, id uuid, terminal_group_id uuid,
           is_active boolean, starts_at timestamptz, state json)
         on conflict (tenant_id, organization_id, id) do update set is_active = excluded.is_active,
           starts_at = excluded.starts_at, state = excluded.state`,
        [canonicalJson(inOrderOfIds(reserves).map(rowOf))],
      )
    },
  }
}
