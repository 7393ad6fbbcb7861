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
