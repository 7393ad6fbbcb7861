import type { OrderEvent } from '../../domain/orders/events.ts'
import { replay } from '../../domain/orders/evolve.ts'
import type { DeliveryOrder, Payment } from '../../domain/orders/order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, SequencedEntry, Tx } from '../ports.ts'
import type { LoyaltyScope } from './loyalty-scope.ts'
import { settleClosedOrder } from './settle-closed-order.ts'
import { settleOrderPayments } from './settle-order-payments.ts'

/** Kinds of till entries that touch a guest's money. */
export const loyaltyKinds: readonly string[] = [
  'delivery.placed',
  'delivery.paymentsAdded',
  'delivery.paymentsReplaced',
  'delivery.closed',
  'delivery.cancelled',
]

/**
 * A follower's step: wallets and ledgers of guests keep up with the orders of a till, in the transaction of the cursor.
 * Each entry is looked at with the order as it was right after it, and what the ledger says of the order already is
 * never done again, so a repeat changes nothing.
 */
export async function followOrders(app: App, tx: Tx, entries: readonly SequencedEntry[]): Promise<void> {
  for (const entry of entries) {
    if (entry.entity !== 'delivery' || !entry.organizationId || !touchesMoney(entry)) continue
    const order = await orderAfter(tx, entry)
    const guestId = order && (await payingGuest(tx, entry.tenantId, order))
    if (!guestId) continue
    const scope = scopeOf(entry, entry.organizationId)
    const isOver = entry.kind === 'delivery.cancelled'
    await settleOrderPayments(app, tx, scope, { guestId, order, isOver })
    if (entry.kind === 'delivery.closed') await settleClosedOrder(app, tx, scope, { guestId, order })
  }
}

/** Most orders are paid without bonuses: what brings none is known at a glance. */
function touchesMoney({ payload }: SequencedEntry): boolean {
  const event = payload as OrderEvent
  if (event.kind === 'delivery.placed') return event.order.payments.some(isByBonuses)
  return event.kind !== 'delivery.paymentsAdded' || event.payments.some(isByBonuses)
}
const isByBonuses = ({ type }: Payment): boolean => type.kind === 'IikoCard'

/** The order as the entries up to this one made it; null when its beginning is not here. */
async function orderAfter(tx: Tx, entry: SequencedEntry): Promise<DeliveryOrder | null> {
  const entries = await tx.journal.ofEntity(entry.tenantId, entry.entityId)
  const own = entries
    // Commands to the till stand under the order's id too.
    .filter(
      ({ kind, origin, seq }) => kind.startsWith('delivery.') && origin === entry.origin && seq <= entry.seq,
    )
    .map(({ payload, at }) => ({ event: payload as OrderEvent, at }))
  return own[0]?.event.kind === 'delivery.placed' ? replay(own) : null
}

async function payingGuest(tx: Tx, tenantId: Uuid, { guestId }: DeliveryOrder): Promise<Uuid | null> {
  if (guestId === null) return null
  return (await tx.loyaltyGuests.findForChange(tenantId, guestId)) ? guestId : null
}

const scopeOf = (
  { tenantId, entryId, correlationId, actor }: SequencedEntry,
  organizationId: Uuid,
): LoyaltyScope => ({
  tenantId,
  organizationId,
  actor,
  apiClient: null,
  correlationId: correlationId ?? entryId,
  earlierCall: async () => null,
})
