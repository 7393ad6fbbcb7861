import type { Uuid } from '../../kernel/ids.ts'
import type { RefusalNote } from '../../kernel/refusals.ts'
import type { PaymentSystem } from './paying/payment-system.ts'
import type { ChequeExtensions, ExtendedPaper } from './printing/cheque-extensions.ts'
import type { Rehearsal, WholeBatch, WholeFailure, WholeOwner } from './run-whole.ts'
import type { Till, TillRequest } from './till-command.ts'

/** Whoever is asked before a till of this process decides a command of its own, and told after: plugins (ADR 33). */
export type TillHooks = {
  /** Outside any transaction; a refusal stops the command, and nothing of it is written. Never throws. */
  before(till: Till, request: TillRequest): Promise<RefusalNote | null>
  /**
   * Before a batch of a plugin or of the web: others than whoever has it decided, and than those who wait for it, are asked
   * for each of its commands with the order as that command finds it (ADR 41). Never throws.
   */
  beforeWhole(
    till: Till,
    batch: WholeBatch,
    by: WholeOwner,
    rehearse: () => Promise<Rehearsal>,
  ): Promise<WholeFailure | null>
  /** It is done. Nobody waits. `by`: of a batch, whose own plugin is not told. */
  after(till: Till, request: TillRequest, by?: WholeOwner): void
  /** What plugins add to a bill or a receipt that is printed now. Never rejects. */
  extendCheque(till: Till, of: ExtendedPaper, orderId: Uuid): Promise<ChequeExtensions>
  /** The payment system that a plugin of the till has registered under this key; null: none runs (ADR 36). */
  paymentSystem(till: Till, key: string): PaymentSystem | null
}
