/** The frozen references of loyalty: one statement each, a hundred thousand guests, thirty programmes in memory. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'

const tables = `
  create table if not exists reference.guests (id uuid primary key, phone text unique, name text, birthday date,
    categories uuid[], profile jsonb);
  create table if not exists reference.wallets (guest_id uuid, wallet_id uuid, balance numeric,
    primary key (guest_id, wallet_id));
  create table if not exists reference.cards (id uuid primary key, guest_id uuid, track text unique);
  create index if not exists cards_guest on reference.cards (guest_id);
  create table if not exists reference.lines (id uuid primary key, guest_id uuid, wallet_id uuid, sum numeric,
    comment text, at timestamptz)`

const fill = `
  with g as (insert into reference.guests
    select id, phone, 'Anna', '1990-03-14', '{}', '{"surname": "Bykova", "email": "a@example.com"}'
    from unnest($1::uuid[], $2::text[]) as n(id, phone) on conflict do nothing),
  w as (insert into reference.wallets select id, $3, 300 from unnest($1::uuid[]) as n(id) on conflict do nothing)
  insert into reference.cards select gen_random_uuid(), id, id::text from unnest($1::uuid[]) as n(id)
  on conflict do nothing`

const find = `
  select g.*, (select coalesce(json_agg(w), '[]') from reference.wallets w where w.guest_id = g.id) as wallets,
    (select coalesce(json_agg(c), '[]') from reference.cards c where c.guest_id = g.id) as cards
  from reference.guests g where g.phone = $1`

const topUp = `
  with w as (update reference.wallets set balance = balance + $3 where guest_id = $1 and wallet_id = $2
    returning guest_id, wallet_id),
  l as (insert into reference.lines select $4, guest_id, wallet_id, $3, $5, now() from w)
  insert into reference.journal (organization_id, entity_id, kind, payload, at)
  select $6, guest_id, 'toppedUp', jsonb_build_object('sum', $3::numeric), now() from w`

/** Programmes of one percent each: what a service that knows nothing else would hold. */
const programs = Array.from({ length: 30 }, (_, index) => ({
  id: randomUUID(),
  percent: 1 + index / 10,
  from: 100,
  serviceType: index % 5 === 3 ? 'DeliveryByCourier' : 'DeliveryByClient',
}))

type Item = { productId: string; amount: number; price: number }
type Calculated = { order: { phone: string; orderServiceType: string; items: Item[] } }

export async function referenceLoyalty(server: FastifyInstance, pool: pg.Pool): Promise<void> {
  await pool.query(tables)
  server.put('/loyalty/guests', { bodyLimit: 64 * 1024 * 1024 }, async (request) => {
    const { ids, phones, walletId } = request.body as { ids: string[]; phones: string[]; walletId: string }
    await pool.query(fill, [ids, phones, walletId])
    await pool.query('analyze reference.guests, reference.wallets, reference.cards')
    return { count: ids.length }
  })
  server.post('/loyalty/info', async (request) => {
    const { phone } = request.body as { phone: string }
    const { rows } = await pool.query({ name: 'guest', text: find, values: [phone] })
    return rows[0]
  })
  server.post('/loyalty/topup', async (request) => {
    const body = request.body as Record<'customerId' | 'walletId' | 'comment' | 'organizationId', string> & {
      sum: number
    }
    const { customerId, walletId, sum, comment, organizationId } = body
    const values = [customerId, walletId, sum, randomUUID(), comment, organizationId]
    await pool.query({ name: 'topup', text: topUp, values })
    return {}
  })
  server.post('/loyalty/calculate', async (request) => {
    const { order } = request.body as Calculated
    const { rows } = await pool.query({ name: 'guest', text: find, values: [order.phone] })
    const left = order.items.map(({ amount, price }) => Math.round(amount * price * 100))
    const total = left.reduce((sum, cost) => sum + cost, 0) / 100
    const results = programs
      .filter(({ from, serviceType }) => total >= from && serviceType === order.orderServiceType)
      .map(({ id, percent }) => ({
        programId: id,
        discounts: left.map((cost, index) => {
          const discountSum = Math.round((cost * percent) / 100)
          left[index] = cost - discountSum
          return { index, discountSum: discountSum / 100 }
        }),
      }))
    return { guestId: rows[0]?.id ?? null, results }
  })
}
