/** How a screen asks for money back. */
import type { TillCommand } from '../../app/till/till-command.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { FieldReader } from './field-reader.ts'

export type ReturnReading = {
  employeeId: Uuid
  confirmedById: Uuid | null
  isRepeatAllowed: boolean
  newId(): Uuid
}

/** Absent lists: all that is left, paid back as it was paid. */
export function readReturn(
  kind: 'delivery.return' | 'tableOrder.return',
  read: FieldReader,
  { employeeId, confirmedById, isRepeatAllowed, newId }: ReturnReading,
): TillCommand {
  const request = {
    orderId: read.uuid('orderId'),
    returnId: read.optionalUuid('returnId') ?? newId(),
    lines: read.has('lines')
      ? read.list('lines').map((line) => ({
          positionId: line.uuid('positionId'),
          amount: line.quantity('amount'),
        }))
      : null,
    refunds: read.has('refunds')
      ? read.list('refunds').map((line) => ({ typeId: line.uuid('typeId'), sum: line.money('sum') }))
      : null,
    removalTypeId: read.optionalUuid('removalTypeId'),
    comment: read.optionalText('comment'),
    userIdForWriteoff: read.optionalUuid('userIdForWriteoff'),
    ...{ employeeId, confirmedById, isRepeatAllowed },
  }
  return kind === 'delivery.return' ? { kind, ...request } : { kind, ...request }
}
