import type { OldReports } from '../../app/ports.ts'
import { courierDays, deliveryCycle, deliveryZones, guestDays, halfHours } from '../reports/delivery-days.ts'
import { storeMoves } from '../reports/store-moves.ts'
import type { Sql } from '../sql.ts'

/** Reports of the first version on the database that ledger and facts are in (ADR 14). */
export const oldReportsRepository = (sql: Sql): OldReports => ({
  storeMoves: (asked) => storeMoves(sql, asked),
  courierDays: courierDays(sql),
  deliveryCycle: deliveryCycle(sql),
  halfHours: halfHours(sql),
  deliveryZones: deliveryZones(sql),
  guestDays: guestDays(sql),
})
