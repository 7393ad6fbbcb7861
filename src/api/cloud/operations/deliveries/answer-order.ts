import type { AcceptedOrder } from '../../../../app/cloud/accept-delivery.ts'
import type { CloudOrder } from '../../../../app/ports.ts'
import type { CloudPath } from '../../generated/operations.ts'
import type { OrderResponse } from '../../generated/types.ts'
import type { AnswerWithHeaders, Call } from '../../operation.ts'
import { loadOrderInfoContext } from '../../wire/order-context.ts'
import { renderOrderInfo } from '../../wire/order-info.ts'
import { replayOf, waitForOutcome } from '../send-command.ts'

type Waiting = Pick<Call<CloudPath>, 'app' | 'login' | 'waitMs'>

/** Answers with an accepted order, once its till has decided when the client waits for it. */
export async function answerOrder(
  call: Waiting,
  accepted: AcceptedOrder,
): Promise<OrderResponse | AnswerWithHeaders<OrderResponse>> {
  const { correlationId, isReplay } = accepted
  const order = call.waitMs > 0 ? await decidedOrder(call, accepted) : accepted.order
  const ctx = await loadOrderInfoContext(call.app, order.tenantId, [order])
  const answer = { correlationId, orderInfo: renderOrderInfo(order, ctx) }
  return isReplay ? replayOf(answer) : answer
}

/** The order once its till has decided, or as it is when the client's patience ends. */
async function decidedOrder(call: Waiting, { order, correlationId }: AcceptedOrder): Promise<CloudOrder> {
  const { tenantId, organizationId, id } = order
  await waitForOutcome(call, organizationId, correlationId)
  return (await call.app.storage.now.cloudOrders.load(tenantId, [id])).get(id) ?? order
}
