import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { endOf, isActive, type Reserve } from './reserve.ts'

type Wanted = Pick<Reserve, 'id' | 'tableIds' | 'estimatedStartTime' | 'durationInMinutes'>

/** Do two terms meet? One that begins when the other ends does not meet it. */
const overlap = (a: Wanted, b: Wanted): boolean =>
  a.estimatedStartTime < endOf(b) && b.estimatedStartTime < endOf(a)

/** Refuses a table that another reserve keeps at the same time (cloud-api §8.6, unverified but recommended). */
export function refuseTaken(wanted: Wanted, others: readonly Reserve[]): void {
  for (const other of others) {
    if (other.id === wanted.id || !isActive(other) || !overlap(wanted, other)) continue
    const table: Uuid | undefined = wanted.tableIds.find((id) => other.tableIds.includes(id))
    if (table) throw refuse('reserve.table-taken', { id: table, reserveId: other.id })
  }
}
