import type { Sale } from '../../../domain/orders/order.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { FrontException } from '../exceptions.ts'
import type { FrontDoor } from '../front-door.ts'
import { salesWith } from '../read-sales.ts'
import { refusedBy } from '../refused.ts'

/** As long as a guest may look for a card (front-api §10.4, payments). */
const longestWaitMs = 180_000
/** An answer that was not told is looked for. */
const lookMs = 5000

/**
 * Resolves when an order that was to be paid is closed. Rejects with PaymentActionFailedException: `PaymentsProcessingFailed`
 * in the words of whoever declined, or where nobody knows whether money moved; `PaymentsProcessingCanceled`; `CannotLockOrder`
 * when the bank still works: to pay again waits on.
 */
export async function awaitBank(door: FrontDoor, orderId: Uuid): Promise<void> {
  const until = performance.now() + longestWaitMs
  for (;;) {
    // Listened first: an answer that comes between the look and the waiting is heard.
    const answered = door.desk?.nextAnswer(orderId, lookMs)
    const sale = (await salesWith(door, [orderId])).get(orderId)
    // A banquet is never paid through a bank here: it is closed already.
    if (!sale || sale.kind === 'reserve') return
    const state = sale.order
    if (!state.bankPayment) return checkClosed(state)
    if (state.bankPayment.phase === 'unknown') throw refusedBy(refuse('payment.unclear').note, true)
    if (performance.now() > until) throw refusedBy(refuse('order.bank-is-asked').note, true)
    await answered
  }
}

function checkClosed({ status, bankFailure }: Sale & { status: string }): void {
  if (status === 'Closed') return
  if (bankFailure?.reason === 'cancelled')
    throw new FrontException('PaymentActionFailedException', { reason: 'PaymentsProcessingCanceled' })
  if (bankFailure) throw refusedBy(refuse('payment.declined', { text: bankFailure.text }).note, true)
  // The money is there and something else was in the way of closing.
  throw new FrontException('PaymentActionFailedException', { reason: 'PayOrderFailed' })
}
