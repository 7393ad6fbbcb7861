import { refuse } from '../../../kernel/refusals.ts'
import { printedItems } from '../cooking.ts'
import type { DeliveryOrder } from '../order.ts'
import { namedRef } from '../placing/sale-terms.ts'
import type { Deed } from './deed.ts'
import { resolveRemoval } from './removal.ts'

/** Any status before Closed; printed dishes are removed with a removal type (cloud-api §4.11). */
export const cancel: Deed<'delivery.cancel'> = (ctx, order, command) => {
  const cause = namedRef(ctx, 'cancelCause', command.cancelCauseId)
  if (!cause && command.cancelCauseId !== null)
    throw refuse('cancel.cause-unknown', { id: command.cancelCauseId })
  if (isPaidHere(order)) throw refuse('cancel.has-processed-payments')
  const hasPrinted = printedItems(order).length > 0
  const request = { ...command, comment: command.removalComment }
  const deletion = hasPrinted ? resolveRemoval(ctx, order, request, true) : null
  const comment = command.comment || null
  return [{ kind: 'delivery.cancelled', cause, comment, movedOrderId: command.movedOrderId, deletion }]
}

/** What was taken at this till is refunded first; money taken outside is the partner's affair (cloud-api §4.6). */
const isPaidHere = (order: DeliveryOrder): boolean =>
  [...order.payments, ...order.tips].some(
    (payment) => !payment.isPreliminary && !payment.isProcessedExternally,
  )
