import type { PlaceDelivery } from '../../domain/orders/commands.ts'
import type { Contact } from '../../domain/orders/order.ts'
import type { Uuid } from '../../kernel/ids.ts'

/** A delivery as an API family hands it to the cloud. */
export type DeliveryRequest = {
  correlationId: Uuid
  organizationId: Uuid
  /** Null: the cloud chooses by the delivery restrictions. */
  terminalGroupId: Uuid | null
  /** Seconds the cloud tries to reach the till; one more minute is added (cloud-api §3.5). */
  transportToFrontTimeoutSeconds: number
  checkStopList: boolean
  /** It comes by a call centre's server, which owns it until a till has accepted it (biz-card-api §16). */
  route?: 'legacy'
  /** `orderId` null: the cloud makes one. */
  order: Omit<
    PlaceDelivery,
    'kind' | 'orderId' | 'contactId' | 'guestId' | 'whenReceivedByApi' | 'isExternal'
  > & { orderId: Uuid | null }
  contact: Contact
  guestId: Uuid | null
}
