import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, CourierLocation, Tx } from '../ports.ts'
import type { Till } from '../till/till-command.ts'

/** Positions are kept for a day: longer than any shift, and no record of where people live. */
export const locationsKeptMs = 24 * 3_600_000

/** A position in degrees, and the moment of the courier's device; null: now. */
export type Position = { latitude: number; longitude: number; measuredAt: number | null }

/** Keeps where a courier is; refuses one who has no open personal shift. */
export async function saveCourierLocation(
  app: App,
  { tenantId, organizationId }: Till,
  courier: { id: Uuid; name: string },
  position: Position,
): Promise<void> {
  const savedAt = app.clock.now()
  const shifts = await app.storage.now.shifts.openPersonalShifts(tenantId, organizationId)
  if (!shifts.some(({ employeeId }) => employeeId === courier.id))
    throw refuse('personal-shift.not-open', { employee: courier.name })
  const { latitude, longitude, measuredAt } = position
  const place = { tenantId, organizationId, courierId: courier.id }
  await app.storage.now.courierLocations.save(
    { ...place, latitude, longitude, measuredAt: measuredAt ?? savedAt, savedAt },
    savedAt - locationsKeptMs,
  )
}

/**
 * Keeps positions that a courier's own device tells of, oldest first; two of one moment are told apart by their place in
 * the list.
 */
export async function saveToldLocations(
  app: App,
  place: Pick<CourierLocation, 'tenantId' | 'organizationId' | 'courierId'>,
  positions: readonly Position[],
): Promise<void> {
  const now = app.clock.now()
  await app.storage.transaction(async (tx) => {
    for (const [index, { latitude, longitude, measuredAt }] of positions.entries()) {
      const savedAt = now - (positions.length - 1 - index)
      const location = { ...place, latitude, longitude, measuredAt: measuredAt ?? savedAt, savedAt }
      await tx.courierLocations.save(location, now - locationsKeptMs)
    }
  })
}

/** Takes over what the till of another node tells of its couriers; it speaks for its own restaurant alone. */
export async function takeOverLocations(
  { courierLocations }: Pick<Tx, 'courierLocations'>,
  { tenantId, organizationId }: Pick<Till, 'tenantId' | 'organizationId'>,
  locations: readonly CourierLocation[],
  now: number,
): Promise<void> {
  for (const location of locations)
    await courierLocations.save({ ...location, tenantId, organizationId }, now - locationsKeptMs)
}
