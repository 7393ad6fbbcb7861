import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

type Json = any // any: recordings are looked at, never used

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../../shared/fixtures/cloud/${name}`, import.meta.url))

/** Recordings of the real service lie beside the repository on some machines only. */
export const isRecorded = (name: string): boolean => existsSync(fixture(name))
export const recorded = (name: string): Json => JSON.parse(readFileSync(fixture(name), 'utf8'))

export type Shape = Map<string, Set<string>>

/** Names of the members of every object, by the place where it stands; all elements of a list stand at one place. */
export function shapeOf(value: Json, place = '$', shape: Shape = new Map()): Shape {
  if (Array.isArray(value)) for (const element of value) shapeOf(element, `${place}[]`, shape)
  else if (typeof value === 'object' && value !== null) {
    const names = shape.get(place) ?? new Set()
    shape.set(place, names)
    for (const [name, member] of Object.entries(value)) {
      names.add(name)
      shapeOf(member, `${place}.${name}`, shape)
    }
  }
  return shape
}

/** Members that one of two answers has and the other has not, at the places that both have. */
export function differences(ours: Shape, theirs: Shape): { missing: string[]; added: string[] } {
  const missing: string[] = []
  const added: string[] = []
  for (const [place, expected] of theirs) {
    const names = ours.get(place)
    if (!names) continue
    missing.push(...[...expected].filter((name) => !names.has(name)).map((name) => `${place}.${name}`))
    added.push(...[...names].filter((name) => !expected.has(name)).map((name) => `${place}.${name}`))
  }
  return { missing, added }
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/.test(text)

/**
 * What a value looks like once nothing of its owner is left: `id`, `date`, `text`, 0 and false stand for what was there,
 * one element stands for a list, and keys that are ids are all the same. Null is known only where nothing else was seen.
 */
export function kindsOf(value: Json): Json {
  if (Array.isArray(value)) return value.length === 0 ? [] : [value.map(kindsOf).reduce(both)]
  if (typeof value === 'object' && value !== null) {
    const kinds = new Map<string, Json>()
    for (const [name, member] of Object.entries(value)) {
      const key = isId(name) ? 'id' : name
      kinds.set(key, kinds.has(key) ? both(kinds.get(key), kindsOf(member)) : kindsOf(member))
    }
    return Object.fromEntries(kinds)
  }
  if (typeof value === 'string') return isId(value) ? 'id' : isDate(value) ? 'date' : 'text'
  return typeof value === 'number' ? 0 : typeof value === 'boolean' ? false : null
}

/** The kinds of two values that stand in one place. */
function both(a: Json, b: Json): Json {
  if (a === null || b === null) return a ?? b
  if (Array.isArray(a) && Array.isArray(b))
    return [...a, ...b].length === 0 ? [] : [[...a, ...b].reduce(both)]
  if (typeof a !== 'object' || typeof b !== 'object') return a
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      name in a && name in b ? both(a[name], b[name]) : (a[name] ?? b[name] ?? null),
    ]),
  )
}

/** Places of an example that are not there, or hold something else; of a null nothing is known. */
export function unlike(ours: Json, example: Json, place = '$'): string[] {
  if (example === null || ours === null) return []
  if (Array.isArray(example)) {
    if (!Array.isArray(ours)) return [`${place} is no list`]
    return example.length === 0 || ours.length === 0 ? [] : unlike(ours[0], example[0], `${place}[]`)
  }
  // An id and a date are texts too: examples are not always careful.
  if (typeof example !== 'object') {
    const isSame = ours === example || (example === 'text' && typeof ours === 'string')
    return isSame ? [] : [`${place} is ${ours} instead of ${example}`]
  }
  if (typeof ours !== 'object' || Array.isArray(ours)) return [`${place} is no object`]
  return Object.entries(example).flatMap(([name, kind]) =>
    name in ours ? unlike(ours[name], kind, `${place}.${name}`) : [`${place}.${name} is missing`],
  )
}

/** Places of an example of which our answer says nothing, because they are null or in an empty list. */
export function silent(ours: Json, example: Json, place = '$'): string[] {
  if (example === null) return []
  if (ours === null || (Array.isArray(ours) && ours.length === 0 && example.length > 0)) return [place]
  if (Array.isArray(example)) return example.length === 0 ? [] : silent(ours[0], example[0], `${place}[]`)
  if (typeof example !== 'object') return []
  return Object.entries(example).flatMap(([name, kind]) =>
    name in ours ? silent(ours[name], kind, `${place}.${name}`) : [],
  )
}
