import { countDeletion, countPrepayment, countReturn, countSaleInShift } from './cash-shift.ts'
import { countMovement } from './move-cash.ts'
import type { CashShift, ShiftEvent } from './shifts.ts'

/** A cash shift after an event of its journal; null before it was opened. Events of other things change nothing. */
export function evolveShift(shift: CashShift | null, event: ShiftEvent): CashShift | null {
  if (event.kind === 'shift.opened') return event.shift
  if (!shift) return null
  switch (event.kind) {
    case 'shift.saleCounted':
      return countSaleInShift(shift, event)
    case 'shift.returnCounted':
      return countReturn(shift, event)
    case 'shift.prepaymentCounted':
      return countPrepayment(shift, event)
    case 'shift.deletionCounted':
      return countDeletion(shift, event)
    case 'shift.cashMoved':
      return countMovement(shift, event.movement)
    case 'shift.closed': {
      const { at: closedAt, by: closedBy, expectedCash, countedCash } = event
      return { ...shift, closedAt, closedBy, expectedCash, countedCash }
    }
    default:
      return shift
  }
}
