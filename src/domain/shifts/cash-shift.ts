import type { CashShift, ShiftEvent } from './shifts.ts'

/** The shift after one more closed order; sums by payment type add up to the revenue. */
export function countSaleInShift(
  shift: CashShift,
  sale: Extract<ShiftEvent, { kind: 'shift.saleCounted' }>,
): CashShift {
  const byPaymentType = shift.byPaymentType.map((line) => ({ ...line }))
  for (const paid of sale.byPaymentType) {
    const line = byPaymentType.find((candidate) => candidate.id === paid.id)
    if (line) line.sum += paid.sum
    else byPaymentType.push({ ...paid })
  }
  return { ...shift, closedOrders: shift.closedOrders + 1, revenue: shift.revenue + sale.sum, byPaymentType }
}
