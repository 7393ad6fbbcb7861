import type { PluginData, PluginDataPlace } from '../../app/plugin-ports.ts'
import { fromMs, type Sql } from '../sql.ts'

const placed = 'tenant_id = $1 and terminal_group_id = $2 and module_id = $3'
const place = ({ tenantId, terminalGroupId, moduleId }: PluginDataPlace): unknown[] => [
  tenantId,
  terminalGroupId,
  moduleId,
]
type KeyValue = { key: string; value: string }

export function pluginDataRepository(sql: Sql): PluginData {
  return {
    async get(at, key, now) {
      const rows = await sql.rows<{ value: string }>(
        'pluginData.get',
        `update plugin_data set touched_at = $5 where ${placed} and key = $4 returning value`,
        [...place(at), key, fromMs(now)],
      )
      return rows[0]?.value ?? null
    },

    async set(at, key, value, now) {
      const rows = await sql.rows<{ is_new: boolean }>(
        'pluginData.set',
        `insert into plugin_data (tenant_id, terminal_group_id, module_id, key, value, touched_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (tenant_id, terminal_group_id, module_id, key)
           do update set value = excluded.value, touched_at = excluded.touched_at
         returning (xmax = 0) as is_new`,
        [...place(at), key, value, fromMs(now)],
      )
      return rows[0]?.is_new ? 'created' : 'updated'
    },

    async all(at, now) {
      const rows = await sql.rows<KeyValue>(
        'pluginData.all',
        `update plugin_data set touched_at = $4 where ${placed} returning key, value`,
        [...place(at), fromMs(now)],
      )
      return new Map(rows.map(({ key, value }) => [key, value] as const).sort())
    },

    async count(at) {
      const rows = await sql.rows<{ count: string | number | bigint }>(
        'pluginData.count',
        `select count(*) as count from plugin_data where ${placed}`,
        place(at),
      )
      return Number(rows[0]?.count ?? 0)
    },

    async remove(at, keys) {
      const rows = await sql.rows<{ key: string }>(
        'pluginData.remove',
        `delete from plugin_data where ${placed} and key = any($4::text[]) returning key`,
        [...place(at), keys],
      )
      return rows.map(({ key }) => key).sort()
    },

    async untouched({ tenantId, terminalGroupId }, since) {
      const rows = await sql.rows<KeyValue & { module_id: string | number | bigint }>(
        'pluginData.untouched',
        `select module_id, key, value from plugin_data
         where tenant_id = $1 and terminal_group_id = $2 and touched_at < $3 order by module_id, key`,
        [tenantId, terminalGroupId, fromMs(since)],
      )
      return rows.map(({ module_id, key, value }) => ({ moduleId: Number(module_id), key, value }))
    },
  }
}
