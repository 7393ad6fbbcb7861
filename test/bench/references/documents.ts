/** The frozen reference of posting a document: one statement that does no more than it must. */
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'

const tables = `
  create table if not exists reference.documents (organization_id uuid, id uuid, status text, at timestamptz,
    payload jsonb, primary key (organization_id, id));
  create table if not exists reference.postings (seq bigint generated always as identity primary key,
    organization_id uuid, document_id uuid, n int, at timestamptz, product_id uuid, store_id uuid, amount numeric,
    sum numeric);
  create table if not exists reference.balances (organization_id uuid, store_id uuid, product_id uuid, amount numeric,
    sum numeric, primary key (organization_id, store_id, product_id))`

const create = `insert into reference.documents values ($1, $2, 'NEW', $3, $4)`

const post = `
  with d as (update reference.documents set status = 'PROCESSED'
    where organization_id = $1 and id = $2 and status = 'NEW' returning *),
  l as (select d.organization_id, d.id, d.at, n::int as n, (item->>'product')::uuid as product_id,
      (item->>'store')::uuid as store_id, (item->>'amount')::numeric as amount,
      (item->>'amount')::numeric * (item->>'price')::numeric as sum
    from d, jsonb_array_elements(d.payload->'items') with ordinality as t(item, n)),
  p as (insert into reference.postings (organization_id, document_id, n, at, product_id, store_id, amount, sum)
    select organization_id, id, n, at, product_id, store_id, amount, sum from l),
  b as (insert into reference.balances as b
    select organization_id, store_id, product_id, sum(amount), sum(sum) from l
    group by organization_id, store_id, product_id order by store_id, product_id
    on conflict (organization_id, store_id, product_id)
    do update set amount = b.amount + excluded.amount, sum = b.sum + excluded.sum)
  insert into reference.journal (organization_id, entity_id, kind, payload, at)
  select $1, $2, 'posted', '{}', now() from d`

export async function referenceDocuments(server: FastifyInstance, pool: pg.Pool): Promise<void> {
  await pool.query(tables)
  server.post('/documents/create', async (request) => {
    const body = request.body as { organizationId: string; documentId: string; date: string }
    await pool.query({
      name: 'document.create',
      text: create,
      values: [body.organizationId, body.documentId, body.date, JSON.stringify(body)],
    })
    return { documentId: body.documentId }
  })
  server.post('/documents/post', async (request) => {
    const { organizationId, documentId } = request.body as { organizationId: string; documentId: string }
    await pool.query({ name: 'document.post', text: post, values: [organizationId, documentId] })
    return { documentId }
  })
}
