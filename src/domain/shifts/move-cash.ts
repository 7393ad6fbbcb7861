import { printDecimal } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { counteragentProblem } from '../finance/pay-in-out.ts'
import type { Catalog } from '../reference/catalog.ts'
import type { CashMovement, CashShift, ShiftCommand } from './shifts.ts'

type MoveCash = Extract<ShiftCommand, { kind: 'shift.moveCash' }>
type Circumstances = {
  catalog: Catalog
  now: number
  /** Digits of the minor unit. */
  scale: number
  by: { id: Uuid; name: string } | null
}

/**
 * A pay-in or pay-out at the till by its type (server-api §7.4). Refuses a sum that is none, an unknown type, more than
 * its limit, a missing comment where one is needed, and whoever may not stand on the other side.
 */
export function movedCash(
  { movementId, typeId, sum, counteragentId, comment }: MoveCash,
  { catalog, now, scale, by }: Circumstances,
): CashMovement {
  const type = catalog.living('payInOutType', typeId)?.body
  if (!type) throw refuse('shift.pay-type-unknown', { id: typeId })
  if (sum <= 0n) throw refuse('request.field-invalid', { field: 'sum', message: 'must be greater than zero' })
  if (type.limit > 0n && sum > type.limit)
    throw refuse('shift.pay-limit', { type: type.name, limit: printDecimal(type.limit, scale) })
  if (type.isCommentRequired && !comment?.trim())
    throw refuse('shift.pay-comment-required', { type: type.name })
  const problem = counteragentProblem(catalog, type, counteragentId)
  if (problem) throw refuse('shift.pay-counteragent', { type: type.name, problem })
  return { id: movementId, typeId, type: type.transactionType, sum, counteragentId, comment, at: now, by }
}

/** The shift after a movement: what X and Z reports tell of the drawer. */
export function countMovement(shift: CashShift, { type, typeId, sum }: CashMovement): CashShift {
  const moved = shift.moved.some((line) => line.typeId === typeId)
    ? shift.moved.map((line) =>
        line.typeId === typeId ? { ...line, count: line.count + 1, sum: line.sum + sum } : line,
      )
    : [...shift.moved, { typeId, type, count: 1, sum }]
  switch (type) {
    case 'PAYIN':
      return { ...shift, moved, payIn: shift.payIn + sum }
    case 'PAYOUT':
      return { ...shift, moved, payOut: shift.payOut + sum }
    case 'PAY_COLLECTION':
      return { ...shift, moved, collected: shift.collected + sum }
  }
}
