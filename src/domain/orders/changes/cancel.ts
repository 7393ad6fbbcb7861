import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { printedItems } from '../cooking.ts'
import type { ItemDeletion, Sale } from '../order.ts'
import { namedRef } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import type { Deed } from './deed.ts'
import { resolveRemoval } from './removal.ts'

/** Any status before Closed; printed dishes are removed with a removal type (cloud-api §4.11). */
export const cancel: Deed<'delivery.cancel'> = (ctx, order, command) => {
  const cause = namedRef(ctx, 'cancelCause', command.cancelCauseId)
  if (!cause && command.cancelCauseId !== null)
    throw refuse('cancel.cause-unknown', { id: command.cancelCauseId })
  const deletion = removalOfAll(ctx, order, command, order.operator?.id ?? null)
  const comment = command.comment || null
  return [{ kind: 'delivery.cancelled', cause, comment, movedOrderId: command.movedOrderId, deletion }]
}

/** How the dishes of an order that goes as a whole are written off; null where the kitchen has none of them yet. */
export function removalOfAll(
  ctx: TillContext,
  order: Sale,
  request: { removalTypeId: Uuid | null; removalComment: string | null; userIdForWriteoff: Uuid | null },
  takenBy: Uuid | null,
): ItemDeletion | null {
  if (isPaidHere(order)) throw refuse('cancel.has-processed-payments')
  if (printedItems(order).length === 0) return null
  return resolveRemoval(ctx, takenBy, { ...request, comment: request.removalComment }, true)
}

/** What was taken at this till is refunded first; money taken outside is the partner's affair (cloud-api §4.6). */
const isPaidHere = (order: Sale): boolean =>
  [...order.payments, ...order.tips].some(
    (payment) => !payment.isPreliminary && !payment.isProcessedExternally,
  )
