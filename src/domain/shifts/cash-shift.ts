import type { Money } from '../../kernel/exact.ts'
import type { CashShift, PaidSum, ShiftEvent } from './shifts.ts'

type Counted<K extends ShiftEvent['kind']> = Extract<ShiftEvent, { kind: K }>
type Opening = Pick<CashShift, 'id' | 'number' | 'openedAt' | 'openedBy' | 'accountingDay' | 'startCash'>

/** A shift in which nothing has happened yet. */
export const newCashShift = (opening: Opening): CashShift => ({
  ...opening,
  ...{ closedAt: null, closedBy: null, closedOrders: 0, guests: 0, revenue: 0n, discounts: 0n },
  byPaymentType: [],
  tips: [],
  returns: { receipts: 0, sum: 0n, byPaymentType: [] },
  deletions: { positions: 0, sum: 0n },
  ...{ payIn: 0n, payOut: 0n, collected: 0n, moved: [], expectedCash: null, countedCash: null },
})

/** The shift after one more closed order; sums by payment type add up to the revenue. */
export const countSaleInShift = (shift: CashShift, sale: Counted<'shift.saleCounted'>): CashShift => ({
  ...shift,
  closedOrders: shift.closedOrders + 1,
  guests: shift.guests + sale.guests,
  revenue: shift.revenue + sale.sum,
  discounts: shift.discounts + sale.discount,
  byPaymentType: added(shift.byPaymentType, sale.byPaymentType),
  tips: added(shift.tips ?? [], sale.tips ?? []),
  ...(sale.prepaid ? { prepayments: withPrepaid(shift, 'settled', sale.prepaid) } : {}),
})

/** The shift after a prepayment was taken or given back. */
export const countPrepayment = (
  shift: CashShift,
  { isReturned, paid }: Counted<'shift.prepaymentCounted'>,
): CashShift => ({
  ...shift,
  prepayments: withPrepaid(shift, isReturned ? 'returned' : 'taken', [paid]),
})

const noPrepayments: NonNullable<CashShift['prepayments']> = { taken: [], returned: [], settled: [] }

function withPrepaid(
  { prepayments = noPrepayments }: CashShift,
  what: keyof typeof noPrepayments,
  more: readonly PaidSum[],
): NonNullable<CashShift['prepayments']> {
  return { ...prepayments, [what]: added(prepayments[what], more) }
}

/** The shift after money went back, whichever shift took it. */
export const countReturn = (shift: CashShift, event: Counted<'shift.returnCounted'>): CashShift => ({
  ...shift,
  returns: {
    receipts: shift.returns.receipts + 1,
    sum: shift.returns.sum + event.sum,
    byPaymentType: added(shift.returns.byPaymentType, event.byPaymentType),
  },
})

export const countDeletion = (
  shift: CashShift,
  { positionIds, sum }: Counted<'shift.deletionCounted'>,
): CashShift => ({
  ...shift,
  deletions: { positions: shift.deletions.positions + positionIds.length, sum: shift.deletions.sum + sum },
})

function added(before: readonly PaidSum[], more: readonly PaidSum[]): PaidSum[] {
  const sums = before.map((line) => ({ ...line }))
  for (const paid of more) {
    const line = sums.find((candidate) => candidate.id === paid.id)
    if (line) line.sum += paid.sum
    else sums.push({ ...paid })
  }
  return sums
}

const cashOf = (paid: readonly PaidSum[]): Money =>
  paid.reduce((total, { kind, sum }) => total + (kind === 'Cash' ? sum : 0n), 0n)

/**
 * Cash that has to be in the drawer: what it began with, and all that came in and went out since (front-api §2.11). Tips
 * in cash lie there too until somebody takes them out. A prepayment came when it was taken, not with its sale.
 */
export const cashInDrawer = (shift: CashShift): Money =>
  shift.startCash +
  cashOf(shift.byPaymentType) +
  cashOf(shift.tips ?? []) +
  cashPrepaid(shift) -
  cashOf(shift.returns.byPaymentType) +
  shift.payIn -
  shift.payOut -
  shift.collected

const cashPrepaid = ({ prepayments = noPrepayments }: CashShift): Money =>
  cashOf(prepayments.taken) - cashOf(prepayments.returned) - cashOf(prepayments.settled)

/** What a shift left in the drawer: what was found there, else what had to be. */
export const leftIn = (shift: CashShift): Money =>
  shift.countedCash ?? shift.expectedCash ?? cashInDrawer(shift)
