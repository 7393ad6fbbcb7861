// What makes the published file readable at all: types that do not exist, unions that refuse every value.

import { type Document, refName, type Schema } from '../../scripts/generate/document.ts'
import { everywhere, named, type Repair, replace } from './repair-kit.ts'

const illegalType = (wrong: string, right: Schema) =>
  everywhere((schema) => {
    if (schema.type !== wrong) return false
    Object.assign(schema, right)
    if (typeof schema.default === 'string' && right.type !== 'string')
      schema.default = JSON.parse(schema.default)
    return true
  })

const mergeSubtype = (base: Schema, subtype: Schema, tag: string, value: string): void => {
  subtype.properties = {
    ...base.properties,
    [tag]: { ...base.properties?.[tag], type: 'string', enum: [value] },
    ...subtype.properties,
  }
  subtype.required = [...new Set([...(base.required ?? []), ...(subtype.required ?? [])])]
  subtype.type = 'object'
  delete subtype.allOf
}

const flattenPolymorphism = (document: Document): number => {
  const schemas = document.components.schemas
  let places = 0
  for (const base of Object.values(schemas)) {
    const { discriminator } = base
    if (!discriminator) continue
    const branches = Object.entries(discriminator.mapping ?? {})
    for (const [value, ref] of branches) {
      const subtype = schemas[refName(ref)]
      if (!subtype?.allOf) throw new Error(`Not a subtype: ${ref}`)
      mergeSubtype(base, subtype, discriminator.propertyName, value)
      places += 1
    }
    replace(base, { oneOf: branches.map(([, $ref]) => ({ $ref })), discriminator })
  }
  return places
}

export const syntaxRepairs: readonly Repair[] = [
  {
    id: 'type-bool',
    kind: 'syntax',
    source: 'document',
    reason: '`bool` is not a JSON Schema type, and its defaults are the texts "true" and "false"',
    places: 11,
    apply: illegalType('bool', { type: 'boolean' }),
  },
  {
    id: 'type-uuid',
    kind: 'syntax',
    source: 'document',
    reason: '`uuid` is a format of a string, not a type',
    places: 7,
    apply: illegalType('uuid', { type: 'string', format: 'uuid' }),
  },
  {
    id: 'type-float',
    kind: 'syntax',
    source: 'document',
    reason: '`float` is a format of a number, not a type',
    places: 19,
    apply: illegalType('float', { type: 'number', format: 'float' }),
  },
  {
    id: 'type-int',
    kind: 'syntax',
    source: 'document',
    reason: '`int` is spelled `integer` in JSON Schema',
    places: 8,
    apply: illegalType('int', { type: 'integer', format: 'int32' }),
  },
  {
    id: 'type-integer-with-format',
    kind: 'syntax',
    source: 'document',
    reason: '`integer <int32>` and `integer <int64>` glue type and format together',
    places: 2,
    apply: (document) =>
      illegalType('integer <int32>', { type: 'integer', format: 'int32' })(document) +
      illegalType('integer <int64>', { type: 'integer', format: 'int64' })(document),
  },
  {
    id: 'type-array-of-uuid',
    kind: 'syntax',
    source: 'document',
    reason: '`Array of strings <uuid>` is prose where a type belongs',
    places: 1,
    apply: illegalType('Array of strings <uuid>', {
      type: 'array',
      items: { type: 'string', format: 'uuid' },
    }),
  },
  {
    id: 'type-enum',
    kind: 'syntax',
    source: 'document',
    reason: '`enum` is not a type; the three values of the combo price strategy stand in the example',
    places: 3,
    apply: illegalType('enum', { type: 'string', enum: ['BY_COMPONENT', 'FIXED', 'CALCULATE'] }),
  },
  {
    id: 'type-constant-string',
    kind: 'syntax',
    source: 'document',
    reason: "`constant string 'X'` is prose for a string with one possible value (webhook event types)",
    places: 8,
    apply: everywhere((schema) => {
      const value =
        typeof schema.type === 'string' ? /^constant string '(\w+)'$/.exec(schema.type)?.[1] : undefined
      if (value === undefined) return false
      schema.type = 'string'
      schema.enum = [value]
      return true
    }),
  },
  {
    id: 'required-true-on-scalars',
    kind: 'syntax',
    source: 'document',
    reason:
      '`required: ["true"]` on a string or number means nothing; the owner lists its required fields itself',
    places: 9,
    apply: everywhere((schema) => {
      if (schema.type === 'object' || schema.required?.[0] !== 'true') return false
      delete schema.required
      return true
    }),
  },
  {
    id: 'reference-in-allof',
    kind: 'syntax',
    source: 'document',
    reason:
      'a reference wrapped into an allOf or oneOf of one part, 124 of them `nullable` without a type, which OpenAPI ' +
      '3.0 gives no meaning; what is meant is the reference, or null',
    places: 220,
    apply: everywhere((schema) => {
      const parts = schema.allOf ?? schema.oneOf
      const ref = parts?.[0]?.$ref
      if (parts?.length !== 1 || ref === undefined || schema.type !== undefined) return false
      delete schema.allOf
      delete schema.oneOf
      schema.$ref = ref
      return true
    }),
  },
  {
    id: 'nullable-anything',
    kind: 'syntax',
    source: 'document',
    reason: '`nullable` on a schema without a type: any value is allowed there, null among them',
    places: 2,
    apply: everywhere((schema) => {
      if (!schema.nullable || schema.type !== undefined || schema.$ref !== undefined) return false
      delete schema.nullable
      return true
    }),
  },
  {
    id: 'polymorphism',
    kind: 'syntax',
    source: 'document',
    reason:
      '14 bases and their 36 subtypes all refuse additional properties, so read literally no address, customer, item ' +
      'or payment is valid; a subtype gets the fields of its base and its own tag, the base becomes a union by tag',
    places: 36,
    apply: flattenPolymorphism,
  },
  {
    id: 'menu-combo-item-required',
    kind: 'syntax',
    source: '§6.3',
    reason:
      'the V4 combo lists five required fields that it does not have (copied from the dish); really required are ' +
      '`sizes`, `type` and `id`',
    places: 1,
    apply: (document) => {
      const combo = named(document, 'ExternalMenuComboItem')
      combo.required = ['sizes', 'type', 'id']
      return 1
    },
  },
]
