/**
 * Returns whose money goes back by the bank that took it (front-api §3.2, `ReturnPayment`; ADR 27): the order says that
 * the bank is asked before it is, and the return is made with the bank's last answer.
 */
import { refuse } from '../../../kernel/refusals.ts'
import type { BankPayment, BankRefund, Payment, Sale, SaleReturn } from '../order.ts'
import { isGivenBackByBank, pluginOf, systemOf } from '../paying/moved-by.ts'
import type { PaidKind } from '../paying/paying-commands.ts'
import type { TillContext } from '../till-context.ts'
import type { ReturnRequest } from './return-request.ts'
import { returnOf } from './return-sale.ts'

export type ReturnEvent<Of extends PaidKind> =
  | { kind: `${Of}.bankPaymentBegun`; bankPayment: BankPayment }
  | { kind: `${Of}.returned`; returned: SaleReturn }

/**
 * Decides a return: at once, or by asking the bank first. One of which some money is back already is gone on with,
 * whatever is asked for now. Refuses what {@link returnOf} does, and anything while the bank is asked.
 */
export function returnByBank<Of extends PaidKind>(
  ctx: TillContext,
  of: Of,
  sale: Sale,
  takenBy: string | null,
  request: ReturnRequest,
): ReturnEvent<Of>[] {
  const asked = sale.bankPayment?.ofReturn
  if (asked?.returned.id === request.returnId) return []
  if (sale.bankPayment) throw refuse('order.bank-is-asked')
  // Asked for again after it was made: nothing follows, not even from one that is under way.
  if (sale.returns?.some(({ id }) => id === request.returnId)) return []
  if (sale.returning) return nextOfReturn(ctx, of, sale)
  const returned = returnOf(ctx, sale, takenBy, request)
  if (!returned) return []
  const refunds = refundsByBank(ctx, sale, returned)
  if (refunds.length === 0) return [{ kind: `${of}.returned`, returned }]
  const returning = { returned, refunds: refunds.map((one) => ({ ...one, isBack: false })) }
  return nextOfReturn(ctx, of, { ...sale, returning })
}

/**
 * What a return under way needs next: the bank is asked for the next card, or the return is made, at this moment and in
 * the present shift. Refuses without an open shift. Where the terminal is gone, people give the rest back by hand.
 */
export function nextOfReturn<Of extends PaidKind>(
  ctx: TillContext,
  of: Of,
  { payments, returning }: Pick<Sale, 'payments' | 'returning'>,
): ReturnEvent<Of>[] {
  if (!returning) return []
  if (!ctx.cashShiftId) throw refuse('shift.not-open')
  const { returned, refunds } = returning
  const askable = new Map(
    payments.filter((one) => isGivenBackByBank(ctx, one)).map((one) => [one.id, one] as const),
  )
  const next = refunds.find(({ isBack, paymentId, type }) => !isBack && (type || askable.has(paymentId)))
  const payment = next && (askable.get(next.paymentId) ?? withoutPayment(next))
  if (payment) {
    const bankPayment: BankPayment = {
      transactionId: ctx.random.uuid(),
      phase: 'returning',
      ...systemFor(ctx, payment),
      payment: { ...payment, sum: next.sum },
      ...{ tips: null, waiting: null, ofReturn: returning },
    }
    return [{ kind: `${of}.bankPaymentBegun`, bankPayment }]
  }
  const byBank = refunds.filter(({ isBack }) => isBack).map(({ isBack: _, ...refund }) => refund)
  return [
    {
      kind: `${of}.returned`,
      returned: { ...returned, byBank, shiftId: ctx.cashShiftId, at: ctx.now },
    },
  ]
}

/** Who took the money gives it back; of money that nobody took, whose type it is. */
function systemFor(ctx: TillContext, { type, bank }: Payment): { system?: string } {
  if (type.kind !== 'External') return {}
  return bank ? { system: bank.system } : systemOf(ctx, type)
}

/** A line of a system that took none of the money; null: it is none. */
const withoutPayment = ({ paymentId, sum, type }: BankRefund): Payment | null =>
  type
    ? {
        ...{
          id: paymentId,
          type,
          sum,
          isPreliminary: false,
          isExternal: false,
          isProcessedExternally: false,
        },
        ...{ isFiscalizedExternally: false, isPrepay: false, sealedIn: null },
      }
    : null

/** The payments that a bank moved, as far as the return's money fits into what they have not given back yet. */
function refundsByBank(
  ctx: TillContext,
  { payments, returns = [] }: Sale,
  returned: SaleReturn,
): BankRefund[] {
  const back = returns.flatMap(({ byBank = [] }) => byBank)
  return returned.payments.flatMap(({ type, sum }) => {
    let rest = sum
    if (pluginOf(ctx, type) !== null && !payments.some((one) => one.type.id === type.id))
      return [{ paymentId: ctx.random.uuid(), sum, type }]
    const own = payments.filter(
      (one) =>
        one.type.id === type.id && one.bank && one.bank.system !== byHand && isGivenBackByBank(ctx, one),
    )
    return own.flatMap((payment): BankRefund[] => {
      const gone = back.reduce((all, one) => (one.paymentId === payment.id ? all + one.sum : all), 0n)
      const left = payment.sum - gone
      const part = left < rest ? left : rest
      if (part <= 0n) return []
      rest -= part
      return [{ paymentId: payment.id, sum: part }]
    })
  })
}

/** A person said that the money had moved: the system has no record of it to give back. */
const byHand = 'by-hand'
