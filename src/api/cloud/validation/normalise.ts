// What a client sends → what the schema means, before it is checked. Enum strings and tags match in any letter case
// and any position, an absent tag means the old contract's only variant, a null of an optional field means that the
// field is not there, unknown fields are ignored (cloud-api §0.3.6, §0.3.7, §4.2). Values that make no sense stay as
// they are: the check that follows names them. The tables are the request schemas themselves.

import { canonicalDateTime, canonicalUuid } from './formats.ts'

export interface RequestSchema {
  $ref?: string
  type?: string | string[]
  enum?: (string | number | null)[]
  format?: string
  default?: string
  required?: string[]
  properties?: Record<string, RequestSchema>
  items?: RequestSchema
  anyOf?: RequestSchema[]
  'x-union'?: {
    tag: string
    default: string | null
    aliases: Record<string, string>
    branches: Record<string, string>
  }
  'x-from-integer'?: true
}

export type Normalise = (value: unknown) => unknown

type Lookup = (name: string) => Normalise

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const onText =
  (change: (text: string) => string): Normalise =>
  (value) =>
    typeof value === 'string' ? change(value) : value

const caseInsensitive = (canonical: readonly string[], aliases: Record<string, string> = {}) => {
  const byLowerCase = new Map(Object.entries(aliases).map(([from, to]) => [from.toLowerCase(), to]))
  for (const value of canonical) byLowerCase.set(value.toLowerCase(), value)
  return (text: string): string => byLowerCase.get(text.toLowerCase()) ?? text
}

const ofObject = (schema: RequestSchema, lookup: Lookup): Normalise => {
  const required = new Set(schema.required ?? [])
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    isRequired: required.has(name),
    missing: property.default,
    normalise: compile(property, lookup),
  }))
  return (value) => {
    if (!isObject(value)) return value
    const result: Record<string, unknown> = {}
    for (const { name, isRequired, missing, normalise } of fields) {
      const given = value[name] ?? missing
      if (given !== undefined) result[name] = normalise ? normalise(given) : given
      // A required null stays: the check refuses it or knows that it is allowed.
      else if (isRequired && value[name] === null) result[name] = null
    }
    return result
  }
}

const ofUnion = (union: NonNullable<RequestSchema['x-union']>, lookup: Lookup): Normalise => {
  const spell = caseInsensitive(Object.keys(union.branches), union.aliases)
  return (value) => {
    if (!isObject(value)) return value
    const given = value[union.tag] ?? union.default
    const tag = typeof given === 'string' ? spell(given) : given
    // An own branch only: a tag such as `__proto__` must not find what every object has.
    const branch =
      typeof tag === 'string' && Object.hasOwn(union.branches, tag) ? union.branches[tag] : undefined
    if (branch === undefined) return value
    return lookup(branch)(value[union.tag] === tag ? value : { ...value, [union.tag]: tag })
  }
}

const ofArray = (items: Normalise | undefined): Normalise | undefined =>
  items &&
  ((value) =>
    Array.isArray(value) ? value.map((item: unknown) => (item === null ? null : items(item))) : value)

/** The normaliser of a schema; undefined when there is nothing to do. */
const compile = (schema: RequestSchema, lookup: Lookup): Normalise | undefined => {
  const { $ref } = schema
  if ($ref !== undefined) return (value) => lookup($ref.slice('#/definitions/'.length))(value)
  if (schema['x-union']) return ofUnion(schema['x-union'], lookup)
  if (schema.anyOf?.[0]) return compile(schema.anyOf[0], lookup)
  if (schema.properties) return ofObject(schema, lookup)
  if (schema.items) return ofArray(compile(schema.items, lookup))
  const spellings = (schema.enum ?? []).filter((value) => typeof value === 'string')
  if (spellings.length > 0) return onText(caseInsensitive(spellings))
  if (schema.format === 'uuid') return onText(canonicalUuid)
  if (schema.format === 'local-date-time') return onText(canonicalDateTime)
  if (schema['x-from-integer']) return (value) => (Number.isSafeInteger(value) ? String(value) : value)
  return undefined
}

/** Normalisers by name of definition, each made when it is first needed. */
export const createNormalisers = (definitions: Record<string, RequestSchema>): Lookup => {
  const made = new Map<string, Normalise>()
  const lookup: Lookup = (name) => {
    const known = made.get(name)
    if (known) return known
    const schema = definitions[name]
    if (!schema) throw new Error(`No request schema ${name}`)
    const normalise = compile(schema, lookup) ?? ((value) => value)
    made.set(name, normalise)
    return normalise
  }
  return lookup
}
