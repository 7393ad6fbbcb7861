// The groups of spec/server as the printers need them: all operations in one table, all types in one, and the checks
// that a description cannot pass by itself.

import type { Group, Member, Members, Operation } from '../../spec/server/describe.ts'

export interface ServerOperation extends Operation {
  /** `GET /corporation/departments`. */
  key: string
  method: string
  path: string
  area: string
  /** Names in braces, in their order. */
  pathParameters: string[]
}

export interface ServerModel {
  operations: ServerOperation[]
  types: Record<string, Members>
}

/** Types that a member consists of. */
const typesIn = (member: Member): string[] => {
  if (member.is === 'type') return [member.name]
  return member.is === 'list' || member.is === 'repeated' || member.is === 'map' ? typesIn(member.of) : []
}

const membersOf = ({ query = {}, body, answer }: Operation): Member[] => [
  ...Object.values(query),
  ...(body ? [body.of] : []),
  ...(answer && 'of' in answer ? [answer.of] : []),
]

const verbs = new Set(['GET', 'POST', 'PUT', 'DELETE'])

/** Refuses what is said twice and what is spoken of but not described. */
export const serverModel = (groups: readonly Group[]): ServerModel => {
  const types: Record<string, Members> = {}
  const operations = new Map<string, ServerOperation>()
  for (const group of groups) {
    for (const [name, members] of Object.entries(group.types ?? {})) {
      if (types[name]) throw new Error(`The type ${name} is described twice`)
      types[name] = members
    }
    for (const [key, operation] of Object.entries(group.operations)) {
      const [method = '', path = ''] = key.split(' ')
      if (!verbs.has(method) || !path.startsWith('/')) throw new Error(`${key} is no operation`)
      if (operations.has(key)) throw new Error(`${key} is described twice`)
      const pathParameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
      operations.set(key, { ...operation, key, method, path, area: group.area, pathParameters })
    }
  }
  const used = [
    ...[...operations.values()].flatMap((operation) => membersOf(operation).flatMap(typesIn)),
    ...Object.values(types).flatMap((members) => Object.values(members).flatMap(typesIn)),
  ]
  for (const name of used) if (!types[name]) throw new Error(`The type ${name} is described nowhere`)
  for (const name of Object.keys(types))
    if (!used.includes(name)) throw new Error(`Nobody uses the type ${name}`)
  return { operations: [...operations.values()], types }
}
