import type { Login } from '../../../../app/cloud/login.ts'
import type { App, CloudOrder } from '../../../../app/ports.ts'
import type { ChangeDelivery } from '../../../../domain/orders/commands.ts'
import type { Contact } from '../../../../domain/orders/order.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import { requireOrganizations } from '../../access.ts'
import type { CloudOperations, CloudPath } from '../../generated/operations.ts'
import type { AnswerWithHeaders, Call } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { type PlaceOfOrder, placeOfOrder } from '../../wire/place-of-order.ts'
import { sendCommand } from '../send-command.ts'
import { visibleSourceKeys } from './order-search.ts'

/** Operations that name one order and answer with a correlation id. */
type ChangePath = {
  [Path in CloudPath]: CloudOperations[Path]['body'] extends { organizationId: Uuid; orderId: Uuid }
    ? CloudOperations[Path]['answer'] extends { correlationId: Uuid }
      ? Path
      : never
    : never
}[CloudPath]

type BodyOf<Path extends CloudPath> = CloudOperations[Path]['body']

/** The order that is to be changed and where it is: zone and currency of that place. */
export type OrderToChange = {
  order: CloudOrder
  terminalGroupId: Uuid
  place: PlaceOfOrder
  catalog: Catalog
}

/** A login with a source key does not know other orders; one that no till has cannot be changed. */
export async function findOrderToChange(
  app: App,
  login: Login,
  body: { organizationId: Uuid; orderId: Uuid },
): Promise<OrderToChange> {
  const { organizationId, orderId } = body
  requireOrganizations(login, [organizationId])
  const { tenantId } = login.key
  const [order] = await app.storage.now.cloudOrders.search({
    tenantId,
    organizationIds: [organizationId],
    sourceKeys: visibleSourceKeys(login, undefined),
    orderIds: [orderId],
    limit: 1,
  })
  if (!order?.terminalGroupId) throw refuse('order.not-found', { orderId })
  const catalog = await app.catalog(tenantId)
  const { terminalGroupId } = order
  return { order, terminalGroupId, place: placeOfOrder(catalog, organizationId, terminalGroupId), catalog }
}

export type SentChange = { command: ChangeDelivery; contact?: { id: Uuid; contact: Contact } }

type ChangeAnswer = { correlationId: Uuid } | AnswerWithHeaders<{ correlationId: Uuid }>

/** Sends a change to the till of its order. */
export async function sendChange<Path extends ChangePath>(
  call: Call<Path>,
  { terminalGroupId }: OrderToChange,
  change: SentChange,
): Promise<ChangeAnswer> {
  const { organizationId } = call.body as BodyOf<ChangePath>
  return sendCommand(call, { organizationId, terminalGroupId, ...change })
}

/** The handler of a change that is told by its body alone. */
export const changeBy =
  <Path extends ChangePath>(read: (body: BodyOf<Path>, place: PlaceOfOrder) => ChangeDelivery) =>
  async (call: Call<Path>): Promise<ChangeAnswer> => {
    const target = await findOrderToChange(call.app, call.login, call.body as BodyOf<ChangePath>)
    const command = namingField(() => read(call.body, target.place))
    return sendChange(call, target, { command })
  }
