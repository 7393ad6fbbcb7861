import { moneyFromJson, PrecisionError, quantityFromJson } from '../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { type Refusal, refuse } from '../../kernel/refusals.ts'

/** Fields of a JSON object, each by name or refused by name. */
export class FieldReader {
  readonly #body: Readonly<Record<string, unknown>>
  readonly #scale: number

  constructor(body: Readonly<Record<string, unknown>>, scale: number) {
    this.#body = body
    this.#scale = scale
  }

  uuid(field: string): Uuid {
    return this.optionalUuid(field) ?? this.#missing(field)
  }

  optionalUuid(field: string): Uuid | null {
    const value = this.#body[field]
    if (value === undefined || value === null) return null
    if (typeof value !== 'string' || !isUuid(value)) throw this.#invalid(field, 'must be a uuid')
    return value.toLowerCase()
  }

  uuids(field: string): Uuid[] {
    const value = this.#body[field]
    if (!Array.isArray(value)) return this.#missing(field)
    return value.map((id: unknown) => {
      if (typeof id !== 'string' || !isUuid(id)) throw this.#invalid(field, 'must hold uuids')
      return id.toLowerCase()
    })
  }

  /** An absent list is empty. */
  optionalUuids(field: string): Uuid[] {
    return this.has(field) ? this.uuids(field) : []
  }

  text(field: string): string {
    return this.optionalText(field) ?? this.#missing(field)
  }

  optionalText(field: string): string | null {
    const value = this.#body[field]
    if (value === undefined || value === null || value === '') return null
    if (typeof value !== 'string' || value.length > 1000)
      throw this.#invalid(field, 'must be text up to 1000 characters')
    return value
  }

  oneOf<Value extends string>(field: string, values: readonly Value[]): Value {
    const value = values.find((candidate) => candidate === this.#body[field])
    if (!value) throw this.#invalid(field, `must be one of ${values.join(', ')}`)
    return value
  }

  quantity(field: string): bigint {
    return this.#exact(field, quantityFromJson)
  }

  money(field: string): bigint {
    return this.#exact(field, (value) => moneyFromJson(value, this.#scale))
  }

  optionalQuantity(field: string): bigint | null {
    return this.has(field) ? this.quantity(field) : null
  }

  /** Said, and not as null. */
  has(field: string): boolean {
    const value = this.#body[field]
    return value !== undefined && value !== null
  }

  /** Said, if only to take something away. */
  names(field: string): boolean {
    return this.#body[field] !== undefined
  }

  /** Epoch milliseconds of this or the next centuries. */
  moment(field: string): number {
    const value = this.#body[field] ?? this.#missing(field)
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 8_000_000_000_000)
      throw this.#invalid(field, 'must be epoch milliseconds')
    return value
  }

  /** Whole minutes, at most a day's. */
  minutes(field: string): number {
    const value = this.#body[field] ?? this.#missing(field)
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 1440)
      throw this.#invalid(field, 'must be a whole number of minutes from 1 to 1440')
    return value
  }

  /** Absent is no. */
  flag(field: string): boolean {
    const value = this.#body[field] ?? false
    if (typeof value !== 'boolean') throw this.#invalid(field, 'must be true or false')
    return value
  }

  /** A whole number from zero up. */
  optionalWhole(field: string): number | null {
    const value = this.#body[field]
    if (value === undefined || value === null) return null
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 1000)
      throw this.#invalid(field, 'must be a whole number from 0 to 1000')
    return value
  }

  object(field: string): FieldReader {
    const value = this.#body[field] ?? this.#missing(field)
    if (typeof value !== 'object' || Array.isArray(value)) throw this.#invalid(field, 'must be an object')
    return new FieldReader(value as Record<string, unknown>, this.#scale)
  }

  count(field: string): number {
    return this.optionalCount(field) ?? this.#missing(field)
  }

  /** Null where nothing was said. */
  optionalMoney(field: string): bigint | null {
    return this.has(field) ? this.money(field) : null
  }

  /** A whole number from one up. */
  optionalCount(field: string): number | null {
    const value = this.#body[field]
    if (value === undefined || value === null) return null
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 1000)
      throw this.#invalid(field, 'must be a whole number from 1 to 1000')
    return value
  }

  /** An absent list is empty. */
  list(field: string): FieldReader[] {
    const value = this.#body[field] ?? []
    if (!Array.isArray(value) || value.length > 500)
      throw this.#invalid(field, 'must be a list of at most 500')
    return value.map((line: unknown) => {
      if (line === null || typeof line !== 'object') throw this.#invalid(field, 'must hold objects')
      return new FieldReader(line as Record<string, unknown>, this.#scale)
    })
  }

  #exact(field: string, parse: (value: number) => bigint): bigint {
    const value = this.#body[field]
    if (typeof value !== 'number' || !Number.isFinite(value)) throw this.#invalid(field, 'must be a number')
    try {
      return parse(value)
    } catch (error) {
      if (error instanceof PrecisionError) throw this.#invalid(field, error.message)
      throw error
    }
  }

  #missing(field: string): never {
    throw refuse('request.field-required', { field })
  }

  #invalid(field: string, message: string): Error {
    return refuse('request.field-invalid', { field, message })
  }
}

export const unknownKind = (kind: string): Refusal =>
  refuse('request.field-invalid', { field: 'command.kind', message: `unknown kind ${kind}` })
