/**
 * The frozen reference of the back office: a list of products that is read and sent, and an invoice in XML that is read and
 * stored with its postings and balances in one statement. It refuses nothing, for it knows no rules.
 */
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'

const tables = `
  create table if not exists reference.products (id uuid primary key, payload jsonb);
  create table if not exists reference.invoices (number text, at timestamptz, payload jsonb, primary key (number));
  create table if not exists reference.invoice_postings (seq bigint generated always as identity primary key,
    number text, n int, at timestamptz, product_id uuid, store_id uuid, amount numeric, sum numeric);
  create table if not exists reference.stock (store_id uuid, product_id uuid, amount numeric, sum numeric,
    primary key (store_id, product_id))`

const store = `
  with d as (insert into reference.invoices values ($1, $2, $3)),
  l as (select n::int as n, (item->>'product')::uuid as product_id, (item->>'store')::uuid as store_id,
      (item->>'amount')::numeric as amount, (item->>'sum')::numeric as sum
    from jsonb_array_elements($3::jsonb->'items') with ordinality as t(item, n)),
  p as (insert into reference.invoice_postings (number, n, at, product_id, store_id, amount, sum)
    select $1, n, $2, product_id, store_id, amount, sum from l),
  b as (insert into reference.stock as s
    select store_id, product_id, sum(amount), sum(sum) from l group by 1, 2 order by 1, 2
    on conflict (store_id, product_id) do update set amount = s.amount + excluded.amount, sum = s.sum + excluded.sum)
  insert into reference.journal (kind, payload, at) values ('invoice', $3, now())`

const fieldsOf = (xml: string): Record<string, string> =>
  Object.fromEntries([...xml.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name, text]) => [name, text]))

export async function referenceBackOffice(server: FastifyInstance, pool: pg.Pool): Promise<void> {
  await pool.query(tables)
  server.put('/products', { bodyLimit: 64 * 1024 * 1024 }, async (request) => {
    await pool.query('delete from reference.products')
    await pool.query(
      `insert into reference.products select (p->>'id')::uuid, p from jsonb_array_elements($1::jsonb) p`,
      [JSON.stringify(request.body)],
    )
    return {}
  })
  server.post('/products', async () => {
    const { rows } = await pool.query<{ payload: unknown }>({
      name: 'products',
      text: 'select payload from reference.products order by id',
    })
    return rows.map(({ payload }) => payload)
  })
  server.addContentTypeParser('application/xml', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body)
  })
  server.post('/invoices', async (request, reply) => {
    const xml = String(request.body)
    const items = [...xml.matchAll(/<item>(.*?)<\/item>/gs)].map(([, item = '']) => fieldsOf(item))
    const head = fieldsOf(xml.replace(/<items>.*<\/items>/s, ''))
    const number = head['documentNumber'] ?? ''
    const at = `${(head['dateIncoming'] ?? '').split('.').reverse().join('-')}T00:00:00Z`
    await pool.query({
      name: 'invoice',
      text: store,
      values: [number, at, JSON.stringify({ ...head, items })],
    })
    reply.type('application/xml')
    return `<documentValidationResult><valid>true</valid><warning>false</warning><documentNumber>${number}</documentNumber></documentValidationResult>`
  })
}
