/** Confirmation by an operator, where the organization wants it (cloud-api §4.11). */
import { refuse } from '../../../kernel/refusals.ts'
import { printedItems } from '../cooking.ts'
import { organizationOf } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import type { Deed } from './deed.ts'

/** An advance order is not confirmed earlier than the interval before its time. */
export const confirm: Deed<'delivery.confirm'> = (ctx, order) => {
  refuseIfOff(ctx)
  const minutes = organizationOf(ctx).confirmAllowedIntervalInMinutes
  if (order.completeBefore - ctx.now > minutes * 60_000)
    throw refuse('order.confirmation-too-early', { minutes })
  return [{ kind: 'delivery.confirmed' }]
}

/** Impossible once the kitchen has tickets. */
export const cancelConfirmation: Deed<'delivery.cancelConfirmation'> = (ctx, order) => {
  refuseIfOff(ctx)
  if (order.whenPrinted !== null || printedItems(order).length > 0) throw refuse('order.printed-items')
  return [{ kind: 'delivery.confirmationCancelled' }]
}

function refuseIfOff(ctx: TillContext): void {
  if (!organizationOf(ctx).isConfirmationEnabled) throw refuse('order.confirmation-off')
}
