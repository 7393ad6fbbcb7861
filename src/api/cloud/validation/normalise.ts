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
  const asWritten = new Set(canonical)
  return (text: string): string =>
    asWritten.has(text) ? text : (byLowerCase.get(text.toLowerCase()) ?? text)
}

type Field = { name: string; normalise: Normalise }

/**
 * What is as it is meant is given back as it came: most clients write bodies just so, and copies of all their parts would
 * take longer than to look at them.
 */
const ofObject = (schema: RequestSchema, lookup: Lookup): Normalise => {
  const required = new Set(schema.required ?? [])
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    normalise: ofMember(property, required.has(name), compile(property, lookup)),
  }))
  return (value) => {
    if (!isObject(value)) return value
    let result: Record<string, unknown> | null = null
    let met = 0
    let before = 0
    for (const { name, normalise } of fields) {
      const given = value[name]
      const meant = normalise(given)
      if (given !== undefined) met += 1
      if (meant !== given) result ??= chosen(value, fields.slice(0, before))
      if (result && meant !== undefined) result[name] = meant
      before += 1
    }
    return result ?? (met === keyCount(value) ? value : chosen(value, fields))
  }
}

/** Of a field that may be absent; undefined: it is. */
const ofMember = (
  { default: missing }: RequestSchema,
  isRequired: boolean,
  normalise: Normalise = (value) => value,
): Normalise => {
  return (value) => {
    const given = value ?? missing
    // A required null stays: the check refuses it or knows that it is allowed.
    if (given === undefined) return isRequired && value === null ? null : undefined
    return normalise(given)
  }
}

/** Those fields that are there. */
function chosen(value: Readonly<Record<string, unknown>>, fields: readonly Field[]): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const { name } of fields) if (value[name] !== undefined) result[name] = value[name]
  return result
}

function keyCount(value: object): number {
  let count = 0
  for (const _ in value) count += 1
  return count
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
  ((value) => {
    if (!Array.isArray(value)) return value
    let result: unknown[] | null = null
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index]
      const meant = item === null ? null : items(item)
      if (meant !== item) result ??= [...value]
      if (result) result[index] = meant
    }
    return result ?? value
  })

const ofDefinition = (name: string, lookup: Lookup): Normalise => {
  let made: Normalise | null = null
  return (value) => {
    made ??= lookup(name)
    return made(value)
  }
}

/** The normaliser of a schema; undefined when there is nothing to do. */
const compile = (schema: RequestSchema, lookup: Lookup): Normalise | undefined => {
  const { $ref } = schema
  if ($ref !== undefined) return ofDefinition($ref.slice('#/definitions/'.length), lookup)
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
