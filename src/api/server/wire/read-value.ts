import { isUuid } from '../../../kernel/ids.ts'
import { malformed, noSuchConstant, type ServerFault, wrongDay } from '../errors.ts'
import { type Shape, shapes } from '../generated/operations.ts'
import type { XmlElement } from './read-xml.ts'

/*
 * One reader for what comes as JSON, as XML or as a parameter, after the descriptions of spec/server. It is kind where
 * iiko is: numbers may stand in quotes, ids in capitals, members may be unknown. What is wrong is named by its field.
 */

export type ReadOptions = {
  /** The status of a date in a wrong form. */
  wrongDayStatus: 400 | 409
}

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
const wrong = (field: string, expected: string, value: unknown): ServerFault =>
  malformed(`Wrong value of '${field}': ${expected} is expected, not '${shown(value)}'`)
const missing = (field: string): ServerFault =>
  malformed(`Argument for @NotNull parameter '${field}' must not be null`)

const decimalPattern = /^[+-]?(?:\d{1,18}(?:\.\d{0,18})?|\.\d{1,18})$/
const intMax = 9_007_199_254_740_991
const numberMax = 1e15

function readNumber(value: unknown, field: string): number {
  const number = typeof value === 'string' && decimalPattern.test(value.trim()) ? Number(value) : value
  if (typeof number === 'number' && Number.isFinite(number) && Math.abs(number) <= numberMax) return number
  throw wrong(field, 'a number', value)
}

function readInt(value: unknown, field: string): number {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text === 'string' && /^[+-]?\d{1,16}$/.test(text.trim()) && Math.abs(Number(text)) <= intMax)
    return Number(text)
  throw malformed(`Wrong value of '${field}': For input string: "${shown(value)}"`)
}

/** Digits beyond the ninth of a JSON number are the noise of somebody's arithmetic. */
const jsonDecimals = 9

function readDecimal(value: unknown, field: string): string {
  const text = typeof value === 'number' && Math.abs(value) <= numberMax ? value.toFixed(jsonDecimals) : value
  if (typeof text !== 'string' || !decimalPattern.test(text.trim())) throw wrong(field, 'a number', value)
  const [, sign, whole, fraction] = /^([+-]?)(\d*)\.?(\d*)$/.exec(text.trim()) ?? []
  return `${sign === '-' ? '-' : ''}${whole || '0'}${fraction ? `.${fraction}` : ''}`
}

function readBool(value: unknown, field: string): boolean {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : value
  if (text === true || text === 'true') return true
  if (text === false || text === 'false') return false
  throw wrong(field, 'true or false', value)
}

const forms = {
  'yyyy-MM-dd': /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:T[\d:.]*(?:Z|[+-][\d:]*)?)?$/,
  'dd.MM.yyyy': /^(?<day>\d\d)\.(?<month>\d\d)\.(?<year>\d{4})$/,
}

/** A day of the calendar in one of iiko's forms as `yyyy-MM-dd`; null when it is none. A time behind it is ignored. */
export function dayOf(text: string, form: keyof typeof forms): string | null {
  const { year, month, day } = forms[form].exec(text.trim())?.groups ?? {}
  if (!year || !month || !day) return null
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return isReal ? `${year}-${month}-${day}` : null
}

function readText(value: unknown, field: string): string {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  if (typeof text !== 'string') throw wrong(field, 'a text', value)
  if (text.includes('\0')) throw malformed(`'${field}' contains the character U+0000`)
  return text
}

function readRecord(value: unknown, name: string, field: string, options: ReadOptions): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(field, 'an object', value)
  const record = value as Record<string, unknown>
  const prefix = field === '' ? '' : `${field}.`
  const members = Object.entries(shapes[name] ?? {}).flatMap(([key, shape]): [string, unknown][] => {
    const given = Object.hasOwn(record, key) ? record[key] : undefined
    const read = readValue(given, shape, `${prefix}${key}`, options)
    return read === undefined ? [] : [[key, read]]
  })
  return Object.fromEntries(members)
}

function readList(value: unknown, of: Shape, field: string, options: ReadOptions): unknown[] {
  if (!Array.isArray(value)) throw wrong(field, 'a list', value)
  return value.map((one, index) => readValue(one, of, `${field}[${index}]`, options))
}

function readMap(value: unknown, of: Shape, field: string, options: ReadOptions): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(field, 'an object', value)
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, readValue(one, of, `${field}.${key}`, options)]),
  )
}

/** A value in the words of handlers: ids in lower case, days as `yyyy-MM-dd`. Refuses what is not of the shape. */
export function readValue(value: unknown, shape: Shape, field: string, options: ReadOptions): unknown {
  const isEmpty = value === '' && shape.is !== 'text'
  if (value === null && shape.nullable) return null
  if (value === undefined || value === null || isEmpty) {
    if (shape.optional) return undefined
    if (shape.nullable) return null
    if ((shape.is === 'list' || shape.is === 'repeated') && value === '') return []
    throw missing(field)
  }
  switch (shape.is) {
    case 'uuid': {
      const text = typeof value === 'string' ? value.trim() : ''
      if (!isUuid(text)) throw wrong(field, 'an id', value)
      return text.toLowerCase()
    }
    case 'text':
      return readText(value, field)
    case 'bool':
      return readBool(value, field)
    case 'int':
      return readInt(value, field)
    case 'number':
      return readNumber(value, field)
    case 'decimal':
      return readDecimal(value, field)
    case 'day': {
      const day = dayOf(readText(value, field), shape.form ?? 'yyyy-MM-dd')
      if (day === null) throw wrongDay(shown(value), options.wrongDayStatus)
      return day
    }
    case 'choice': {
      const text = readText(value, field).trim()
      if (!shape.of.includes(text)) throw noSuchConstant(text, shape.of)
      return text
    }
    case 'type':
      return readRecord(value, shape.name, field, options)
    case 'list':
    case 'repeated':
      return readList(value, shape.of, field, options)
    case 'value':
      return value
    case 'map':
      return readMap(value, shape.of, field, options)
  }
}

/** An element as the same value in JSON would be; elements that its shape does not know are told to `onUnknown`. */
export function plainOf(
  element: XmlElement,
  shape: Shape,
  onUnknown: (path: string) => void,
  path = '',
): unknown {
  if (element.isNil) return null
  if (shape.is === 'list')
    return element.children.map((child, index) => plainOf(child, shape.of, onUnknown, `${path}[${index}]`))
  if (shape.is !== 'type') return element.text
  const members = shapes[shape.name] ?? {}
  const record: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(members)) {
    const value = member.xml === 'attribute' ? element.attributes.get(name) : element.text
    if (member.xml !== undefined && value !== undefined) record[name] = value
  }
  for (const child of element.children) {
    const place = path === '' ? child.name : `${path}.${child.name}`
    const member = Object.hasOwn(members, child.name) ? members[child.name] : undefined
    if (!member || member.xml !== undefined) onUnknown(place)
    else if (member.is === 'repeated') {
      const before = (record[child.name] ?? []) as unknown[]
      record[child.name] = [...before, plainOf(child, member.of, onUnknown, place)]
    } else record[child.name] = plainOf(child, member, onUnknown, place)
  }
  return record
}
