/**
 * Values as bytes. Domain state is stored as JSON in which a bigint is `{"$n":"123"}`; canonical text sorts keys,
 * so equal values have equal bytes and a digest over them can be verified anywhere.
 */

import { type Blanks, isBlank } from './blanks.ts'

/** What domain state and journal payloads are made of. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | bigint
  | readonly Plain[]
  | { readonly [key: string]: Plain | undefined }

/** Gives stored bigints back; works in place on freshly parsed JSON. */
export function thawNumbers(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = thawNumbers(value[i])
    return value
  }
  const record = value as Record<string, unknown>
  if (typeof record['$n'] === 'string') return BigInt(record['$n'])
  for (const key in record) {
    const member = record[key]
    if (member !== null && typeof member === 'object') record[key] = thawNumbers(member)
  }
  return record
}

const bigintToStored = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? { $n: value.toString() } : value

/** JSON text as it is stored in a jsonb column. */
export const toStoredJson = (value: unknown): string => JSON.stringify(value, bigintToStored)

/**
 * Canonical JSON text: stored form with the keys of every object sorted, without the members that hold what `blanks` says of
 * them. Written out by hand, since it is on the hot path: one text grows, and an object is compared with what stood in its
 * place last before its keys are sorted.
 */
export function canonicalJson(value: unknown, blanks?: Blanks): string {
  out = ''
  write(value, root, blanks)
  const text = out
  out = ''
  return text
}

/**
 * The same as the octets of its UTF-8, a character each: such a text takes half the memory of one that holds a Cyrillic
 * name, and becomes bytes by a copy (`latin1`).
 */
export function canonicalOctets(value: unknown, blanks?: Blanks): string {
  isOctets = true
  try {
    return canonicalJson(value, blanks)
  } finally {
    isOctets = false
  }
}

/** Where a value stands; remembers what stood there last, for what comes next has most likely the same keys. */
type Place = { last: KeyList | null }

const root: Place = { last: null }

/** What is written so far, and in which characters. */
let out = ''
let isOctets = false

function write(value: unknown, place: Place, blanks: Blanks | undefined): void {
  if (typeof value !== 'object' || value === null) out += bare(value)
  else if (Array.isArray(value)) writeList(value, place, blanks)
  else writeRecord(value as Record<string, unknown>, place, blanks)
}

/** What has no parts. */
function bare(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quotedAsAsked(value)
    case 'number':
      return Number.isFinite(value) ? `${value === 0 ? 0 : value}` : 'null'
    case 'boolean':
      return value ? 'true' : 'false'
    case 'bigint':
      return `{"$n":"${value}"}`
    default:
      return 'null'
  }
}

/** Anything but what stands in JSON as it is; halves of characters are left to those who know them. */
const notPlain = /[^ !#-[\]-\ud7ff\ue000-\uffff]/
const notPlainAscii = /[^ !#-[\]-~]/

/** A text as JSON writes it. */
export const quoted = (text: string): string => (notPlain.test(text) ? JSON.stringify(text) : `"${text}"`)
const quotedAsAsked = (text: string): string => {
  if (!isOctets) return quoted(text)
  return notPlainAscii.test(text) ? quotedOctets(text) : `"${text}"`
}

/** Names of dishes and the like come again and again. */
const knownOctets = new Map<string, string>()
const knownOctetsMax = 2000
const knownLengthMax = 100
const encoder = new TextEncoder()

function quotedOctets(text: string): string {
  const known = knownOctets.get(text)
  if (known !== undefined) return known
  let octets = ''
  for (const octet of encoder.encode(quoted(text))) octets += String.fromCharCode(octet)
  if (text.length > knownLengthMax) return octets
  if (knownOctets.size >= knownOctetsMax) knownOctets.clear()
  knownOctets.set(text, octets)
  return octets
}

function writeList(items: readonly unknown[], place: Place, blanks: Blanks | undefined): void {
  out += '['
  for (let i = 0; i < items.length; i++) {
    if (i > 0) out += ','
    write(items[i], place, blanks)
  }
  out += ']'
}

function writeRecord(
  record: Readonly<Record<string, unknown>>,
  place: Place,
  blanks: Blanks | undefined,
): void {
  const known = place.last
  const list = known && hasKeys(record, known.given) ? known : keyListOf(record)
  place.last = list
  let isFirst = true
  for (const key of list.sorted) {
    const member = record[key.key]
    if (member === undefined || (blanks && isBlank(blanks, key.key, member))) continue
    if (!isFirst && isOctets) writeNextOctets(key, member, blanks)
    else {
      if (isOctets) out += key.firstOctets
      else out += isFirst ? key.first : key.next
      write(member, key.place, blanks?.inner?.[key.key])
    }
    isFirst = false
  }
  out += isFirst ? '{}' : '}'
}

/** Most of what stands in an object stood in the one before it, letter for letter: nothing, a state, the dish's category. */
function writeNextOctets(key: Key, member: unknown, blanks: Blanks | undefined): void {
  if (typeof member === 'object' && member !== null) {
    out += key.nextOctets
    write(member, key.place, blanks?.inner?.[key.key])
    return
  }
  if (member !== key.lastMember) {
    key.lastOctets = key.nextOctets + bare(member)
    key.lastMember = member
  }
  out += key.lastOctets
}

/**
 * `first` and `next`: the key as it stands before its value, in the beginning of an object or after another one; `last`: the
 * value without parts that came after another one last, and its text with the key.
 */
type Key = {
  key: string
  first: string
  next: string
  firstOctets: string
  nextOctets: string
  place: Place
  lastMember: unknown
  lastOctets: string
}
type KeyList = { given: readonly string[]; sorted: readonly Key[] }

/** Objects of one kind have their keys in one order, so few lists of keys have to be sorted at all. */
const keyLists = new Map<string, KeyList>()
const keyListsMax = 500

function keyListOf(record: Readonly<Record<string, unknown>>): KeyList {
  const given = Object.keys(record)
  const label = `${given.length}${given[0]}${given[given.length - 1]}`
  const known = keyLists.get(label)
  if (known && hasKeys(record, known.given)) return known
  const sorted = [...given].sort().map((key) => {
    const name = `${quoted(key)}:`
    const octets = `${notPlainAscii.test(key) ? quotedOctets(key) : quoted(key)}:`
    const texts = { first: `{${name}`, next: `,${name}`, firstOctets: `{${octets}`, nextOctets: `,${octets}` }
    return { key, ...texts, place: { last: null }, lastMember: undefined, lastOctets: '' }
  })
  const list = { given, sorted }
  if (known || keyLists.size < keyListsMax) keyLists.set(label, list)
  return list
}

/** Whether these are the record's keys in its order; asks nothing of the collector. */
function hasKeys(record: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean {
  let i = 0
  for (const key in record) if (keys[i++] !== key) return false
  return i === keys.length
}
