import { type AcceptedOrder, acceptDelivery } from '../../../../app/cloud/accept-delivery.ts'
import type { CloudOrder } from '../../../../app/ports.ts'
import { requireOrganizations } from '../../access.ts'
import type { Call, Handler } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { loadOrderInfoContext } from '../../wire/order-context.ts'
import { renderOrderInfo } from '../../wire/order-info.ts'
import { fromWireCreation } from '../../wire/read-order.ts'
import { replayOf, waitForOutcome } from '../send-command.ts'

/**
 * An id or key that was used before: the same request is answered with the first order as it is now and a header that
 * says so;
 * another one gets a 400 `DuplicatedOrderId`. Both a 400 and a 200 with `creationStatus: Error` were seen in the field
 * (cloud-api §3.7). The 400 is kinder: its body has no `orderInfo`, so no client writes down the good first order, which
 * has the same id, as failed.
 */
export const create: Handler<'/api/1/deliveries/create'> = async (call) => {
  const { app, login, body, idempotencyKey } = call
  requireOrganizations(login, [body.organizationId])
  const { tenantId } = login.key
  const catalog = await app.catalog(tenantId)
  const now = app.clock.now()
  const moment = { catalog, now, correlationId: call.correlationId }
  const request = namingField(() => fromWireCreation(body, moment))
  const accepted = await acceptDelivery(app, login, request, idempotencyKey)
  const { correlationId, isReplay } = accepted
  const order = call.waitMs > 0 ? await decidedOrder(call, accepted) : accepted.order
  const ctx = await loadOrderInfoContext(app, tenantId, [order])
  const answer = { correlationId, orderInfo: renderOrderInfo(order, ctx) }
  return isReplay ? replayOf(answer) : answer
}

/** The order once its till has decided, or as it is when the client's patience ends. */
async function decidedOrder(
  call: Call<'/api/1/deliveries/create'>,
  { order, correlationId }: AcceptedOrder,
): Promise<CloudOrder> {
  const { tenantId, organizationId, id } = order
  await waitForOutcome(call, organizationId, correlationId)
  return (await call.app.storage.now.cloudOrders.load(tenantId, [id])).get(id) ?? order
}
