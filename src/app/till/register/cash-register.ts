/**
 * A fiscal register that stands at a till: the members of `ICashRegister` (front-api §2.16.2) that a till needs. Sums are
 * minor units, moments epoch milliseconds. What it cannot do it refuses in words (`register.*`); only
 * `register.no-answer` leaves open whether it is on paper, and then {@link CashRegister.lastDocument} tells.
 */
import type { Cheque } from '../../../domain/fiscal/cheque.ts'
import type { RegisterDeed } from '../../../domain/fiscal/register-task.ts'
import type { RegisterStatus, RegisterStatusField } from '../../../domain/fiscal/status-fields.ts'
import type { Money } from '../../../kernel/exact.ts'

/** What the register has on paper; `number` counts its documents and never goes back. */
export type RegisterDocument = {
  number: number
  kind: RegisterDeed
  sum: Money
  /** Number of the register's shift. */
  session: number
  sign: string
  at: number
}

/** Who stands on the paper. */
type ByCashier = { cashier: string }
/** Lines of text around a cheque: they are on the paper, not in the fiscal memory. */
export type ChequeTexts = { textBefore: readonly string[]; textAfter: readonly string[] }
type ChequeTask = ByCashier & ChequeTexts & { cheque: Cheque }
type CashTask = ByCashier & { sum: Money }

export type CashRegister = {
  /** False: none stands at the till, and nothing is asked of it. */
  readonly isInstalled: boolean
  openShift(task: ByCashier): Promise<RegisterDocument>
  saleCheque(task: ChequeTask): Promise<RegisterDocument>
  returnCheque(task: ChequeTask): Promise<RegisterDocument>
  /** Gives up a document that was begun and not ended; nothing happens where there is none. */
  cancel(): Promise<void>
  payIn(task: CashTask): Promise<RegisterDocument>
  payOut(task: CashTask): Promise<RegisterDocument>
  xReport(task: ByCashier): Promise<RegisterDocument>
  /** Ends the register's shift. */
  zReport(task: ByCashier): Promise<RegisterDocument>
  /** Null: it has printed nothing yet. `isUnfinished`: one was begun after it and is not ended. */
  lastDocument(): Promise<{ document: RegisterDocument | null; isUnfinished: boolean; isShiftOpen: boolean }>
  /** Only the fields that were asked for (Appendix E). */
  status(fields: readonly RegisterStatusField[]): Promise<RegisterStatus>
}
