import { fromLocal, type TimeZone, toLocal, zoneOffsetMinutes } from '../../../kernel/local-time.ts'
import { wrongDay } from '../errors.ts'
import type { Caller } from '../operation.ts'
import { dayOf } from '../wire/read-value.ts'
import { restaurantsOf } from './scope.ts'

function offsetOf(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

/** A moment with the offset of the restaurant: `2031-03-04T09:00:00.000+05:00` (server-api §1). */
export const momentWithOffset = (at: number, zone: TimeZone): string =>
  `${toLocal(at, zone).replace(' ', 'T')}${offsetOf(zoneOffsetMinutes(at, zone))}`

/** The same without milliseconds where there are none: how the staff's moments are written (server-api §29). */
export const staffMoment = (at: number, zone: TimeZone): string =>
  momentWithOffset(at, zone).replace(/\.000(?=[+-])/, '')

const withOffset = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/

/** A moment of XML, with an offset or by the clock of `zone`; a date alone is its midnight. Refuses anything else. */
export function readMoment(text: string, zone: TimeZone): number {
  const said = text.trim()
  const russian = dayOf(said, 'dd.MM.yyyy')
  const at =
    withOffset.test(said) && dayOf(said.slice(0, 10), 'yyyy-MM-dd')
      ? Date.parse(said)
      : fromLocal(russian ?? said, zone)
  if (at === null || Number.isNaN(at)) throw wrongDay(text)
  return at
}

/** By whose clock a server speaks: its own restaurant's, the chain's by that of its first one. */
export const zoneOf = (caller: Caller): TimeZone => restaurantsOf(caller)[0]?.body.timeZone ?? 'UTC'

/** Digits of the minor unit of the money that a server counts in. */
export const scaleOf = (caller: Caller): number => restaurantsOf(caller)[0]?.body.currency.scale ?? 2
