// From the text of the published document to the text of every generated file. Pure: no clock, no disk, no order
// that depends on anything but the document.

import { applyRepairs } from '../../spec/cloud/repairs.ts'
import type { Document } from './document.ts'
import { type JsonSchema, jsonSchemas } from './json-schemas.ts'
import { buildModel, type Model } from './model.ts'
import { printOperations } from './operation-table.ts'
import { postmanCollection, printCollection } from './postman-collection.ts'
import { printReadable, readableDocument } from './readable-document.ts'
import { printTypes } from './type-declarations.ts'

/** One definition a line, so that a change of the document shows as changed lines. */
const printSchemas = (definitions: Record<string, JsonSchema>): string => {
  const lines = Object.keys(definitions)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(definitions[name])}`)
  return `{\n${lines.join(',\n')}\n}\n`
}

export const readModel = (text: string): Model => buildModel(applyRepairs(JSON.parse(text) as Document))

/** Generated files by name, relative to src/api/cloud/generated. */
export const generate = (text: string): Map<string, string> => {
  const model = readModel(text)
  const published = JSON.parse(text) as Document
  const answers = jsonSchemas(model, 'answer')
  return new Map([
    ['types.ts', printTypes(model)],
    ['operations.ts', printOperations(model)],
    ['request-schemas.json', printSchemas(jsonSchemas(model, 'request'))],
    ['answer-schemas.json', printSchemas(answers)],
    ['openapi.json', printReadable(readableDocument(published, model))],
    ['postman.json', printCollection(postmanCollection(model, answers))],
  ])
}
