import { acceptTableOrder } from '../../../../app/cloud/accept-table-order.ts'
import { requireOrganizations } from '../../access.ts'
import type { Handler } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { fromWireTableOrder } from '../../wire/read-table-order.ts'
import { loadTableOrderContext, renderTableOrderInfo } from '../../wire/table-order-info.ts'
import { replayOf, waitForOutcome } from '../send-command.ts'

/** An id or key that was used before is answered as for deliveries (cloud-api §3.7). */
export const create: Handler<'/api/1/order/create'> = async (call) => {
  const { app, login, body, idempotencyKey } = call
  requireOrganizations(login, [body.organizationId])
  const { tenantId } = login.key
  const moment = { catalog: await app.catalog(tenantId), correlationId: call.correlationId }
  const request = namingField(() => fromWireTableOrder(body, moment))
  const accepted = await acceptTableOrder(app, login, request, idempotencyKey)
  const { correlationId, isReplay } = accepted
  await waitForOutcome(call, body.organizationId, correlationId)
  const order =
    call.waitMs > 0
      ? (await app.storage.now.cloudTableOrders.load(tenantId, [accepted.order.id])).get(accepted.order.id)
      : undefined
  const shown = order ?? accepted.order
  const ctx = await loadTableOrderContext(app, tenantId, [shown])
  const answer = { correlationId, orderInfo: renderTableOrderInfo(shown, ctx) }
  return isReplay ? replayOf(answer) : answer
}
