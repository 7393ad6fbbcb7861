import { acceptDelivery } from '../../../../app/cloud/accept-delivery.ts'
import { requireOrganizations } from '../../access.ts'
import type { Handler } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { fromWireCreation } from '../../wire/read-order.ts'
import { answerOrder } from './answer-order.ts'

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
  const catalog = await app.catalog(login.key.tenantId)
  const now = app.clock.now()
  const moment = { catalog, now, correlationId: call.correlationId }
  const request = namingField(() => fromWireCreation(body, moment))
  return answerOrder(call, await acceptDelivery(app, login, request, idempotencyKey))
}
