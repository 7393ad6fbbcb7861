import { refuse } from '../../../kernel/refusals.ts'
import type { ServiceType } from '../../reference/books.ts'
import type { AppliedDiscount, BankPayment, Payment, Sale, WaitingLines } from '../order.ts'
import { nextOfReturn } from '../returns/return-by-bank.ts'
import type { TillContext } from '../till-context.ts'
import type { BankResult } from './bank-payment.ts'
import { isReturning } from './fold-paying.ts'
import { movedBy } from './moved-by.ts'
import { attemptOf, orNothing, payOrAsk, resolveLines, returnOf } from './pay-lines.ts'
import type { PaidKind, PayingCommand } from './paying-commands.ts'
import { prepaidByHand, prepaymentOf } from './prepay.ts'
import { changedPriceCategory } from './price-category.ts'
import type { PriceCategoryChange } from './repriced.ts'
import { changedDiscounts, changedLoyalty, loyaltyOfTill } from './till-discounts.ts'

/** What paying means for one kind of order; its events have the names of that kind. */
export type PaidAs<S extends Sale, Event> = {
  of: PaidKind
  serviceType: ServiceType
  /** Closes with the lines, or as far as its rules let it; refuses what does not fit. */
  close(order: S, lines: WaitingLines): Event[]
  fold(order: S, event: Event): S
  /** The order's guest is this one. */
  guestChanged(guestId: string | null, contactId: string | null): Event
}

/** What follows from a command about guest, discounts or money, alike for every kind of order (ADR 12). */
export function decidePaying<S extends Sale, Event>(
  ctx: TillContext,
  order: S,
  // Which kind it is of only names its events: the deeds are the same.
  command: PayingCommand<'delivery'>,
  as: PaidAs<S, Event>,
): Event[] {
  const happens = (deed: Happening): Event => {
    const { what, ...facts } = deed
    return { kind: `${as.of}.${what}`, ...facts } as Event
  }
  const pay = (state: S, lines: WaitingLines): Event[] => {
    const next = payOrAsk(ctx, state, lines, (all) => as.close(state, all))
    return 'asks' in next ? [happens({ what: 'bankPaymentBegun', bankPayment: next.asks })] : next.closes
  }
  /** Found at start too: the guest is owed the rest, and what moved has to be in the books. */
  const goOnReturning = (ended: Event, { status }: BankResult): Event[] =>
    status === 'approved'
      ? [ended, ...orNothing(() => nextOfReturn(ctx, as.of, as.fold(order, ended)) as Event[])]
      : [ended]
  switch (command.kind) {
    case 'delivery.changeDiscounts': {
      const discounts = changedDiscounts(ctx, order, command)
      return discounts ? [happens({ what: 'discountsChanged', discounts })] : []
    }
    case 'delivery.changeLoyalty': {
      const loyalty = changedLoyalty(order, command)
      return loyalty ? [happens({ what: 'loyaltyChanged', loyalty })] : []
    }
    case 'delivery.changePriceCategory': {
      const change = changedPriceCategory(ctx, order, command)
      return change ? [happens({ what: 'priceCategoryChanged', ...change })] : []
    }
    case 'delivery.setGuest': {
      if (command.guestId === order.guestId && order.loyalty?.isOfTill) return []
      const loyalty = happens({ what: 'loyaltyChanged', loyalty: loyaltyOfTill(order) })
      return [as.guestChanged(command.guestId, command.contactId), loyalty]
    }
    case 'delivery.pay':
      return pay(order, resolveLines(ctx, order, as.serviceType, command))
    case 'delivery.endBankPayment': {
      const { transactionId, result } = command
      const asked = askedOf(order, transactionId)
      const ended = happens({ what: 'bankPaymentEnded', transactionId, result })
      if (asked.ofReturn) return goOnReturning(ended, result)
      const { waiting } = asked
      const isOver = result.status !== 'approved' || result.isFoundAtStart
      if (isOver || !waiting || isReturning(order, asked)) return [ended]
      return [ended, ...orNothing(() => pay(as.fold(order, ended), waiting))]
    }
    case 'delivery.prepay': {
      const line = prepaymentOf(ctx, order, command.payment)
      if (!line) return []
      return movedBy(ctx, line.type) === null
        ? [happens({ what: 'prepaid', payment: { ...line, isPreliminary: false } })]
        : [happens({ what: 'bankPaymentBegun', bankPayment: attemptOf(ctx, line, null) })]
    }
    case 'delivery.returnPayment': {
      if (prepaidByHand(ctx, order, command.paymentId))
        return [happens({ what: 'prepaymentReturned', paymentId: command.paymentId })]
      const bankPayment = returnOf(order, command.paymentId, command.transactionId)
      return [happens({ what: 'bankPaymentBegun', bankPayment })]
    }
    case 'delivery.resolveBankPayment': {
      const { transactionId, isMoved } = command
      if (askedOf(order, transactionId).phase !== 'unknown') throw refuse('order.bank-is-asked')
      const result = seenByPerson(isMoved)
      const ended = happens({ what: 'bankPaymentEnded', transactionId, result })
      return order.bankPayment?.ofReturn ? goOnReturning(ended, result) : [ended]
    }
  }
}

type Happening =
  | { what: 'discountsChanged'; discounts: AppliedDiscount[] }
  | ({ what: 'priceCategoryChanged' } & PriceCategoryChange)
  | { what: 'loyaltyChanged'; loyalty: Sale['loyalty'] }
  | { what: 'prepaid'; payment: Payment }
  | { what: 'prepaymentReturned'; paymentId: string }
  | { what: 'bankPaymentBegun'; bankPayment: BankPayment }
  | { what: 'bankPaymentEnded'; transactionId: string; result: BankResult }

function askedOf({ bankPayment }: Sale, transactionId: string): BankPayment {
  if (bankPayment?.transactionId !== transactionId) throw refuse('payment.not-asked', { id: transactionId })
  return bankPayment
}

/** Whoever looked knows that the money moved, not what the bank called it. */
const seenByPerson = (isMoved: boolean): BankResult =>
  isMoved
    ? {
        status: 'approved',
        receipt: { system: 'by-hand', cardNumber: null, cardType: null, rollbackData: null },
        isFoundAtStart: true,
      }
    : { status: 'declined', text: '' }
