import type { OrderEvent } from '../../domain/orders/events.ts'
import type { DeliveryAddress } from '../../domain/orders/order.ts'
import type { TableOrderEvent } from '../../domain/orders/tables/events.ts'
import { type Known, orderFact, type SoldOrder } from '../../domain/reports/order-fact.ts'
import { returnFact, returnSaleFacts } from '../../domain/reports/return-facts.ts'
import { saleFacts } from '../../domain/reports/sale-facts.ts'
import type { ReserveEvent } from '../../domain/reserves/events.ts'
import type { ShiftEvent } from '../../domain/shifts/shifts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, SequencedEntry, Tx } from '../ports.ts'
import { soldOrderAt } from './sold-order.ts'

/** Entries after which an order's facts are as they stay, and those that tell its cash shift. */
export const reportKinds: readonly (OrderEvent | TableOrderEvent | ReserveEvent | ShiftEvent)['kind'][] = [
  'delivery.closed',
  'delivery.cancelled',
  'tableOrder.closed',
  'tableOrder.deleted',
  'reserve.paid',
  'delivery.returned',
  'tableOrder.returned',
  'reserve.returned',
  'shift.saleCounted',
  'shift.returnCounted',
  'shift.deletionCounted',
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
    if (countedKinds.includes(entry.kind)) {
      const { shiftId, orderId } = receiptOf(entry.payload as Counted)
      if (!shiftNumbers.has(shiftId)) shiftNumbers.set(shiftId, await shiftNumber(tx, tenantId, shiftId))
      const number = shiftNumbers.get(shiftId) ?? null
      if (number !== null) await tx.reports.noteShift({ tenantId, organizationId, orderId, shiftId, number })
      continue
    }
    const sold = await soldOrderAt(tx, entry, entry.entityId)
    const catalog = await app.catalog(tenantId)
    const organization = catalog.find('organization', organizationId)?.body
    if (!sold || !organization) continue
    const known = { cashierId: employeeOf(entry.actor), ...(await knownBeside(tx, sold)) }
    const event = entry.payload as OrderEvent | TableOrderEvent | ReserveEvent
    if ('returned' in event) {
      await tx.reports.replaceOrder(
        returnFact(sold, event.returned, { catalog, organization, known }),
        returnSaleFacts(sold, event.returned, catalog, organization),
      )
      continue
    }
    await tx.reports.replaceOrder(
      orderFact(sold, catalog, organization, known),
      saleFacts(sold.order, catalog, organization),
    )
  }
}

/** An order that is given up is of the shift that lost its dishes; one that is closed of the shift that sold it. */
const countedKinds: readonly string[] = ['shift.saleCounted', 'shift.returnCounted', 'shift.deletionCounted']

type Counted = Extract<
  ShiftEvent,
  { kind: 'shift.saleCounted' | 'shift.returnCounted' | 'shift.deletionCounted' }
>

/** A return is a receipt of its own. */
const receiptOf = (event: Counted): { shiftId: Uuid; orderId: Uuid } =>
  event.kind === 'shift.returnCounted' ? { shiftId: event.shiftId, orderId: event.returnId } : event

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

/** What other stores know of an order: its coupon's series, since when its guest is one, and which district it went to. */
async function knownBeside(tx: Tx, sold: SoldOrder): Promise<Omit<Known, 'cashierId'>> {
  const { tenantId, guestId, loyalty } = sold.order
  const coupons = loyalty?.coupon ? await tx.coupons.byNumber(tenantId, loyalty.coupon, null) : []
  const guest = guestId === null ? null : await tx.loyaltyGuests.find(tenantId, guestId)
  const address = await addressOf(tx, sold)
  return {
    couponSeriesId: coupons[0]?.seriesId ?? null,
    guestSince: guest?.guest.createdAt ?? null,
    cityId: address?.street?.city?.id ?? null,
    regionId: address?.region?.id ?? null,
  }
}

/** Null where it is fetched, and when the guest was forgotten. */
async function addressOf(tx: Tx, { kind, order }: SoldOrder): Promise<DeliveryAddress | null> {
  if (kind !== 'delivery' || order.serviceType !== 'DeliveryByCourier') return null
  const contacts = await tx.contacts.load(order.tenantId, [order.contactId])
  return contacts.get(order.contactId)?.deliveryPoint?.address ?? null
}
