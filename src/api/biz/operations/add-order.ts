import { acceptCommand } from '../../../app/cloud/accept-command.ts'
import { acceptDelivery } from '../../../app/cloud/accept-delivery.ts'
import { awaitOutcome } from '../../../app/cloud/await-outcome.ts'
import type { CloudOrder } from '../../../app/ports.ts'
import type { TillCommand } from '../../../app/till/till-command.ts'
import type { RefusalNote } from '../../../kernel/refusals.ts'
import { type Call, type Handler, requireRight } from '../call.ts'
import { fault, refused } from '../faults.ts'
import { ordersOnWire } from '../wire/order-info.ts'
import { readOrder } from '../wire/read-order.ts'

/** The restaurant did not answer in time. The order may appear later, so clients look before they repeat (biz-card-api §16.2). */
const tooLate = () => fault(408, 'The restaurant did not answer in time')

/**
 * Takes an order and waits for the restaurant: the answer is the order as it is there (§5.1, §16.2). A repeat with the same
 * id is answered with the order that there is. A street that the directory does not know makes it a problem for an
 * operator, not an error (§5.5).
 */
export const addOrder: Handler = async (call) => {
  requireRight(call, 'deliveries/create')
  const { app, login, timeoutMs } = call
  const { request, addressProblem } = readOrder(call)
  const accepted = await acceptDelivery(app, login, request)
  const { tenantId, organizationId, id } = accepted.order
  const command = { tenantId, organizationId, correlationId: accepted.correlationId }
  if (accepted.order.creationStatus === 'InProgress') await awaitOutcome(app, command, timeoutMs)
  const order = (await app.storage.now.cloudOrders.load(tenantId, [id])).get(id) ?? accepted.order
  if (order.creationStatus === 'InProgress') throw tooLate()
  if (order.creationStatus === 'Error') throw refusedOrder(order.error)
  if (addressProblem !== null && !accepted.isReplay)
    await commandOrder(call, order, {
      ...{ kind: 'delivery.changeProblem', orderId: id },
      ...{ hasProblem: true, description: addressProblem },
    })
  return presentOrder(call, order)
}

const refusedOrder = (error: RefusalNote | null): Error =>
  error ? refused(error) : fault(500, 'The order was not created')

/** The order as it is now. */
async function presentOrder({ app, catalog }: Call, { tenantId, id }: CloudOrder): Promise<object> {
  const order = (await app.storage.now.cloudOrders.load(tenantId, [id])).get(id)
  const [shown] = await ordersOnWire(app, catalog, order ? [order] : [])
  if (!shown) throw tooLate()
  return shown
}

/** Has a till change an order and waits until it is done; what the till refuses is this call's refusal. */
export async function commandOrder(call: Call, order: CloudOrder, command: TillCommand): Promise<void> {
  const { app, login, timeoutMs } = call
  const { tenantId, organizationId, terminalGroupId } = order
  const correlationId = app.random.uuid()
  const request = { correlationId, organizationId, terminalGroupId, command, idempotencyKey: null }
  await acceptCommand(app, login, request)
  const outcome = await awaitOutcome(app, { tenantId, organizationId, correlationId }, timeoutMs)
  if (outcome?.state === 'InProgress') throw tooLate()
  if (outcome?.error) throw refused(outcome.error)
}
