// Shapes of single values: which texts are ids and times, and how they are spelled once read.

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

// The documented form is `yyyy-MM-dd HH:mm:ss.fff`; clients also send no milliseconds and a `T` (cloud-api §0.3.8).
const localDateTime = /^(\d{4})-(\d\d)-(\d\d)[ T]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,7}))?$/

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

const isLocalDateTime = (text: string): boolean => {
  const [, year, month, day] = (localDateTime.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

const inRange = (limit: bigint) => (value: number) =>
  Number.isInteger(value) && value >= -limit && value < limit

/** What Ajv checks under `format`. */
export const formats = {
  uuid,
  'local-date-time': isLocalDateTime,
  int32: { type: 'number', validate: inRange(2n ** 31n) },
  int64: { type: 'number', validate: inRange(2n ** 63n) },
} as const

/** Ids compare by their lower case (cloud-api §0.3.14), as .NET prints them. Anything else is left for the check. */
export const canonicalUuid = (text: string): string =>
  capital.test(text) && uuid.test(text) ? text.toLowerCase() : text
const capital = /[A-F]/

/** `2026-07-01T12:00:00` → `2026-07-01 12:00:00.000`. Anything that is no time is left for the check. */
export const canonicalDateTime = (text: string): string => {
  const parts = localDateTime.exec(text)
  if (!parts) return text
  const milliseconds = (parts[7] ?? '').slice(0, 3).padEnd(3, '0')
  return `${text.slice(0, 10)} ${text.slice(11, 19)}.${milliseconds}`
}
