import type { CloudPath } from '../../../src/api/cloud/generated/operations.ts'

export type Json = any // any: bodies of clients and answers, looked into by name

/**
 * One call of a walk through the API. Texts such as `{{deliveryId}}` in its body stand for variables of the walk, and
 * `{{number revision}}` for one that goes out as a number.
 */
export type Step = {
  path: CloudPath
  body: Json
  /** Variables that get a new id before the call. */
  draw?: readonly string[]
  /** Variables that the answer fills, each with the place of its value: `orderInfo.id`, `items[0].id`. */
  keep?: Readonly<Record<string, string>>
}

export type Chapter = { name: string; steps: readonly Step[] }

export type Variables = Record<string, string>

/** The body with the values of its variables; a variable that has none is a fault of the walk. */
export function filled(body: Json, variables: Variables): Json {
  if (Array.isArray(body)) return body.map((element) => filled(element, variables))
  if (typeof body === 'object' && body !== null)
    return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, filled(value, variables)]))
  if (typeof body !== 'string') return body
  const number = /^\{\{number (\w+)\}\}$/.exec(body)?.[1]
  if (number !== undefined) return Number(variables[number])
  return body.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = variables[name]
    if (value === undefined) throw new Error(`no variable ${name}`)
    return value
  })
}

/** What stands at a place of an answer. */
const valueAt = (answer: Json, place: string): Json =>
  place
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .reduce((value, part) => value?.[part], answer)

/** Takes over what a step keeps of its answer. */
export function keep({ keep: places = {}, path }: Step, answer: Json, variables: Variables): void {
  for (const [name, place] of Object.entries(places)) {
    const value = valueAt(answer, place)
    if (value === undefined || value === null) throw new Error(`${path}: no ${place} in the answer`)
    variables[name] = String(value)
  }
}
