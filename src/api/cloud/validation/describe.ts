// Why a body was refused, in the words of the JSON deserializer behind the real service: integrators search for these
// phrases (cloud-api §2.4). What it cannot tell (the allowed values) is added after them.

import type { ErrorObject } from 'ajv'
import { positionOf } from './position.ts'

export interface Explanation {
  /** The faulty field, `order.items[0].amount`. */
  field: string
  description: string
}

const segmentsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))

const pathOf = (segments: readonly string[]): string =>
  segments.reduce((path, part) => {
    if (/^\d+$/.test(part)) return `${path}[${part}]`
    return path === '' ? part : `${path}.${part}`
  }, '')

const netTypes: Record<string, string> = {
  uuid: 'System.Guid',
  'local-date-time': 'System.DateTime',
  int32: 'System.Int32',
  int64: 'System.Int64',
  string: 'System.String',
  boolean: 'System.Boolean',
  number: 'System.Double',
  integer: 'System.Int32',
  array: 'System.Collections.Generic.List`1',
}

interface FailedSchema {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  oneOf?: unknown[]
  'x-union'?: { branches: Record<string, string> }
}

const definitionOf = (error: ErrorObject): string | undefined =>
  /definitions\/(\w+)\/\w+$/.exec(error.schemaPath)?.[1]

const expectedType = (schema: FailedSchema): string =>
  (Array.isArray(schema.type) ? schema.type.find((type) => type !== 'null') : schema.type) ?? 'object'

const netTypeOf = (error: ErrorObject, schema: FailedSchema): string => {
  const type = expectedType(schema)
  if (schema.enum || type === 'object') return definitionOf(error) ?? netTypes[type] ?? 'System.Object'
  return netTypes[schema.format ?? ''] ?? netTypes[type] ?? 'System.Object'
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`
}

/** The reader stumbles over the first character of something it did not expect there. */
const unexpected = (value: unknown): string => {
  const first = Array.isArray(value) ? '[' : typeof value === 'object' ? '{' : String(value).charAt(0)
  return `Unexpected character encountered while parsing value: ${first}.`
}

const isByReference = (schema: FailedSchema): boolean =>
  ['object', 'array'].includes(expectedType(schema)) ||
  (expectedType(schema) === 'string' &&
    schema.enum === undefined &&
    netTypes[schema.format ?? ''] === undefined)

const describeMismatch = (error: ErrorObject, schema: FailedSchema): string => {
  const value: unknown = error.data
  const type = expectedType(schema)
  const netType = netTypeOf(error, schema)
  const converting = `Error converting value ${shown(value)} to type '${netType}'.`
  if (type === 'object' && Array.isArray(value))
    return `Cannot deserialize the current JSON array (e.g. [1,2,3]) into type '${netType}' because the type requires a JSON object (e.g. {"name":"value"}) to deserialize correctly.`
  if (type === 'array' && typeof value === 'object')
    return `Cannot deserialize the current JSON object (e.g. {"name":"value"}) into type '${netType}' because the type requires a JSON array (e.g. [1,2,3]) to deserialize correctly.`
  if (type === 'object' || type === 'array') return converting
  if (typeof value === 'object') return unexpected(value)
  if (typeof value === 'string') {
    if (type === 'integer') return `Could not convert string to integer: ${value}.`
    if (type === 'number') return `Could not convert string to double: ${value}.`
    return type === 'boolean' ? `Could not convert string to boolean: ${value}.` : converting
  }
  if (type === 'integer' && typeof value === 'number')
    return `Input string '${value}' is not a valid integer.`
  if (typeof value === 'boolean' && type === 'number') return unexpected(value)
  return converting
}

const describeFormat = (error: ErrorObject, schema: FailedSchema): string => {
  if (schema.format === 'local-date-time')
    return `Could not convert string to DateTime: ${String(error.data)}.`
  if (schema.format === 'int32' || schema.format === 'int64')
    return `JSON integer ${String(error.data)} is too large or small for an ${schema.format === 'int32' ? 'Int32' : 'Int64'}.`
  return `Error converting value ${shown(error.data)} to type '${netTypeOf(error, schema)}'.`
}

const describeLength = (name: string, { minLength = 0, maxLength }: FailedSchema): string => {
  const least = minLength > 0 ? ` a minimum length of ${minLength} and` : ''
  return `The field '${name}' must be a string with${least} a maximum length of ${maxLength ?? 'any'}.`
}

const allowed = (values: readonly unknown[]): string =>
  ` Allowed values: ${values.filter((value) => value !== null).join(', ')}.`

interface Draft {
  /** Path of the faulty field, and of the place the message speaks about when that is another one. */
  field: readonly string[]
  place?: readonly string[]
  at?: 'value' | 'end'
  text: string
  after?: string
  /** Some messages of the service name no path. */
  isWithoutPath?: boolean
}

const missing = (owner: readonly string[], name: string): Draft => {
  const field = [...owner, name]
  if (name === 'organizationIds')
    return { field, text: "Value cannot be null. (Parameter 'organizationIds')", isWithoutPath: true }
  return { field, place: owner, at: 'end', text: `Required property '${name}' not found in JSON.` }
}

const draftNull = (error: ErrorObject, schema: FailedSchema, field: readonly string[]): Draft => {
  const name = field.at(-1)
  const isElement = name === undefined || /^\d+$/.test(name)
  if (!isByReference(schema) || isElement)
    return { field, text: `Error converting value {null} to type '${netTypeOf(error, schema)}'.` }
  if (name === 'organizationIds') return missing(field.slice(0, -1), name)
  const owner = field.slice(0, -1)
  return { field, place: owner, at: 'end', text: `Required property '${name}' expects a value but got null.` }
}

const draftTag = (error: ErrorObject, schema: FailedSchema, owner: readonly string[]): Draft => {
  const { tag, tagValue } = error.params as { tag: string; tagValue: unknown }
  if (tagValue === undefined) return missing(owner, tag)
  const text = `Error converting value ${tagValue === null ? '{null}' : shown(tagValue)} to type '${definitionOf(error) ?? 'System.String'}'.`
  return { field: [...owner, tag], text, after: allowed(Object.keys(schema['x-union']?.branches ?? {})) }
}

const draftOf = (error: ErrorObject): Draft => {
  const field = segmentsOf(error.instancePath)
  const name = field.at(-1) ?? ''
  const schema = (error.parentSchema ?? {}) as FailedSchema
  switch (error.keyword) {
    case 'required':
      return missing(field, (error.params as { missingProperty: string }).missingProperty)
    case 'discriminator':
      return draftTag(error, schema, field)
    case 'type':
      return error.data === null
        ? draftNull(error, schema, field)
        : { field, text: describeMismatch(error, schema) }
    case 'format':
      return { field, text: describeFormat(error, schema) }
    case 'enum': {
      if (error.data === null) return draftNull(error, schema, field)
      const text = `Error converting value ${shown(error.data)} to type '${netTypeOf(error, schema)}'.`
      return { field, text, after: allowed(schema.enum ?? []) }
    }
    case 'minLength':
    case 'maxLength':
      return { field, text: describeLength(name, schema) }
    case 'minimum':
    case 'maximum':
      return { field, text: `The field '${name}' must be between ${schema.minimum} and ${schema.maximum}.` }
    case 'minItems':
      if (name === 'organizationIds')
        return { field, text: 'At least one organization identifier is required', isWithoutPath: true }
      return { field, text: `The list '${name}' must not be empty.` }
    default:
      return { field, text: `The value ${error.message ?? 'is wrong'}.` }
  }
}

/** Turns the first error of a check into the answer of the service; `text` is the body as sent, when it is known. */
export const explain = (error: ErrorObject, text?: string): Explanation => {
  const draft = draftOf(error)
  const field = pathOf(draft.field)
  if (draft.isWithoutPath) return { field, description: draft.text }
  const place = draft.place ?? draft.field
  const position = text === undefined ? undefined : positionOf(text, place, draft.at ?? 'value')
  const where = position ? `, line ${position.line}, position ${position.position}` : ''
  return { field, description: `${draft.text} Path '${pathOf(place)}'${where}.${draft.after ?? ''}` }
}
