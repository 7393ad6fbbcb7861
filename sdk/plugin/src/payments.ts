/** Payment systems: front-api §3 in the form of §10.6. */
import type { OrderEditor, Picture } from './host-types.ts'
import type { ViewManager } from './view-manager.ts'
import type { Decimal } from './wire/decimal.ts'
import { NotSupportedError } from './wire/errors.ts'

/** Of {@link PaymentSystem.pay}: without it nothing is booked. Failure is PaymentActionFailedError or …CancelledError. */
export type PayResult = {
  status: 'approved'
  /** Shown in reports; a whole card number is masked. */
  report?: { cardNumber?: string; cardType?: string }
  /** What a cancel or a return will need, at most 5000 characters; absent: what `tx.keepRollbackData` was given. */
  rollbackData?: string
  /** Read again as `bankTransactionDetails` of the payment item; what cannot be kept is left out, and the log says so. */
  bank?: BankTransactionDetails
}

/** Of one transaction, as the acquirer's statement tells it (front-api §3.7); values are the acquirer's, never a card number. */
export type BankTransactionDetails = {
  providerTransactionId?: string
  amount?: Decimal | string | number
  /** ISO 4217. */
  currencyCode?: string
  initiatedAt?: Date | string
  operationKind?: string
  paymentMethod?: string
  paymentChannel?: string
  paymentInitiationMethod?: string
  paymentSystem?: string
  merchantId?: string
  terminalId?: string
  acquirerId?: string
  authCode?: string
  rrn?: string
  /** At most 5000 characters with all the rest. */
  extensions?: Record<string, string>
}

export type PaymentTx = {
  /**
   * Writes down what a cancel or {@link PaymentSystem.recover} will need, at most 5000 characters. When it resolves it
   * outlives plugin and till: call it before the bank is asked.
   */
  keepRollbackData(text: string): Promise<void>
}

export type PaymentArgs = {
  sum: Decimal
  orderId: string
  paymentTypeId: string
  /** Made by the till for each payment; the same id comes to cancel and return: never charge it twice. */
  transactionId: string
  /** Of this attempt: of a return its own, so that it is not given back twice; of a payment the transaction's. */
  attemptId: string
  /** What was kept for it; of a cancel or a return, what the payment was approved with. */
  rollbackData: string | null
  /** What whoever planned the payment said for the system, at most 5000 characters. */
  customData: string | null
  cashier: { id: string; name: string } | null
  tx: PaymentTx
}
/** `orderId` null: goods came back that no order is known of (front-api §3.2). */
export type WithoutOrder = Omit<PaymentArgs, 'orderId'> & { orderId: string | null }
export type PayArgs = PaymentArgs & {
  order: Picture
  /** `isPrepay`: the order goes on, and ends later with a cheque that counts it. */
  paymentItem: { id: string; sum: Decimal; paymentTypeId: string; isPrepay: boolean }
}
/** A planned line that nobody has moved money for, with operations of the front; `sum` is what stands on it. */
export type LineArgs = PayArgs & { os: OrderEditor }
type AtScreen = { vm: ViewManager; os: OrderEditor }

export type RecoverResult =
  | 'processed'
  | 'notProcessed'
  | 'unknown'
  | (Omit<PayResult, 'status'> & { status: 'processed' })

export type PaymentSystem = {
  /** Unique in the enterprise and stable; payment types of kind External name it. */
  key: string
  name: string
  /** Before the money moves, at the screen: read a card, ask a code. What it throws ends the attempt, nothing charged. */
  collectData?(args: PaymentArgs & AtScreen, signal: AbortSignal): unknown
  /** A line of this system was planned on an order. What it throws takes the line off again, and says so to who planned it. */
  onPaymentAdded?(args: LineArgs): unknown
  /** It is to get another sum: whether it may. What it throws takes the line off the order. */
  onPreliminaryPaymentEditing?(args: LineArgs): boolean | Promise<boolean>
  /** It is taken off before any money moved; nothing keeps it. */
  onPaymentDeleting?(args: LineArgs): unknown
  pay(args: PayArgs & AtScreen, signal: AbortSignal): Promise<PayResult>
  /** Nobody sits at a screen: whether {@link PaymentSystem.paySilently} may be asked. */
  canPaySilently?(args: PaymentArgs): boolean | Promise<boolean>
  paySilently?(args: PayArgs, signal: AbortSignal): Promise<PayResult>
  /** The order is not closed: give back all of it. */
  emergencyCancelPayment(args: PaymentArgs & AtScreen, signal: AbortSignal): unknown
  emergencyCancelPaymentSilently?(args: PaymentArgs, signal: AbortSignal): unknown
  /** Of a closed order: give back `sum`, which may be a part. */
  returnPayment(args: PaymentArgs & AtScreen, signal: AbortSignal): unknown
  returnPaymentSilently?(args: PaymentArgs, signal: AbortSignal): unknown
  /**
   * Gives `sum` back that this system never took, by a card that is presented now: of a closed order that was paid in another
   * way, or of goods that came back without any order, where `orderId` is null. Its presence offers the payment type for such
   * returns. Nobody may sit at a screen: then there is no `vm`.
   */
  returnPaymentWithoutOrder?(args: WithoutOrder & Partial<AtScreen>, signal: AbortSignal): unknown
  /**
   * What became of an attempt whose end the till did not hear. Without it the outcome is unknown and a person has to say.
   * Throwing is unknown, too.
   */
  recover?(
    args: WithoutOrder & { phase: 'authorizing' | 'cancelling' },
  ): RecoverResult | Promise<RecoverResult>
}

export type Payments = {
  /**
   * Registers a payment system until disposed. A failure ends the plugin: PaymentSystemRegistrationError for a key that is
   * empty or taken, PermissionDeniedError without `payments`, LicenseRestrictionError when its module is not 21005918.
   */
  registerSystem(system: PaymentSystem): Disposable
}

const members = [
  ...['collectData', 'pay', 'canPaySilently', 'paySilently', 'emergencyCancelPayment', 'recover'],
  ...['emergencyCancelPaymentSilently', 'returnPayment', 'returnPaymentSilently'],
  'returnPaymentWithoutOrder',
  ...['onPaymentAdded', 'onPreliminaryPaymentEditing', 'onPaymentDeleting'],
] as const

/** As the host is told of it. */
export const describeSystem = (system: PaymentSystem) => ({
  key: system.key,
  name: system.name,
  members: members.filter((member) => member in system),
})

/** Answers the host's calls of a system; `stop` aborts the signal of a payment, whose answer is still waited for. */
export function serveSystem(
  system: PaymentSystem,
  lentTo: (argument: unknown) => Record<string, unknown>,
): (args: unknown[]) => unknown {
  const working = new Map<string, AbortController>()
  return async ([member, argument]) => {
    const args = lentTo(argument)
    const id = String(args['attemptId'] ?? args['transactionId'])
    if (member === 'stop') return working.get(id)?.abort()
    const deed = (system as unknown as Record<string, unknown>)[String(member)]
    if (typeof deed !== 'function') throw new NotSupportedError(`${system.key} has no ${String(member)}`)
    const attempt = new AbortController()
    working.set(id, attempt)
    try {
      return await deed.call(system, args, attempt.signal)
    } finally {
      working.delete(id)
    }
  }
}
