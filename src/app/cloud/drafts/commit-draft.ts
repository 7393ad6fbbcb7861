import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { App, Draft, Tx } from '../../ports.ts'
import { type AcceptedOrder, acceptDelivery, presentOrder } from '../accept-delivery.ts'
import type { DeliveryRequest } from '../delivery-request.ts'
import type { IdempotencyKey } from '../idempotency.ts'
import type { Login } from '../login.ts'
import { draftForChange, isOnItsWay } from './draft-access.ts'
import { draftEntry } from './draft-entries.ts'

/**
 * Sends the order of a draft to a till as `deliveries/create` does, under the draft's id. The draft stays until the till
 * has taken the order; when the till refuses or does not answer, it can be changed and sent again (cloud-api §5.6).
 */
export function commitDraft(
  app: App,
  login: Login,
  { draft, request }: { draft: Draft; request: DeliveryRequest },
  key: IdempotencyKey | null,
): Promise<AcceptedOrder> {
  const markSent = async (tx: Tx): Promise<void> => {
    const { tenantId, organizationId, id } = draft
    const present = await draftForChange(tx, login, organizationId, id)
    // Somebody has composed another order since this one was read.
    if (present.version !== draft.version) throw refuse('draft.changed', { orderId: id })
    if (await isOnItsWay(tx, present)) return
    const { correlationId, terminalGroupId } = request
    await tx.commands.withdrawRejected(tenantId, organizationId, id)
    await tx.drafts.save({ ...present, committedAs: correlationId }, null)
    const event = { kind: 'draft.committed', terminalGroupId, version: present.version } as const
    await tx.journal.append([draftEntry(app, login, draft, { event, correlationId, at: app.clock.now() })])
  }
  return acceptDelivery(app, login, request, key, markSent)
}

/** The order that a draft has become; null when no draft had this id. */
export async function orderOfDraft(
  app: App,
  login: Login,
  call: { organizationId: Uuid; correlationId: Uuid; orderId: Uuid },
): Promise<AcceptedOrder | null> {
  const entries = await app.storage.now.journal.ofEntity(login.key.tenantId, call.orderId)
  const wasSent = entries.some(
    ({ kind, organizationId }) => kind === 'draft.committed' && organizationId === call.organizationId,
  )
  return wasSent ? presentOrder(app, login, call, call.orderId) : null
}
