import { type FieldProblem, refuseProblems, type Text } from '../../app/admin/problems.ts'
import { parseDecimal } from '../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'

const listMax = 2000
const textMax = 2000

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * What a browser sent, read field by field. A bad field is noted and a harmless value given instead, so that all
 * problems are found at once; {@link Form.done} throws them. Unknown fields are left alone.
 */
export class Form {
  readonly #values: Record<string, unknown>
  readonly #path: string
  readonly #problems: FieldProblem[]

  constructor(value: unknown, path = '', problems: FieldProblem[] = []) {
    this.#values = isObject(value) ? value : {}
    this.#path = path
    this.#problems = problems
    if (!isObject(value)) problems.push({ field: path || 'body', text: expected('объект', 'an object') })
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined
  }

  raw(name: string): unknown {
    return this.#values[name]
  }

  problem(name: string, text: Text): void {
    this.#problems.push({ field: this.#path ? `${this.#path}.${name}` : name, text })
  }

  text(name: string): string {
    const value = this.#values[name]
    if (typeof value === 'string' && value.length <= textMax && !value.includes('\0')) return value
    this.problem(name, expected('строка', 'a text'))
    return ''
  }

  /** An empty text is none. */
  textOrNull(name: string): string | null {
    const value = this.#values[name]
    return value === null || value === undefined || value === '' ? null : this.text(name)
  }

  /** A text that says something, without what is blank around it. */
  line(name: string, max: number): string {
    const value = this.#values[name]
    const text = typeof value === 'string' ? value.trim() : ''
    if (text !== '' && text.length <= max && !text.includes('\0')) return text
    this.problem(name, expected(`текст от 1 до ${max} знаков`, `a text of 1 to ${max} characters`))
    return ''
  }

  /** A day such as `2027-03-12`. */
  day(name: string): string {
    const value = this.#values[name]
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
      const at = Date.parse(`${value}T00:00:00Z`)
      if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(value)) return value
    }
    this.problem(name, expected('дата', 'a date'))
    return '2000-01-01'
  }

  /** An empty text is none. */
  dayOrNull(name: string): string | null {
    return this.#isNone(name) || this.#values[name] === '' ? null : this.day(name)
  }

  flag(name: string): boolean {
    const value = this.#values[name]
    if (typeof value === 'boolean') return value
    this.problem(name, expected('да или нет', 'true or false'))
    return false
  }

  whole(name: string, { min, max }: { min: number; max: number }): number {
    const value = this.#values[name]
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
    this.problem(name, expected(`целое число от ${min} до ${max}`, `a whole number from ${min} to ${max}`))
    return min
  }

  wholeOrNull(name: string, range: { min: number; max: number }): number | null {
    return this.#isNone(name) ? null : this.whole(name, range)
  }

  number(name: string, { min, max }: { min: number; max: number }): number {
    const value = this.#values[name]
    if (typeof value === 'number' && value >= min && value <= max) return value
    this.problem(name, expected(`число от ${min} до ${max}`, `a number from ${min} to ${max}`))
    return min
  }

  /** A sum as a decimal text such as `800` or `800.50`; minor units. */
  money(name: string, scale: number): bigint {
    const value = this.#values[name]
    if (typeof value === 'string' && /^\d{1,12}([.,]\d+)?$/.test(value)) {
      try {
        return parseDecimal(value.replace(',', '.'), scale)
      } catch {
        // More digits than the currency has: said below.
      }
    }
    this.problem(name, expected(`сумма, ${scale} знака после точки`, `a sum with ${scale} decimals`))
    return 0n
  }

  moneyOrNull(name: string, scale: number): bigint | null {
    return this.#isNone(name) ? null : this.money(name, scale)
  }

  uuid(name: string): Uuid {
    const value = this.#values[name]
    if (typeof value === 'string' && isUuid(value)) return value.toLowerCase()
    this.problem(name, expected('идентификатор', 'an id'))
    return ''
  }

  uuidOrNull(name: string): Uuid | null {
    return this.#isNone(name) ? null : this.uuid(name)
  }

  oneOf<const Value extends string | number>(name: string, values: readonly Value[]): Value {
    const value = values.find((one) => one === this.#values[name])
    if (value !== undefined) return value
    this.problem(name, expected(`одно из: ${values.join(', ')}`, `one of ${values.join(', ')}`))
    return values[0] as Value
  }

  /** Moments travel in ISO form. */
  instant(name: string): number {
    const value = this.#values[name]
    const at = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : Number.NaN
    if (!Number.isNaN(at)) return at
    this.problem(name, expected('дата и время', 'a date and time'))
    return 0
  }

  instantOrNull(name: string): number | null {
    return this.#isNone(name) ? null : this.instant(name)
  }

  list<T>(name: string, isGood: (value: unknown) => value is T): T[] {
    const value = this.#values[name]
    if (Array.isArray(value) && value.length <= listMax && value.every(isGood)) return value
    this.problem(name, expected('список', 'a list'))
    return []
  }

  listOrNull<T>(name: string, isGood: (value: unknown) => value is T): T[] | null {
    return this.#isNone(name) ? null : this.list(name, isGood)
  }

  /** Objects inside; their problems are named with their place. */
  forms(name: string): Form[] {
    const values = this.list(name, (one): one is unknown => one !== undefined)
    const path = this.#path ? `${this.#path}.${name}` : name
    return values.map((value, i) => new Form(value, `${path}[${i}]`, this.#problems))
  }

  form(name: string): Form {
    const path = this.#path ? `${this.#path}.${name}` : name
    return new Form(this.#values[name], path, this.#problems)
  }

  done(): void {
    refuseProblems(this.#problems)
  }

  #isNone(name: string): boolean {
    return this.#values[name] === null || this.#values[name] === undefined
  }
}

export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= textMax
export const isId = (value: unknown): value is Uuid => typeof value === 'string' && isUuid(value)
export const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)

const expected = (ru: string, en: string): Text => ({ ru: `ожидается ${ru}`, en: `${en} is expected` })
