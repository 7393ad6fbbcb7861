/** What people at a till ask about an order's guest, discounts and money, wherever it is eaten. */
import type { Uuid } from '../../../kernel/ids.ts'
import type { DiscountInput, PaymentInput, TipsInput } from '../inputs.ts'
import type { Payment, Sale } from '../order.ts'
import type { BankResult } from './bank-payment.ts'
import type { PriceCategoryChange } from './repriced.ts'

/** Kinds of orders that are paid at the screen of a till, by the first word of what happens to them. */
export type PaidKind = 'delivery' | 'tableOrder' | 'reserve'

export type PayingCommand<Of extends PaidKind> =
  /** Adds discounts to those that are there, a type at most once, and takes some off (front-api §2.6.9). */
  | {
      kind: `${Of}.changeDiscounts`
      discounts: DiscountInput[]
      discountCardTrack: string | null
      removedTypeIds: Uuid[]
    }
  /** Replaces the coupon and what the cashier says of the guest; the till runs the programmes (front-api §4). */
  | {
      kind: `${Of}.changeLoyalty`
      coupon: string | null
      manualConditionIds: Uuid[]
      dynamicDiscounts: { manualConditionId: Uuid; sum: bigint }[]
    }
  /** Null: usual prices. `isByHand`: a person chose it, so it has to be one that people may choose. */
  | { kind: `${Of}.changePriceCategory`; priceCategoryId: Uuid | null; isByHand?: true }
  /** A guest of the book, with the record of who they are; or nobody. */
  | { kind: `${Of}.setGuest`; guestId: Uuid | null; contactId: Uuid | null }
  /** Takes the lines and closes; what a bank has to move is moved first (front-api §3.4). */
  | { kind: `${Of}.pay`; payments: PaymentInput[]; tips: TipsInput[] }
  /**
   * Takes money before the order's end: a new line, or one that is planned already (front-api §2.6.8 `ProcessPrepay`,
   * §3.4). What a bank has to move is asked of it.
   */
  | { kind: `${Of}.prepay`; payment: PaymentInput | { plannedId: Uuid } }
  /** The bank has answered. */
  | { kind: `${Of}.endBankPayment`; transactionId: Uuid; result: BankResult }
  /** Gives money back that was taken for an order that is still open: by a bank, or as a prepayment (front-api §3.5). */
  | { kind: `${Of}.returnPayment`; paymentId: Uuid; transactionId: Uuid }
  /** A person has looked where the bank could not tell. */
  | { kind: `${Of}.resolveBankPayment`; transactionId: Uuid; isMoved: boolean }

export type PayingEvent<Of extends PaidKind> =
  | { kind: `${Of}.loyaltyChanged`; loyalty: Sale['loyalty'] }
  | ({ kind: `${Of}.priceCategoryChanged` } & PriceCategoryChange)
  /** Money was taken before the order's end, and given back. */
  | { kind: `${Of}.prepaid`; payment: Payment }
  | { kind: `${Of}.prepaymentReturned`; paymentId: Uuid }
  /** Written before the bank is asked. */
  | { kind: `${Of}.bankPaymentBegun`; bankPayment: NonNullable<Sale['bankPayment']> }
  | { kind: `${Of}.bankPaymentEnded`; transactionId: Uuid; result: BankResult }
