import type { RestrictionAddress } from '../delivery/restrictions.ts'
import type { Contact } from './order.ts'

/** An address as the zones look at it; null where none was given. */
export function addressOfPoint(point: Contact['deliveryPoint']): RestrictionAddress | null {
  const address = point?.address
  if (!address) return null
  return {
    city: address.street?.city?.name ?? null,
    streetName: address.street?.name ?? address.line1,
    streetId: address.street?.id ?? null,
    house: address.house,
    building: address.building,
    index: address.index,
  }
}
