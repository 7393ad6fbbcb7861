import { type Literal, spanOf, timeOf } from './lexer.ts'
import type { Enumeration, Field } from './shape.ts'

/** What an expression gives. `null` fits every type. */
export type ValueType = 'text' | 'number' | 'flag' | 'guid' | 'time' | 'span' | 'null' | Enumeration

export type Row = Readonly<Record<string, unknown>>
/** The row first, then the items that the variables of `any` and `all` stand for, from the outermost. */
export type Env = readonly Row[]
export type Read = (env: Env) => unknown
export type Value = {
  type: ValueType
  read: Read
  /** What it was written as, to be understood anew beside its partner; null for what is computed. */
  literal: Literal | null
}

export const isEnumeration = (type: ValueType | Field): type is Enumeration =>
  typeof type === 'object' && 'typeName' in type

/** How people are told of a type. */
export const nameOfType = (type: ValueType): string => (isEnumeration(type) ? type.typeName : type)

/** A value of the wire as it is compared: times as milliseconds, spans as seconds, guids in one letter case. */
export function comparable(type: ValueType, value: unknown): unknown {
  if (value === null || value === undefined) return null
  switch (type) {
    case 'time':
      return timeOf(String(value))
    case 'span':
      return spanOf(String(value))
    case 'guid':
      return String(value).toLowerCase()
    default:
      return value
  }
}

/** What a literal means beside a value of `type`; undefined when it means nothing there. */
export function literalAs(type: ValueType, literal: Literal): unknown {
  const { value } = literal
  if (literal.type === 'null') return null
  if (isEnumeration(type)) return numberOfEnumeration(type, literal)
  if (literal.type === type) return value
  if (literal.type !== 'text') return undefined
  // Texts in quotes are taken for what they look like, as .NET takes them.
  const text = String(value)
  if (type === 'guid') return /^[0-9a-f-]{36}$/i.test(text) ? text.toLowerCase() : undefined
  if (type === 'time') return timeOf(text) ?? undefined
  if (type === 'span') return spanOf(text) ?? undefined
  return undefined
}

/** Names with commas between them stand for any of them; a number in quotes is a number (front-api §7.1). */
export function namesOfEnumeration(type: Enumeration, literal: Literal): number[] | null {
  if (literal.type === 'number') return [Number(literal.value)]
  if (literal.type !== 'text' && literal.type !== 'enum') return null
  // The namespace is that of whatever version of the plugin's API the client was written for.
  const own = literal.typeName?.split('.').at(-1)
  if (own !== undefined && own !== type.typeName) return null
  const numbers = String(literal.value)
    .split(',')
    .map((name) => {
      const trimmed = name.trim()
      if (/^-?\d+$/.test(trimmed)) return Number(trimmed)
      return Object.hasOwn(type.values, trimmed) ? type.values[trimmed] : undefined
    })
  return numbers.every((one): one is number => one !== undefined) ? numbers : null
}

function numberOfEnumeration(type: Enumeration, literal: Literal): number | undefined {
  const numbers = namesOfEnumeration(type, literal)
  return numbers?.length === 1 ? numbers[0] : undefined
}
