import { type TimeZone, zoneOffsetMinutes } from '../../kernel/local-time.ts'

const minuteMs = 60_000
const rememberedMax = 20_000
/** Offsets of minutes that were asked for: a list of orders asks for the same ones again and again. */
const offsets = new Map<TimeZone, Map<number, number>>()

function offsetOf(instant: number, zone: TimeZone): number {
  let known = offsets.get(zone)
  if (!known || known.size > rememberedMax) {
    known = new Map()
    offsets.set(zone, known)
  }
  const minute = Math.floor(instant / minuteMs)
  let offset = known.get(minute)
  if (offset === undefined) {
    offset = zoneOffsetMinutes(instant, zone)
    known.set(minute, offset)
  }
  return offset
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `2026-11-27T10:00:00.0000000+03:00`: ISO 8601 with seven fractional digits and the offset of the till (front-api §7.1). */
export function wireTime(instant: number, zone: TimeZone): string {
  const minutes = offsetOf(instant, zone)
  const local = new Date(instant + minutes * minuteMs).toISOString().slice(0, -1)
  const ahead = Math.abs(minutes)
  return `${local}0000${minutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`
}

export const wireTimeOrNull = (instant: number | null | undefined, zone: TimeZone): string | null =>
  instant === null || instant === undefined ? null : wireTime(instant, zone)

/** `hh:mm:ss`; with days in front when there are any, as .NET writes it. */
export function wireSpan(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000)
  const days = Math.floor(seconds / 86_400)
  const clock = [Math.floor((seconds % 86_400) / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  return `${ms < 0 ? '-' : ''}${days > 0 ? `${days}.` : ''}${clock.map(two).join(':')}`
}
