// The document repeats whole schemas under numbered names (`BarcodeDto`, `BarcodeDto2` …). A copy that says the
// same, prose aside, is dropped and its users are pointed at the first of the family.

import { type Document, refName, refTo, type Schema, walkDocument } from './document.ts'

const prose = new Set(['title', 'description', 'example', 'default', 'deprecated'])

const fingerprint = (schema: Schema, canonical: ReadonlyMap<string, string>): string =>
  JSON.stringify(schema, (key, value: unknown) => {
    // Inside `properties` a field may itself be called "description": then its value is an object, and is kept.
    if (prose.has(key) && (typeof value !== 'object' || value === null)) return undefined
    return key === '$ref' && typeof value === 'string' ? canonical.get(refName(value)) : value
  })

const family = (name: string): string => name.replace(/\d+$/, '')

/** Maps every schema name to the name of the schema that stands for it: itself, or an earlier equal one. */
export const findDuplicates = (schemas: Record<string, Schema>): Map<string, string> => {
  const canonical = new Map(Object.keys(schemas).map((name) => [name, name]))
  for (let isStable = false; !isStable; ) {
    isStable = true
    const firstWith = new Map<string, string>()
    for (const [name, schema] of Object.entries(schemas)) {
      if (canonical.get(name) !== name || name.includes('.')) continue
      const key = `${family(name)} ${fingerprint(schema, canonical)}`
      const first = firstWith.get(key)
      if (first === undefined) firstWith.set(key, name)
      else {
        canonical.set(name, first)
        isStable = false
      }
    }
  }
  return canonical
}

/** Removes the copies from the document and returns what stands for what. */
export const dropDuplicates = (document: Document): Map<string, string> => {
  const canonical = findDuplicates(document.components.schemas)
  const point = (ref: string): string => refTo(canonical.get(refName(ref)) ?? refName(ref))
  walkDocument(document, (schema) => {
    if (schema.$ref) schema.$ref = point(schema.$ref)
    const mapping = schema.discriminator?.mapping
    for (const [tag, ref] of Object.entries(mapping ?? {})) if (mapping) mapping[tag] = point(ref)
  })
  for (const [name, kept] of canonical) if (kept !== name) delete document.components.schemas[name]
  return canonical
}
