/** How a screen asks for money back. */
import { derivedId } from '../../app/derived-id.ts'
import type { TillCommand } from '../../app/till/till-command.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { FieldReader } from './field-reader.ts'
import { itemInput } from './read-sale.ts'

export type ReturnReading = {
  employeeId: Uuid
  confirmedById: Uuid | null
  isRepeatAllowed: boolean
  newId(): Uuid
}

const kinds = ['delivery.return', 'tableOrder.return', 'reserve.return'] as const
type ReturnKind = (typeof kinds)[number]
export const isReturn = (kind: string): kind is ReturnKind => kinds.some((each) => each === kind)

/** Absent lists: all that is left, paid back as it was paid. */
export function readReturn(
  kind: ReturnKind,
  read: FieldReader,
  { employeeId, confirmedById, isRepeatAllowed, newId }: ReturnReading,
): TillCommand {
  const orderId = read.uuid('orderId')
  const said = read.optionalUuid('returnId')
  const request = {
    orderId,
    // Reports know a return by its id beside those of orders: a screen must not be able to name one of them.
    returnId: said ? derivedId(`return/${orderId}/${said}`) : newId(),
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
  // Which kind of order it is of changes nothing of the request.
  return { kind, ...request } as TillCommand
}

export const returnOfGoods = 'tableOrder.returnGoods'

/** Goods without a receipt: `orderId` is the screen's, so that a repeat under another id is known for one. */
export function readReturnOfGoods(
  read: FieldReader,
  { employeeId, confirmedById }: Pick<ReturnReading, 'employeeId' | 'confirmedById'>,
): TillCommand {
  const orderId = read.uuid('orderId')
  return {
    ...{ kind: returnOfGoods, orderId, returnId: derivedId(`return/${orderId}/goods`) },
    items: read.list('items').map(itemInput),
    paymentTypeId: read.uuid('paymentTypeId'),
    orderTypeId: null,
    removalTypeId: read.optionalUuid('removalTypeId'),
    comment: read.optionalText('comment'),
    userIdForWriteoff: read.optionalUuid('userIdForWriteoff'),
    ...{ employeeId, confirmedById },
  }
}
