import { acceptCommand } from '../../../app/cloud/accept-command.ts'
import { acceptDelivery } from '../../../app/cloud/accept-delivery.ts'
import { awaitOutcome } from '../../../app/cloud/await-outcome.ts'
import { livingTills } from '../../../app/cloud/till-life.ts'
import type { CloudOrder } from '../../../app/ports.ts'
import { heldOrder } from '../../../app/route/held-order.ts'
import type { TillCommand } from '../../../app/till/till-command.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { RefusalNote } from '../../../kernel/refusals.ts'
import { type Call, type Handler, requireRight } from '../call.ts'
import { fault, refused, tooLate } from '../faults.ts'
import { ordersOnWire } from '../wire/order-info.ts'
import { readOrder } from '../wire/read-order.ts'

/**
 * Takes an order and waits for the restaurant: the answer is the order as it is there (§5.1, §16.2). A repeat with the same
 * id is answered with the order that there is. A street that the directory does not know makes it a problem for an
 * operator, not an error (§5.5). The call centre's server answers with what it owns while no till has accepted it.
 */
export const addOrder: Handler = async (call) => {
  requireRight(call, 'deliveries/create')
  const { app, login } = call
  const { request, addressProblem } = readOrder(call)
  const accepted = await acceptDelivery(app, login, request)
  const { tenantId, organizationId, id } = accepted.order
  const command = { tenantId, organizationId, correlationId: accepted.correlationId }
  if (accepted.order.creationStatus === 'InProgress')
    await awaitOutcome(app, command, await patienceOf(call, accepted.order))
  const order = (await app.storage.now.cloudOrders.load(tenantId, [id])).get(id) ?? accepted.order
  const held = call.services.isCallCentre ? await heldOrder(app, order) : null
  if (held) {
    if (addressProblem !== null && !accepted.isReplay && held.terminalGroupId)
      await askTill(call, held, problemOf(id, addressProblem))
    return presented(call, held)
  }
  if (order.creationStatus === 'InProgress') throw tooLate()
  if (order.creationStatus === 'Error') throw refusedOrder(order.error)
  if (addressProblem === null || accepted.isReplay) return presented(call, order)
  await commandOrder(call, order, problemOf(id, addressProblem))
  return presented(call, (await app.storage.now.cloudOrders.load(tenantId, [id])).get(id))
}

/** A till that nobody hears is not waited for by the call centre's server, which has the order (§16.6: the till may be off). */
async function patienceOf(
  { app, services, timeoutMs }: Call,
  { tenantId, organizationId, terminalGroupId }: CloudOrder,
): Promise<number> {
  if (!services.isCallCentre) return timeoutMs
  const living = await livingTills(app, tenantId, [organizationId])
  return terminalGroupId !== null && living.has(terminalGroupId)
    ? timeoutMs
    : Math.min(timeoutMs, silentTillMs)
}
const silentTillMs = 1000

const refusedOrder = (error: RefusalNote | null): Error =>
  error ? refused(error) : fault(500, 'The order was not created')

async function presented({ app, catalog }: Call, order: CloudOrder | undefined): Promise<object> {
  const [shown] = await ordersOnWire(app, catalog, order ? [order] : [])
  if (!shown) throw tooLate()
  return shown
}

const problemOf = (orderId: Uuid, description: string): TillCommand => ({
  ...{ kind: 'delivery.changeProblem', orderId, hasProblem: true, description },
})

/** Asks the till of an order; gives the handle of the answer that will come. */
async function askTill({ app, login }: Call, order: CloudOrder, command: TillCommand): Promise<Uuid> {
  const { organizationId, terminalGroupId } = order
  const correlationId = app.random.uuid()
  await acceptCommand(app, login, {
    ...{ correlationId, organizationId, terminalGroupId, command, idempotencyKey: null },
  })
  return correlationId
}

/** Has a till change an order and waits until it is done; what the till refuses is this call's refusal. */
export async function commandOrder(call: Call, order: CloudOrder, command: TillCommand): Promise<void> {
  const { app, timeoutMs } = call
  const { tenantId, organizationId } = order
  const correlationId = await askTill(call, order, command)
  const outcome = await awaitOutcome(app, { tenantId, organizationId, correlationId }, timeoutMs)
  if (outcome?.state === 'InProgress') throw tooLate()
  if (outcome?.error) throw refused(outcome.error)
}
