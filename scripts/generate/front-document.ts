/** The OpenAPI document of the Front Web API: the old REST server by the shapes of its lists, and our own surface. */

import { topics } from '../../src/api/front/changes/changes.ts'
import type { Field, Shape } from '../../src/api/front/odata/shape.ts'
import { kitchenOrderShape, orderShape } from '../../src/api/front/rest/shapes.ts'
import { operationNames } from '../../src/api/front/rpc/operations-api.ts'
import { scopes } from '../../src/api/front/sessions.ts'
import { v1Reads } from '../../src/api/front/v1/v1-lists.ts'
import { kitchenItemStatuses } from '../../src/app/front/model/enums.ts'

type Json = Readonly<Record<string, unknown>>

const simple: Readonly<Record<string, Json>> = {
  text: { type: 'string', nullable: true },
  number: { type: 'number', nullable: true },
  flag: { type: 'boolean' },
  guid: { type: 'string', format: 'uuid', nullable: true },
  time: {
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: 'seven fractional digits, offset',
  },
  span: { type: 'string', nullable: true, description: 'hh:mm:ss' },
}

function schemaOf(field: Field): Json {
  if (typeof field === 'string') return simple[field] ?? {}
  if ('object' in field) return { ...objectOf(field.object), nullable: true }
  if ('list' in field) return { type: 'array', items: objectOf(field.list) }
  const { typeName, values } = field.enumeration
  const told = Object.entries(values).map(([name, value]) => `${name} ${value}`)
  return { type: 'integer', description: `${typeName}: ${told.join(', ')}` }
}

const objectOf = (shape: Shape): Json => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, schemaOf(field)])),
})

const text = { type: 'string' }
const uuid = { type: 'string', format: 'uuid' }
const object = { type: 'object', additionalProperties: true }
const content = (schema: Json): Json => ({ 'application/json': { schema } })
const ok = (description: string, schema: Json): Json => ({ description, content: content(schema) })
const at = (name: string, schema: Json = text): Json => ({ name, in: 'path', required: true, schema })
const query = (name: string, description: string, schema: Json = text): Json => ({
  ...{ name, in: 'query', description, schema },
})
const problem: Json = {
  description: 'RFC 9457; `code` is the name of an exception of the front',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        properties: { type: text, title: text, status: { type: 'integer' }, code: text, detail: text },
      },
    },
  },
}
const odata: Json[] = [
  query(
    '$filter',
    'and or not, eq ne gt ge lt le in has, contains startswith endswith, any all, members by /',
  ),
  query('$orderby', 'members with asc or desc'),
  query('$top', 'at most so many', { type: 'integer', minimum: 0 }),
  query('$skip', 'without so many', { type: 'integer', minimum: 0 }),
  query('$select', 'these members only'),
  query('$count', 'true: an object with @odata.count and value', { type: 'boolean' }),
]

const key = [{ key: [] }]
const bearer = [{ bearer: [] }]

function restPaths(): Json {
  const get = (
    operationId: string,
    summary: string,
    parameters: Json[],
    schema: Json,
    security: Json[] = key,
  ): Json => ({
    get: {
      ...{ operationId, summary, tags: ['REST server of iikoFront'], parameters, security },
      responses: { 200: ok(summary, schema), 401: { description: 'no key, or an old one' } },
    },
  })
  const list = (name: string): Json => ({ type: 'array', items: { $ref: `#/components/schemas/${name}` } })
  return {
    '/api/login/{code}': get('login', 'a key for a licence module (2050) or a PIN', [at('code')], uuid, []),
    '/api/logout/{key}': get('logout', 'frees the connection', [at('key', uuid)], { type: 'boolean' }, []),
    '/api/orders': get('orders', 'orders at hand', odata, list('Order')),
    '/api/orders/{id}': get('order', 'an order', [at('id', uuid)], { $ref: '#/components/schemas/Order' }),
    '/api/kitchenorders': get('kitchenOrders', 'what the kitchen has', odata, list('KitchenOrder')),
    '/api/kitchenorders/{number}': get('kitchenOrder', 'by its number, the latest one', [at('number')], {
      $ref: '#/components/schemas/KitchenOrder',
    }),
    '/api/products/{article}': get('product', 'a product by its article', [at('article')], object),
    '/api/users/{name}': get('user', 'somebody of the staff', [at('name')], object),
    '/api/tables/{number}': get('table', 'a table by its number', [at('number')], object),
    '/api/sections/{name}': get('section', 'a hall, or a place that cooks', [at('name')], object),
  }
}

/** Queries of the lists of our own. */
const queries: Readonly<Record<string, Json[]>> = {
  orders: [
    query('status', 'names with commas: New, Bill, Closed, Deleted'),
    query('updatedAfterRevision', 'changed after this place'),
    query('excludeDeliveries', 'true or false', { type: 'boolean' }),
  ],
  'kitchen-orders': [query('updatedAfterRevision', 'changed after this place')],
  deliveries: [query('status', 'names of DeliveryStatus with commas')],
  reserves: [query('status', 'names of ReserveStatus with commas')],
  products: [query('includeInactive', 'true: also what is not on the menu', { type: 'boolean' })],
  queue: [query('board', 'id of a board of the till; absent: its first one', uuid)],
}

function ownOperation(
  operationId: string,
  summary: string,
  more: Json,
  answer: Json = object,
  status = 200,
): Json {
  const responses = {
    [status]: status === 204 ? { description: summary } : ok(summary, answer),
    default: problem,
  }
  return { operationId, summary, tags: ['v1'], security: bearer, responses, ...more }
}

function ownPaths(): Json {
  const reads = v1Reads.map(({ path, scope }): [string, Json] => {
    const name = path.replace('/:id', '')
    const parameters = path.endsWith(':id') ? [at('id', uuid)] : (queries[path] ?? [])
    const id = `v1.${name}${path.endsWith(':id') ? '.byId' : ''}`
    return [`/v1/${path.replace(':id', '{id}')}`, { get: ownOperation(id, `scope ${scope}`, { parameters }) }]
  })
  const body = (properties: Json, required: string[]): Json => ({
    requestBody: { required: true, content: content({ type: 'object', properties, required }) },
  })
  const session = body(
    {
      ...{ clientId: uuid, apiKey: text, pin: text, moduleId: { type: 'integer', default: 2050 } },
      scopes: { type: 'array', items: { type: 'string', enum: [...scopes] } },
    },
    ['clientId'],
  )
  const move = body(
    {
      ids: { type: 'array', items: uuid },
      status: { type: 'string', enum: Object.keys(kitchenItemStatuses) },
      expectedRevision: { type: 'integer' },
    },
    ['ids', 'status'],
  )
  const since = query('since', '{databaseId}:{revision} of an earlier answer; 410: read everything anew')
  const wanted = query('topics', `with commas: ${topics.join(', ')}`)
  return {
    '/v1/sessions': {
      post: ownOperation('v1.open', 'a slot for each clientId', { ...session, security: [] }, object, 201),
    },
    '/v1/sessions/current': { delete: ownOperation('v1.close', 'frees the slot', {}, object, 204) },
    '/v1/sessions/current/heartbeat': { post: ownOperation('v1.heartbeat', 'lives five minutes longer', {}) },
    ...Object.fromEntries(reads),
    '/v1/kitchen-orders/{id}/items': {
      patch: ownOperation('v1.cook', 'marks dishes; scope kitchen:write; 409 when changed meanwhile', {
        parameters: [at('id', uuid), { name: 'Idempotency-Key', in: 'header', schema: uuid }],
        ...move,
      }),
    },
    '/v1/changes': { get: ownOperation('v1.changes', 'what changed after a place', { parameters: [since] }) },
    '/v1/stream': {
      get: ownOperation('v1.stream', 'events (SSE); as a WebSocket JSON-RPC: subscribe, unsubscribe, ping', {
        parameters: [wanted, since],
      }),
    },
  }
}

const rpcPath: Json = {
  '/jsonrpc': {
    post: {
      ...{ operationId: 'jsonrpc', tags: ['JSON-RPC of iikoFront'], security: [...key, ...bearer] },
      summary: 'JSON-RPC 2.0, batches too; the same address as a WebSocket tells what changes',
      description: `OperationsApi: ${operationNames.join(', ')}`,
      requestBody: { required: true, content: content(object) },
      responses: { 200: ok('the answer', object), 204: { description: 'nothing wants an answer' } },
    },
  },
}

/** OpenAPI 3.0. Every path is there under `/till/{group}` too. */
export const printFrontDocument = (): string =>
  `${JSON.stringify(
    {
      openapi: '3.0.3',
      info: {
        title: 'Front Web API',
        version: '1',
        description:
          'What boards, monitors and kitchen screens ask a till. Bare paths mean the first terminal group; another one is asked under /till/{group}.',
      },
      paths: { ...restPaths(), ...rpcPath, ...ownPaths() },
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'query', name: 'key' },
          bearer: { type: 'http', scheme: 'bearer' },
        },
        schemas: { Order: objectOf(orderShape), KitchenOrder: objectOf(kitchenOrderShape) },
      },
    },
    null,
    2,
  )}\n`
