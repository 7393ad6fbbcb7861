import type { GuestCard, GuestCards } from '../../app/ports.ts'
import { fromMs, type Sql } from '../sql.ts'

type Row = { id: string; guest_id: string; track: string; number: string }
const cardOf = ({ id, guest_id: guestId, track, number }: Row): GuestCard => ({ id, guestId, track, number })

export function guestCardsRepository(sql: Sql): GuestCards {
  return {
    async ofGuest(tenantId, guestId) {
      const text = `select id, guest_id, track, number from guest_card where tenant_id = $1 and guest_id = $2
        order by created_at, id`
      return (await sql.rows<Row>('guestCard.ofGuest', text, [tenantId, guestId])).map(cardOf)
    },

    async ofGuests(tenantId, guestIds) {
      const text = `select id, guest_id, track, number from guest_card
        where tenant_id = $1 and guest_id = any($2::uuid[]) order by created_at, id`
      return (await sql.rows<Row>('guestCard.ofGuests', text, [tenantId, guestIds])).map(cardOf)
    },

    async byTrack(tenantId, track) {
      const text = 'select id, guest_id, track, number from guest_card where tenant_id = $1 and track = $2'
      const [row] = await sql.rows<Row>('guestCard.byTrack', text, [tenantId, track])
      return row ? cardOf(row) : null
    },

    async byNumber(tenantId, number) {
      const text = `select id, guest_id, track, number from guest_card where tenant_id = $1 and number = $2
        order by created_at, id limit 1`
      const [row] = await sql.rows<Row>('guestCard.byNumber', text, [tenantId, number])
      return row ? cardOf(row) : null
    },

    async insert(tenantId, { id, guestId, track, number }, at) {
      const inserted = await sql.run(
        'guestCard.insert',
        `insert into guest_card (tenant_id, id, guest_id, track, number, created_at)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [tenantId, id, guestId, track, number, fromMs(at)],
      )
      return inserted === 1
    },

    async remove(tenantId, id) {
      const text = 'delete from guest_card where tenant_id = $1 and id = $2'
      await sql.run('guestCard.remove', text, [tenantId, id])
    },
  }
}
