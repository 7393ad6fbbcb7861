// The operations → a table for routing, rights, limits and the parity ledger, and the types of each pair.

import { familyOf, isPublic } from './document.ts'
import type { Model, ModelOperation } from './model.ts'
import { header } from './type-declarations.ts'

const found = (text: string, pattern: RegExp): string | undefined => pattern.exec(text)?.[1]

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

const describe = (operation: ModelOperation): [string, string | boolean | number | null][] => {
  const { path, method } = operation
  const source = operation.operation
  const text = source.description ?? ''
  const minFrontVersion = found(text, /Allowed from version `([\d.]+)`/)
  return [
    ['path', path],
    ['method', method],
    ['name', operation.name],
    ['family', familyOf(path)],
    ['group', (source.tags[0] ?? '').trim()],
    ['restrictionGroup', found(text, /Restriction group: `([^`]+)`/) ?? null],
    ['right', isPublic(path) ? null : path.slice(1)],
    ['successStatus', operation.successStatus],
    ['bodyRequired', operation.isBodyRequired],
    ['isCommand', /This method is a command/.test(text)],
    ...(minFrontVersion === undefined ? [] : [['minFrontVersion', minFrontVersion] as [string, string]]),
    ...(source.deprecated || /> Deprecated/.test(text) ? [['isDeprecated', true] as [string, boolean]] : []),
    ['summary', (source.summary ?? '').replaceAll(/\s+/g, ' ').trim()],
  ]
}

const entry = (operation: ModelOperation): string => {
  const fields = describe(operation).map(
    ([name, value]) => `    ${name}: ${typeof value === 'string' ? quote(value) : value},\n`,
  )
  return `  ${quote(operation.key)}: {\n${fields.join('')}  },\n`
}

const shape = `/** What the document says about an operation. \`path\` is the route; the key differs for the one GET only. */
export interface OperationInfo {
  path: string
  method: 'GET' | 'POST'
  /** \`DeliveriesCreate\`: the stem of its types and schemas, \`DeliveriesCreateBody\` and \`DeliveriesCreateAnswer\`. */
  name: string
  family: 'transport' | 'loyalty' | 'back-office'
  /** The first tag of the operation. */
  group: string
  /** Calls of one login to operations of one restriction group share one budget. */
  restrictionGroup: string | null
  /** The right an API login needs, as the refusal spells it; null for the two public operations. */
  right: string | null
  successStatus: 200 | 201
  /** False when no body, or an empty one, is a good request. */
  bodyRequired: boolean
  /** Its outcome is asked for with \`commands/status\`. */
  isCommand: boolean
  minFrontVersion?: string
  isDeprecated?: true
  summary: string
}
`

/** The text of `operations.ts`. */
export const printOperations = (model: Model): string => {
  const pairs = model.operations.map(
    ({ key, name }) => `  ${quote(key)}: { body: types.${name}Body; answer: types.${name}Answer }\n`,
  )
  return [
    `${header}\nimport type * as types from './types.ts'\n`,
    shape,
    `export const operations = {\n${model.operations.map(entry).join('')}} as const satisfies Record<string, OperationInfo>\n`,
    '/** Key of an operation: its path, or `GET /path` for the deprecated read of organizations. */\nexport type CloudPath = keyof typeof operations\n',
    `/** The request body, as handlers get it, and the answer of every operation. */\nexport interface CloudOperations {\n${pairs.join('')}}\n`,
  ].join('\n')
}
