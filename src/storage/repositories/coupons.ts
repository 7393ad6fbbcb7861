import type { Coupon, Coupons } from '../../app/ports.ts'
import { fromMs, type Sql, toMsOrNull } from '../sql.ts'

type Row = { id: string; series_id: string; number: string; is_deleted: boolean; activated_at: Date | null }
const couponOf = (row: Row): Coupon => ({
  id: row.id,
  seriesId: row.series_id,
  number: row.number,
  isDeleted: row.is_deleted,
  activatedAt: toMsOrNull(row.activated_at),
})
const columns = 'id, series_id, number, is_deleted, activated_at'

export function couponsRepository(sql: Sql): Coupons {
  return {
    async issue(tenantId, coupons) {
      await sql.run(
        'coupon.issue',
        `insert into coupon (tenant_id, id, series_id, number, is_deleted)
         select $1, id, series_id, number, false
         from unnest($2::uuid[], $3::uuid[], $4::text[]) as g(id, series_id, number)
         on conflict do nothing`,
        [
          tenantId,
          coupons.map(({ id }) => id),
          coupons.map(({ seriesId }) => seriesId),
          coupons.map(({ number }) => number),
        ],
      )
    },

    async byNumber(tenantId, number, seriesId) {
      const text = `select ${columns} from coupon where tenant_id = $1 and number = $2
        and ($3::uuid is null or series_id = $3) order by series_id`
      return (await sql.rows<Row>('coupon.byNumber', text, [tenantId, number, seriesId])).map(couponOf)
    },

    async seriesWithUnused(tenantId) {
      const text = `select distinct series_id as id from coupon
        where tenant_id = $1 and activated_at is null and not is_deleted order by id`
      return (await sql.rows<{ id: string }>('coupon.seriesWithUnused', text, [tenantId])).map(({ id }) => id)
    },

    async unused(tenantId, seriesId, { skip, limit }) {
      const text = `select ${columns} from coupon
        where tenant_id = $1 and series_id = $2 and activated_at is null and not is_deleted
        order by number offset $3 limit $4`
      return (await sql.rows<Row>('coupon.unused', text, [tenantId, seriesId, skip, limit])).map(couponOf)
    },

    async activate(tenantId, id, orderId, at) {
      const activated = await sql.run(
        'coupon.activate',
        `update coupon set activated_at = $4, order_id = $3
         where tenant_id = $1 and id = $2 and activated_at is null and not is_deleted`,
        [tenantId, id, orderId, fromMs(at)],
      )
      return activated === 1
    },
  }
}
