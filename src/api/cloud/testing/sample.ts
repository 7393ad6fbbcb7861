// Values made from the generated JSON Schemas: what a contract test sends when any valid body will do. Deterministic.

import { readFileSync } from 'node:fs'

export interface SampledSchema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  format?: string
  minimum?: number
  minLength?: number
  minItems?: number
  required?: string[]
  properties?: Record<string, SampledSchema>
  items?: SampledSchema
  oneOf?: SampledSchema[]
  anyOf?: SampledSchema[]
}

export type Definitions = Record<string, SampledSchema>

export const readDefinitions = (direction: 'request' | 'answer'): Definitions =>
  JSON.parse(
    readFileSync(new URL(`../generated/${direction}-schemas.json`, import.meta.url), 'utf8'),
  ) as Definitions

const sampleId = '0dd1d0dd-0dd1-4dd0-8dd1-0dd1d0dd1d0d'

const sampleText = ({ format, minLength = 1 }: SampledSchema): string => {
  if (format === 'uuid') return sampleId
  if (format === 'local-date-time') return '2026-07-01 12:00:00.000'
  return '1'.repeat(Math.max(minLength, 1))
}

/** `least`: required fields only; `most`: every field, one element in every list. */
export type Amount = 'least' | 'most'

/** A valid value of the named definition, as it looks after normalisation. */
export const sampleOf = (definitions: Definitions, name: string, amount: Amount): unknown => {
  const make = (schema: SampledSchema): unknown => {
    const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
    const chosen = schema.oneOf?.[0] ?? schema.anyOf?.[0]
    if (schema.$ref !== undefined) return sampleOf(definitions, schema.$ref.split('/').at(-1) ?? '', amount)
    if (chosen) return make(chosen)
    if (schema.enum) return schema.enum[0]
    if (type === 'string') return sampleText(schema)
    if (type === 'number' || type === 'integer') return Math.max(schema.minimum ?? 1, 1)
    if (type === 'boolean') return true
    if (type === 'array') {
      const count = amount === 'most' ? 1 : (schema.minItems ?? 0)
      return Array.from({ length: count }, () => make(schema.items ?? {}))
    }
    if (type === 'object') return makeObject(schema)
    return null
  }
  const makeObject = ({ properties = {}, required = [] }: SampledSchema): unknown =>
    Object.fromEntries(
      Object.entries(properties)
        .filter(([property]) => amount === 'most' || required.includes(property))
        .map(([property, schema]) => [property, make(schema)]),
    )
  const schema = definitions[name]
  if (!schema) throw new Error(`No definition ${name}`)
  return make(schema)
}
