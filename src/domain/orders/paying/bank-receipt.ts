/** What banks say of money, apart from whose it is. */
import type { Uuid } from '../../../kernel/ids.ts'
import type { BankDetails } from './bank-details.ts'

/** What a bank said of money that it moved; enough to move it back. A whole card number is never here. */
export type BankReceipt = {
  /** Of the till, one for each attempt: the bank does nothing twice under it. */
  transactionId: Uuid
  /** Which payment system moved it: it alone can give it back (front-api §3.1). */
  system: string
  /** Masked. */
  cardNumber: string | null
  cardType: string | null
  /** What the system wants to have back for a return; at most 5000 characters (front-api §3.3). */
  rollbackData: string | null
  /** What the acquirer said of it besides. */
  details?: BankDetails | null
}

/** `unknown`: the bank cannot say whether the money was moved; a person has to look (front-api §3.5). */
export type BankPhase = 'authorizing' | 'returning' | 'unknown'

export type BankFailure = {
  transactionId: Uuid
  reason: 'declined' | 'cancelled' | 'not-returned'
  /** In the bank's words. */
  text: string
}
