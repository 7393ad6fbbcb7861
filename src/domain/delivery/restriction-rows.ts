/** One row of the delivery restrictions: who serves which zone when, from which sum (cloud-api §5.2–5.3). */
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { localClock, type TimeZone } from '../../kernel/local-time.ts'
import type { DeliveryRestrictions, RestrictionRow } from '../reference/books.ts'
import { isInZone, type Place } from './zones.ts'

/** `SumIsLessThenMinimum` is spelt as on the wire (Appendix C). */
export type RejectCode =
  | 'Undefined'
  | 'SumIsLessThenMinimum'
  | 'DayOfWeekIsUnacceptable'
  | 'DeliveryTimeIsUnacceptable'
  | 'OutOfTerminalZone'
export type RejectData = {
  from: number | null
  to: number | null
  weekMap: number | null
  minSum: Money | null
}
export type Rejection = { rejectCode: RejectCode; rejectHint: string; data: RejectData | null }

/** A row with the common defaults in place of its own values where the settings say so. */
export type EffectiveRow = {
  terminalGroupId: Uuid
  organizationId: Uuid
  zone: string | null
  weekMap: number
  from: number | null
  to: number | null
  minSum: Money
  priority: number
  durationMinutes: number
  chargeProductId: Uuid | null
}
export type RowQuestion = {
  isCourierDelivery: boolean
  deliveryDate: number
  /** Null: the minimum is not tested. */
  sum: Money | null
  /** Null: zones are not tested. */
  place: Place | null
}

const wholeWeek = 127

export function effectiveRow(
  settings: DeliveryRestrictions,
  organizationId: Uuid,
  row: RestrictionRow,
  isCourierDelivery: boolean,
): EffectiveRow {
  const { useSameWorkTimeInterval: sameHours, useSameDeliveryServiceProduct: sameCharge } = settings
  const courierMinutes = settings.useSameDeliveryDuration
    ? settings.defaultDeliveryDurationInMinutes
    : row.deliveryDurationInMinutes
  const charge = sameCharge ? settings.defaultDeliveryServiceProductId : row.deliveryServiceProductId
  const leastSum = settings.useSameMinSum ? (settings.defaultMinSum ?? 0n) : row.minSum
  return {
    terminalGroupId: row.terminalGroupId,
    organizationId,
    zone: isCourierDelivery ? row.zone : null,
    weekMap: settings.useSameRestrictionsOnAllWeek ? wholeWeek : row.weekMap,
    from: sameHours ? settings.defaultFrom : row.from,
    to: sameHours ? settings.defaultTo : row.to,
    // Whoever comes for it themselves may have it for less.
    minSum: isCourierDelivery ? leastSum : 0n,
    priority: row.priority,
    durationMinutes: isCourierDelivery ? courierMinutes : settings.defaultSelfServiceDurationInMinutes,
    chargeProductId: isCourierDelivery && settings.addDeliveryServiceCost ? charge : null,
  }
}

/** Zone, weekday, time, sum: the first that fails names the reason. Borders are inclusive. */
export function rejectionOf(
  row: EffectiveRow,
  settings: DeliveryRestrictions,
  timeZone: TimeZone,
  question: RowQuestion,
): Rejection | null {
  const { isCourierDelivery, place, sum } = question
  if (isCourierDelivery && place && !isInRowZone(row, settings, place)) {
    return {
      rejectCode: 'OutOfTerminalZone',
      rejectHint: `The address is outside of zone ${row.zone}`,
      data: null,
    }
  }
  const when = scheduleMoment(row, question.deliveryDate, timeZone)
  if ((row.weekMap & (1 << (when.weekday - 1))) === 0) {
    const data = { from: null, to: null, weekMap: row.weekMap, minSum: null }
    return {
      rejectCode: 'DayOfWeekIsUnacceptable',
      rejectHint: 'The point does not deliver on this weekday',
      data,
    }
  }
  if (!isWithin(row, when.minutes)) {
    const data = { from: row.from, to: row.to, weekMap: null, minSum: null }
    return {
      rejectCode: 'DeliveryTimeIsUnacceptable',
      rejectHint: 'The point does not deliver at this time',
      data,
    }
  }
  if (isCourierDelivery && sum !== null && sum < row.minSum) {
    const data = { from: null, to: null, weekMap: null, minSum: row.minSum }
    return { rejectCode: 'SumIsLessThenMinimum', rejectHint: 'The order is below the minimum sum', data }
  }
  return null
}

/** A row without a zone serves every place; a zone that is not drawn serves none. */
function isInRowZone(row: EffectiveRow, settings: DeliveryRestrictions, place: Place): boolean {
  if (settings.zonesMode === 2 || row.zone === null) return true
  const zones = settings.deliveryZones.filter((zone) => zone.name === row.zone)
  return zones.some((zone) => isInZone(zone, place, settings.zonesMode))
}

const isOvernight = ({ from, to }: EffectiveRow): boolean => from !== null && to !== null && to < from

/** After midnight an overnight interval still belongs to the day on which it began. */
function scheduleMoment(
  row: EffectiveRow,
  instant: number,
  timeZone: TimeZone,
): { weekday: number; minutes: number } {
  const { weekday, minutes } = localClock(instant, timeZone)
  const isTail = isOvernight(row) && minutes <= (row.to ?? 0)
  return { weekday: isTail ? ((weekday + 5) % 7) + 1 : weekday, minutes }
}

/** Equal ends mean round the clock. */
function isWithin(row: EffectiveRow, minutes: number): boolean {
  if (row.from === row.to) return true
  const isAfterStart = row.from === null || minutes >= row.from
  const isBeforeEnd = row.to === null || minutes <= row.to
  return isOvernight(row) ? isAfterStart || isBeforeEnd : isAfterStart && isBeforeEnd
}
