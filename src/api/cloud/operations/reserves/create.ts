import { acceptReserve } from '../../../../app/cloud/accept-reserve.ts'
import { requireOrganizations } from '../../access.ts'
import type { Handler } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { fromWireReserve } from '../../wire/read-reserve.ts'
import { renderReserveInfo } from '../../wire/reserve-info.ts'
import { loadTableOrderContext } from '../../wire/table-order-info.ts'
import { replayOf, waitForOutcome } from '../send-command.ts'

/** An id or key that was used before is answered as for deliveries (cloud-api §3.7). */
export const create: Handler<'/api/1/reserve/create'> = async (call) => {
  const { app, login, body, idempotencyKey } = call
  requireOrganizations(login, [body.organizationId])
  const { tenantId } = login.key
  const { correlationId: callId } = call
  const moment = { catalog: await app.catalog(tenantId), now: app.clock.now(), correlationId: callId }
  const request = namingField(() => fromWireReserve(body, moment))
  const { order, correlationId, isReplay } = await acceptReserve(app, login, request, idempotencyKey)
  await waitForOutcome(call, body.organizationId, correlationId)
  const shown = (await app.storage.now.cloudReserves.load(tenantId, [order.id])).get(order.id) ?? order
  const ctx = await loadTableOrderContext(app, tenantId, [shown])
  const answer = { correlationId, reserveInfo: renderReserveInfo(shown, ctx) }
  return isReplay ? replayOf(answer) : answer
}
