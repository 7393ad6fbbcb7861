import type { Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { ReturnedLine } from '../order.ts'

/** What anybody asks for who returns something; `returnId` makes a repeat harmless. */
export type ReturnRequest = {
  returnId: Uuid
  /** Null: all that was not returned before. */
  lines: ReturnedLine[] | null
  /** Null: as it was paid, in proportion. */
  refunds: { typeId: Uuid; sum: Money }[] | null
  removalTypeId: Uuid | null
  comment: string | null
  /** At whose cost, where the removal type lets one say. */
  userIdForWriteoff: Uuid | null
  employeeId: Uuid | null
  confirmedById: Uuid | null
  /** Right F_STRNA: an order of a closed shift may be returned once more (front-api, appendix A). */
  isRepeatAllowed: boolean
}
