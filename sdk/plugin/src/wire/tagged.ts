/** Values that JSON does not know, as `{$: kind, v: written}`; everything else goes as it is (front-api §10.4). */
import { Decimal } from './decimal.ts'

/** A thing of the host that a plugin may use until its scope ends: `{$: 'handle', v: 'scope:7:vm'}`. */
export class Handle {
  /** The target of calls to it. */
  readonly target: string
  constructor(target: string) {
    this.target = target
  }
}

type Tagged = { $: string; v: unknown }

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Writes a value for the line. Functions and symbols do not travel: they become undefined. */
export function encode(value: unknown): unknown {
  if (typeof value === 'bigint') return { $: 'bigint', v: value.toString() }
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value === 'number' && !Number.isFinite(value)) return { $: 'number', v: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => encode(one) ?? null)
  if (value instanceof Date) return { $: 'date', v: value.getTime() }
  if (value instanceof Decimal) return { $: 'decimal', v: value.toString() }
  if (value instanceof Handle) return { $: 'handle', v: value.target }
  if (value instanceof Uint8Array) return { $: 'bytes', v: Buffer.from(value).toString('base64') }
  if (value instanceof Map) return { $: 'map', v: [...value].map((pair) => pair.map(encode)) }
  if (value instanceof Set) return { $: 'set', v: [...value].map(encode) }
  const members = Object.entries(value).map(([key, one]) => [key, encode(one)] as const)
  // An object of their own that looks like a tag is written as its members.
  if ('$' in value && isPlain(value)) return { $: 'object', v: members }
  return Object.fromEntries(members)
}

const readers: Readonly<Record<string, (written: unknown) => unknown>> = {
  bigint: (v) => BigInt(String(v)),
  number: (v) => Number(v),
  date: (v) => new Date(Number(v)),
  decimal: (v) => Decimal.of(String(v)),
  handle: (v) => new Handle(String(v)),
  bytes: (v) => new Uint8Array(Buffer.from(String(v), 'base64')),
  map: (v) => new Map(pairs(v)),
  set: (v) => new Set(Array.isArray(v) ? v.map(decode) : []),
  object: (v) => Object.fromEntries(pairs(v)),
}

const pairs = (written: unknown): [string, unknown][] =>
  (Array.isArray(written) ? written : []).map(([key, value]) => [decode(key) as string, decode(value)])

/** Reads what {@link encode} wrote. An unknown tag stays an object. */
export function decode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(decode)
  if ('$' in value) {
    const { $: kind, v } = value as Tagged
    const read = Object.hasOwn(readers, kind) ? readers[kind] : undefined
    if (read) return read(v)
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, decode(one)]))
}
