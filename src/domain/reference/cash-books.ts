/** Books of the money that comes into a till and leaves it without a sale (server-api §7.4). */
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Named } from './named.ts'

/** By what a report of cash flows sorts. */
export type CashFlowCategory = Named & {
  code: string
  parentId: Uuid | null
  type: 'OPERATIONAL' | 'INVESTMENT' | 'FINANCE'
}

/** Who may stand on the other side; INTERNAL_SUPPLIER is a supplier too. */
export type CounteragentType =
  | 'NONE'
  | 'COUNTERAGENT'
  | 'EMPLOYEE'
  | 'SUPPLIER'
  | 'CLIENT'
  | 'INTERNAL_SUPPLIER'

/** PAY_COLLECTION takes the takings out at the end of a shift. */
export type CashMovementType = 'PAYIN' | 'PAYOUT' | 'PAY_COLLECTION'

export type PayInOutType = Named & {
  transactionType: CashMovementType
  /** Where the cash is; null: the account of the tills. */
  chiefAccountId: Uuid | null
  /** What it is paid for or comes from. */
  accountId: Uuid
  counteragentType: CounteragentType
  cashFlowCategoryId: Uuid | null
  conceptionId: Uuid | null
  /** The most that a till pays at once; nothing: any sum. */
  limit: Money
  comment: string
  isCommentRequired: boolean
}
