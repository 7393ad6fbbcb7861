// The shape of the published document, as far as the generator needs it, and a walker over its schemas.

export interface Schema {
  $ref?: string
  type?: string | string[]
  title?: string
  description?: string
  deprecated?: boolean
  format?: string
  enum?: (string | number)[]
  const?: string | number
  nullable?: boolean
  default?: unknown
  example?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  allOf?: Schema[]
  oneOf?: Schema[]
  anyOf?: Schema[]
  discriminator?: Discriminator
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
}

export interface Discriminator {
  propertyName: string
  mapping?: Record<string, string>
  /** Ours, added by a repair: the tag meant when a client sends none. */
  'x-default'?: string
  /** Ours, added by a repair: old spellings of a tag. */
  'x-aliases'?: Record<string, string>
}

export interface Content {
  content?: Record<string, { schema?: Schema; examples?: Record<string, { value: unknown }> }>
}

export interface Operation {
  tags: string[]
  summary?: string
  description?: string
  deprecated?: boolean
  parameters?: { name: string }[]
  requestBody?: Content & { required?: boolean }
  responses: Record<string, Content & { description?: string }>
}

export interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

export interface OperationEntry {
  /** The key used everywhere: the path, or `GET /path` for the one operation that is not a POST. */
  key: string
  path: string
  method: 'GET' | 'POST'
  operation: Operation
}

/** The three APIs behind one host: they differ in errors, times and enums (cloud-api §0.4). */
export type Family = 'transport' | 'loyalty' | 'back-office'

export const familyOf = (path: string): Family => {
  if (/^\/api\/(inventory|finance)\//.test(path)) return 'back-office'
  return /^\/api\/1\/(loyalty\/|combo(\/|$))/.test(path) ? 'loyalty' : 'transport'
}

/** Tokens are asked for without one; the back-office part wants one too, though its part of the document forgets to say so. */
export const isPublic = (path: string): boolean => path.endsWith('/access_token')

const refPrefix = '#/components/schemas/'

export const refTo = (name: string): string => refPrefix + name

export const refName = (ref: string): string => {
  if (!ref.startsWith(refPrefix)) throw new Error(`Not a schema reference: ${ref}`)
  return ref.slice(refPrefix.length)
}

export const operationsOf = (document: Document): OperationEntry[] =>
  Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]): OperationEntry => {
      const method = verb.toUpperCase()
      if (method !== 'GET' && method !== 'POST') throw new Error(`Unexpected verb ${verb} of ${path}`)
      return { key: method === 'GET' ? `GET ${path}` : path, path, method, operation }
    }),
  )

export const bodySchemaOf = (operation: Operation): Schema | undefined =>
  operation.requestBody?.content?.['application/json']?.schema

export const answerSchemaOf = (operation: Operation, status: string): Schema | undefined =>
  operation.responses[status]?.content?.['application/json']?.schema

export const successStatusOf = (operation: Operation): 200 | 201 => {
  const statuses = Object.keys(operation.responses).filter((status) => status.startsWith('2'))
  if (statuses.length !== 1) throw new Error(`Expected one success status, found ${statuses.join()}`)
  return statuses[0] === '201' ? 201 : 200
}

/** Calls `visit` with the schema and with every schema inside it; `where` reads like `Order.items[].type`. */
const walk = (schema: Schema, where: string, visit: (schema: Schema, where: string) => void): void => {
  visit(schema, where)
  for (const [name, property] of Object.entries(schema.properties ?? {}))
    walk(property, `${where}.${name}`, visit)
  if (schema.items) walk(schema.items, `${where}[]`, visit)
  for (const part of [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])])
    walk(part, where, visit)
  if (typeof schema.additionalProperties === 'object') walk(schema.additionalProperties, `${where}{}`, visit)
}

/** Every schema of the document, those written inside operations included. */
export const walkDocument = (document: Document, visit: (schema: Schema, where: string) => void): void => {
  for (const [name, schema] of Object.entries(document.components.schemas)) walk(schema, name, visit)
  for (const { key, operation } of operationsOf(document)) {
    const body = bodySchemaOf(operation)
    if (body) walk(body, `${key} body`, visit)
    for (const status of Object.keys(operation.responses)) {
      const answer = answerSchemaOf(operation, status)
      if (answer) walk(answer, `${key} ${status}`, visit)
    }
  }
}

/** Names of the schemas a schema refers to directly. */
export const referencesOf = (schema: Schema): string[] => {
  const found: string[] = []
  walk(schema, '', (part) => {
    if (part.$ref) found.push(refName(part.$ref))
  })
  return found
}

/** The given names and everything they reach by reference. */
export const reachableFrom = (schemas: Record<string, Schema>, roots: Iterable<string>): Set<string> => {
  const reached = new Set<string>()
  const queue = [...roots]
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (reached.has(name)) continue
    reached.add(name)
    const schema = schemas[name]
    if (!schema) throw new Error(`Reference to a schema that does not exist: ${name}`)
    queue.push(...referencesOf(schema))
  }
  return reached
}
