// The described groups → one OpenAPI 3.1 document for people and tools (docs/adr/0013-iikoserver-family.md).

import type { Answer, Member, Members } from '../../spec/server/describe.ts'
import type { ServerModel, ServerOperation } from './server-model.ts'

type Json = Record<string, unknown>

const plainSchema = (member: Member): Json => {
  switch (member.is) {
    case 'uuid':
      return { type: 'string', format: 'uuid' }
    case 'text':
      return { type: 'string' }
    case 'day':
      return member.form === 'dd.MM.yyyy'
        ? { type: 'string', pattern: '^\\d\\d\\.\\d\\d\\.\\d{4}$' }
        : { type: 'string', format: 'date' }
    case 'decimal':
      return { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' }
    case 'bool':
      return { type: 'boolean' }
    case 'int':
      return { type: 'integer' }
    case 'number':
      return { type: 'number' }
    case 'value':
      return {}
    case 'choice':
      return { type: 'string', enum: member.of }
    case 'type':
      return { $ref: `#/components/schemas/${member.name}` }
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(member.of) }
    case 'list':
      return {
        type: 'array',
        items: { ...schemaOf(member.of), xml: { name: member.item } },
        xml: { wrapped: true },
      }
    case 'repeated':
      return { type: 'array', items: schemaOf(member.of) }
  }
}

const schemaOf = (member: Member): Json => {
  const plain = plainSchema(member)
  const schema = member.nullable ? { anyOf: [plain, { type: 'null' }] } : plain
  return {
    ...schema,
    ...(member.note === undefined ? {} : { description: member.note }),
    ...(member.xml === 'attribute' ? { xml: { attribute: true } } : {}),
    ...('default' in member ? { default: member.default } : {}),
  }
}

const objectOf = (members: Members): Json => ({
  type: 'object',
  required: Object.entries(members).flatMap(([name, member]) => (member.optional ? [] : [name])),
  properties: Object.fromEntries(Object.entries(members).map(([name, member]) => [name, schemaOf(member)])),
})

const contentOf = (content: Exclude<Answer, { as: 'nothing' }>): Json => {
  if (content.as === 'text') return { 'text/plain': { schema: { type: 'string' } } }
  if (content.as === 'json') return { 'application/json': { schema: schemaOf(content.of) } }
  return { 'application/xml': { schema: { ...schemaOf(content.of), xml: { name: content.root } } } }
}

const isGiven = (member: Member): boolean => !member.optional && !('default' in member)

function operationOf(operation: ServerOperation): Json {
  const { area, summary, source, since, known, answer, body, right } = operation
  const parameters = [
    ...operation.pathParameters.map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(operation.query ?? {}).map(([name, member]) => ({
      name,
      in: 'query',
      required: isGiven(member),
      schema: schemaOf(member),
    })),
  ]
  const words = [
    source === undefined ? '' : `server-api ${source}.`,
    since === undefined ? '' : `Since ${since}.`,
    known === 'wadl' ? 'Not documented by the vendor.' : '',
    right === undefined ? '' : `Needs the right ${right}.`,
    operation.module === undefined ? '' : `Belongs to the licensed module ${operation.module}.`,
    answer ? '' : 'Not built yet: answers 501.',
  ]
  return {
    tags: [area],
    operationId: operation.key,
    summary,
    description: words.filter(Boolean).join(' '),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: contentOf(body) } } : {}),
    ...(operation.isPublic ? { security: [] } : {}),
    responses: {
      200: {
        description: 'OK',
        ...(answer && answer.as !== 'nothing' ? { content: contentOf(answer) } : {}),
      },
      default: { description: 'What is wrong, in words', content: contentOf({ as: 'text' }) },
    },
  }
}

/** The text of `openapi.json`. */
export function printServerDocument({ operations, types }: ServerModel): string {
  const paths: Record<string, Json> = {}
  for (const operation of operations) {
    const path = `${operation.isOutside ? '' : '/api'}${operation.path}`
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: operationOf(operation) }
  }
  const schemas = Object.fromEntries(
    Object.entries(types).map(([name, members]) => [name, objectOf(members)]),
  )
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'iikoServer API',
      version: '1',
      description:
        'The back-office API of iiko, as Trapeza describes and answers it. Errors are plain text; a token goes by `key` in the query or as a cookie.',
    },
    servers: [
      { url: '/resto', description: 'The chain' },
      {
        url: '/rms/{code}/resto',
        description: 'One restaurant',
        variables: { code: { default: '1', description: 'Its code' } },
      },
    ],
    security: [{ query: [] }, { cookie: [] }],
    paths,
    components: {
      securitySchemes: {
        query: { type: 'apiKey', in: 'query', name: 'key' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'key' },
      },
      schemas,
    },
  }
  return `${JSON.stringify(document, null, 1)}\n`
}
