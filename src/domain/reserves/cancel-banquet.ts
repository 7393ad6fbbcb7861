/** A reserve that is given up: what was prepaid for its banquet goes back first (front-api §2.8, §3.4). */
import { refuse } from '../../kernel/refusals.ts'
import type { CancelReason, Payment } from '../orders/order.ts'
import { orNothing } from '../orders/paying/pay-lines.ts'
import type { TillContext } from '../orders/till-context.ts'
import type { ReserveEvent } from './events.ts'
import { evolveReserve } from './evolve-reserve.ts'
import { payBanquet } from './pay-banquet.ts'
import type { Reserve } from './reserve.ts'

type Asked = { cancelReason: CancelReason; returnsPrepayments?: true }

/**
 * Closes the reserve with its reason. Money that was taken is refused, or given back where that is asked: first what a
 * bank has to move, one after the other, then by hand. The reserve is closed with the last of it.
 */
export function cancelled(ctx: TillContext, reserve: Reserve, asked: Asked): ReserveEvent[] {
  const { cancelReason, returnsPrepayments } = asked
  const { banquet } = reserve
  const taken = banquet?.payments.filter(isTakenHere) ?? []
  const next = taken.find(({ bank }) => bank) ?? taken[0]
  if (!banquet || !next) return [{ kind: 'reserve.closed', cancelReason }]
  // A prepayment is given back first (cloud-api §8.6, unverified).
  if (!returnsPrepayments) throw refuse('cancel.has-processed-payments')
  const step = payBanquet(ctx, reserve, banquet, {
    kind: 'reserve.returnPayment',
    paymentId: next.id,
    transactionId: ctx.random.uuid(),
  })
  const events = step.map((event) =>
    event.kind === 'reserve.bankPaymentBegun'
      ? { ...event, bankPayment: { ...event.bankPayment, cancelReason } }
      : event,
  )
  const isAsking = events.some(({ kind }) => kind === 'reserve.bankPaymentBegun')
  return isAsking ? events : [...events, ...cancelled(ctx, folded(ctx, reserve, events), asked)]
}

/** What a bank's answer means for a reserve that is being given up: the next prepayment goes back, or it is closed. */
export function orCancelled(
  ctx: TillContext,
  reserve: Reserve,
  events: readonly ReserveEvent[],
): ReserveEvent[] {
  const cancelReason = reserve.banquet?.bankPayment?.cancelReason
  const isBack = events.some(
    (event) => event.kind === 'reserve.bankPaymentEnded' && event.result.status === 'approved',
  )
  if (!cancelReason || !isBack) return [...events]
  const after = folded(ctx, reserve, events)
  const then = orNothing(() => cancelled(ctx, after, { cancelReason, returnsPrepayments: true }))
  return [...events, ...then]
}

/** What was paid elsewhere is the partner's affair (cloud-api §4.6). */
const isTakenHere = ({ isPreliminary, isProcessedExternally }: Payment): boolean =>
  !isPreliminary && !isProcessedExternally

const folded = (ctx: TillContext, reserve: Reserve, events: readonly ReserveEvent[]): Reserve =>
  events.reduce((state, event) => evolveReserve(state, event, ctx.now), reserve)
