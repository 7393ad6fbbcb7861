import { knownStopLists } from '../../../../app/cloud/known-stop-lists.ts'
import { type Login, reachesTerminalGroup } from '../../../../app/cloud/login.ts'
import { requireTill } from '../../../../app/cloud/usable-till.ts'
import { amountsOfInputs } from '../../../../domain/orders/ordered-amounts.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import {
  type StopListCommand,
  type StopListItem as StoppedItem,
  stopListKey,
} from '../../../../domain/stop-list/stop-list.ts'
import {
  rejectedByStopList,
  type StopList,
  type StoppedProduct,
} from '../../../../domain/stop-list/stop-list-changes.ts'
import { quantityToJson } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { toUtcText } from '../../../../kernel/local-time.ts'
import type { StopListItem } from '../../generated/types.ts'
import type { Call, Handlers } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { placeOfOrder } from '../../wire/place-of-order.ts'
import { invalidField, readQuantity } from '../../wire/read-amounts.ts'
import { fromWireItems } from '../../wire/read-items.ts'
import { sendCommand } from '../send-command.ts'

/** `dateAdd` is UTC, unlike most times of the wire (cloud-api §0.3.9). */
const onWire = (
  catalog: Catalog,
  { productId, balance, dateAdd }: StoppedItem,
  sizeId: Uuid | null,
): StopListItem => ({
  balance: quantityToJson(balance),
  productId,
  sizeId,
  sku: catalog.find('product', productId)?.body.code ?? null,
  dateAdd: toUtcText(dateAdd),
})

/** Groups of an organization that are connected and enabled for the login. */
const connectedGroups = (
  catalog: Catalog,
  login: Login,
  organizationId: Uuid,
  asleep: ReadonlySet<Uuid>,
): Uuid[] =>
  catalog
    .all('terminalGroup')
    .filter((group) => group.organizationId === organizationId && !group.isDeleted)
    .filter(
      ({ id, body }) => body.isEnabledForTransport && reachesTerminalGroup(login, id) && !asleep.has(id),
    )
    .map(({ id }) => id)

/** The entry that stopped an item: the one of its size, or the one of the whole product. */
const entryOf = (list: StopList, { productId, sizeId, balance }: StoppedProduct): StoppedItem | undefined =>
  [sizeId, null]
    .map((size) => list.get(stopListKey(productId, size)))
    .find((entry) => entry?.balance === balance)

type ChangePath = '/api/1/stop_lists/add' | '/api/1/stop_lists/remove' | '/api/1/stop_lists/clear'

/** Sends a change to the till that owns the list; `commands/status` tells the outcome (cloud-api §6.4). */
async function send<Path extends ChangePath>(call: Call<Path>, command: StopListCommand) {
  const { app, login, body } = call
  const { organizationId, terminalGroupId } = body
  requireTill(await app.catalog(login.key.tenantId), login, organizationId, terminalGroupId)
  return sendCommand(call, { organizationId, terminalGroupId, command })
}

function requireItems(items: readonly unknown[]): void {
  if (items.length === 0) throw invalidField('items', 'must not be empty')
}

/** What the restaurants are out of, and who changes it (cloud-api §6.4). */
export const stopListHandlers: Handlers = {
  '/api/1/stop_lists': async ({ app, login, body, correlationId }) => {
    const { tenantId } = login.key
    const organizationIds = [...new Set(body.organizationIds)]
    const [catalog, lists, beats] = await Promise.all([
      app.catalog(tenantId),
      knownStopLists(app, tenantId, organizationIds),
      app.storage.now.liveness.of(tenantId, organizationIds),
    ])
    const asleep = new Set(beats.filter((beat) => beat.isAsleep).map((beat) => beat.terminalGroupId))
    const isAsked = (id: Uuid): boolean => body.terminalGroupsIds?.includes(id) ?? true
    const itemsOf = (terminalGroupId: Uuid): StopListItem[] =>
      [...(lists.get(terminalGroupId)?.values() ?? [])].map((item) =>
        onWire(catalog, item, body.returnSize ? item.sizeId : null),
      )
    return {
      correlationId,
      terminalGroupStopLists: organizationIds.map((organizationId) => ({
        organizationId,
        items: connectedGroups(catalog, login, organizationId, asleep)
          .filter(isAsked)
          .map((terminalGroupId) => ({ terminalGroupId, items: itemsOf(terminalGroupId) })),
      })),
    }
  },

  '/api/1/stop_lists/check': async ({ app, login, body, correlationId }) => {
    const { tenantId } = login.key
    const { organizationId, terminalGroupId } = body
    const catalog = await app.catalog(tenantId)
    requireTill(catalog, login, organizationId, terminalGroupId)
    const place = placeOfOrder(catalog, organizationId, terminalGroupId)
    const items = namingField(() => fromWireItems(body.items, 'items', place))
    const list = (await knownStopLists(app, tenantId, [organizationId])).get(terminalGroupId) ?? new Map()
    const rejectedItems = rejectedByStopList(list, amountsOfInputs(items)).flatMap((rejected) => {
      const entry = entryOf(list, rejected)
      return entry ? [onWire(catalog, entry, rejected.sizeId)] : []
    })
    // Left out when there is nothing to report (cloud-api §0.3.7).
    return rejectedItems.length > 0 ? { correlationId, rejectedItems } : { correlationId }
  },

  '/api/1/stop_lists/add': async (call) => {
    requireItems(call.body.items)
    const items = call.body.items.map(({ productId, sizeId = null, balance }, index) => ({
      productId,
      sizeId,
      balance: readQuantity(balance, `items[${index}].balance`),
    }))
    return send(call, { kind: 'stopList.put', items })
  },

  '/api/1/stop_lists/remove': async (call) => {
    requireItems(call.body.items)
    const items = call.body.items.map(({ productId, sizeId = null }) => ({ productId, sizeId }))
    return send(call, { kind: 'stopList.remove', items })
  },

  '/api/1/stop_lists/clear': (call) => send(call, { kind: 'stopList.clear' }),
}
