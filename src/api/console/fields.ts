import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { durationMs } from './duration.ts'
import { invalid, missing } from './problems.ts'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Members of a JSON object, each by name or refused by name. A name that nobody asked for is refused too: in a control
 * plane a misspelt member that is passed over costs an hour.
 */
export class Fields {
  readonly #body: Readonly<Record<string, unknown>>
  readonly #path: string
  readonly #known = new Set<string>()

  private constructor(body: Readonly<Record<string, unknown>>, path: string) {
    this.#body = body
    this.#path = path
  }

  /** An absent body has no members. */
  static of(body: unknown): Fields {
    if (body === undefined || body === null) return new Fields({}, '')
    if (!isObject(body))
      throw invalid('body', { en: 'must be a JSON object', ru: 'должен быть объектом JSON' })
    return new Fields(body, '')
  }

  /** Refuses what was not read. */
  end(): void {
    const unknown = Object.keys(this.#body).find((name) => !this.#known.has(name))
    if (unknown === undefined) return
    const known = [...this.#known].join(', ')
    throw invalid(this.#name(unknown), {
      en: `is not known here; known are ${known}`,
      ru: `здесь не бывает; бывают ${known}`,
    })
  }

  has(name: string): boolean {
    return this.#read(name) !== undefined
  }

  isNull(name: string): boolean {
    return this.#read(name) === null
  }

  text(name: string, { max = 1000 }: { max?: number } = {}): string | null {
    const value = this.#value(name)
    if (value === null) return null
    if (typeof value !== 'string' || value === '' || value.length > max)
      throw this.#bad(name, {
        en: `must be text of 1 to ${max} characters`,
        ru: `нужен текст до ${max} символов`,
      })
    return value
  }

  flag(name: string): boolean | null {
    const value = this.#value(name)
    if (value === null) return null
    if (typeof value !== 'boolean')
      throw this.#bad(name, { en: 'must be true or false', ru: 'нужно true или false' })
    return value
  }

  number(name: string, { min, max }: { min: number; max: number }): number | null {
    const value = this.#value(name)
    if (value === null) return null
    if (typeof value !== 'number' || !(value >= min && value <= max))
      throw this.#bad(name, {
        en: `must be a number from ${min} to ${max}`,
        ru: `нужно число от ${min} до ${max}`,
      })
    return value
  }

  /** Milliseconds as a number, or an ISO 8601 duration such as `PT40M`. */
  duration(name: string, { maxMs }: { maxMs: number }): number | null {
    const value = this.#value(name)
    if (value === null) return null
    const ms = typeof value === 'string' ? durationMs(value) : value
    if (typeof ms !== 'number' || !Number.isInteger(ms) || ms < 0 || ms > maxMs)
      throw this.#bad(name, {
        en: `must be milliseconds or an ISO 8601 duration such as PT40M, up to ${maxMs} ms`,
        ru: `нужны миллисекунды или длительность ISO 8601, например PT40M, не больше ${maxMs} мс`,
      })
    return ms
  }

  /** Milliseconds since the epoch of an ISO 8601 instant with a zone. */
  instant(name: string): number | null {
    const value = this.#value(name)
    if (value === null) return null
    const isIso = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(value)
    const ms = isIso ? Date.parse(value) : Number.NaN
    if (Number.isNaN(ms))
      throw this.#bad(name, {
        en: 'must be an ISO 8601 instant with a zone, such as 2027-03-12T09:00:00Z',
        ru: 'нужен момент ISO 8601 с поясом, например 2027-03-12T09:00:00Z',
      })
    return ms
  }

  choice<Value extends string>(name: string, values: readonly Value[]): Value | null {
    const value = this.#value(name)
    if (value === null) return null
    const found = values.find((one) => one === value)
    if (found === undefined)
      throw this.#bad(name, {
        en: `must be one of ${values.join(', ')}`,
        ru: `одно из: ${values.join(', ')}`,
      })
    return found
  }

  uuids(name: string, { max }: { max: number }): Uuid[] | null {
    const value = this.#value(name)
    if (value === null) return null
    if (!Array.isArray(value) || value.length > max)
      throw this.#bad(name, { en: `must be a list of at most ${max}`, ru: `нужен список не длиннее ${max}` })
    return value.map((id: unknown) => {
      if (typeof id !== 'string' || !isUuid(id))
        throw this.#bad(name, { en: 'must hold uuids', ru: 'нужны uuid' })
      return id.toLowerCase()
    })
  }

  object(name: string): Fields | null {
    const value = this.#value(name)
    if (value === null) return null
    if (!isObject(value)) throw this.#bad(name, { en: 'must be an object', ru: 'нужен объект' })
    return new Fields(value, this.#name(name))
  }

  list(name: string, { max }: { max: number }): Fields[] | null {
    const value = this.#value(name)
    if (value === null) return null
    if (!Array.isArray(value) || value.length > max)
      throw this.#bad(name, { en: `must be a list of at most ${max}`, ru: `нужен список не длиннее ${max}` })
    return value.map((element: unknown, index) => {
      if (!isObject(element))
        throw this.#bad(`${name}[${index}]`, { en: 'must be an object', ru: 'нужен объект' })
      return new Fields(element, this.#name(`${name}[${index}]`))
    })
  }

  required<Value>(name: string, value: Value | null): Value {
    if (value === null) throw missing(this.#name(name))
    return value
  }

  #read(name: string): unknown {
    this.#known.add(name)
    return this.#body[name]
  }

  #value(name: string): unknown {
    return this.#read(name) ?? null
  }

  #name(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`
  }

  #bad(name: string, words: { en: string; ru: string }) {
    return invalid(this.#name(name), words)
  }
}
