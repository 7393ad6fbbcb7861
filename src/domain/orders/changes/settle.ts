import { type Money, printDecimal } from '../../../kernel/exact.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { Payment, Sale, TipsPayment } from '../order.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import { orderSums } from '../totals.ts'

/**
 * The money once all is taken, with lines of the cashier and tips that come with them; null when it stands so already. A
 * closed shift takes none, and an order is paid to the last kopeck (cloud-api §4.11, §8.4).
 */
export function settleWith(
  ctx: TillContext,
  order: Sale,
  cashier: readonly Payment[],
  tips: readonly TipsPayment[],
): { payments: Payment[]; tips: TipsPayment[] } | null {
  if (!ctx.cashShiftId) throw refuse('shift.not-open')
  const { sum } = orderSums(order)
  const offered = [...order.payments, ...cashier]
  const paid = offered.reduce((total, payment) => total + payment.sum, 0n)
  const { scale } = organizationOf(ctx).currency
  const print = (money: Money) => printDecimal(money, scale)
  if (paid < sum) throw refuse('order.payment-not-enough', { paid: print(paid), total: print(sum) })
  const { payments, excess } = withoutChange(offered, paid - sum)
  if (excess > 0n) throw refuse('order.payment-too-large', { paid: print(sum + excess), total: print(sum) })
  const isSettled = paid === sum && offered.every((payment) => !payment.isPreliminary)
  const hasOpenTips = order.tips.some((tips) => tips.isPreliminary)
  return isSettled && cashier.length + tips.length === 0 && !hasOpenTips
    ? null
    : { payments: taken(payments), tips: taken([...order.tips, ...tips]) }
}

/** Change is given from cash that is not taken yet, planned cash first; what is stored is the part that was due. */
function withoutChange(offered: readonly Payment[], change: Money): { payments: Payment[]; excess: Money } {
  let excess = change
  const payments = offered.map((payment) => {
    if (payment.type.kind !== 'Cash' || !payment.isPreliminary) return payment
    const back = payment.sum < excess ? payment.sum : excess
    excess -= back
    return back === 0n ? payment : { ...payment, sum: payment.sum - back }
  })
  return { payments: payments.filter((payment) => payment.sum > 0n), excess }
}

const taken = <P extends Payment>(payments: readonly P[]): P[] =>
  payments.map((payment) => ({ ...payment, isPreliminary: false }))
