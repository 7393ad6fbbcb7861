/** Money that a till takes before the order's end, and gives back while it is open (front-api §2.6.8, §3.4). */
import { type Money, printDecimal } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { PaymentTypeKind } from '../../reference/books.ts'
import type { PaymentInput } from '../inputs.ts'
import type { Payment, Sale } from '../order.ts'
import { resolvePayment } from '../placing/payments.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import { orderSums } from '../totals.ts'
import { refuseUncombinable } from './pay-lines.ts'

/** Money that is there to be taken; bonuses, debts and what is on the house are settled at the end. */
const prepaidKinds: ReadonlySet<PaymentTypeKind> = new Set(['Cash', 'Card', 'External'])

/**
 * The line that is prepaid, in the shift of this moment. Null: it was taken already. Refuses without an open shift, a
 * type that takes no prepayments or does not combine, a planned line that is not there, and more than the order costs.
 */
export function prepaymentOf(
  ctx: TillContext,
  order: Sale,
  asked: PaymentInput | { plannedId: Uuid },
): Payment | null {
  if (!ctx.cashShiftId) throw refuse('shift.not-open')
  const line = 'plannedId' in asked ? plannedLine(order, asked.plannedId) : newLine(ctx, order, asked)
  if (!line?.isPreliminary) return null
  if (!prepaidKinds.has(line.type.kind)) throw refuse('payment.not-prepaid', { name: line.type.name })
  const others = order.payments.filter(({ id }) => id !== line.id)
  refuseUncombinable(ctx, [...others, line])
  refuseBeyondDue(ctx, order, others, line.sum)
  return { ...line, isPrepay: true, prepaidIn: ctx.cashShiftId }
}

function plannedLine({ payments }: Sale, id: Uuid): Payment {
  const planned = payments.find((line) => line.id === id)
  if (!planned) throw refuse('payment.line-unknown', { id })
  return planned
}

function newLine(ctx: TillContext, { payments }: Sale, input: PaymentInput): Payment | null {
  if (payments.some(({ id }) => id === input.id)) return null
  return resolvePayment(ctx, organizationOf(ctx), input, false)
}

/** What is taken already, or planned in another way than cash, is due no more: cash gives way at the end. */
function refuseBeyondDue(ctx: TillContext, order: Sale, others: readonly Payment[], sum: Money): void {
  const total = orderSums(order).sum
  const settled = others
    .filter(({ isPreliminary, type }) => !isPreliminary || type.kind !== 'Cash')
    .reduce((all, line) => all + line.sum, 0n)
  if (settled + sum <= total) return
  const { scale } = organizationOf(ctx).currency
  const print = (money: Money): string => printDecimal(money, scale)
  throw refuse('order.payment-too-large', { paid: print(settled + sum), total: print(total) })
}

/**
 * A prepayment that people gave and get back by hand, now. False: nobody took such a line, or who moved it is asked.
 * Refuses without an open shift, and cash that is not in the drawer.
 */
export function prepaidByHand(ctx: TillContext, { payments }: Sale, paymentId: Uuid): boolean {
  const line = payments.find(({ id }) => id === paymentId)
  if (!line?.prepaidIn) return false
  if (!ctx.cashShiftId || !ctx.drawer) throw refuse('shift.not-open')
  if (line.bank) return false
  if (line.type.kind !== 'Cash' || line.sum <= ctx.drawer.cash) return true
  const { scale } = organizationOf(ctx).currency
  const inDrawer = ctx.drawer.cash > 0n ? ctx.drawer.cash : 0n
  throw refuse('shift.drawer-too-small', {
    sum: printDecimal(line.sum, scale),
    cash: printDecimal(inDrawer, scale),
  })
}
