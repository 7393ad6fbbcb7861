import {
  operations,
  type ServerKey,
  type ServerOperation,
  type Shape,
  shapes,
} from '../../src/api/server/generated/operations.ts'
import { writeXml } from '../../src/api/server/wire/write-xml.ts'

type Json = any // any: bodies are made after their descriptions

export const nobodysId = 'ffffffff-0000-4000-8000-00000000000f'

const samples: Record<Shape['is'], string> = {
  uuid: nobodysId,
  text: 'a',
  bool: 'True',
  int: '1',
  decimal: '1',
  number: '1',
  day: '2031-03-04',
  value: 'a',
  choice: '',
  type: '',
  list: '',
  repeated: '',
  map: '',
}
export const sampleOf = (shape: Shape): string => {
  if (shape.is === 'choice') return shape.of[0] ?? ''
  if (shape.is === 'day' && shape.form === 'dd.MM.yyyy') return '04.03.2031'
  return shape.is === 'list' ? sampleOf(shape.of) : samples[shape.is]
}

export type AnyCall = { path: string; init: RequestInit }
type Changes = { query?: Record<string, string>; inPath?: Record<string, string>; body?: string }

/** A call with everything that has to be given, of things that nobody has, but for what is said otherwise. */
export function callOf(key: ServerKey, changes: Changes = {}): AnyCall {
  const { method, path, query, body, isOutside } = operations[key]
  const parameters = Object.entries(query)
    .filter(([, shape]) => !shape.optional && !('default' in shape))
    .map(([name, shape]): [string, string] => [name, sampleOf(shape)])
  const filled = path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(changes.inPath?.[name] ?? (name === 'entityType' ? 'Account' : nobodysId)),
  )
  const sent = body === null ? {} : { body: changes.body ?? (body.as === 'json' ? '{}' : `<${body.root}/>`) }
  const all = new URLSearchParams({ ...Object.fromEntries(parameters), ...changes.query })
  return { path: `/resto${isOutside ? '' : '/api'}${filled}?${all}`, init: { method, ...sent } }
}

/** What cannot be read as a value of a kind; texts can be anything. */
const bad: Partial<Record<Shape['is'], string>> = {
  uuid: 'no-id',
  bool: 'perhaps',
  int: '1.5x',
  decimal: 'many',
  number: 'many',
  day: '2031-13-45',
  choice: 'NONE_OF_THEM',
}

/** What a refusal of a value says: where it stands, or for days and constants what it is. */
export type BadValue = { place: string; value: string; says: string }

const saysOf = (shape: Shape, place: string): string => {
  if (shape.is === 'day') return 'Wrong date format: 2031-13-45'
  return shape.is === 'choice' ? 'value not one of declared Enum instance names' : place
}

/** A value for each parameter that cannot be what the parameter is. */
export const badParameters = (key: ServerKey): BadValue[] =>
  Object.entries(operations[key].query).flatMap(([place, shape]) => {
    const one = shape.is === 'list' ? shape.of : shape
    const value = bad[one.is]
    return value === undefined ? [] : [{ place, value, says: saysOf(one, place) }]
  })

export const namesInPath = (key: ServerKey): string[] =>
  [...operations[key].path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)

const depthMax = 3

/** The smallest value of a shape that can be read. */
function smallest(shape: Shape): Json {
  if (shape.is === 'list') return []
  // In XML a list without a frame that has nothing in it is not there at all.
  if (shape.is === 'repeated') return [smallest(shape.of)]
  if (shape.is === 'map') return {}
  if (shape.is !== 'type') return sampleOf(shape)
  const demanded = Object.entries(shapes[shape.name] ?? {}).filter(([, member]) => !member.optional)
  return Object.fromEntries(demanded.map(([name, member]) => [name, smallest(member)]))
}

/** A value that is right but for one leaf, for each leaf that can be wrong; what recurs is looked into but once. */
function wrongOnes(shape: Shape, place: string, depth = 0): { value: Json; says: string; place: string }[] {
  if (depth > depthMax) return []
  if (shape.is === 'list' || shape.is === 'repeated')
    return wrongOnes(shape.of, `${place}[0]`, depth + 1).map((one) => ({ ...one, value: [one.value] }))
  if (shape.is !== 'type') {
    const value = bad[shape.is]
    return value === undefined ? [] : [{ value, place, says: saysOf(shape, place) }]
  }
  const prefix = place === '' ? '' : `${place}.`
  return Object.entries(shapes[shape.name] ?? {}).flatMap(([name, member]) =>
    wrongOnes(member, `${prefix}${name}`, depth + 1).map((one) => ({
      ...one,
      value: { ...smallest(shape), [name]: one.value },
    })),
  )
}

const written = ({ body }: Pick<ServerOperation, 'body'>, value: Json): string => {
  if (body === null) return ''
  return body.as === 'json' ? JSON.stringify(value) : writeXml(body.root, body.of, value)
}

/** The smallest body that can be read; what it names nobody has. */
export const smallestBody = (key: ServerKey): string => {
  const operation: Pick<ServerOperation, 'body'> = operations[key]
  return operation.body === null ? '' : written(operation, smallest(operation.body.of))
}

/** Bodies that are right but for one value, and what the refusal has to say of it. */
export function badBodies(key: ServerKey): { body: string; place: string; says: string }[] {
  const operation: Pick<ServerOperation, 'body'> = operations[key]
  if (operation.body === null) return []
  return wrongOnes(operation.body.of, '').map(({ value, place, says }) => ({
    body: written(operation, value),
    place,
    says,
  }))
}
