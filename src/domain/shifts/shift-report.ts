import type { Money } from '../../kernel/exact.ts'
import { cashInDrawer } from './cash-shift.ts'
import type { CashShift, PaidSum } from './shifts.ts'

/** A payment type in a shift: what was sold, what was given back, and what is left of it. */
export type PaidLine = Omit<PaidSum, 'sum'> & { sold: Money; returned: Money; net: Money }

/** A payment type among prepayments; `settled`: counted in the sales of orders that ended. */
export type PrepaidLine = Omit<PaidSum, 'sum'> & { taken: Money; returned: Money; settled: Money }

/** What an X report says of a running shift and a Z report of a closed one (front-api §2.11, ADR 25). */
export type ShiftReport = {
  kind: 'X' | 'Z'
  shift: CashShift
  /** Sales less returns. */
  net: Money
  byPaymentType: PaidLine[]
  /** Beside revenue and net: nobody's sale. */
  tips: { sum: Money; byPaymentType: readonly PaidSum[] }
  /** Null: no order was prepaid, and none that was has ended. */
  prepayments: { taken: Money; returned: Money; settled: Money; byPaymentType: PrepaidLine[] } | null
  /** By the books; of a closed shift as it was when it was closed. */
  expectedCash: Money
  countedCash: Money | null
  /** Found less expected: below zero something is missing; null: nobody counted. */
  difference: Money | null
}

export function shiftReport(shift: CashShift): ShiftReport {
  const expectedCash = shift.expectedCash ?? cashInDrawer(shift)
  const { countedCash } = shift
  return {
    kind: shift.closedAt === null ? 'X' : 'Z',
    shift,
    net: shift.revenue - shift.returns.sum,
    byPaymentType: paidLines(shift),
    tips: {
      sum: (shift.tips ?? []).reduce((total, { sum }) => total + sum, 0n),
      byPaymentType: shift.tips ?? [],
    },
    prepayments: prepaymentsOf(shift),
    ...{ expectedCash, countedCash },
    difference: countedCash === null ? null : countedCash - expectedCash,
  }
}

function prepaymentsOf({ prepayments }: CashShift): ShiftReport['prepayments'] {
  if (!prepayments) return null
  const lines = new Map<string, PrepaidLine>()
  const total = { taken: 0n, returned: 0n, settled: 0n }
  for (const what of ['taken', 'returned', 'settled'] as const)
    for (const { id, name, kind, sum } of prepayments[what]) {
      const known = lines.get(id) ?? { id, name, kind, taken: 0n, returned: 0n, settled: 0n }
      lines.set(id, { ...known, [what]: known[what] + sum })
      total[what] += sum
    }
  return { ...total, byPaymentType: [...lines.values()] }
}

function paidLines({ byPaymentType, returns }: CashShift): PaidLine[] {
  const lines = new Map<string, PaidLine>()
  const line = ({ id, name, kind }: PaidSum): PaidLine => {
    const known = lines.get(id) ?? { id, name, kind, sold: 0n, returned: 0n, net: 0n }
    lines.set(id, known)
    return known
  }
  for (const paid of byPaymentType) line(paid).sold += paid.sum
  for (const paid of returns.byPaymentType) line(paid).returned += paid.sum
  return [...lines.values()].map((one) => ({ ...one, net: one.sold - one.returned }))
}
