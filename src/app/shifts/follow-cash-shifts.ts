/** The back office's picture of the tills' cash shifts, and the documents that closing one makes (server-api §26.9). */
import {
  type KnownSale,
  knownPrepaymentOf,
  knownReturnOf,
  knownSaleOf,
} from '../../domain/shifts/known-sale.ts'
import type { ShiftEvent } from '../../domain/shifts/shifts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { derivedId } from '../derived-id.ts'
import type { App, SequencedEntry, Tx } from '../ports.ts'
import { soldOrderAt } from '../reports/sold-order.ts'
import { writeMovement } from './write-cash-order.ts'
import { writeLosses } from './write-losses.ts'
import { writeReturns, writeSales } from './write-sales.ts'

export const cashShiftKinds = [
  'shift.opened',
  'shift.saleCounted',
  'shift.returnCounted',
  'shift.prepaymentCounted',
  'shift.cashMoved',
  'shift.closed',
] as const

type CashEvent = Extract<ShiftEvent, { kind: (typeof cashShiftKinds)[number] }>

/**
 * A follower's step, in the transaction of the cursor. A shift that is there is not opened again, an order counts once
 * in a shift, and a shift is closed once: a repeat changes nothing.
 */
export async function followCashShifts(app: App, tx: Tx, entries: readonly SequencedEntry[]): Promise<void> {
  for (const entry of entries) {
    const { organizationId, terminalGroupId } = entry
    if (organizationId && terminalGroupId) await follow(app, tx, entry, { organizationId, terminalGroupId })
  }
}

async function follow(
  app: App,
  tx: Tx,
  entry: SequencedEntry,
  place: { organizationId: Uuid; terminalGroupId: Uuid },
): Promise<void> {
  const { tenantId } = entry
  const event = entry.payload as CashEvent
  switch (event.kind) {
    case 'shift.opened': {
      if (await tx.knownCashShifts.find(tenantId, event.shift.id)) return
      const revision = await tx.books.takeRevision(tenantId)
      return tx.knownCashShifts.save({ tenantId, ...place, revision, shift: event.shift })
    }
    case 'shift.saleCounted': {
      const { shiftId, orderId } = event
      const sold = await soldOrderAt(tx, entry, orderId)
      const sale = sold ? knownSaleOf(sold.order) : unknownSale(event)
      return tx.knownCashShifts.addSale({ tenantId, shiftId, orderId, at: entry.at, sale })
    }
    case 'shift.returnCounted': {
      const { shiftId, orderId, returnId } = event
      const order = (await soldOrderAt(tx, entry, orderId))?.order
      const returned = order?.returns?.find(({ id }) => id === returnId)
      const idOf = (typeId: Uuid): Uuid => derivedId(`return/${returnId}/${typeId}`)
      const sale = order && returned ? knownReturnOf(order, returned, idOf) : unknownReturn(event, idOf)
      return tx.knownCashShifts.addSale({ tenantId, shiftId, orderId: returnId, at: entry.at, sale })
    }
    case 'shift.prepaymentCounted': {
      const { shiftId, paymentId, isReturned } = event
      const movementId = derivedId(`prepayment/${paymentId}/${isReturned ? 'back' : 'taken'}`)
      const sale = knownPrepaymentOf(movementId, event)
      return tx.knownCashShifts.addSale({ tenantId, shiftId, orderId: movementId, at: entry.at, sale })
    }
    case 'shift.cashMoved': {
      const known = await tx.knownCashShifts.find(tenantId, event.shiftId)
      if (!known || !(await writeMovement(app, tx, known, event.movement))) return
      const revision = await tx.books.takeRevision(tenantId)
      return tx.knownCashShifts.save({ ...known, revision })
    }
    case 'shift.closed': {
      const known = await tx.knownCashShifts.find(tenantId, event.shiftId)
      if (!known || known.shift.closedAt !== null) return
      const { at: closedAt, by: closedBy, expectedCash, countedCash } = event
      const shift = { ...known.shift, closedAt, closedBy, expectedCash, countedCash }
      const revision = await tx.books.takeRevision(tenantId)
      await tx.knownCashShifts.save({ ...known, revision, shift })
      const sales = (await tx.knownCashShifts.sales(tenantId, [shift.id])).map(({ sale }) => sale)
      await writeSales(app, tx, { ...known, shift }, sales)
      await writeReturns(app, tx, { ...known, shift }, sales)
      await writeLosses(app, tx, { ...known, shift }, entry)
    }
  }
}

/** An order that began at another node: the money is known, what was sold is not. Prepayments count for themselves. */
const unknownSale = ({
  orderId,
  sum,
  byPaymentType,
  prepaid = [],
}: Extract<CashEvent, { kind: 'shift.saleCounted' }>): KnownSale => ({
  sum,
  lines: [],
  payments: [...byPaymentType, ...prepaid.map((one) => ({ ...one, sum: -one.sum }))].map(
    ({ id, sum: paid }) => ({ id: orderId, typeId: id, kind: 'Unknown', sum: paid }),
  ),
})

/** Of such an order the same: nothing comes back to the store that was not seen to leave it. */
const unknownReturn = (
  { sum, byPaymentType }: Extract<CashEvent, { kind: 'shift.returnCounted' }>,
  idOf: (typeId: Uuid) => Uuid,
): KnownSale => ({
  sum: -sum,
  lines: [],
  payments: byPaymentType.map(({ id, kind, sum: paid }) => ({ id: idOf(id), typeId: id, kind, sum: -paid })),
  back: 'WRITTEN_OFF',
})
