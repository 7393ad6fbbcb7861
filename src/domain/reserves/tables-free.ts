import type { Uuid } from '../../kernel/ids.ts'
import { toLocal } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import { terminalGroupOf } from '../orders/placing/sale-terms.ts'
import { tableNameOf } from '../orders/tables/tables.ts'
import type { TillContext } from '../orders/till-context.ts'
import { endOf, isActive, type Reserve } from './reserve.ts'

type Wanted = Pick<Reserve, 'id' | 'tableIds' | 'estimatedStartTime' | 'durationInMinutes'>

/** Do two terms meet? One that begins when the other ends does not meet it. */
const overlap = (a: Wanted, b: Wanted): boolean =>
  a.estimatedStartTime < endOf(b) && b.estimatedStartTime < endOf(a)

/**
 * Refuses a table that another reserve keeps at the same time (cloud-api §8.6, unverified but recommended), and says
 * which table and from when to when, in the time of the till.
 */
export function refuseTaken(ctx: TillContext, wanted: Wanted, others: readonly Reserve[]): void {
  for (const other of others) {
    if (other.id === wanted.id || !isActive(other) || !overlap(wanted, other)) continue
    const table: Uuid | undefined = wanted.tableIds.find((id) => other.tableIds.includes(id))
    if (!table) continue
    const { timeZone } = terminalGroupOf(ctx)
    const minuteOf = (moment: number): string => toLocal(moment, timeZone).slice(0, 'yyyy-MM-dd HH:mm'.length)
    throw refuse('reserve.table-taken', {
      ...{ id: table, reserveId: other.id, table: tableNameOf(ctx, table) },
      ...{ start: minuteOf(other.estimatedStartTime), end: minuteOf(endOf(other)) },
    })
  }
}
