import type { Login } from '../../../../app/cloud/login.ts'
import type { App } from '../../../../app/ports.ts'
import type { ChangeTableOrder } from '../../../../domain/orders/tables/commands.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import { requireOrganizations } from '../../access.ts'
import type { CloudOperations } from '../../generated/operations.ts'
import type { AnswerWithHeaders, Call } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { type PlaceOfOrder, placeOfOrder } from '../../wire/place-of-order.ts'
import { reachMs, visibleSourceKeys } from '../deliveries/order-search.ts'
import { sendCommand } from '../send-command.ts'

type ChangePath =
  | '/api/1/order/add_items'
  | '/api/1/order/add_payments'
  | '/api/1/order/change_payments'
  | '/api/1/order/change_external_data'
  | '/api/1/order/print_bill'
  | '/api/1/order/close'
  | '/api/1/order/cancel'

/** A login with a source key does not know other orders, and nobody knows one that its till does not show. */
export async function findTableOrder(
  app: App,
  login: Login,
  { organizationId, orderId }: { organizationId: Uuid; orderId: Uuid },
): Promise<{ terminalGroupId: Uuid; place: PlaceOfOrder }> {
  requireOrganizations(login, [organizationId])
  const { tenantId } = login.key
  const [order] = await app.storage.now.cloudTableOrders.search({
    tenantId,
    organizationIds: [organizationId],
    sourceKeys: visibleSourceKeys(login, undefined),
    orderIds: [orderId],
    changedSince: app.clock.now() - reachMs.history,
    limit: 1,
  })
  if (!order?.terminalGroupId) throw refuse('order.not-found', { orderId })
  const { terminalGroupId } = order
  const catalog = await app.catalog(tenantId)
  return { terminalGroupId, place: placeOfOrder(catalog, organizationId, terminalGroupId) }
}

/** The handler of a change that is told by its body alone. */
export const changeBy =
  <Path extends ChangePath>(
    read: (body: CloudOperations[Path]['body'], place: PlaceOfOrder) => ChangeTableOrder,
  ) =>
  async (call: Call<Path>): Promise<{ correlationId: Uuid } | AnswerWithHeaders<{ correlationId: Uuid }>> => {
    const { organizationId, orderId } = call.body as CloudOperations[ChangePath]['body']
    const { terminalGroupId, place } = await findTableOrder(call.app, call.login, { organizationId, orderId })
    const command = namingField(() => read(call.body, place))
    return sendCommand(call, { organizationId, terminalGroupId, command })
  }
