import { reachesOrganization } from '../../../../app/cloud/login.ts'
import type { CloudReserve } from '../../../../app/ports.ts'
import { requireOrganizations } from '../../access.ts'
import type { ReserveInWorkload } from '../../generated/types.ts'
import type { Handler } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { orderPrinter } from '../../wire/order-printer.ts'
import { placeOfOrder } from '../../wire/place-of-order.ts'
import { readTime } from '../../wire/read-order.ts'
import { renderReserveInfo } from '../../wire/reserve-info.ts'
import { loadTableOrderContext } from '../../wire/table-order-info.ts'
import { answerMax, idsMax, inOrderOf, tooMuch, visibleSourceKeys } from '../deliveries/order-search.ts'

/** Unknown ids are left out. */
export const statusById: Handler<'/api/1/reserve/status_by_id'> = async (call) => {
  const { app, login, body, correlationId } = call
  const { organizationId, reserveIds, sourceKeys } = body
  requireOrganizations(login, [organizationId])
  if (reserveIds.length > idsMax) throw tooMuch(`${reserveIds.length} ids, at most ${idsMax} are allowed`)
  const { tenantId } = login.key
  const found = await app.storage.now.cloudReserves.search({
    tenantId,
    organizationIds: [organizationId],
    sourceKeys: visibleSourceKeys(login, sourceKeys),
    ids: reserveIds,
  })
  const ctx = await loadTableOrderContext(app, tenantId, found)
  return {
    correlationId,
    reserves: inOrderOf(reserveIds, found).map((reserve) => renderReserveInfo(reserve, ctx)),
  }
}

/** When the tables of halls are kept, and nothing of who keeps them (cloud-api §8.6). */
export const workload: Handler<'/api/1/reserve/restaurant_sections_workload'> = async (call) => {
  const { app, login, body, correlationId } = call
  const { tenantId } = login.key
  const catalog = await app.catalog(tenantId)
  const found: CloudReserve[] = []
  for (const id of new Set(body.restaurantSectionIds)) {
    const section = catalog.living('restaurantSection', id)
    const { organizationId } = section ?? {}
    if (!section || !organizationId || !reachesOrganization(login, organizationId)) continue
    const place = placeOfOrder(catalog, organizationId, section.body.terminalGroupId)
    const { dateTo } = body
    const period = namingField(() => ({
      from: readTime(body.dateFrom, 'dateFrom', place),
      to: dateTo === undefined ? null : readTime(dateTo, 'dateTo', place),
    }))
    const tableIds = section.body.tables.map((table) => table.id)
    const asked = { tenantId, organizationId, tableIds, ...period, limit: answerMax + 1 }
    found.push(...(await app.storage.now.cloudReserves.workload(asked)))
    if (found.length > answerMax) throw tooMuch(`more than ${answerMax} reserves; split it by dates`)
  }
  // A reserve of tables in two halls is one reserve.
  const each = new Map(found.map((reserve) => [reserve.id, reserve]))
  const reserves = [...each.values()].flatMap(({ id, state }): ReserveInWorkload[] =>
    state
      ? [
          {
            id,
            tableIds: state.tableIds,
            estimatedStartTime: orderPrinter(catalog, state).local(state.estimatedStartTime),
            durationInMinutes: state.durationInMinutes,
            guestsCount: state.guestCount,
          },
        ]
      : [],
  )
  return { correlationId, reserves }
}
