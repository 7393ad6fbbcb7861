/** The frozen references of iiko.biz: one statement each over tables of their own, a token in the query. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'

const insert = `
  with o as (insert into reference.orders values ($1, $2, $3, $4, now())),
  i as (insert into reference.items
    select $1, $2, (n - 1)::int, (item->>'id')::uuid, (item->>'amount')::numeric, (item->>'sum')::numeric, item
    from jsonb_array_elements($4::jsonb->'items') with ordinality as t(item, n)),
  number as (select nextval('reference.order_number') as n)
  insert into reference.journal (organization_id, entity_id, kind, payload, at)
  select $1, $2, 'created', $4, now() from number returning (select n from number)`

const find = `
  select g.*, (select coalesce(json_agg(w), '[]') from reference.wallets w where w.guest_id = g.id) as wallets,
    (select coalesce(json_agg(c), '[]') from reference.cards c where c.guest_id = g.id) as cards
  from reference.guests g where g.phone = $1`

const refill = `
  with w as (update reference.wallets set balance = balance + $3 where guest_id = $1 and wallet_id = $2
    returning guest_id, wallet_id),
  l as (insert into reference.lines select $4, guest_id, wallet_id, $3, $5, now() from w)
  insert into reference.journal (organization_id, entity_id, kind, payload, at)
  select $6, guest_id, 'refilled', jsonb_build_object('sum', $3::numeric), now() from w`

type BizOrder = { organization: string; order: { phone: string; items: { sum: number }[] } }
type Refill = Record<'customerId' | 'walletId' | 'comment' | 'organizationId', string> & { sum: number }

export async function referenceBiz(server: FastifyInstance, pool: pg.Pool): Promise<void> {
  await pool.query('create sequence if not exists reference.order_number')
  server.post('/biz/orders/add', async (request) => {
    const { organization, order } = request.body as BizOrder
    const id = randomUUID()
    const values = [organization, id, order.phone, JSON.stringify(order)]
    const { rows } = await pool.query<{ n: string }>({ name: 'biz.add', text: insert, values })
    const sum = order.items.reduce((total, item) => total + item.sum, 0)
    return {
      orderId: id,
      organization,
      number: rows[0]?.n,
      status: 'Новая',
      statusCode: 'NEW',
      sum,
      ...order,
    }
  })
  server.get('/biz/customer', async (request) => {
    const { phone } = request.query as { phone: string }
    const { rows } = await pool.query({ name: 'biz.customer', text: find, values: [phone] })
    return rows[0]
  })
  server.post('/biz/refill', async (request, reply) => {
    const { customerId, walletId, sum, comment, organizationId } = request.body as Refill
    const values = [customerId, walletId, sum, randomUUID(), comment, organizationId]
    await pool.query({ name: 'biz.refill', text: refill, values })
    return reply.send()
  })
}
