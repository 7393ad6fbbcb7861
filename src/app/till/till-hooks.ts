import type { RefusalNote } from '../../kernel/refusals.ts'
import type { PaymentSystem } from './paying/payment-system.ts'
import type { Till, TillRequest } from './till-command.ts'

/** Whoever is asked before a till of this process decides a command of its own, and told after: plugins (ADR 33). */
export type TillHooks = {
  /** Outside any transaction; a refusal stops the command, and nothing of it is written. Never throws. */
  before(till: Till, request: TillRequest): Promise<RefusalNote | null>
  /** It is done. Nobody waits. */
  after(till: Till, request: TillRequest): void
  /** The payment system that a plugin of the till has registered under this key; null: none runs (ADR 36). */
  paymentSystem(till: Till, key: string): PaymentSystem | null
}
