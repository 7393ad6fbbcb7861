import type { Reserves } from '../../app/ports.ts'
import { isActive, type Reserve } from '../../domain/reserves/reserve.ts'
import { canonicalJson, thawNumbers } from '../../kernel/canonical.ts'
import type { Sql } from '../sql.ts'
import { inOrderOfIds } from './in-order-of-ids.ts'

const rowOf = (reserve: Reserve): Record<string, unknown> => ({
  tenant_id: reserve.tenantId,
  organization_id: reserve.organizationId,
  id: reserve.id,
  terminal_group_id: reserve.terminalGroupId,
  is_active: isActive(reserve),
  state: reserve,
})

const written = 'tenant_id, organization_id, id, terminal_group_id, is_active, state'

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

    async save(reserves) {
      if (reserves.length === 0) return
      await sql.run(
        'reserve.save',
        `insert into till_reserve (${written}) select ${written}
         from json_to_recordset($1::json) as r(tenant_id uuid, organization_id uuid, id uuid, terminal_group_id uuid,
           is_active boolean, state json)
         on conflict (tenant_id, organization_id, id) do update set is_active = excluded.is_active,
           state = excluded.state`,
        [canonicalJson(inOrderOfIds(reserves).map(rowOf))],
      )
    },
  }
}
