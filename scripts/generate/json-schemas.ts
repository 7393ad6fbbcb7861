// Repaired schemas → JSON Schemas for Ajv, one set for requests and one for answers.

import { type Discriminator, refName, type Schema } from './document.ts'
import { type Direction, type Model, unionsOf } from './model.ts'

export type JsonSchema = Record<string, unknown>

/** Formats that Ajv shall check; the others (`float`, `double`, `enum`, `date-span`) say nothing checkable. */
const formats: Record<string, string> = {
  uuid: 'uuid',
  int32: 'int32',
  int64: 'int64',
  'yyyy-MM-dd HH:mm:ss.fff': 'local-date-time',
}

const limits = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems'] as const

interface Context {
  direction: Direction
  nameOf: (ref: string) => string
}

const orNull = (schema: JsonSchema): JsonSchema => {
  const { type, enum: values } = schema
  if (type === undefined) return { anyOf: [schema, { type: 'null' }] }
  const types = Array.isArray(type) ? type : [type]
  const nullable: JsonSchema = { ...schema, type: [...types, 'null'] }
  if (Array.isArray(values)) nullable['enum'] = [...values, null]
  return nullable
}

const unionOf = (discriminator: Discriminator, context: Context): JsonSchema => {
  const branches = Object.entries(discriminator.mapping ?? {}).map(
    ([tag, ref]) => [tag, context.nameOf(ref)] as const,
  )
  const union: JsonSchema = {
    type: 'object',
    discriminator: { propertyName: discriminator.propertyName },
    oneOf: [...new Set(branches.map(([, name]) => name))].map((name) => ({ $ref: `#/definitions/${name}` })),
  }
  if (context.direction === 'request')
    union['x-union'] = {
      tag: discriminator.propertyName,
      default: discriminator['x-default'] ?? null,
      aliases: discriminator['x-aliases'] ?? {},
      branches: Object.fromEntries(branches),
    }
  return union
}

const objectOf = (schema: Schema, context: Context): JsonSchema => {
  const required = new Set(schema.required ?? [])
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    // An optional null of a request is dropped before validation, so only a required one may still be there.
    const isNullKept = context.direction === 'answer' || required.has(name)
    return [name, convert(property, context, isNullKept)] as const
  })
  const object: JsonSchema = { type: 'object' }
  if (required.size > 0) object['required'] = [...required]
  if (typeof schema.additionalProperties === 'object')
    object['additionalProperties'] = convert(schema.additionalProperties, context)
  else {
    object['properties'] = Object.fromEntries(properties)
    if (context.direction === 'answer') object['additionalProperties'] = false
  }
  return object
}

const scalarOf = (schema: Schema, context: Context): JsonSchema => {
  // Only the request of an external menu id may be of two types: the number is turned into the string before.
  const isTextOrNumber = Array.isArray(schema.type)
  const scalar: JsonSchema = { type: isTextOrNumber ? 'string' : schema.type }
  if (isTextOrNumber && context.direction === 'request') scalar['x-from-integer'] = true
  if (schema.enum) scalar['enum'] = schema.enum
  const format = schema.format === undefined ? undefined : formats[schema.format]
  if (format !== undefined && !schema.enum) scalar['format'] = format
  return scalar
}

const convert = (schema: Schema, context: Context, isNullKept = true): JsonSchema => {
  const plain = (): JsonSchema => {
    if (schema.$ref !== undefined) return { $ref: `#/definitions/${context.nameOf(schema.$ref)}` }
    if (schema.discriminator) return unionOf(schema.discriminator, context)
    if (schema.oneOf) return { oneOf: schema.oneOf.map((part) => convert(part, context)) }
    if (schema.type === undefined) return {}
    if (schema.type === 'object') return objectOf(schema, context)
    if (schema.type === 'array') return { type: 'array', items: convert(schema.items ?? {}, context) }
    return scalarOf(schema, context)
  }
  const converted = plain()
  for (const limit of limits) if (schema[limit] !== undefined) converted[limit] = schema[limit]
  return schema.nullable && isNullKept ? orNull(converted) : converted
}

/** A tag with a default carries it as `default`, for the normaliser, also where a branch is referred to directly. */
const markDefaultTags = (model: Model, definitions: Record<string, JsonSchema>): void => {
  for (const [, discriminator] of unionsOf(model)) {
    const tag = discriminator['x-default']
    const ref = tag === undefined ? undefined : discriminator.mapping?.[tag]
    if (tag === undefined || ref === undefined) continue
    const branch = definitions[model.nameOf(refName(ref), 'request')]
    const properties = branch?.['properties'] as Record<string, JsonSchema> | undefined
    const property = properties?.[discriminator.propertyName]
    if (property) property['default'] = tag
  }
}

/** Definitions of one direction by short name, the bodies and answers of all operations among them. */
export const jsonSchemas = (model: Model, direction: Direction): Record<string, JsonSchema> => {
  const context: Context = { direction, nameOf: (ref) => model.nameOf(refName(ref), direction) }
  const definitions: Record<string, JsonSchema> = {}
  for (const name of model.members[direction]) {
    const schema = model.schemas[name]
    if (schema) definitions[model.nameOf(name, direction)] = convert(schema, context)
  }
  if (direction === 'request') markDefaultTags(model, definitions)
  for (const operation of model.operations) {
    const schema = direction === 'request' ? operation.body : operation.answer
    const name = `${operation.name}${direction === 'request' ? 'Body' : 'Answer'}`
    if (definitions[name] !== undefined) continue
    if (schema) definitions[name] = convert(schema, context)
    // No body is declared: nothing is required of what a client sends, and nothing may be answered.
    else definitions[name] = direction === 'request' ? { type: 'object', properties: {} } : { type: 'null' }
  }
  return definitions
}
