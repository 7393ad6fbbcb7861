import { locationsKeptMs } from '../../../app/cloud/courier-locations.ts'
import { type Login, reachesTerminalGroup } from '../../../app/cloud/login.ts'
import type { App, CourierLocation } from '../../../app/ports.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { toLocal } from '../../../kernel/local-time.ts'
import type { ActiveCourierLocation, CourierLocations } from '../generated/types.ts'
import type { Handlers } from '../operation.ts'
import { placeOfOrder } from '../wire/place-of-order.ts'
import { invalidField } from '../wire/read-amounts.ts'

const secondMs = 1000

/** Couriers who are on shift, with their last known position; one who never told where they are has none. */
async function activeLocations(
  app: App,
  login: Login,
  organizationIds: readonly Uuid[],
  terminalGroupId: Uuid | null,
): Promise<{ organizationId: Uuid; items: ActiveCourierLocation[] }[]> {
  const { tenantId } = login.key
  const catalog = await app.catalog(tenantId)
  const [shifts, locations] = await Promise.all([
    app.storage.now.knownShifts.ofOrganizations(tenantId, organizationIds),
    app.storage.now.courierLocations.last(tenantId, organizationIds),
  ])
  const active = shifts
    .filter((shift) => terminalGroupId === null || shift.terminalGroupId === terminalGroupId)
    .filter((shift) => reachesTerminalGroup(login, shift.terminalGroupId))
    .filter(({ employeeId }) => catalog.find('employee', employeeId)?.body.isCourier)
  return organizationIds.map((organizationId) => {
    const { zone } = placeOfOrder(catalog, organizationId, terminalGroupId)
    const own = active.filter((shift) => shift.organizationId === organizationId)
    const couriers = [...new Set(own.map(({ employeeId }) => employeeId))]
    const lastOf = (id: Uuid) =>
      locations.find((one) => one.organizationId === organizationId && one.courierId === id)
    return { organizationId, items: couriers.map((id) => activeOnWire(id, lastOf(id), zone)) }
  })
}

const activeOnWire = (
  courierId: Uuid,
  last: CourierLocation | undefined,
  zone: string,
): ActiveCourierLocation => ({
  courierId,
  lastActiveLatitude: last?.latitude ?? null,
  lastActiveLongitude: last?.longitude ?? null,
  lastActiveClientDate: last ? toLocal(last.measuredAt, zone) : null,
})

/** Points of each courier, oldest first; the moments are Unix seconds. */
function tracksOf(locations: readonly CourierLocation[]): CourierLocations[] {
  const couriers = [...new Set(locations.map(({ courierId }) => courierId))]
  return couriers.map((courierId) => ({
    courierId,
    locations: locations
      .filter((one) => one.courierId === courierId)
      .map(({ latitude, longitude, savedAt }) => ({
        latitude,
        longitude,
        serverTimestamp: Math.floor(savedAt / secondMs),
      })),
  }))
}

/** Where couriers are and have been (cloud-api §6.9). */
export const courierLocationHandlers: Handlers = {
  '/api/1/employees/couriers/active_location': async ({ app, login, body, correlationId }) => {
    const organizationIds = [...new Set(body.organizationIds)]
    return { correlationId, activeCourierLocations: await activeLocations(app, login, organizationIds, null) }
  },

  '/api/1/employees/couriers/active_location/by_terminal': async ({ app, login, body, correlationId }) => {
    const { organizationId, terminalGroupId } = body
    const found = await activeLocations(app, login, [organizationId], terminalGroupId)
    return { correlationId, activeCourierLocations: found }
  },

  '/api/1/employees/couriers/locations/by_time_offset': async ({ app, login, body, correlationId }) => {
    const { offsetInSeconds = locationsKeptMs / secondMs } = body
    if (offsetInSeconds < 0) throw invalidField('offsetInSeconds', 'must not be negative')
    const organizationIds = [...new Set(body.organizationIds)]
    const after = app.clock.now() - Math.min(offsetInSeconds * secondMs, locationsKeptMs)
    const { tenantId } = login.key
    const found = await app.storage.now.courierLocations.since(tenantId, organizationIds, after)
    const courierLocations = organizationIds.map((organizationId) => ({
      organizationId,
      items: tracksOf(found.filter((one) => one.organizationId === organizationId)),
    }))
    return { correlationId, courierLocations }
  },
}
