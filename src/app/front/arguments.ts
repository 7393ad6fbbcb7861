import { type Money, PrecisionError, parseDecimal, type Quantity } from '../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { badArgument } from './exceptions.ts'

/** An entity that an argument names: by its id, or a stub of the session (front-api §2.4). */
export type EntityRef = {
  id: Uuid
  isStub: boolean
  /** Of an entity that was read: another one means that somebody changed it since. Null: not said. */
  revision: number | null
}

/**
 * Arguments of an operation, named as the original's parameters. An entity is given by its id, as `{ id }` (an entity that
 * was read) or as `{ stub }` (one that the session makes). Unknown arguments are left alone; a malformed one is refused
 * with an `ArgumentException` that names it.
 */
export class Args {
  readonly #given: Readonly<Record<string, unknown>>
  readonly #path: string

  constructor(given: Readonly<Record<string, unknown>>, path = '') {
    this.#given = given
    this.#path = path
  }

  has(name: string): boolean {
    const value = this.#given[name]
    return value !== undefined && value !== null
  }

  ref(name: string): EntityRef {
    return this.optionalRef(name) ?? this.#fail(name, 'is required')
  }

  optionalRef(name: string): EntityRef | null {
    return this.has(name) ? this.#refOf(this.#given[name], name) : null
  }

  refs(name: string): EntityRef[] {
    return this.#list(name).map((value, index) => this.#refOf(value, `${name}[${index}]`))
  }

  id(name: string): Uuid {
    return this.ref(name).id
  }

  optionalId(name: string): Uuid | null {
    return this.optionalRef(name)?.id ?? null
  }

  ids(name: string): Uuid[] {
    return this.refs(name).map(({ id }) => id)
  }

  text(name: string, max = 1000): string {
    return this.optionalText(name, max) ?? this.#fail(name, 'is required')
  }

  optionalText(name: string, max = 1000): string | null {
    if (!this.has(name)) return null
    const value = this.#given[name]
    if (typeof value !== 'string') return this.#fail(name, 'must be a text')
    return value.length > max ? this.#fail(name, `must have at most ${max} characters`) : value
  }

  flag(name: string, otherwise = false): boolean {
    if (!this.has(name)) return otherwise
    const value = this.#given[name]
    return typeof value === 'boolean' ? value : this.#fail(name, 'must be true or false')
  }

  whole(name: string, min: number, max: number): number {
    return this.optionalWhole(name, min, max) ?? this.#fail(name, 'is required')
  }

  optionalWhole(name: string, min: number, max: number): number | null {
    if (!this.has(name)) return null
    const value = this.#given[name]
    const isWhole = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
    return isWhole ? value : this.#fail(name, `must be a whole number from ${min} to ${max}`)
  }

  /** A decimal number, or its text, in minor units. */
  money(name: string, scale: number): Money {
    return this.optionalMoney(name, scale) ?? this.#fail(name, 'is required')
  }

  optionalMoney(name: string, scale: number): Money | null {
    return this.#decimal(name, scale)
  }

  /** 0.001…999.999, as amounts of dishes and of the stop list (front-api, appendix B). */
  amount(name: string): Quantity {
    const value = this.#decimal(name, 3) ?? this.#fail(name, 'is required')
    return value > 0n && value <= 999_999n ? value : this.#fail(name, 'must be from 0.001 to 999.999')
  }

  /** Whole pieces in thousandths. */
  pieces(name: string, min: number, max: number): Quantity {
    return BigInt(this.whole(name, min, max)) * 1000n
  }

  /** Epoch milliseconds, or a text with its zone. */
  instant(name: string): number {
    return this.optionalInstant(name) ?? this.#fail(name, 'is required')
  }

  optionalInstant(name: string): number | null {
    if (!this.has(name)) return null
    const value = this.#given[name]
    const instant = typeof value === 'number' ? value : typeof value === 'string' ? zoned(value) : Number.NaN
    const isMoment = Number.isSafeInteger(instant) && Math.abs(instant) < 8e15
    return isMoment ? instant : this.#fail(name, 'must be epoch milliseconds or a time with its zone')
  }

  /** A day as `yyyy-MM-dd`; null: not said. */
  optionalDay(name: string): string | null {
    const text = this.optionalText(name, 30)
    if (text === null) return null
    const day = text.slice(0, 10)
    const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`))
    return isDay ? day : this.#fail(name, 'must be a day as yyyy-MM-dd')
  }

  oneOf<T extends string>(name: string, values: Readonly<Record<T, number>>): T {
    return this.optionalOneOf(name, values) ?? this.#fail(name, 'is required')
  }

  /** A literal of an enumeration, or its code. */
  optionalOneOf<T extends string>(name: string, values: Readonly<Record<T, number>>): T | null {
    if (!this.has(name)) return null
    const value = this.#given[name]
    const found = (Object.keys(values) as T[]).find((key) => key === value || values[key] === value)
    return found ?? this.#fail(name, `must be one of ${Object.keys(values).join(', ')}`)
  }

  texts(name: string, max = 1000): string[] {
    return this.#list(name).map((value, index) =>
      typeof value === 'string' && value.length <= max
        ? value
        : this.#fail(`${name}[${index}]`, `must be a text of at most ${max} characters`),
    )
  }

  part(name: string): Args {
    return this.optionalPart(name) ?? this.#fail(name, 'is required')
  }

  optionalPart(name: string): Args | null {
    return this.has(name) ? this.#partOf(this.#given[name], name) : null
  }

  parts(name: string): Args[] {
    return this.#list(name).map((value, index) => this.#partOf(value, `${name}[${index}]`))
  }

  /** Name and value of each member of an object. */
  entries(name: string): [string, unknown][] {
    return this.has(name) ? Object.entries(this.#objectOf(this.#given[name], name)) : []
  }

  /** A plain number within limits. */
  optionalNumber(name: string, min: number, max: number): number | null {
    if (!this.has(name)) return null
    const value = this.#given[name]
    const isWithin = typeof value === 'number' && value >= min && value <= max
    return isWithin ? value : this.#fail(name, `must be a number from ${min} to ${max}`)
  }

  /** Refuses an argument for a reason of the operation's own. */
  refuse(name: string, problem: string): never {
    return this.#fail(name, problem)
  }

  #decimal(name: string, scale: number): bigint | null {
    if (!this.has(name)) return null
    const value = this.#given[name]
    const isNumber = typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string'
    if (!isNumber) return this.#fail(name, 'must be a number')
    try {
      const parsed = parseDecimal(value as number | string, scale)
      const isInReach = parsed < 10n ** 15n && parsed > -(10n ** 15n)
      return isInReach ? parsed : this.#fail(name, 'is out of range')
    } catch (error) {
      if (error instanceof PrecisionError) return this.#fail(name, error.message)
      throw error
    }
  }

  #refOf(value: unknown, name: string): EntityRef {
    if (typeof value === 'string' && isUuid(value))
      return { id: value.toLowerCase(), isStub: false, revision: null }
    const { id, stub, revision } = this.#objectOf(value, name, 'must be an id, an entity or a stub')
    const given = stub ?? id
    if (typeof given === 'string' && isUuid(given))
      return {
        id: given.toLowerCase(),
        isStub: stub !== undefined,
        revision: typeof revision === 'number' ? revision : null,
      }
    return this.#fail(name, 'must be an id, an entity or a stub')
  }

  #list(name: string): unknown[] {
    if (!this.has(name)) return []
    const value = this.#given[name]
    if (!Array.isArray(value)) return this.#fail(name, 'must be a list')
    return value.length > 1000 ? this.#fail(name, 'must have at most 1000 members') : value
  }

  #partOf(value: unknown, name: string): Args {
    return new Args(this.#objectOf(value, name), `${this.#path}${name}.`)
  }

  #objectOf(value: unknown, name: string, problem = 'must be an object'): Record<string, unknown> {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : this.#fail(name, problem)
  }

  #fail(name: string, problem: string): never {
    throw badArgument(`${this.#path}${name}`, problem)
  }
}

/** A time that says where it is of. */
const zoned = (text: string): number =>
  /(Z|[+-]\d\d:?\d\d)$/.test(text.trim()) ? Date.parse(text) : Number.NaN
