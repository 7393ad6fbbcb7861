import { PrecisionError, parseDecimal } from '../../../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../../../kernel/ids.ts'
import { fromLocal, type LocalDate, type TimeZone } from '../../../../kernel/local-time.ts'
import { invalidBody } from '../../errors.ts'

/*
 * Values of the back-office part: ids, dates and decimals that its schemas do not describe beyond "string" and
 * "number" (cloud-api §0.3.10, §10). What is wrong is named by its path, in the words of the rest of the family.
 */

const wrong = (text: string, field: string) => invalidBody(`${text} Path '${field}'.`)

export function readId(value: string, field: string): Uuid {
  if (isUuid(value)) return value.toLowerCase()
  throw wrong(`Error converting value ${JSON.stringify(value.slice(0, 80))} to type 'System.Guid'.`, field)
}

/** An empty text means nothing, as a missing one does. */
export const readOptionalId = (value: string | null | undefined, field: string): Uuid | null =>
  value === undefined || value === null || value === '' ? null : readId(value, field)

const textMax = 2000

export function readText(value: string | undefined, field: string): string | null {
  if (value === undefined || value === '') return null
  if (value.length > textMax) throw wrong(`The text must not be longer than ${textMax} characters.`, field)
  return value
}

/** The limit of money on the wire (cloud-api §0.3.11). */
const decimalMax = 10_000_000_000
/** Floats carry no more digits; what stands behind them is the noise of somebody's arithmetic. */
const floatDigits = 9

/** An integer count of `10^-scale`. Noise behind the ninth decimal is rounded off, other decimals must fit. */
export function readDecimal(value: number, scale: number, field: string): bigint {
  if (!Number.isFinite(value) || Math.abs(value) > decimalMax)
    throw wrong(`The number must be between -${decimalMax} and ${decimalMax}.`, field)
  try {
    return parseDecimal(value.toFixed(floatDigits), scale)
  } catch (error) {
    if (!(error instanceof PrecisionError)) throw error
    throw wrong(`The number must not have more than ${scale} decimals.`, field)
  }
}

const countMax = 2_147_483_647

/** The number of a line. */
export function readCount(value: number, field: string): number {
  if (Number.isInteger(value) && value >= 0 && value <= countMax) return value
  throw wrong(`The number must be between 0 and ${countMax}.`, field)
}

export const readOptionalDecimal = (
  value: number | undefined,
  scale: number,
  field: string,
): bigint | null => (value === undefined ? null : readDecimal(value, scale, field))

/** Dates before it are slips of a keyboard. */
const firstDate = '1900-01-01'
const lastDate = '9999-12-31'

const isoDateTime = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/i

/** A moment: ISO 8601 with an offset; without one it is local time of the restaurant (cloud-api §0.3.10). */
export function readMoment(value: string, zone: TimeZone, field: string): number {
  const [, date = '', time = '00:00:00', offset] = isoDateTime.exec(value.trim()) ?? []
  const seconds = time.length === 5 ? `${time}:00` : time
  const isOfOurTime = date >= firstDate
  const local = isOfOurTime ? fromLocal(`${date} ${seconds}`, offset === undefined ? zone : 'UTC') : null
  if (local === null) throw wrong(`Could not convert string to DateTime: ${value.slice(0, 80)}.`, field)
  return local - offsetMs(offset)
}

function offsetMs(offset: string | undefined): number {
  if (offset === undefined || /^z$/i.test(offset)) return 0
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))]
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

/** `YYYY-MM-DD`; a time after it is let be. */
export function readDate(value: string, field: string): LocalDate {
  const date = /^\d{4}-\d\d-\d\d(?=$|T| )/.exec(value.trim())?.[0]
  if (date === undefined || date < firstDate || fromLocal(date, 'UTC') === null)
    throw wrong(`Could not convert string to Date (YYYY-MM-DD): ${value.slice(0, 80)}.`, field)
  return date
}

/** A date that is kept as it was written, with whatever time follows it. */
export function readDateText(value: string | undefined, field: string): string | null {
  const text = readText(value, field)
  if (text !== null) readDate(text, field)
  return text
}

export type Period = { /** Inclusive. */ from: number /** Exclusive. */; to: number }

/** Whole days of the restaurant, both inclusive (cloud-api §10.1). */
export function readPeriod(body: { from: string; to: string }, zone: TimeZone): Period {
  const from = fromLocal(readDate(body.from, 'from'), zone) ?? 0
  const lastDay = readDate(body.to, 'to')
  const to = lastDay === lastDate ? endOfTime : (fromLocal(dayAfter(lastDay), zone) ?? 0)
  if (to <= from) throw wrong("The period is empty: 'to' is before 'from'.", 'to')
  return { from, to }
}

const endOfTime = Date.UTC(9999, 11, 31)
const dayAfter = (date: LocalDate): LocalDate =>
  new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)
