import type { CourierLocation, CourierLocations } from '../../app/ports.ts'
import { fromMs, type Sql, toMs } from '../sql.ts'

type LocationRow = {
  tenant_id: string
  organization_id: string
  courier_id: string
  saved_at: Date
  measured_at: Date
  latitude: number
  longitude: number
}

const columns = 'tenant_id, organization_id, courier_id, saved_at, measured_at, latitude, longitude'

const locationOfRow = (row: LocationRow): CourierLocation => ({
  tenantId: row.tenant_id,
  organizationId: row.organization_id,
  courierId: row.courier_id,
  latitude: row.latitude,
  longitude: row.longitude,
  measuredAt: toMs(row.measured_at),
  savedAt: toMs(row.saved_at),
})

export function courierLocationsRepository(sql: Sql): CourierLocations {
  return {
    async save(location, keepSince) {
      const { tenantId, organizationId, courierId, savedAt, measuredAt, latitude, longitude } = location
      await sql.run(
        'courierLocation.save',
        `with old as (
           delete from courier_location
           where tenant_id = $1 and organization_id = $2 and courier_id = $3 and saved_at < $8)
         insert into courier_location (${columns}) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (tenant_id, organization_id, courier_id, saved_at) do update
           set measured_at = excluded.measured_at, latitude = excluded.latitude, longitude = excluded.longitude`,
        [
          tenantId,
          organizationId,
          courierId,
          fromMs(savedAt),
          fromMs(measuredAt),
          latitude,
          longitude,
          fromMs(keepSince),
        ],
      )
    },

    async since(tenantId, organizationIds, after) {
      if (organizationIds.length === 0) return []
      const rows = await sql.rows<LocationRow>(
        'courierLocation.since',
        `select ${columns} from courier_location
         where tenant_id = $1 and organization_id = any($2::uuid[]) and saved_at > $3
         order by saved_at, courier_id, organization_id`,
        [tenantId, organizationIds, fromMs(after)],
      )
      return rows.map(locationOfRow)
    },

    async last(tenantId, organizationIds) {
      if (organizationIds.length === 0) return []
      const rows = await sql.rows<LocationRow>(
        'courierLocation.last',
        `select distinct on (organization_id, courier_id) ${columns} from courier_location
         where tenant_id = $1 and organization_id = any($2::uuid[])
         order by organization_id, courier_id, saved_at desc`,
        [tenantId, organizationIds],
      )
      return rows.map(locationOfRow)
    },
  }
}
