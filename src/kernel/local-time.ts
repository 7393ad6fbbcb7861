/**
 * Wall-clock time of a place, as the Transport API speaks it: `yyyy-MM-dd HH:mm:ss.fff`, no zone
 * (`cloud-api.md §0.3.8–9`). Instants are epoch milliseconds everywhere inside.
 */

/** `yyyy-MM-dd HH:mm:ss.fff` without a zone. */
export type LocalDateTime = string
/** `yyyy-MM-dd`. */
export type LocalDate = string
/** IANA name such as `Europe/Moscow`. */
export type TimeZone = string

const formatters = new Map<TimeZone, Intl.DateTimeFormat>()

function formatterOf(zone: TimeZone): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formatters.set(zone, formatter)
  }
  return formatter
}

const minuteMs = 60_000
const minutesMax = 100
const knownOffsets = new Map<TimeZone, Map<number, number>>()

/**
 * Minutes by which `zone` is ahead of UTC at `instant`. Most callers ask for this very minute or for that of an order's
 * promise, whose answers are kept.
 */
export function zoneOffsetMinutes(instant: number, zone: TimeZone): number {
  const minute = Math.floor(instant / minuteMs)
  const offsets = offsetsOf(zone)
  const known = offsets.get(minute)
  if (known !== undefined) return known
  // Zones change their offset where a minute ends, not always where a quarter of an hour does.
  const offset = readOffset(minute * minuteMs, zone)
  if (offsets.size >= minutesMax) offsets.clear()
  offsets.set(minute, offset)
  return offset
}

function offsetsOf(zone: TimeZone): Map<number, number> {
  const known = knownOffsets.get(zone)
  if (known) return known
  const offsets = new Map<number, number>()
  knownOffsets.set(zone, offsets)
  return offsets
}

function readOffset(instant: number, zone: TimeZone): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatterOf(zone).formatToParts(instant)) parts[type] = Number(value)
  const asUtc = Date.UTC(
    parts['year'] ?? 0,
    (parts['month'] ?? 1) - 1,
    parts['day'] ?? 1,
    parts['hour'] ?? 0,
    parts['minute'] ?? 0,
    parts['second'] ?? 0,
  )
  return Math.round((asUtc - instant) / minuteMs)
}

/** Prints an instant as wall-clock time of `zone` with exactly three fraction digits. */
export function toLocal(instant: number, zone: TimeZone): LocalDateTime {
  const shifted = new Date(instant + zoneOffsetMinutes(instant, zone) * 60_000)
  return shifted.toISOString().replace('T', ' ').replace('Z', '')
}

/** Prints an instant in UTC in the same form. */
export const toUtcText = (instant: number): LocalDateTime =>
  new Date(instant).toISOString().replace('T', ' ').replace('Z', '')

const localPattern = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,7}))?)?)?$/

/**
 * Reads wall-clock time of `zone` (space or `T`, fraction optional) as an instant, or null when it is not a date.
 * A time skipped by daylight saving moves forward; a doubled one takes the earlier instant.
 */
export function fromLocal(text: string, zone: TimeZone): number | null {
  const match = localPattern.exec(text.trim())
  if (!match) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = ''] = match
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const wall = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    ms,
  )
  const back = new Date(wall)
  const isReal = back.getUTCMonth() === Number(month) - 1 && back.getUTCDate() === Number(day)
  if (!isReal || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const first = wall - zoneOffsetMinutes(wall - 86_400_000, zone) * 60_000
  const second_ = wall - zoneOffsetMinutes(wall + 86_400_000, zone) * 60_000
  for (const candidate of [Math.min(first, second_), Math.max(first, second_)]) {
    if (candidate + zoneOffsetMinutes(candidate, zone) * 60_000 === wall) return candidate
  }
  return Math.max(first, second_)
}

/** Minutes from local midnight and the ISO weekday (1 = Monday … 7 = Sunday) at `instant`. */
export function localClock(
  instant: number,
  zone: TimeZone,
): { weekday: number; minutes: number; date: LocalDate } {
  const shifted = new Date(instant + zoneOffsetMinutes(instant, zone) * 60_000)
  return {
    weekday: shifted.getUTCDay() === 0 ? 7 : shifted.getUTCDay(),
    minutes: shifted.getUTCHours() * 60 + shifted.getUTCMinutes(),
    date: shifted.toISOString().slice(0, 10),
  }
}

/** The accounting day an instant belongs to when the day starts `dayStartMinutes` after midnight (server §26.5). */
export const accountingDay = (instant: number, zone: TimeZone, dayStartMinutes: number): LocalDate =>
  localClock(instant - dayStartMinutes * 60_000, zone).date

/** First moment of the accounting day of an instant; null where the zone's clocks leave that midnight out. */
export function startOfAccountingDay(
  instant: number,
  zone: TimeZone,
  dayStartMinutes: number,
): number | null {
  const midnight = fromLocal(accountingDay(instant, zone, dayStartMinutes), zone)
  return midnight === null ? null : midnight + dayStartMinutes * 60_000
}
