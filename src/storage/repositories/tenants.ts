import type { Tenants } from '../../app/ports.ts'
import { fromMs, type Sql } from '../sql.ts'

export function tenantsRepository(sql: Sql): Tenants {
  return {
    async list() {
      return sql.rows<{ id: string; name: string }>(
        'tenant.list',
        'select tenant_id as id, name from tenant order by created_at, tenant_id',
      )
    },

    async withPriceOrders() {
      const rows = await sql.rows<{ id: string }>(
        'tenant.withPriceOrders',
        `select t.tenant_id as id from tenant t where exists
           (select from book_item i where i.tenant_id = t.tenant_id and i.book = 'priceOrder')
         order by t.tenant_id`,
      )
      return rows.map(({ id }) => id)
    },

    async save(tenant, at) {
      await sql.run(
        'tenant.save',
        `insert into tenant (tenant_id, name, created_at) values ($1, $2, $3)
         on conflict (tenant_id) do update set name = excluded.name`,
        [tenant.id, tenant.name, fromMs(at)],
      )
    },
  }
}
