import type { Chance } from '../support/chance.ts'

type Json = any // any: bodies of clients

/** Texts that JSON.stringify cannot write, put in afterwards: `"@1e400@"` becomes `1e400`. */
const bare = (text: string): string => `@${text}@`
export const writeBody = (body: unknown): string =>
  (JSON.stringify(body) ?? 'null').replace(/"@([^"@]*)@"(:?)/g, (_, text: string, colon: string) =>
    colon === '' ? text : `"${text}":`,
  )

const protoKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '$ref', '']
const strangeNumbers = [
  '1e308',
  '1e400',
  '-1e400',
  'NaN',
  'Infinity',
  '-0',
  '007',
  '0x10',
  '9007199254740993',
  '123456789012345678901234567890',
  '2147483648',
  '-2147483649',
  '-1',
  '0',
  '1e-7',
  '0.1234567890123',
  '1.',
  '+1',
]
const badDates = [
  '2027-13-45 99:99:99.999',
  '2027-02-30 12:00:00.000',
  '0000-00-00 00:00:00.000',
  '9999-12-31 23:59:59.999',
  '1899-12-31 00:00:00.000',
  '2027-03-12T12:00:00Z',
  '2027-03-12',
  '12.03.2027 12:00',
  '2027-03-28 02:30:00.000',
  '٢٠٢٧-٠٣-١٢ ١٢:٠٠:٠٠.٠٠٠',
  'yesterday',
  ' ',
]
const badIds = [
  '',
  '00000000-0000-0000-0000-000000000000',
  'not-an-id',
  '{0dd1d0dd-0dd1-4dd0-8dd1-0dd1d0dd1d0d}',
  '0DD1D0DD0DD14DD08DD10DD1D0DD1D0D',
  'ffffffff-0000-4000-8000-00000000000f',
  ' 0dd1d0dd-0dd1-4dd0-8dd1-0dd1d0dd1d0d ',
  'urn:uuid:0dd1d0dd-0dd1-4dd0-8dd1-0dd1d0dd1d0d',
  "'; drop table journal; --",
]
const badTexts = [
  '\u0000',
  '\ud800',
  '\u202eabc',
  '\ufeff',
  '<script>',
  '../../etc/passwd',
  '{{7*7}}',
  '%s%n',
  '\r\nX: 1',
]

/** A place in a body: the container and the key or index in it. */
type Spot = { parent: Json; key: string | number; value: Json }

function spotsOf(root: Json): Spot[] {
  const spots: Spot[] = []
  const walk = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      spots.push({ parent: value, key: Array.isArray(value) ? Number(key) : key, value: inner })
      walk(inner)
    }
  }
  walk(root)
  return spots
}

function nested(depth: number, isList: boolean): Json {
  let value: Json = 'x'
  for (let i = 0; i < depth; i++) value = isList ? [value] : { a: value }
  return value
}

const wrongType = (chance: Chance): Json =>
  chance.pick<Json>([null, true, false, 0, 1.5, '', 'text', [], {}, [null], [[]], { id: null }, '1', 'true'])

function strangeText(chance: Chance, value: Json): string {
  const text = String(value)
  if (/^\d{4}-\d\d-\d\d /.test(text)) return chance.pick(badDates)
  if (/^[0-9a-f-]{36}$/i.test(text) && chance.often(0.8))
    return chance.pick([...badIds, text.toUpperCase(), text.replaceAll('-', ''), `{${text}}`])
  return chance.pick([
    chance.pick(badTexts),
    chance.pick(badDates),
    `${text}${text}`,
    text.toLowerCase() === text ? text.toUpperCase() : text.toLowerCase(),
    `${text}Unknown`,
    'я'.repeat(chance.pick([51, 257, 4096, 70_000])),
    '🍜'.repeat(3000),
    ` ${text} `,
  ])
}

/** Deeds on one spot of the body. */
const spotMutations: readonly ((spot: Spot, chance: Chance) => void)[] = [
  ({ parent, key }, chance) => {
    parent[key] = wrongType(chance)
  },
  ({ parent, key }) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else delete parent[key]
  },
  ({ parent, key }) => {
    parent[key] = null
  },
  ({ parent, key }, chance) => {
    parent[key] = bare(chance.pick(strangeNumbers))
  },
  ({ parent, key, value }, chance) => {
    parent[key] = typeof value === 'number' ? bare(chance.pick(strangeNumbers)) : strangeText(chance, value)
  },
  ({ parent, key }, chance) => {
    parent[key] = nested(chance.pick([5, 63, 64, 65, 300]), chance.often(0.5))
  },
  ({ parent, value }, chance) => {
    const name = chance.pick(protoKeys)
    const wrong = chance.pick<Json>([{ isAdmin: true, organizationId: 'x' }, null, 'x', value])
    if (!Array.isArray(parent)) parent[bare(name)] = wrong
  },
  ({ parent, key, value }, chance) => {
    // The same element twice, or very many of it.
    if (Array.isArray(parent)) for (let i = chance.pick([1, 1, 1, 300]); i > 0; i--) parent.push(value)
    else parent[key] = Array.isArray(value) ? [...value, ...value] : [value, value]
  },
  ({ parent, key, value }, chance) => {
    if (Array.isArray(parent)) return
    delete parent[key]
    parent[chance.pick([String(key).toUpperCase(), `${key} `, `_${key}`, `${key}s`])] = value
  },
]

/** Changes a copy of a body at `count` places. */
export function mutateBody(body: unknown, count: number, chance: Chance): unknown {
  const root = { body: structuredClone(body) }
  for (let i = 0; i < count; i++) {
    const spots = spotsOf(root)
    const spot = spots.length > 1 && chance.often(0.97) ? chance.pick(spots.slice(1)) : spots[0]
    if (spot) chance.pick(spotMutations)(spot, chance)
  }
  return root.body
}

const duplicateKey = (text: string): string =>
  text.replace('{', '{"organizationId":"ffffffff-0000-4000-8000-00000000000f","organizationId":[],')

/** Deeds on the text of a body: what comes is no JSON, or not only JSON, or not even text. */
const textMutations: readonly ((text: string, chance: Chance) => Buffer)[] = [
  (text, chance) => Buffer.from(text.slice(0, chance.int(text.length + 1))),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`${text}${text}`),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'latin1'),
  (text) => Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xff, 0xfe, 0xc3, 0x28])]),
  (text) => Buffer.from(text.replaceAll('"', "'")),
  (text) => Buffer.from(duplicateKey(text)),
  (text) => Buffer.from(`${text},`),
  (text, chance) => Buffer.from('['.repeat(chance.pick([64, 65, 100_000])) + text),
  (text, chance) =>
    Buffer.from(chance.pick(['', ' ', 'null', '0', '""', '[]', '{}', '"{}"', '[{}]', 'true', text])),
  (text, chance) =>
    Buffer.from(`{"padding":"${'x'.repeat(chance.pick([60_000, 60_000, 60_000, 4_300_000]))}","a":${text}}`),
  (text) => Buffer.from(encodeURIComponent(text)),
]

export const mutateText = (text: string, chance: Chance): Buffer => chance.pick(textMutations)(text, chance)
