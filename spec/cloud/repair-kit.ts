// What a repair is, and the few ways in which they reach into the document.

import { type Document, type Schema, walkDocument } from '../../scripts/generate/document.ts'

export interface Repair {
  id: string
  kind: 'syntax' | 'wire'
  source: string
  reason: string
  /** How many places of the document it changes. */
  places: number
  /** Changes the document and returns the number of changed places. */
  apply: (document: Document) => number
}

/** Counts the schemas for which `change` says that it changed something. */
export const everywhere =
  (change: (schema: Schema, where: string) => boolean) =>
  (document: Document): number => {
    let places = 0
    walkDocument(document, (schema, where) => {
      if (change(schema, where)) places += 1
    })
    return places
  }

/** Changes the named properties of every schema whose name matches. */
export const properties =
  (schemas: RegExp, names: readonly string[], change: (property: Schema, owner: Schema) => void) =>
  (document: Document): number => {
    let places = 0
    for (const [schemaName, owner] of Object.entries(document.components.schemas)) {
      if (!schemas.test(schemaName)) continue
      for (const name of names) {
        const property = owner.properties?.[name]
        if (!property) continue
        change(property, owner)
        places += 1
      }
    }
    return places
  }

export const replace = (schema: Schema, by: Schema): void => {
  const { description } = schema
  for (const key of Object.keys(schema)) Reflect.deleteProperty(schema, key)
  Object.assign(schema, description === undefined ? by : { description, ...by })
}

export const markRequired = (schema: Schema, ...names: string[]): void => {
  schema.required = [...new Set([...(schema.required ?? []), ...names])]
}

export const named = (document: Document, suffix: string): Schema => {
  const found = Object.entries(document.components.schemas).filter(
    ([name]) => name === suffix || name.endsWith(`.${suffix}`),
  )
  const schema = found[0]?.[1]
  if (!schema || found.length > 1) throw new Error(`Expected one schema ${suffix}, found ${found.length}`)
  return schema
}
