import type { Licences } from '../../app/ports.ts'
import { fromMsOrNull, type Sql, toMsOrNull } from '../sql.ts'

export function licencesRepository(sql: Sql): Licences {
  return {
    async of(tenantId) {
      const rows = await sql.rows<{ module: string; seats: number | null; expires_at: Date | null }>(
        'licence.of',
        'select module, seats, expires_at from licence where tenant_id = $1 order by module',
        [tenantId],
      )
      return rows.map((row) => ({
        module: row.module,
        seats: row.seats,
        expiresAt: toMsOrNull(row.expires_at),
      }))
    },

    async save(tenantId, licence) {
      await sql.run(
        'licence.save',
        `insert into licence (tenant_id, module, seats, expires_at) values ($1, $2, $3, $4)
         on conflict (tenant_id, module) do update set seats = excluded.seats, expires_at = excluded.expires_at`,
        [tenantId, licence.module, licence.seats, fromMsOrNull(licence.expiresAt)],
      )
    },

    async remove(tenantId, module) {
      const removed = await sql.run(
        'licence.remove',
        'delete from licence where tenant_id = $1 and lower(module) = lower($2)',
        [tenantId, module],
      )
      return removed > 0
    },
  }
}
