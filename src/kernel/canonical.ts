/**
 * Values as bytes. Domain state is stored as JSON in which a bigint is `{"$n":"123"}`; canonical text sorts keys,
 * so equal values have equal bytes and a digest over them can be verified anywhere.
 */

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

/** Canonical JSON text: stored form with the keys of every object sorted. Written out by hand: it is on the hot path. */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value)
    case 'number':
      return Number.isFinite(value) ? `${value === 0 ? 0 : value}` : 'null'
    case 'boolean':
      return value ? 'true' : 'false'
    case 'bigint':
      return `{"$n":"${value}"}`
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? canonicalList(value) : canonicalRecord(value as Record<string, unknown>)
    default:
      return 'null'
  }
}

/** Anything but what stands in JSON as it is; halves of characters are left to those who know them. */
const notPlain = /[^ !#-[\]-\ud7ff\ue000-\uffff]/

const quoted = (text: string): string => (notPlain.test(text) ? JSON.stringify(text) : `"${text}"`)

function canonicalList(items: readonly unknown[]): string {
  let text = '['
  for (let i = 0; i < items.length; i++)
    text += i === 0 ? canonicalJson(items[i]) : `,${canonicalJson(items[i])}`
  return `${text}]`
}

function canonicalRecord(record: Readonly<Record<string, unknown>>): string {
  let text = '{'
  for (const { key, name } of sortedKeys(record)) {
    const member = record[key]
    if (member === undefined) continue
    text += text === '{' ? name : `,${name}`
    text += canonicalJson(member)
  }
  return `${text}}`
}

/** `name`: the key as it stands before its value. */
type Key = { key: string; name: string }
type KeyList = { given: readonly string[]; sorted: readonly Key[] }

/** Objects of one kind have their keys in one order, so few lists of keys have to be sorted at all. */
const keyLists = new Map<string, KeyList>()
const keyListsMax = 500

function sortedKeys(record: Readonly<Record<string, unknown>>): readonly Key[] {
  const given = Object.keys(record)
  const label = `${given.length}${given[0]}${given[given.length - 1]}`
  const known = keyLists.get(label)
  if (known && isSameList(known.given, given)) return known.sorted
  const sorted = [...given].sort().map((key) => ({ key, name: `${quoted(key)}:` }))
  if (known || keyLists.size < keyListsMax) keyLists.set(label, { given, sorted })
  return sorted
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false
  return one.length === other.length
}
