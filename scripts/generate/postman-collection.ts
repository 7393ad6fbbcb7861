// A Postman collection (v2.1) of all operations: the document says what they are and what they answer, the walk of the
// tests what to send, so that the collection runs from its first request to its last against the demo chain.

import { ids } from '../../test/support/walk/demo-ids.ts'
import { walk } from '../../test/support/walk/index.ts'
import type { Json, Step } from '../../test/support/walk/step.ts'
import { isPublic } from './document.ts'
import type { JsonSchema } from './json-schemas.ts'
import type { Model, ModelOperation } from './model.ts'
import { collectionEvents, requestEvents } from './postman-scripts.ts'

const variableOf = new Map<string, string>(Object.entries(ids).map(([name, id]) => [id, name]))

/** The keys of the demo, and where a sandbox listens; an environment may set others. */
const given = {
  baseUrl: 'http://127.0.0.1:8080',
  apiLogin: 'de300000-0000-4000-8000-000000000001',
  appId: 'a9900000-0000-4000-8000-000000000001',
  clientSecret: 'trapeza-demo-client-secret-0001',
}

/** The body as its readers see it: ids of the demo under names, numbers without quotes. */
const bodyText = (body: Json): string =>
  JSON.stringify(
    body,
    (_, value) => (variableOf.has(value) ? `{{${variableOf.get(value)}}}` : value),
    2,
  ).replace(/"\{\{number (\w+)\}\}"/g, '{{$1}}')

/** A till that is asked answers first, so that the next request finds what this one did. */
const waits = { key: 'Prefer', value: 'wait=10', description: 'Hold the answer for the outcome.' }

function requestOf(operation: ModelOperation, { body }: Step): object {
  const { path, method, operation: described } = operation
  const isCommand = /This method is a command/.test(described.description ?? '')
  return {
    method,
    ...(isPublic(path) ? { auth: { type: 'noauth' } } : {}),
    header: [
      ...(body === null ? [] : [{ key: 'Content-Type', value: 'application/json' }]),
      ...(isCommand ? [waits] : []),
    ],
    ...(body === null
      ? {}
      : { body: { mode: 'raw', raw: bodyText(body), options: { raw: { language: 'json' } } } }),
    url: { raw: `{{baseUrl}}${path}`, host: ['{{baseUrl}}'], path: path.split('/').slice(1) },
    description: (described.description ?? '').trim(),
  }
}

export function postmanCollection(model: Model, definitions: Record<string, JsonSchema>): object {
  const operations = new Map(model.operations.map((operation) => [operation.key, operation]))
  const itemOf = (step: Step): object => {
    const operation = operations.get(step.path)
    if (!operation) throw new Error(`the document has no ${step.path}`)
    const summary = operation.operation.summary?.replace(/\.$/, '') ?? ''
    return {
      name: `${operation.path} – ${summary}`,
      event: requestEvents(step),
      request: requestOf(operation, step),
      response: [],
    }
  }
  return {
    info: {
      _postman_id: '7ba9e2a0-0000-4000-8000-00000000c10d',
      name: 'iikoCloud API as Trapeza serves it',
      description:
        'Every operation, in an order in which each finds what it speaks of. Set `baseUrl`, run the collection from its first request; the first one gets the token.',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    event: collectionEvents(model, definitions),
    variable: Object.entries({ ...given, ...ids }).map(([key, value]) => ({ key, value })),
    item: walk.map(({ name, steps }) => ({ name, item: steps.map(itemOf) })),
  }
}

/** One request a line, so that a change shows as changed lines. */
export function printCollection(collection: object): string {
  const { item: folders, ...head } = collection as { item: { name: string; item: object[] }[] }
  const printed = folders.map(
    ({ name, item }) =>
      `{"name":${JSON.stringify(name)},"item":[\n${item.map((one) => JSON.stringify(one)).join(',\n')}]}`,
  )
  return `${JSON.stringify(head).slice(0, -1)},\n"item":[\n${printed.join(',\n')}]}\n`
}
