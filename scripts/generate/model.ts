// The repaired document as the printers need it: named schemas, operations with the names of their body and answer,
// and the two directions. A request is read kindly and a null means "not there"; an answer is written exactly.

import {
  answerSchemaOf,
  bodySchemaOf,
  type Discriminator,
  type Document,
  type OperationEntry,
  operationsOf,
  reachableFrom,
  referencesOf,
  refName,
  type Schema,
  successStatusOf,
} from './document.ts'
import { dropDuplicates } from './duplicates.ts'
import { nameSchemas, operationName } from './names.ts'

export type Direction = 'request' | 'answer'

export interface ModelOperation extends OperationEntry {
  /** `DeliveriesCreate`: its body is `DeliveriesCreateBody`, its answer `DeliveriesCreateAnswer`. */
  name: string
  body: Schema | undefined
  answer: Schema | undefined
  successStatus: 200 | 201
  /** False when an absent body or `{}` is a good request. */
  isBodyRequired: boolean
}

export interface Model {
  schemas: Record<string, Schema>
  operations: ModelOperation[]
  /** Names of the document, per direction, in the order of their short names. */
  members: Record<Direction, readonly string[]>
  /** The short name of a schema of the document in a direction. */
  nameOf: (schema: string, direction: Direction) => string
  /** Which schema stands for each of the names in the published document (copies are dropped). */
  canonical: ReadonlyMap<string, string>
}

/** The unions of the document that are told apart by a tag, with the name of the schema that stands for each. */
export const unionsOf = (model: Model): [string, Discriminator][] =>
  Object.entries(model.schemas).flatMap(([name, { discriminator }]): [string, Discriminator][] =>
    discriminator ? [[name, discriminator]] : [],
  )

/** Whether a request body reads differently from an answer: a null of an optional property is dropped on the way in. */
const losesNulls = (schema: Schema): boolean => {
  const required = new Set(schema.required ?? [])
  return Object.entries(schema.properties ?? {}).some(
    ([name, property]) => property.nullable && !required.has(name),
  )
}

/** Schemas used in both directions whose types differ, directly or through what they contain. */
const splitSchemas = (schemas: Record<string, Schema>, both: readonly string[]): Set<string> =>
  new Set(
    both.filter((name) =>
      [...reachableFrom(schemas, [name])].some((part) => losesNulls(schemas[part] ?? {})),
    ),
  )

const isBodyRequired = (document: Document, { operation }: OperationEntry): boolean => {
  const body = bodySchemaOf(operation)
  if (!body) return false
  const schema = body.$ref === undefined ? body : document.components.schemas[refName(body.$ref)]
  return (
    operation.requestBody?.required === true ||
    schema?.oneOf !== undefined ||
    (schema?.required ?? []).length > 0
  )
}

export const buildModel = (document: Document): Model => {
  const canonical = dropDuplicates(document)
  const { schemas } = document.components
  const names = nameSchemas(document)
  const operations = operationsOf(document).map((entry): ModelOperation => {
    const successStatus = successStatusOf(entry.operation)
    return {
      ...entry,
      name: operationName(entry),
      body: bodySchemaOf(entry.operation),
      answer: answerSchemaOf(entry.operation, String(successStatus)),
      successStatus,
      isBodyRequired: isBodyRequired(document, entry),
    }
  })
  const roots = (pick: (operation: ModelOperation) => Schema | undefined): string[] =>
    operations.flatMap((operation) => referencesOf(pick(operation) ?? {}))
  const errors = operations.flatMap(({ operation }) =>
    referencesOf(answerSchemaOf(operation, 'default') ?? {}),
  )

  const inRequests = reachableFrom(
    schemas,
    roots(({ body }) => body),
  )
  const inAnswers = reachableFrom(schemas, [...roots(({ answer }) => answer), ...errors])
  // What no operation uses (webhook events, schemas left over) goes where its name says.
  const orphans = Object.keys(schemas).filter((name) => !inRequests.has(name) && !inAnswers.has(name))
  const isRequest = (name: string): boolean => /Request(Dto)?$/.test(name)
  for (const name of reachableFrom(schemas, orphans.filter(isRequest))) inRequests.add(name)
  for (const name of reachableFrom(
    schemas,
    orphans.filter((name) => !isRequest(name)),
  ))
    inAnswers.add(name)

  const split = splitSchemas(
    schemas,
    [...inRequests].filter((name) => inAnswers.has(name)),
  )
  const nameOf = (schema: string, direction: Direction): string => {
    const name = names.get(schema)
    if (name === undefined) throw new Error(`No name for ${schema}`)
    return direction === 'answer' && split.has(schema) ? `${name}InAnswer` : name
  }
  const sorted = (set: Set<string>, direction: Direction): string[] =>
    [...set].sort((a, b) => (nameOf(a, direction) < nameOf(b, direction) ? -1 : 1))
  return {
    schemas,
    operations,
    members: { request: sorted(inRequests, 'request'), answer: sorted(inAnswers, 'answer') },
    nameOf,
    canonical,
  }
}
