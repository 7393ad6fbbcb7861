import { isByBonuses } from '../../domain/loyalty/bonus-payments.ts'
import type { OrderEvent } from '../../domain/orders/events.ts'
import { replay } from '../../domain/orders/evolve.ts'
import type { Sale } from '../../domain/orders/order.ts'
import type { TableOrderEvent } from '../../domain/orders/tables/events.ts'
import { replayTableOrder } from '../../domain/orders/tables/evolve-table-order.ts'
import type { ServiceType } from '../../domain/reference/books.ts'
import type { ReserveEvent } from '../../domain/reserves/events.ts'
import { replayReserve } from '../../domain/reserves/evolve-reserve.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, SequencedEntry, Tx } from '../ports.ts'
import type { LoyaltyScope } from './loyalty-scope.ts'
import { settleClosedOrder } from './settle-closed-order.ts'
import { settleOrderPayments } from './settle-order-payments.ts'
import { settleReturnedOrder } from './settle-returned-order.ts'

type SaleEntry = OrderEvent | TableOrderEvent | ReserveEvent

/** Kinds of till entries that touch a guest's money: of deliveries, orders on tables and banquets alike (ADR 12). */
export const loyaltyKinds: readonly SaleEntry['kind'][] = [
  'delivery.placed',
  'delivery.paymentsAdded',
  'delivery.paymentsReplaced',
  'delivery.guestChanged',
  'delivery.closed',
  'delivery.cancelled',
  'delivery.returned',
  'tableOrder.placed',
  'tableOrder.customerChanged',
  'tableOrder.paymentsAdded',
  'tableOrder.paymentsReplaced',
  'tableOrder.closed',
  'tableOrder.deleted',
  'tableOrder.returned',
  'reserve.returned',
  'reserve.placed',
  'reserve.paymentsAdded',
  'reserve.paymentsReplaced',
  'reserve.paid',
  'reserve.closed',
]

/** The sale that an entry made, and how it was sold: programmes may ask. */
type Sold = { order: Sale; serviceType: ServiceType }

/**
 * A follower's step: wallets and ledgers of guests keep up with the orders of a till, in the transaction of the cursor.
 * Each entry is looked at with the order as it was right after it, and what the ledger says of the order already is
 * never done again, so a repeat changes nothing.
 */
export async function followOrders(app: App, tx: Tx, entries: readonly SequencedEntry[]): Promise<void> {
  for (const entry of entries) {
    if (!entry.organizationId || !touchesMoney(entry.payload as SaleEntry)) continue
    const sold = await saleAfter(tx, entry)
    if (!sold) continue
    const { order } = sold
    const scope = scopeOf(entry, entry.organizationId)
    const event = entry.payload as SaleEntry
    for (const guestId of await lockedGuests(tx, entry.tenantId, order)) {
      // Who is not the guest of the order any more has what was paid for it given back.
      const isPaid = !isCancelled(event) && guestId === order.guestId
      await settleOrderPayments(app, tx, scope, { guestId, order, isOver: !isPaid })
      if (isPaid && isReturn(event)) await settleReturnedOrder(app, tx, scope, { guestId, order })
      if (isPaid && isClosing(event)) await settleClosedOrder(app, tx, scope, { guestId, ...sold })
    }
  }
}

const isClosing = ({ kind }: SaleEntry): boolean =>
  kind === 'delivery.closed' || kind === 'tableOrder.closed' || kind === 'reserve.paid'

const isReturn = ({ kind }: SaleEntry): boolean =>
  kind === 'delivery.returned' || kind === 'tableOrder.returned' || kind === 'reserve.returned'

const isCancelled = (event: SaleEntry): boolean =>
  event.kind === 'delivery.cancelled' ||
  event.kind === 'tableOrder.deleted' ||
  (event.kind === 'reserve.closed' && event.cancelReason !== null)

/** Most orders are paid without bonuses: what brings none is known at a glance. */
function touchesMoney(event: SaleEntry): boolean {
  switch (event.kind) {
    case 'delivery.placed':
    case 'tableOrder.placed':
      return event.order.payments.some(isByBonuses)
    case 'reserve.placed':
      return event.reserve.banquet?.payments.some(isByBonuses) ?? false
    case 'reserve.paymentsAdded':
    case 'delivery.paymentsAdded':
    case 'tableOrder.paymentsAdded':
      return event.payments.some(isByBonuses)
    default:
      return true
  }
}

/** The order as the entries up to this one made it; null when its beginning is not here. */
async function saleAfter(tx: Tx, entry: SequencedEntry): Promise<Sold | null> {
  const entries = await tx.journal.ofEntity(entry.tenantId, entry.entityId)
  const own = entries
    // Commands to the till stand under the order's id too.
    .filter(
      ({ kind, entity, origin, seq }) =>
        kind.startsWith(`${entity}.`) && origin === entry.origin && seq <= entry.seq,
    )
    .map(({ payload, at }) => ({ event: payload as SaleEntry, at }))
  switch (own[0]?.event.kind) {
    case 'delivery.placed': {
      const order = replay(own as { event: OrderEvent; at: number }[])
      return { order, serviceType: order.serviceType }
    }
    case 'tableOrder.placed':
      return {
        order: replayTableOrder(own as { event: TableOrderEvent; at: number }[]),
        serviceType: 'Common',
      }
    case 'reserve.placed': {
      const { banquet } = replayReserve(own as { event: ReserveEvent; at: number }[])
      return banquet && { order: banquet, serviceType: 'Common' }
    }
    default:
      return null
  }
}

/** The guest of the order and whoever has paid for it before, as far as loyalty knows them; locked, by id. */
async function lockedGuests(tx: Tx, tenantId: Uuid, order: Sale): Promise<Uuid[]> {
  const paid = (await tx.loyaltyLedger.ofOrder(tenantId, order.id)).map(({ guestId }) => guestId)
  const ids = [...new Set(order.guestId === null ? paid : [order.guestId, ...paid])].sort()
  const known: Uuid[] = []
  for (const id of ids) if (await tx.loyaltyGuests.findForChange(tenantId, id)) known.push(id)
  return known
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
