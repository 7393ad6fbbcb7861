/** What a till asks of its fiscal register: a name for it, as papers are names (ADR 30, ADR 37). */
import type { Uuid } from '../../kernel/ids.ts'

export type RegisterTask =
  | { do: 'open'; shiftId: Uuid }
  /** The cheque of a closed order, and that of a return of it. */
  | { do: 'sale' }
  | { do: 'return'; returnId: Uuid }
  /** Money for an order that goes on: a cheque of its own, and another when it goes back. */
  | { do: 'sale' | 'return'; prepayment: MovedPrepayment }
  | { do: 'payIn' | 'payOut'; shiftId: Uuid; movementId: Uuid }
  | { do: 'x' | 'z'; shiftId: Uuid }

/** A prepayment by the shift that moved it. */
export type MovedPrepayment = { shiftId: Uuid; paymentId: Uuid; isReturned: boolean }

export type RegisterDeed = RegisterTask['do']

/**
 * What is known of a task: the number of the register's last document before it was sent, by which a lost answer is told
 * from a document that was never printed, and the number of its own.
 */
export type FiscalTrace = { before: number; document: number | null }
