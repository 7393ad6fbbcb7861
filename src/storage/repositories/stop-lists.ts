import type { StopLists } from '../../app/ports.ts'
import type { StopListItem } from '../../domain/stop-list/stop-list.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import type { Sql } from '../sql.ts'

const itemsOf = (items: unknown): StopListItem[] => thawNumbers(items) as StopListItem[]

export function stopListsRepository(sql: Sql): StopLists {
  return {
    async atTill(tenantId, terminalGroupId) {
      const [row] = await sql.rows<{ items: unknown }>(
        'stopList.atTill',
        'select items from till_stop_list where tenant_id = $1 and terminal_group_id = $2 order by organization_id',
        [tenantId, terminalGroupId],
      )
      return row ? itemsOf(row.items) : []
    },

    async saveAtTill(tenantId, organizationId, terminalGroupId, items) {
      await sql.run(
        'stopList.saveAtTill',
        `insert into till_stop_list (tenant_id, organization_id, terminal_group_id, items) values ($1, $2, $3, $4)
         on conflict (tenant_id, organization_id, terminal_group_id) do update set items = excluded.items`,
        [tenantId, organizationId, terminalGroupId, toStoredJson(items)],
      )
    },

    async inCloud(tenantId, organizationIds) {
      if (organizationIds.length === 0) return []
      const rows = await sql.rows<{ organization_id: string; terminal_group_id: string; items: unknown }>(
        'stopList.inCloud',
        `select organization_id, terminal_group_id, items from cloud_stop_list
         where tenant_id = $1 and organization_id = any($2::uuid[]) order by organization_id, terminal_group_id`,
        [tenantId, organizationIds],
      )
      return rows.map((row) => ({
        organizationId: row.organization_id,
        terminalGroupId: row.terminal_group_id,
        items: itemsOf(row.items),
      }))
    },

    async saveInCloud(tenantId, organizationId, terminalGroupId, items) {
      await sql.run(
        'stopList.saveInCloud',
        `insert into cloud_stop_list (tenant_id, organization_id, terminal_group_id, items) values ($1, $2, $3, $4)
         on conflict (tenant_id, organization_id, terminal_group_id) do update set items = excluded.items`,
        [tenantId, organizationId, terminalGroupId, toStoredJson(items)],
      )
    },
  }
}
