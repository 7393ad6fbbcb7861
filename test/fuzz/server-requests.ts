import { operations, type ServerKey, type Shape, shapes } from '../../src/api/server/generated/operations.ts'
import type { DemoChain } from '../../src/seed/demo/index.ts'
import { type Chance, chanceOf } from '../support/chance.ts'
import { mutateBody, mutateText, writeBody } from './mutations.ts'
import { type FuzzRequest, goodToken } from './requests.ts'

type Json = any // any: bodies of clients

/** Stands in an address where the client puts the token of its session. */
const sessionMark = goodToken.slice('Bearer '.length)

/** What must never be read nor asked for by a document that names it. */
type Forbidden = { /** Of a file that exists. */ file: string; url: string }

const numbers = [
  '0',
  '1',
  '-1',
  '7.5',
  '1e400',
  'NaN',
  '99999999999999999999999999',
  '0x1f',
  '1,5',
  '٣',
  '-0.0000000001',
]
const days = [
  '2027-03-12',
  '12.03.2027',
  '2027-03-12T10:00:00',
  '2027-02-30',
  '99.99.9999',
  '0000-00-00',
  '9999-12-31',
  '',
]
const texts = [
  'Борщ',
  '',
  ' ',
  '[a-z',
  '(a+)+$',
  '\u0000',
  '\ud800',
  '"\'<>&',
  '%00',
  '../../etc/passwd',
  'я'.repeat(300),
]

/** Values of one shape, near to good ones as often as not. */
class Values {
  readonly #chance: Chance
  readonly #ids: readonly string[]
  constructor(chain: DemoChain, chance: Chance, isReading: boolean) {
    this.#chance = chance
    // Whoever is logged in has to stay, with all their rights.
    const ofPeople = new Set(['employee', 'role'])
    this.#ids = chain.items.filter(({ book }) => isReading || !ofPeople.has(book)).map(({ id }) => id)
  }

  of(shape: Shape, depth = 0): Json {
    const chance = this.#chance
    if (shape.optional && chance.often(depth > 2 ? 0.8 : 0.4)) return undefined
    switch (shape.is) {
      case 'uuid':
        return chance.often(0.8)
          ? chance.pick(this.#ids)
          : chance.pick(['', 'x', chance.uuid().toUpperCase()])
      case 'bool':
        return chance.pick([true, false, 'TRUE', 'yes', ''])
      case 'int':
      case 'decimal':
      case 'number':
        return chance.often(0.5) ? chance.int(100) : chance.pick(numbers)
      case 'day':
        return chance.pick(days)
      case 'choice':
        return chance.often(0.8) ? chance.pick(shape.of) : chance.pick(texts)
      case 'type':
        return depth > 8 ? null : this.#record(shape.name, depth)
      case 'list':
      case 'repeated':
        return Array.from({ length: chance.pick([0, 1, 1, 2, 40]) }, () => this.of(shape.of, depth + 1))
      case 'map':
        return { [chance.pick(texts)]: this.of(shape.of, depth + 1) }
      default:
        return chance.often(0.5) ? chance.pick(days) : chance.pick(texts)
    }
  }

  #record(name: string, depth: number): Json {
    const members = Object.entries(shapes[name] ?? {}).map(([member, of]) => [member, this.of(of, depth + 1)])
    return Object.fromEntries(members)
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** XML as a careless client writes it: lists become elements of one name. */
function xmlOf(name: string, value: Json): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return `<${name}>${value.map((one) => xmlOf('item', one)).join('')}</${name}>`
  if (value === null || typeof value !== 'object') return `<${name}>${escaped(String(value))}</${name}>`
  return `<${name}>${Object.entries(value)
    .map(([member, inner]) => xmlOf(/^[a-z]\w*$/i.test(member) ? member : 'odd', inner))
    .join('')}</${name}>`
}

/** Without half characters, which no encoding can write. */
const wellFormed = (text: string): string => Buffer.from(text).toString()

type Attack = (body: string, root: string, chance: Chance, forbidden: Forbidden) => Buffer | string

const bomb = (levels: number): string =>
  `<!DOCTYPE b [<!ENTITY a0 "boom">${Array.from({ length: levels }, (_, level) => `<!ENTITY a${level + 1} "${`&a${level};`.repeat(10)}">`).join('')}]>`

/** What documents were ever used for to harm a server that reads them. */
const attacks: readonly Attack[] = [
  (_, root) => `${bomb(9)}<${root}>&a9;</${root}>`,
  (_, root, __, { file }) =>
    `<!DOCTYPE r [<!ENTITY x SYSTEM "file://${file}">]><${root}><comment>&x;</comment></${root}>`,
  (_, root, __, { url }) => `<!DOCTYPE r [<!ENTITY x SYSTEM "${url}">]><${root}>&x;</${root}>`,
  (body, _, __, { url }) => `<!DOCTYPE r SYSTEM "${url}">${body}`,
  (body, _, __, { url }) => `<!DOCTYPE r [<!ENTITY % p SYSTEM "${url}">%p;]>${body}`,
  (body, _, __, { url }) => `<?xml-stylesheet href="${url}"?>${body}`,
  (_, root, __, { file }) =>
    `<${root} xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="${file}"/></${root}>`,
  (_, root, chance) => `<${root}>${'<a>'.repeat(chance.pick([64, 5_000, 100_000]))}`,
  (_, root) => `<${root} ${'a="1" '.repeat(10_000)}/>`,
  (_, root) => `<${root} a="${'x'.repeat(300_000)}"/>`,
  (_, root) => `<${root}>&undefined;&#0;&#xD800;&#1114112;</${root}>`,
  (_, root) => `<${root}><![CDATA[${'<'.repeat(50_000)}]]></${root}>`,
  (body) => body.replaceAll('>', '>]]>'),
  (body) => `<!-- ${'-'.repeat(1000)} -->${body}`,
  (body, _, chance) => body.slice(0, chance.int(body.length + 1)),
  (body) => `${body}${body}`,
  (body) => body.replace(/<(\/?)(\w+)/g, '<$1x:$2'),
  (body) => body.replace(/\d+/g, '9'.repeat(400)),
  (body) => body.replace(/>([^<]*)</g, '>-1e999999<'),
  (body) => Buffer.from(body, 'utf16le'),
  (body) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(body, 'utf16le')]),
  (body) => `<?xml version="1.0" encoding="utf-16"?>${body}`,
  (body, _, chance) =>
    `<?xml version="1.0" encoding="${chance.pick(['windows-1251', 'utf-7', 'ebcdic', 'x'.repeat(90), 'UTF-8'])}"?>${body}`,
  (body) =>
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body), Buffer.from([0xc3, 0x28, 0x80])]),
  (body, _, chance) => mutateText(wellFormed(body), chance),
  () => '',
]

const contentTypes = [
  'application/xml',
  'application/json',
  'text/xml; charset=windows-1251',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-16',
  'multipart/form-data; boundary=x',
  'nonsense',
  '',
]

export type ServerFuzzRequest = FuzzRequest & { /** The operation that it was made for. */ key: ServerKey }

/** Makes the requests of a seed, each from its number alone. */
export class ServerRequestMaker {
  readonly #chain: DemoChain
  readonly #seed: number
  readonly #forbidden: Forbidden
  readonly #keys = Object.keys(operations) as ServerKey[]
  readonly #described = this.#keys.filter((key) => operations[key].answer !== null)

  constructor(chain: DemoChain, seed: number, forbidden: Forbidden) {
    this.#chain = chain
    this.#seed = seed
    this.#forbidden = forbidden
  }

  make(index: number): ServerFuzzRequest {
    const chance = chanceOf(this.#seed * 1_000_003 + index)
    // Those that nobody described are met too, more rarely.
    const list = index % 20 === 0 ? this.#keys : this.#described
    const key = list[Math.floor(index / (index % 20 === 0 ? 20 : 1)) % list.length] as ServerKey
    const operation = operations[key]
    const values = new Values(this.#chain, chance, operation.method === 'GET')
    const hasSession = chance.often(0.93) && !/\/(logout|auth)\b/.test(operation.path)
    const query = new URLSearchParams(hasSession ? { key: sessionMark } : {})
    for (const [name, shape] of Object.entries(operation.query))
      for (const value of [values.of(shape)].flat())
        if (value !== undefined) query.append(name, chance.often(0.9) ? String(value) : chance.pick(texts))
    const path = operation.path.replace(/\{\w+\}/g, () =>
      encodeURIComponent(String(values.of({ is: 'uuid' }))).replace(/^$/, '%20'),
    )
    const place = chance.often(0.9) ? '/resto' : chance.pick(['/rms/2/resto', '/rms/none/resto', '/resto/..'])
    const url = `${place}${operation.isOutside ? '' : '/api'}${path}?${query}`
    const method = chance.often(0.97) ? operation.method : chance.pick(['POST', 'PUT', 'DELETE', 'PATCH'])
    return {
      ...{ key, method },
      url: chance.often(0.97)
        ? url
        : url.replace('?', chance.pick(['%00?', '/?', ';x=1?', '%2e%2e/?', '//?'])),
      ...this.#bodyOf(key, values, chance),
    }
  }

  #bodyOf(key: ServerKey, values: Values, chance: Chance): Pick<FuzzRequest, 'headers' | 'body'> {
    const { body: of, method } = operations[key]
    const own =
      of?.as === 'json' ? 'application/json' : of ? 'application/xml' : 'application/x-www-form-urlencoded'
    const contentType = chance.often(0.9) ? own : chance.pick(contentTypes)
    const headers: Record<string, string> = contentType === '' ? {} : { 'content-type': contentType }
    if (method === 'GET' && chance.often(0.95)) return { headers, body: null }
    const value = of ? values.of({ ...of.of, optional: undefined } as unknown as Shape) : undefined
    if (of?.as === 'json' && chance.often(0.9)) {
      const mutated = mutateBody(value, chance.pick([0, 1, 1, 2, 4]), chance)
      const text = writeBody(mutated)
      return { headers, body: chance.often(0.9) ? text : inBase64(mutateText(wellFormed(text), chance)) }
    }
    const root = of && 'root' in of ? of.root : 'document'
    const text = of
      ? xmlOf(root, value)
      : String(new URLSearchParams({ login: 'x', pass: chance.pick(texts) }))
    if (chance.often(0.3)) return { headers, body: text }
    const attacked = chance.pick(attacks)(text, root, chance, this.#forbidden)
    return { headers, body: typeof attacked === 'string' ? attacked : inBase64(attacked) }
  }
}

const inBase64 = (bytes: Buffer): string => `base64:${bytes.toString('base64')}`
