import type { Contact } from '../../domain/orders/order.ts'
import type { PlaceTableOrder } from '../../domain/orders/tables/commands.ts'
import type { App, CloudTableOrder } from '../ports.ts'
import { type Accepted, acceptPlacement, type PlacementCall } from './accept-placement.ts'
import { callUnderKey, type IdempotencyKey } from './idempotency.ts'
import type { Login } from './login.ts'
import { payingGuest } from './paying-guest.ts'
import { tableOrderGate } from './placement-gates.ts'
import { refuseStopped } from './refuse-stopped.ts'
import { placementTrouble } from './usable-till.ts'

/** An order on a table as an API family hands it to the cloud. */
export type TableOrderRequest = PlacementCall & {
  checkStopList: boolean
  /** `orderId` null: the cloud makes one. */
  order: Omit<
    PlaceTableOrder,
    'kind' | 'orderId' | 'contactId' | 'waiterId' | 'whenReceivedByApi' | 'isExternal'
  > & { orderId: string | null }
  /** Null: nobody is named. */
  contact: Contact | null
}

/**
 * Accepts an order on a table as a delivery is accepted: what can be known without the till is checked, the command is
 * kept safe, the till decides later. A till that cannot be reached fails the order, not the call (cloud-api §2.5).
 */
export async function acceptTableOrder(
  app: App,
  login: Login,
  request: TableOrderRequest,
  key: IdempotencyKey | null,
): Promise<Accepted<CloudTableOrder>> {
  const { organizationId, terminalGroupId, order, contact } = request
  const { tenantId } = login.key
  const id = order.orderId ?? app.random.uuid()
  const refusal = await placementTrouble(app, login, { organizationId, terminalGroupId }, tableOrderGate)
  if (request.checkStopList && !refusal && !(await isRepeat(app, login, id, key))) {
    await refuseStopped(app, login, request)
  }
  const digest =
    order.orderId === null ? null : app.storage.digestOf(['tableOrder', organizationId, order, contact])
  const command = {
    ...order,
    kind: 'tableOrder.place' as const,
    orderId: id,
    guestId: await payingGuest(app, tenantId, order, contact?.phone),
    waiterId: null,
    whenReceivedByApi: null,
    isExternal: true,
  }
  const kept = {
    claim: { kind: 'order' as const, id, tenantId, organizationId, digest },
    draw: (picture: Omit<CloudTableOrder, 'tableIds' | 'state'>): CloudTableOrder => ({
      ...picture,
      tableIds: order.tableIds,
      state: null,
    }),
    save: (tx: Pick<App['storage']['now'], 'cloudTableOrders'>, drawn: CloudTableOrder) =>
      tx.cloudTableOrders.save([drawn]),
    load: async (known: string) =>
      (await app.storage.now.cloudTableOrders.load(tenantId, [known])).get(known),
    duplicate: 'order.duplicate-id' as const,
  }
  return acceptPlacement(app, login, request, { command, contact, refusal }, kept, key)
}

/** What is out today was there when the order was taken: a repeat gets its answer all the same. */
const isRepeat = async (app: App, login: Login, id: string, key: IdempotencyKey | null): Promise<boolean> =>
  (key !== null && (await callUnderKey(app, login, key)) !== null) ||
  (await app.storage.now.commands.claimOf(id)) !== null
