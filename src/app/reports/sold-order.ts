import type { OrderEvent } from '../../domain/orders/events.ts'
import { replay } from '../../domain/orders/evolve.ts'
import type { TableOrderEvent } from '../../domain/orders/tables/events.ts'
import { replayTableOrder } from '../../domain/orders/tables/evolve-table-order.ts'
import type { SoldOrder } from '../../domain/reports/order-fact.ts'
import type { ReserveEvent } from '../../domain/reserves/events.ts'
import { replayReserve } from '../../domain/reserves/evolve-reserve.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { SequencedEntry, Tx } from '../ports.ts'

type Told<Event> = readonly { event: Event; at: number }[]

/**
 * An order as the journal of its till had made it by an entry, of whatever kind it is; null when its beginning is not
 * here, and for a reserve of which nothing was ordered.
 */
export async function soldOrderAt(
  tx: Pick<Tx, 'journal'>,
  { tenantId, origin, seq }: Pick<SequencedEntry, 'tenantId' | 'origin' | 'seq'>,
  orderId: Uuid,
): Promise<SoldOrder | null> {
  const entries = await tx.journal.ofEntity(tenantId, orderId)
  const own = entries
    // Commands to the till stand under the order's id too.
    .filter((one) => one.kind.startsWith(`${one.entity}.`) && one.origin === origin && one.seq <= seq)
    .map(({ payload, at }) => ({ event: payload as { kind: string }, at }))
  switch (own[0]?.event.kind) {
    case 'delivery.placed':
      return { kind: 'delivery', order: replay(own as Told<OrderEvent>) }
    case 'tableOrder.placed':
      return { kind: 'tableOrder', order: replayTableOrder(own as Told<TableOrderEvent>) }
    case 'reserve.placed': {
      const reserve = replayReserve(own as Told<ReserveEvent>)
      return reserve.banquet && { kind: 'banquet', order: reserve.banquet, reserve }
    }
    default:
      return null
  }
}
