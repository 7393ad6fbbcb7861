import { statusesUnderWay } from '../../domain/orders/order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, CloudOrder } from '../ports.ts'
import { heldOrder } from '../route/held-order.ts'
import type { Operator } from './operator.ts'

const underMax = 1000
const historyMax = 200
/** What no till has taken is told of for so long. */
const troubleMs = 12 * 3_600_000

const searchOf = ({ tenantId, login }: Operator) => ({
  tenantId,
  organizationIds: login.key.settings.organizationIds,
  sourceKeys: null,
})

/** Deliveries that are under way, and those that no till has taken, yet or at all. */
export async function deliveriesUnderWay(app: App, operator: Operator): Promise<CloudOrder[]> {
  const { cloudOrders } = app.storage.now
  const [taken, waiting] = await Promise.all([
    cloudOrders.search({ ...searchOf(operator), statuses: statusesUnderWay, limit: underMax }),
    cloudOrders.search({
      ...searchOf(operator),
      creationStatuses: ['InProgress', 'Error'],
      changedSince: app.clock.now() - troubleMs,
      limit: underMax,
    }),
  ])
  const known = new Map([...waiting, ...taken].map((order) => [order.id, order]))
  return Promise.all([...known.values()].map((order) => asHeld(app, order)))
}

/** Deliveries that went to a phone, newest first. */
export async function deliveriesOfPhone(app: App, operator: Operator, phone: string): Promise<CloudOrder[]> {
  const orders = await app.storage.now.cloudOrders.search({
    ...searchOf(operator),
    ...{ phone, limit: historyMax },
  })
  const whenOf = ({ state, receivedAt }: CloudOrder): number => state?.whenCreated ?? receivedAt ?? 0
  return orders.sort((a, b) => whenOf(b) - whenOf(a))
}

/** A delivery of the operator's restaurants; refuses `order.not-found`. */
export async function deliveryNamed(app: App, operator: Operator, id: Uuid): Promise<CloudOrder> {
  const [order] = await app.storage.now.cloudOrders.search({
    ...searchOf(operator),
    ...{ orderIds: [id], limit: 1 },
  })
  if (!order) throw refuse('order.not-found', { orderId: id })
  return asHeld(app, order)
}

/** What a call centre's server owns because no till has it yet is shown as its books have it (biz-card-api §16.2). */
const asHeld = async (app: App, order: CloudOrder): Promise<CloudOrder> =>
  order.state === null ? ((await heldOrder(app, order)) ?? order) : order
