import type { OldReports } from '../../app/ports.ts'
import { courierDays, deliveryCycle, deliveryZones, guestDays, halfHours } from '../reports/delivery-days.ts'
import { storeMoves } from '../reports/store-moves.ts'
import type { Sql } from '../sql.ts'

/**
 * Reports of the first version on the database that ledger and facts are in (ADR 14); `sqlFor` ends statements when their
 * asker goes away.
 */
export const oldReportsRepository = (sqlFor: (signal?: AbortSignal) => Sql): OldReports => ({
  storeMoves: (asked) => storeMoves(sqlFor(asked.signal), asked),
  courierDays: (asked) => courierDays(sqlFor(asked.signal))(asked),
  deliveryCycle: (asked) => deliveryCycle(sqlFor(asked.signal))(asked),
  halfHours: (asked) => halfHours(sqlFor(asked.signal))(asked),
  deliveryZones: (asked) => deliveryZones(sqlFor(asked.signal))(asked),
  guestDays: (asked) => guestDays(sqlFor(asked.signal))(asked),
})
