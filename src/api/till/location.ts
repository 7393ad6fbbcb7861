import type { Position } from '../../app/cloud/courier-locations.ts'
import { refuse } from '../../kernel/refusals.ts'

/** Reads where a courier's device says that it is: degrees, and its own moment in epoch milliseconds. */
export function readPosition(body: unknown): Position {
  const { latitude, longitude, at } = (body ?? {}) as Record<string, unknown>
  return {
    latitude: degrees(latitude, 'latitude', 90),
    longitude: degrees(longitude, 'longitude', 180),
    measuredAt: at === undefined || at === null ? null : moment(at),
  }
}

function degrees(value: unknown, field: string, max: number): number {
  if (value === undefined || value === null) throw refuse('request.field-required', { field })
  if (typeof value !== 'number' || !(Math.abs(value) <= max))
    throw refuse('request.field-invalid', { field, message: `must be degrees from -${max} to ${max}` })
  return value
}

/** The first moment after year 9999. */
const endOfTime = 253_402_300_800_000

function moment(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value >= endOfTime)
    throw refuse('request.field-invalid', { field: 'at', message: 'must be epoch milliseconds' })
  return value
}
