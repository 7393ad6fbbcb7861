import { takeKey } from '../../../../app/cloud/idempotency.ts'
import { planWebhooks } from '../../../../app/cloud/plan-webhooks.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import { requireOrganizations } from '../../access.ts'
import type { Handler } from '../../operation.ts'
import { replayOf } from '../send-command.ts'
import { visibleSourceKeys } from './order-search.ts'

/** Data of the cloud itself: the till knows nothing of it, so the call is done when it is answered (cloud-api §4.11). */
export const updateTrackingLink: Handler<'/api/1/deliveries/update_tracking_link'> = async (call) => {
  const { app, login, body, correlationId, idempotencyKey } = call
  const { organizationId, orderId } = body
  requireOrganizations(login, [organizationId])
  const { tenantId } = login.key
  const sourceKeys = visibleSourceKeys(login, undefined)
  const trackingLink = body.trackingLink || null
  const now = app.clock.now()
  const isRepeat = await app.storage.transaction(async (tx) => {
    if (await takeKey(tx, login, idempotencyKey, { correlationId, now })) return true
    const order = (await tx.cloudOrders.load(tenantId, [orderId])).get(orderId)
    const isOwn =
      order && (sourceKeys === null || (order.sourceKey !== null && sourceKeys.includes(order.sourceKey)))
    if (!isOwn || order.organizationId !== organizationId) throw refuse('order.not-found', { orderId })
    const status = order.state?.status
    if (status === 'Closed' || status === 'Cancelled') {
      throw refuse('order.wrong-status', { operation: 'update_tracking_link', status })
    }
    if (order.trackingLink === trackingLink) return false
    await tx.cloudOrders.setTrackingLink(tenantId, organizationId, orderId, trackingLink)
    const revision = await tx.cloudOrders.takeRevisions(1, now)
    const changed = { ...order, trackingLink, revision }
    await tx.cloudOrders.save([changed])
    if (order.creationStatus !== 'Success') return false
    const what = { kind: 'delivery' as const, before: order, order: changed }
    await planWebhooks(app, tx, [{ tenantId, organizationId, correlationId, at: now, what }])
    return false
  })
  if (isRepeat) return replayOf(undefined)
  app.wake()
  return undefined
}
