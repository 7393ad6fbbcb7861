import type { Contact } from '../../domain/orders/order.ts'
import type { PlaceReserve } from '../../domain/reserves/commands.ts'
import type { App, CloudReserve } from '../ports.ts'
import { type Accepted, acceptPlacement, type PlacementCall } from './accept-placement.ts'
import type { IdempotencyKey } from './idempotency.ts'
import type { Login } from './login.ts'
import { payingGuest } from './paying-guest.ts'
import { reserveGate } from './placement-gates.ts'
import { refuseStopped } from './refuse-stopped.ts'
import { placementTrouble } from './usable-till.ts'

/** A reserve or banquet as an API family hands it to the cloud. */
export type ReserveRequest = PlacementCall & {
  checkStopList: boolean
  /** `orderId`: the reserve's id; null: the cloud makes one. */
  reserve: Omit<PlaceReserve, 'kind' | 'orderId' | 'contactId' | 'whenReceivedByApi' | 'isExternal'> & {
    orderId: string | null
  }
  contact: Contact
}

/** Accepts a reserve; whether its tables are free, its till decides (cloud-api §8.6). */
export async function acceptReserve(
  app: App,
  login: Login,
  request: ReserveRequest,
  key: IdempotencyKey | null,
): Promise<Accepted<CloudReserve>> {
  const { organizationId, terminalGroupId, reserve, contact } = request
  const { tenantId } = login.key
  const id = reserve.orderId ?? app.random.uuid()
  const refusal = await placementTrouble(app, login, { organizationId, terminalGroupId }, reserveGate)
  if (request.checkStopList && !refusal) await refuseStopped(app, login, { ...request, order: reserve })
  const digest =
    reserve.orderId === null ? null : app.storage.digestOf(['reserve', organizationId, reserve, contact])
  const command = {
    ...reserve,
    kind: 'reserve.place' as const,
    orderId: id,
    guestId: await payingGuest(app, tenantId, reserve, contact.phone),
    whenReceivedByApi: null,
    isExternal: true,
  }
  const kept = {
    claim: { kind: 'reserve' as const, id, tenantId, organizationId, digest },
    draw: (picture: Omit<CloudReserve, 'state'>): CloudReserve => ({ ...picture, state: null }),
    save: (tx: Pick<App['storage']['now'], 'cloudReserves'>, drawn: CloudReserve) =>
      tx.cloudReserves.save([drawn]),
    load: async (known: string) => (await app.storage.now.cloudReserves.load(tenantId, [known])).get(known),
    duplicate: 'reserve.duplicate-id' as const,
  }
  return acceptPlacement(app, login, request, { command, contact, refusal }, kept, key)
}
