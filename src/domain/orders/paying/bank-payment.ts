/**
 * Money that a bank moves for the till (front-api §3.5). The order says that it is under way before the bank is asked,
 * so that nothing is lost when the till dies in between: whoever starts anew finds the order and asks the bank.
 */
import type { Money } from '../../../kernel/exact.ts'
import type { BankPayment } from '../order.ts'
import type { BankReceipt } from './bank-receipt.ts'

/** How an attempt ended. `isFoundAtStart`: nobody waits for it any more, so nothing follows by itself. */
export type BankResult =
  | {
      status: 'approved'
      receipt: Omit<BankReceipt, 'transactionId'>
      isFoundAtStart?: true
    }
  /** `keepsPlan`: the line stays planned where it was (front-api §3.2 `keepInOrder`). */
  | { status: 'declined' | 'cancelled'; text: string; keepsPlan?: true }
  | { status: 'unknown' }

/** What the card is charged: the payment with its tips. */
export const bankSum = ({ payment, tips }: Pick<BankPayment, 'payment' | 'tips'>): Money =>
  (payment?.sum ?? 0n) + (tips?.sum ?? 0n)
