/**
 * The frozen reference: a bare Fastify handler that validates, inserts the same order, its items and one journal row in
 * one statement and one transaction, and answers. What a straightforward single-purpose service would do; it never
 * changes, so that ratios of different days compare.
 */
import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import pg from 'pg'
import { referenceBackOffice } from './back-office.ts'
import { referenceBiz } from './biz.ts'
import { referenceDocuments } from './documents.ts'
import { referenceLoyalty } from './loyalty.ts'
import { referenceTableOrders } from './table-orders.ts'

const url = process.argv[2] ?? ''
const pool = new pg.Pool({ connectionString: url, max: 16 })

await pool.query(`
  create schema if not exists reference;
  create table if not exists reference.orders (organization_id uuid, id uuid, phone text, payload jsonb, at timestamptz,
    primary key (organization_id, id));
  create table if not exists reference.items (organization_id uuid, order_id uuid, n int, product_id uuid,
    amount numeric, price numeric, payload jsonb, primary key (organization_id, order_id, n));
  create table if not exists reference.journal (seq bigint generated always as identity primary key,
    organization_id uuid, entity_id uuid, kind text, payload jsonb, at timestamptz)`)

const insert = `
  with o as (insert into reference.orders values ($1, $2, $3, $4, now())),
  i as (insert into reference.items
    select $1, $2, (n - 1)::int, (item->>'productId')::uuid, (item->>'amount')::numeric, (item->>'price')::numeric, item
    from jsonb_array_elements($4::jsonb->'items') with ordinality as t(item, n))
  insert into reference.journal (organization_id, entity_id, kind, payload, at) values ($1, $2, 'created', $4, now())`

const body = {
  type: 'object',
  required: ['organizationId', 'order'],
  properties: {
    organizationId: { type: 'string', format: 'uuid' },
    order: {
      type: 'object',
      required: ['phone', 'items'],
      properties: {
        phone: { type: 'string', minLength: 8, maxLength: 40 },
        items: {
          type: 'array',
          items: {
            type: 'object',
            required: ['type', 'productId', 'amount'],
            properties: {
              type: { type: 'string' },
              productId: { type: 'string', format: 'uuid' },
              amount: { type: 'number' },
              price: { type: 'number' },
              modifiers: { type: 'array', items: { type: 'object' } },
            },
          },
        },
      },
    },
  },
}

const server = fastify()
server.post('/create', { schema: { body } }, async (request) => {
  const { organizationId, order } = request.body as { organizationId: string; order: { phone: string } }
  const id = randomUUID()
  await pool.query({
    name: 'insert',
    text: insert,
    values: [organizationId, id, order.phone, JSON.stringify(order)],
  })
  return {
    correlationId: randomUUID(),
    orderInfo: { id, organizationId, creationStatus: 'InProgress', order: null },
  }
})
server.post('/by_id', async (request) => {
  const { organizationId, orderIds } = request.body as { organizationId: string; orderIds: string[] }
  const { rows } = await pool.query({
    name: 'by_id',
    text: 'select id, payload from reference.orders where organization_id = $1 and id = any($2::uuid[])',
    values: [organizationId, orderIds],
  })
  return { correlationId: randomUUID(), orders: rows }
})
await referenceDocuments(server, pool)
await referenceBackOffice(server, pool)
await referenceTableOrders(server, pool)
await referenceLoyalty(server, pool)
await referenceBiz(server, pool)
const statics = new Map<string, Buffer>()
server.addContentTypeParser(
  'application/octet-stream',
  { parseAs: 'buffer', bodyLimit: 64 * 1024 * 1024 },
  (_request, data, done) => done(null, data),
)
server.put('/static/:name', async (request) => {
  statics.set((request.params as { name: string }).name, request.body as Buffer)
  return {}
})
server.post('/static/:name', async (request, reply) => {
  reply.header('content-type', 'application/json; charset=utf-8')
  return statics.get((request.params as { name: string }).name)
})
await server.listen({ port: 0, host: '127.0.0.1' })
const address = server.server.address()
process.stdout.write(`ready http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}\n`)
