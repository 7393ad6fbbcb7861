import { knownStopLists } from '../../../app/cloud/known-stop-lists.ts'
import { quantityToJson } from '../../../kernel/exact.ts'
import { type Handler, organizationOf } from '../call.ts'

/** What each till of the outlet is out of (biz-card-api §9); nothing is left where the balance is not above zero. */
const stopList: Handler = async (call) => {
  const { app, catalog, login } = call
  const outlet = organizationOf(call, call.query.id('organization'))
  const lists = await knownStopLists(app, login.key.tenantId, [outlet.id])
  const groups = catalog
    .all('terminalGroup')
    .filter((group) => !group.isDeleted && group.organizationId === outlet.id)
  return {
    stopList: groups.map(({ id, body }) => ({
      organizationId: outlet.id,
      deliveryTerminalId: id,
      deliveryTerminalName: body.name,
      items: [...(lists.get(id) ?? new Map()).values()].map(({ productId, balance }) => ({
        productId,
        balance: quantityToJson(balance),
      })),
    })),
    unregisteredOrganizations: [],
  }
}

export const stopListHandlers = { 'stopLists/getDeliveryStopList': stopList } satisfies Record<
  string,
  Handler
>
