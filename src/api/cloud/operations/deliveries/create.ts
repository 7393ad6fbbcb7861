import { acceptDelivery } from '../../../../app/cloud/accept-delivery.ts'
import { requireOrganizations } from '../../access.ts'
import { AnswerWithHeaders, type Handler } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { loadOrderInfoContext } from '../../wire/order-context.ts'
import { renderOrderInfo } from '../../wire/order-info.ts'
import { fromWireCreation } from '../../wire/read-order.ts'

/**
 * An id that was used before: the same request is answered with the first order as it is now and a header that says so;
 * another one gets a 400 `DuplicatedOrderId`. Both a 400 and a 200 with `creationStatus: Error` were seen in the field
 * (cloud-api §3.7). The 400 is kinder: its body has no `orderInfo`, so no client writes down the good first order, which
 * has the same id, as failed.
 */
export const create: Handler<'/api/1/deliveries/create'> = async ({ app, login, body, correlationId }) => {
  requireOrganizations(login, [body.organizationId])
  const { tenantId } = login.key
  const catalog = await app.catalog(tenantId)
  const now = app.clock.now()
  const request = namingField(() => fromWireCreation(body, { catalog, now, correlationId }))
  const { order, isReplay } = await acceptDelivery(app, login, request)
  const ctx = await loadOrderInfoContext(app, tenantId, [order])
  const answer = { correlationId, orderInfo: renderOrderInfo(order, ctx) }
  return isReplay ? new AnswerWithHeaders(answer, { 'Idempotent-Replay': 'true' }) : answer
}
