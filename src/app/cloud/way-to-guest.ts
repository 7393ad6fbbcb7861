import { type AllowedGroup, allowedTerminalGroups } from '../../domain/delivery/restrictions.ts'
import { addressOfPoint } from '../../domain/orders/address-of-point.ts'
import type { Contact } from '../../domain/orders/order.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'

export type WayToGuest = Pick<AllowedGroup, 'zone' | 'deliveryDurationInMinutes' | 'deliveryServiceProductId'>

/**
 * Zone, minutes and charge by the restrictions of a till that is chosen already; null where they know none. Whether it
 * may go there is not asked: a client that names the till has decided (cloud-api §5.4–5.5).
 */
export function wayToGuest(
  catalog: Catalog,
  till: { organizationId: Uuid; terminalGroupId: Uuid },
  { deliveryPoint }: Contact,
  deliveryDate: number,
): WayToGuest | null {
  const { organizationId, terminalGroupId } = till
  if (!catalog.living('organization', organizationId)?.body.useBusinessHoursAndMapping) return null
  const context = {
    catalog,
    terminalGroupIds: new Set([terminalGroupId]),
    isAlive: () => true,
    stopListOf: () => new Map(),
  }
  const [row] = allowedTerminalGroups(context, {
    organizationIds: [organizationId],
    isCourierDelivery: true,
    location: deliveryPoint?.coordinates ?? null,
    address: addressOfPoint(deliveryPoint),
    deliveryDate,
    deliverySum: null,
    discountSum: 0n,
    items: [],
  }).allowed
  return row ?? null
}
