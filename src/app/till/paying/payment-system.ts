/**
 * How a till has money moved by somebody else: a bank's terminal, or a plugin of acquiring, gift cards, a hotel (ADR 36).
 * The members are those of `IPaymentProcessor` (front-api §3.2) with its holes closed: a payment is asked by its
 * transaction and answered in words that cannot be left out, and whoever starts anew may ask what became of it (§3.5).
 */
import type { BankDetails } from '../../../domain/orders/paying/bank-details.ts'
import type { Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'

export type PaymentAsk = {
  /** One for each attempt: the same id is never charged twice, and names the money in a return. */
  transactionId: Uuid
  orderId: Uuid
  /** Goods come back that no order is known of: {@link PaymentAsk.orderId} is the till's own (front-api §3.2, null there). */
  isOfGoods?: true
  /** The line of the order that it will be. */
  paymentId: Uuid
  paymentTypeId: Uuid
  /** The screen that waits, for dialogs; null: nobody sits there. */
  screenId: string | null
  /** Who asked, as the journal names them. */
  actor: string
  /** It is taken before the order's end (front-api §3.2, `paymentItem.IsPrepay`). */
  isPrepay: boolean
  /** What whoever planned the line said for the system (front-api §3.3, `GetCustomData`); null: nothing. */
  customData: string | null
  sum: Money
  /** Decimal digits of the minor unit of {@link PaymentAsk.sum}. */
  scale: number
}

export type PaymentReport = {
  /** Masked; shown in reports (front-api §3.3, `SetInfoForReports`). */
  cardNumber: string | null
  cardType: string | null
  /** What a return will need, up to 5000 characters. */
  rollbackData: string | null
  details: BankDetails | null
}

export type PaymentAnswer =
  | ({ status: 'approved' } & PaymentReport)
  /** Nothing was charged; the words are for the cashier. `keepsPlan`: a line that was planned stays (§3.2 `keepInOrder`). */
  | { status: 'declined' | 'cancelled'; text: string; keepsPlan?: true }
  /** It cannot be told whether it was charged: closing waits for a person. */
  | { status: 'unknown' }

/** `onPaymentAdded`, `onPreliminaryPaymentEditing`, `onPaymentDeleting`. */
export type LineDeed = 'added' | 'editing' | 'deleting'
/** `off`: the line goes off the order, for a reason in the words of the system. */
export type LineAnswer = { status: 'ok' | 'kept' } | { status: 'off'; text: string }

export type ReturnAsk = PaymentAsk & {
  /** The transaction that took the money. */
  paidBy: Uuid
  rollbackData: string | null
}
export type ReturnAnswer =
  | { status: 'returned' }
  | { status: 'declined'; text: string }
  | { status: 'unknown' }

export type RecoverAnswer =
  | ({ status: 'processed' } & PaymentReport)
  | { status: 'notProcessed' }
  | { status: 'unknown' }
  /** Whoever has to know is not there now; it is asked again when it comes back. */
  | { status: 'absent' }

export type PaymentSystem = {
  /** Unique in the enterprise and stable (front-api §3.1, `PaymentSystemKey`). */
  readonly key: string
  /** A planned line is put on an order, changed or taken off (front-api §3.2); null: it has nothing to say. */
  line?(deed: LineDeed, ask: PaymentAsk): Promise<LineAnswer | null>
  /** Whether it would charge so while nobody sits at a screen (front-api §3.2, `CanPaySilently`); absent: never. */
  maySilently?(ask: PaymentAsk): Promise<boolean>
  /** Charges; `signal` asks to stop, which a system may do only before the money moves. */
  pay(ask: PaymentAsk, signal: AbortSignal): Promise<PaymentAnswer>
  /** Gives back what was charged for an order that is not closed (front-api §3.2, `EmergencyCancelPayment`). */
  emergencyCancel(ask: ReturnAsk): Promise<ReturnAnswer>
  /** Gives back, whole or in part, what was charged for a closed order (front-api §3.2, `ReturnPayment`). */
  returnPayment(ask: ReturnAsk): Promise<ReturnAnswer>
  /** Gives money back that it never took (front-api §3.2, `ReturnPaymentWithoutOrder`); absent: it does not. */
  returnWithoutOrder?(ask: ReturnAsk): Promise<ReturnAnswer>
  /** Whether it would; asked before anybody offers it. */
  readonly canReturnWithoutOrder?: boolean
  /** What became of an attempt whose end nobody heard (front-api §3.5). */
  recover(
    ask: PaymentAsk & { phase: 'authorizing' | 'returning'; paidBy: Uuid | null },
  ): Promise<RecoverAnswer>
  /** The answer stands in the journal: what was kept for {@link PaymentSystem.recover} may go. */
  ended?(transactionId: Uuid): Promise<void>
}

/** The terminal of a bank that stands at a till. */
export type BankTerminal = PaymentSystem
