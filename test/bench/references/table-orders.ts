/** The frozen reference of an order on a table: the same as that of a delivery, for a table. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'

const tables = `
  create table if not exists reference.table_orders (organization_id uuid, id uuid, table_ids uuid[], payload jsonb,
    at timestamptz, primary key (organization_id, id))`

const insert = `
  with o as (insert into reference.table_orders values ($1, $2, $3::uuid[], $4, now())),
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
      required: ['tableIds', 'items'],
      properties: {
        tableIds: { type: 'array', items: { type: 'string', format: 'uuid' } },
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
            },
          },
        },
      },
    },
  },
}

export async function referenceTableOrders(server: FastifyInstance, pool: pg.Pool): Promise<void> {
  await pool.query(tables)
  server.post('/table-orders/create', { schema: { body } }, async (request) => {
    const { organizationId, order } = request.body as {
      organizationId: string
      order: { tableIds: string[] }
    }
    const id = randomUUID()
    await pool.query({
      name: 'table-order',
      text: insert,
      values: [organizationId, id, order.tableIds, JSON.stringify(order)],
    })
    return {
      correlationId: randomUUID(),
      orderInfo: { id, organizationId, creationStatus: 'InProgress', order: null },
    }
  })
}
