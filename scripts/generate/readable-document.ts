// The repaired document as a valid OpenAPI 3.0 file that tools read: client generators, Swagger UI, Postman. The
// published one is refused by most of them.

import type { Document, Operation, Schema } from './document.ts'
import { isPublic, refName, refTo } from './document.ts'
import type { Model } from './model.ts'

/** A parameter named Authorization is ignored by tools: they want a security scheme. */
const bearer = { bearer: { type: 'http', scheme: 'bearer', description: 'The token of access_token.' } }

const responsesOf = ({ responses }: Operation): Operation['responses'] =>
  Object.fromEntries(
    Object.entries(responses).map(([status, response]) => [
      status,
      { ...response, description: response.description ?? 'Error' },
    ]),
  )

/** Replaces every reference inside a value; the rest is copied as it is. */
function renamed(value: unknown, nameOf: (schema: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, nameOf))
  if (typeof value === 'string' && value.startsWith(refTo(''))) return refTo(nameOf(refName(value)))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamed(inner, nameOf)]))
}

/** `const` and lists of types came to JSON Schema after OpenAPI 3.0. */
function inOldWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOldWords)
  if (typeof value !== 'object' || value === null) return value
  const { const: only, type, ...rest } = value as Schema
  const inner = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, inOldWords(part)]))
  return {
    ...inner,
    ...(Array.isArray(type)
      ? { anyOf: type.map((one) => ({ type: one })) }
      : type === undefined
        ? {}
        : { type }),
    ...(only === undefined ? {} : { enum: [only] }),
  }
}

/** The model's document under short names, with an operation id for each operation. */
export function readableDocument(
  published: Document & { info?: object; tags?: object[] },
  model: Model,
): object {
  const nameOf = (schema: string): string => {
    const canonical = model.canonical.get(schema) ?? schema
    return model.nameOf(canonical, 'request')
  }
  const paths: Record<string, Record<string, object>> = {}
  for (const { path, method, name, operation } of model.operations) {
    const { parameters = [], ...rest } = operation
    const own = {
      operationId: name,
      ...rest,
      parameters: parameters.filter((parameter) => parameter.name !== 'Authorization'),
      responses: responsesOf(operation),
      ...(isPublic(path) ? {} : { security: [{ bearer: [] }] }),
    }
    paths[path] = { ...paths[path], [method.toLowerCase()]: own }
  }
  const schemas = Object.fromEntries(
    Object.entries(model.schemas)
      .map(([name, schema]) => [nameOf(name), schema] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
  const document = {
    openapi: '3.0.3',
    info: {
      title: 'iikoCloud API as Trapeza serves it',
      version: '1',
      description:
        'The published document with its faults mended, each for a reason that spec/cloud/repairs.ts gives.',
    },
    servers: [{ url: '/' }],
    tags: published.tags ?? [],
    paths,
    components: { securitySchemes: bearer, schemas },
  }
  return inOldWords(renamed(document, nameOf)) as object
}

/** One path or schema a line, so that a change of the document shows as changed lines. */
export function printReadable(document: object): string {
  const { paths, components, ...head } = document as {
    paths: Record<string, object>
    components: { securitySchemes: object; schemas: Record<string, object> }
  }
  const lines = (record: Record<string, object>): string =>
    Object.entries(record)
      .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
      .join(',\n')
  return `${JSON.stringify(head).slice(0, -1)},
"paths":{
${lines(paths)}},
"components":{"securitySchemes":${JSON.stringify(components.securitySchemes)},"schemas":{
${lines(components.schemas)}}}}
`
}
