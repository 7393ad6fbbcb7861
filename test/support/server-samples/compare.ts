import { readXml, type XmlElement } from '../../../src/api/server/wire/read-xml.ts'

type Json = any // any: samples are looked at, never used

/** What stands in one place of an answer: what leaves look like, or what holds others. */
type Kind = 'id' | 'moment' | 'local moment' | 'day' | 'number' | 'bool' | 'text' | 'object' | 'list' | 'null'
type Places = Map<string, Set<Kind>>

const kindsOfTexts: readonly [Kind, RegExp][] = [
  ['id', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ['moment', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?[+-]\d\d:\d\d$/],
  ['local moment', /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/],
  ['day', /^\d{4}-\d\d-\d\d$/],
]
const kindOfText = (text: string): Kind => kindsOfTexts.find(([, form]) => form.test(text))?.[0] ?? 'text'

/** XML knows texts only: what a leaf is shows from how it is written. An empty one tells nothing. */
function kindOfLeaf(text: string): Kind {
  if (text === '') return 'null'
  if (text === 'true' || text === 'false') return 'bool'
  return /^-?\d+(\.\d+)?$/.test(text) ? 'number' : kindOfText(text)
}

function note(places: Places, place: string, kind: Kind): void {
  const kinds = places.get(place) ?? new Set()
  places.set(place, kinds.add(kind))
}

const idPattern = kindsOfTexts[0]?.[1] ?? /^$/

function placesOfJson(value: Json, place = '$', places: Places = new Map()): Places {
  if (Array.isArray(value)) {
    note(places, place, 'list')
    for (const one of value) placesOfJson(one, `${place}[]`, places)
  } else if (typeof value === 'object' && value !== null) {
    note(places, place, 'object')
    for (const [name, one] of Object.entries(value))
      placesOfJson(one, `${place}.${idPattern.test(name) ? '{id}' : name}`, places)
  } else if (value === null) note(places, place, 'null')
  else if (typeof value === 'string') note(places, place, kindOfText(value))
  else note(places, place, typeof value === 'number' ? 'number' : 'bool')
  return places
}

function placesOfXml(element: XmlElement, place = element.name, places: Places = new Map()): Places {
  note(places, place, element.children.length > 0 ? 'object' : kindOfLeaf(element.text))
  for (const child of element.children) placesOfXml(child, `${place}/${child.name}`, places)
  return places
}

const parentOf = (place: string): string => place.replace(/(\[\]|[./][^./[]+)$/, '')
const isContainer = (kind: Kind): boolean => kind === 'object' || kind === 'list'

/** What is wrong with a place that a sample has; null: nothing. */
function unlike(ours: ReadonlySet<Kind>, sample: ReadonlySet<Kind>, isXml: boolean): string | null {
  const known: Kind[] = [...sample].filter((kind) => kind !== 'null')
  const said = [...ours].filter((kind) => kind !== 'null')
  if (known.length === 0) return null
  // In XML a code of digits cannot be told from a number; in JSON a text has its quotes.
  const isText = (kind: Kind) => !isContainer(kind) && (isXml || (kind !== 'number' && kind !== 'bool'))
  const isSame = (kind: Kind) => known.includes(kind) || (known.includes('text') && isText(kind))
  const wrong = said.filter((kind) => !isSame(kind))
  return wrong.length === 0 ? null : `${wrong.join(', ')} instead of ${known.join(', ')}`
}

export type Comparison = {
  /** Places of the sample that our answer has not. */
  missing: string[]
  /** Places that hold something else, or elements in another order. */
  unlike: string[]
  /** Places of which our answer says nothing: they are empty, or inside something empty. */
  silent: string[]
  /** Places that the sample has not. */
  added: string[]
}

function compare(ours: Places, sample: Places, isXml: boolean): Comparison {
  const found: Comparison = { missing: [], unlike: [], silent: [], added: [] }
  for (const [place, kinds] of sample) {
    const own = ours.get(place)
    const around = ours.get(parentOf(place))
    if (!own && around && [...around].some(isContainer) && !place.endsWith('[]')) found.missing.push(place)
    else if (!own) found.silent.push(place)
    else {
      const problem = unlike(own, kinds, isXml)
      if (problem !== null) found.unlike.push(`${place}: ${problem}`)
      const isSaid = [...own].some((kind) => kind !== 'null')
      if (!isSaid && [...kinds].some((kind) => kind !== 'null')) found.silent.push(place)
    }
  }
  const known = (place: string): boolean => sample.has(place)
  found.added = [...ours.keys()].filter((place) => !known(place) && known(parentOf(place)))
  return found
}

/** Elements that stand in another order than in the sample. */
function disorder(ours: XmlElement, sample: XmlElement, place = ours.name): string[] {
  const order = [...new Set(sample.children.map(({ name }) => name))]
  const own = [...new Set(ours.children.map(({ name }) => name))].filter((name) => order.includes(name))
  const expected = order.filter((name) => own.includes(name))
  const wrong =
    own.join() === expected.join() ? [] : [`${place}: order ${own.join()} instead of ${expected.join()}`]
  const below = ours.children.flatMap((child) => {
    const example = sample.children.find(({ name }) => name === child.name)
    return example ? disorder(child, example, `${place}/${child.name}`) : []
  })
  return [...new Set([...wrong, ...below])]
}

/** Holds an answer in XML against a published sample, element by element and in their order. */
export function compareXml(ours: string, sample: string): Comparison {
  const [own, example] = [readXml(ours), readXml(sample)]
  const found = compare(placesOfXml(own), placesOfXml(example), true)
  return { ...found, unlike: [...found.unlike, ...disorder(own, example)] }
}

/** Holds an answer in JSON against a published sample, member by member; JSON has no order. */
export const compareJson = (ours: Json, sample: Json): Comparison =>
  compare(placesOfJson(ours), placesOfJson(sample), false)
