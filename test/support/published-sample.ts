import type { Definitions, SampledSchema } from '../../src/api/cloud/testing/sample.ts'

// The page of the published reference shows with every operation a sample that it draws from the document: every field
// filled, one element in every list; and one for each variant of what has several. This holds what was said against it.

type Json = any // any: bodies and answers of any operation

type Published = SampledSchema & {
  additionalProperties?: boolean | Published
  discriminator?: { propertyName: string }
}

export type Comparison = {
  /** `Order.number is never filled`, in order. */
  gaps: string[]
  /** Definitions of which something was said. */
  heard: Set<string>
}

/** Variants without a tag in the document are the versions of the external menu. */
const versionTag = 'formatVersion'

const nameOf = ({ $ref }: Published): string | undefined => $ref?.split('/').at(-1)

/**
 * What was left out of the sample of a definition: variants that never came, fields that were not there, and those that
 * were null or empty each time. What a field may hold, how it is spelled, and that there is no other field is the
 * validator's, which looks at each answer by itself. Values of one definition count together, wherever they stood.
 */
export function compareWithSample(definitions: Definitions, name: string, values: Json[]): Comparison {
  const gaps: string[] = []
  const said = new Map<string, Json[]>()

  function hear(definition: string, values: Json[]): void {
    if (values.length === 0) return
    said.set(definition, [...(said.get(definition) ?? []), ...values])
    sort(definitions[definition] as Published, values, definition)
  }

  /** Gives the values that stand below a schema to the definitions that they are of. */
  function sort(schema: Published, values: Json[], owner: string): void {
    const seen = values.filter((value) => value !== null && value !== undefined)
    if (seen.length === 0) return
    const definition = nameOf(schema)
    if (definition !== undefined) hear(definition, seen)
    sortVariants(schema, seen, owner)
    if (schema.items) sort(schema.items, seen.flat(), owner)
    for (const [member, inner] of Object.entries(schema.properties ?? {})) {
      const members = seen.map((value) => value[member])
      sort(inner as Published, members, owner)
    }
    if (typeof schema.additionalProperties === 'object') {
      const entries = seen.flatMap((map) => Object.values(map))
      sort(schema.additionalProperties, entries, owner)
    }
  }

  function sortVariants(schema: Published, seen: Json[], owner: string): void {
    const all = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])] as Published[]
    const variants = all.filter(({ type }) => type !== 'null')
    const tag = schema.discriminator?.propertyName ?? versionTag
    for (const variant of variants) {
      const definition = nameOf(variant) ?? ''
      const tags = definitions[definition]?.properties?.[tag]?.enum
      const own = variants.length === 1 ? seen : seen.filter((value) => tags?.includes(value[tag]))
      if (own.length === 0) gaps.push(`${owner} never comes as ${definition}`)
      sort(variant, own, owner)
    }
  }

  hear(name, values)
  for (const [definition, seen] of said) gaps.push(...gapsOf(definition, definitions[definition], seen))
  const heardLater = (gap: string): boolean => said.has(gap.split(' never comes as ')[1] ?? '')
  return { gaps: [...new Set(gaps.filter((gap) => !heardLater(gap)))].sort(), heard: new Set(said.keys()) }
}

function gapsOf(definition: string, schema: SampledSchema | undefined, seen: Json[]): string[] {
  return Object.keys(schema?.properties ?? {}).flatMap((member) => {
    const having = seen.filter((value) => member in value)
    if (having.length === 0) return [`${definition}.${member} is missing`]
    return [
      ...(having.length < seen.length ? [`${definition}.${member} is missing at times`] : []),
      ...(having.every((value) => isEmpty(value[member])) ? [`${definition}.${member} is never filled`] : []),
    ]
  })
}

const isEmpty = (value: Json): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)
