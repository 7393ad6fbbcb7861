import type { OrderEvent } from '../../domain/orders/events.ts'
import { replay } from '../../domain/orders/evolve.ts'
import type { TableOrderEvent } from '../../domain/orders/tables/events.ts'
import { replayTableOrder } from '../../domain/orders/tables/evolve-table-order.ts'
import { orderFact, type SoldOrder } from '../../domain/reports/order-fact.ts'
import { saleFacts } from '../../domain/reports/sale-facts.ts'
import type { ShiftEvent } from '../../domain/shifts/shifts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, SequencedEntry, Tx } from '../ports.ts'

/** Entries after which an order's facts are as they stay, and those that tell its cash shift. */
export const reportKinds: readonly (OrderEvent | TableOrderEvent | ShiftEvent)['kind'][] = [
  'delivery.closed',
  'delivery.cancelled',
  'tableOrder.closed',
  'tableOrder.deleted',
  'shift.saleCounted',
]

/**
 * A follower's step: the facts of reports keep up with the orders of the tills, in the transaction of the cursor. An
 * order's facts are written whole in place of what was there, so a repeat changes nothing.
 */
export async function followSales(app: App, tx: Tx, entries: readonly SequencedEntry[]): Promise<void> {
  const shiftNumbers = new Map<Uuid, number | null>()
  for (const entry of entries) {
    const { tenantId, organizationId } = entry
    if (!organizationId) continue
    if (entry.kind === 'shift.saleCounted') {
      const { shiftId, orderId } = entry.payload as Extract<ShiftEvent, { kind: 'shift.saleCounted' }>
      if (!shiftNumbers.has(shiftId)) shiftNumbers.set(shiftId, await shiftNumber(tx, tenantId, shiftId))
      const number = shiftNumbers.get(shiftId) ?? null
      if (number !== null) await tx.reports.noteShift({ tenantId, organizationId, orderId, shiftId, number })
      continue
    }
    const sold = await orderAfter(tx, entry)
    const catalog = await app.catalog(tenantId)
    const organization = catalog.find('organization', organizationId)?.body
    if (!sold || !organization) continue
    await tx.reports.replaceOrder(
      orderFact(sold, catalog, organization, employeeOf(entry.actor)),
      saleFacts(sold.order, catalog, organization),
    )
  }
}

/** The actor of an entry, where it is an employee at a till and no program (`employee:<id>`). */
const employeeOf = (actor: string): Uuid | null => {
  const [type, id] = actor.split(':')
  return type === 'employee' && id ? id : null
}

async function shiftNumber(tx: Tx, tenantId: Uuid, shiftId: Uuid): Promise<number | null> {
  for (const { payload } of await tx.journal.ofEntity(tenantId, shiftId)) {
    const event = payload as ShiftEvent
    if (event.kind === 'shift.opened') return event.shift.number
  }
  return null
}

/** The order as its journal has made it up to this entry; null when its beginning is not here. */
async function orderAfter(tx: Tx, entry: SequencedEntry): Promise<SoldOrder | null> {
  const entries = await tx.journal.ofEntity(entry.tenantId, entry.entityId)
  const own = entries
    // Commands to the till stand under the order's id too.
    .filter(
      ({ kind, origin, seq }) =>
        kind.startsWith(`${entry.entity}.`) && origin === entry.origin && seq <= entry.seq,
    )
    .map(({ payload, at }) => ({ event: payload as OrderEvent | TableOrderEvent, at }))
  switch (own[0]?.event.kind) {
    case 'delivery.placed':
      return { kind: 'delivery', order: replay(own as { event: OrderEvent; at: number }[]) }
    case 'tableOrder.placed':
      return { kind: 'tableOrder', order: replayTableOrder(own as { event: TableOrderEvent; at: number }[]) }
    default:
      return null
  }
}
