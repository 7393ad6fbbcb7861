/** A closed reserve that is opened again (front-api §2.8 `ReopenReserve`, §2.13.1 `ReserveRestored`). */
import { toLocal } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import { terminalGroupOf } from '../orders/placing/sale-terms.ts'
import type { TillContext } from '../orders/till-context.ts'
import type { ReserveEvent } from './events.ts'
import { endOf, type Reserve } from './reserve.ts'
import { refuseTaken } from './tables-free.ts'

/** It has done its work or was given up; a banquet whose guests have paid is sold and stays so. */
export const isRestorable = ({ status, banquet }: Pick<Reserve, 'status' | 'banquet'>): boolean =>
  status === 'Closed' && (banquet === null || banquet.whenClosed === null)

/** Guests who are late may still come; a time that is over is refused, and so is a table that somebody else keeps now. */
export function restoreReserve(
  ctx: TillContext,
  reserve: Reserve,
  others: readonly Reserve[],
): ReserveEvent[] {
  if (endOf(reserve) <= ctx.now) {
    const date = toLocal(reserve.estimatedStartTime, terminalGroupOf(ctx).timeZone)
    throw refuse('order.date-too-small', { date })
  }
  refuseTaken(ctx, reserve, others)
  return [{ kind: 'reserve.restored', previousOrderId: reserve.seatedOrderId ?? null }]
}
