import type { OrderEvent } from '../../domain/orders/events.ts'
import { evolve } from '../../domain/orders/evolve.ts'
import type { DeliveryOrder } from '../../domain/orders/order.ts'
import { canonicalJson, thawNumbers } from '../../kernel/canonical.ts'
import { readPayload } from '../payload-text.ts'

/*
 * An order that nobody has touched is what its journal entry says, and is not written a second and a third time (ADR 6):
 * rows of its first version have no state, and whoever reads them reads the entry.
 */

const placedVersion = 1

/** The state that a row of this order holds, as JSON text. */
export const keptText = (order: DeliveryOrder | null): string | null =>
  order && order.version > placedVersion ? canonicalJson(order) : null

/** The column `placed` of a row `o` for which `condition` holds: the payload of the entry that placed the order. */
export const placedColumn = (condition: string): string => `
  case when ${condition} then (select j.payload from journal j
    where j.tenant_id = o.tenant_id and j.entity_id = o.id and j.kind = 'delivery.placed'
      and not exists (select from till_set_aside a where a.tenant_id = j.tenant_id and a.origin = j.origin
        and j.seq > a.after_seq and j.seq <= a.up_to_seq)
    order by j.seq limit 1) end as placed`

/** The order of a row; null when it has neither a state nor the entry. */
export function orderOf({ state, placed }: { state: unknown; placed: string | null }): DeliveryOrder | null {
  if (state !== null) return thawNumbers(state) as DeliveryOrder
  if (placed === null) return null
  // The moment of the entry matters to later events only.
  return evolve(null, readPayload('delivery.placed', placed) as OrderEvent, 0)
}
