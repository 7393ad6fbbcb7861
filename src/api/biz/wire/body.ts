import { PrecisionError, parseDecimal } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { fault, unbound } from '../faults.ts'
import { readId } from './query.ts'

type Members = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Members of a body, as .NET reads them: names in any letter case, empty texts where an id is optional, `"true"` and 1 for
 * true. What is missing or too long has the standard error, what cannot be read at all has the model's (biz-card-api
 * §1.4, §1.6).
 */
export class Fields {
  readonly #members = new Map<string, unknown>()
  readonly #path: string

  constructor(value: unknown, path = '') {
    this.#path = path
    if (!isObject(value)) throw unbound(path || 'request', 'An object is expected.')
    for (const [name, inner] of Object.entries(value)) this.#members.set(name.toLowerCase(), inner)
  }

  name(member: string): string {
    return this.#path === '' ? member : `${this.#path}.${member}`
  }

  value(...members: string[]): unknown {
    for (const member of members) {
      const value = this.#members.get(member.toLowerCase())
      if (value !== undefined && value !== null) return value
    }
    return undefined
  }

  missing(member: string): Error {
    return fault(400, `The field '${this.name(member)}' is required`)
  }

  /** Null when it is absent or empty. */
  text(member: string, longest = 4000): string | null {
    const value = this.value(member)
    if (value === undefined) return null
    if (typeof value === 'object')
      throw unbound(this.name(member), `The value '${JSON.stringify(value)}' is not valid for String.`)
    const text = String(value).trim()
    if (text.length > longest)
      throw fault(400, `The field '${this.name(member)}' must be at most ${longest} characters long`)
    return text === '' ? null : text
  }

  requiredText(member: string, longest?: number): string {
    const text = this.text(member, longest)
    if (text === null) throw this.missing(member)
    return text
  }

  id(...members: string[]): Uuid | null {
    const value = this.value(...members)
    if (value === undefined || value === '') return null
    return readId(String(value), this.name(members[0] ?? ''))
  }

  requiredId(...members: string[]): Uuid {
    const id = this.id(...members)
    if (id === null) throw this.missing(members[0] ?? '')
    return id
  }

  flag(member: string): boolean | null {
    const value = this.value(member)
    if (value === undefined || value === '') return null
    const text = String(value).toLowerCase()
    if (text === 'true' || text === '1') return true
    if (text === 'false' || text === '0') return false
    throw unbound(this.name(member), `The value '${value}' is not valid for Boolean.`)
  }

  /** A decimal as a whole number of 10^-scale; finer ones are refused. */
  decimal(member: string, scale: number): bigint | null {
    const value = this.value(member)
    if (value === undefined || value === '') return null
    if (typeof value === 'number' || typeof value === 'string') {
      try {
        return parseDecimal(typeof value === 'string' ? value.trim() : value, scale)
      } catch (error) {
        if (!(error instanceof PrecisionError)) throw error
      }
    }
    throw unbound(this.name(member), `The value '${value}' is not valid for Decimal.`)
  }

  /** A part of the body; null when it is absent. */
  part(member: string): Fields | null {
    const value = this.value(member)
    return value === undefined ? null : new Fields(value, this.name(member))
  }

  list(member: string): Fields[] {
    const value = this.value(member)
    if (value === undefined) return []
    if (!Array.isArray(value)) throw unbound(this.name(member), 'An array is expected.')
    return value.map((inner, index) => new Fields(inner, `${this.name(member)}[${index}]`))
  }
}
