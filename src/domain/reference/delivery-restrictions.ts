/** Zones, schedules and conditions by which an outlet takes deliveries (cloud-api §5). */
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'

export type HouseRange = {
  type: 'all' | 'even' | 'odd' | 'specific'
  startingNumber: number
  maxNumber: number
  isUnlimitedRange: boolean
  specificNumbers: string[]
}
export type DeliveryZone = {
  name: string
  /** Polygon, degrees. */
  coordinates: { latitude: number; longitude: number }[]
  addresses: { streetId: Uuid; postcode: string | null; houses: HouseRange }[]
}
export type RestrictionRow = {
  terminalGroupId: Uuid
  zone: string | null
  /** Bit mask, Monday = 1 … Sunday = 64. */
  weekMap: number
  /** Minutes from local midnight; `to < from` ends on the next day. */
  from: number | null
  to: number | null
  minSum: Money
  /** The lowest value wins. */
  priority: number
  deliveryDurationInMinutes: number
  deliveryServiceProductId: Uuid | null
}
/** Delivery restrictions of one organization; the item's id is the organization's id (cloud-api §5). */
export type DeliveryRestrictions = {
  deliveryGeocodeServiceType: 1 | 2 | 3 | 4
  deliveryRegionsMapUrl: string | null
  defaultDeliveryDurationInMinutes: number
  defaultSelfServiceDurationInMinutes: number
  useSameDeliveryDuration: boolean
  useSameMinSum: boolean
  defaultMinSum: Money | null
  useSameWorkTimeInterval: boolean
  defaultFrom: number | null
  defaultTo: number | null
  useSameRestrictionsOnAllWeek: boolean
  restrictions: RestrictionRow[]
  deliveryZones: DeliveryZone[]
  rejectOnGeocodingError: boolean
  addDeliveryServiceCost: boolean
  useSameDeliveryServiceProduct: boolean
  defaultDeliveryServiceProductId: Uuid | null
  useExternalAssignationService: boolean
  externalAssignationServiceUrl: string | null
  frontTrustsCallCenterCheck: boolean
  requireExactAddressForGeocoding: boolean
  /** 0 map polygons, 1 manual zones, 2 no zones (cloud-api §5.2, unverified). */
  zonesMode: 0 | 1 | 2
  autoAssignExternalDeliveries: boolean
  /** 1 reject, 2 hand over to an operator (unverified). */
  actionOnValidationRejection: 1 | 2
  /** What the local geocoder knows: a point for a house of a street. */
  knownAddresses: { streetId: Uuid; house: string; latitude: number; longitude: number }[]
}
