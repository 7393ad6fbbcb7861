/** Is a place inside a delivery zone? Polygons and lists of streets with ranges of houses (cloud-api §5.2–5.3). */
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import type { Uuid } from '../../kernel/ids.ts'
import type { DeliveryRestrictions, DeliveryZone, HouseRange } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import { readAddressLine } from './address-line.ts'

export type GeoPoint = { latitude: number; longitude: number }
export type RestrictionAddress = {
  city: string | null
  /** A street, or a whole address in one line. */
  streetName: string | null
  streetId: Uuid | null
  house: string | null
  building: string | null
  index: string | null
}
/** A place as far as it is known; without a point and a street nothing can be said about zones. */
export type Place = {
  point: GeoPoint | null
  streetId: Uuid | null
  house: string | null
  index: string | null
}

/** Even-odd rule, borders inside; an open polygon is closed. Axes are degrees, as on the map. */
function isInPolygon(point: GeoPoint, corners: readonly GeoPoint[]): boolean {
  const ring = corners.map(({ longitude, latitude }) => [longitude, latitude])
  const [first] = ring
  if (!first || ring.length < 3) return false
  const last = ring.at(-1)
  if (last?.[0] !== first[0] || last?.[1] !== first[1]) ring.push(first)
  return booleanPointInPolygon([point.longitude, point.latitude], { type: 'Polygon', coordinates: [ring] })
}

/** Numbers are compared by their leading digits, lists of single houses as they are written. */
function isInHouses(house: string, range: HouseRange): boolean {
  if (range.type === 'specific') {
    return range.specificNumbers.some((candidate) => houseText(candidate) === houseText(house))
  }
  const number = Number.parseInt(house, 10)
  if (Number.isNaN(number) || number < range.startingNumber) return false
  if (!range.isUnlimitedRange && number > range.maxNumber) return false
  return range.type === 'all' || (number % 2 === 0) === (range.type === 'even')
}

/** By the zones' mode: the map, the lists of streets, or both where a map zone has streets too. */
export function isInZone(zone: DeliveryZone, place: Place, mode: DeliveryRestrictions['zonesMode']): boolean {
  const isOnMap = mode !== 1 && place.point !== null && isInPolygon(place.point, zone.coordinates)
  return isOnMap || isInStreets(zone, place)
}

/** Does a zone list the house of the street? A postcode counts where both sides name one. */
export function isInStreets(zone: DeliveryZone, { streetId, house, index }: Place): boolean {
  if (!streetId || !house) return false
  return zone.addresses.some(
    (binding) =>
      binding.streetId === streetId &&
      (!binding.postcode || !index || binding.postcode === index) &&
      isInHouses(house, binding.houses),
  )
}

/** Given coordinates win; else the local geocoder is asked for the house, and for the street unless that is too rough. */
export function locate(
  catalog: Catalog,
  restrictions: DeliveryRestrictions,
  given: GeoPoint | null,
  address: RestrictionAddress | null,
): Place {
  const known = address ? findStreet(catalog, address) : null
  const line =
    !known && address?.streetName ? readAddressLine(catalog, address.streetName, address.city) : null
  const streetId = known ?? line?.streetId ?? null
  const named = address?.house ?? line?.house ?? null
  const house = named && address?.building ? `${named}/${address.building}` : named
  const index = address?.index ?? null
  if (given) return { point: given, streetId, house, index }
  const houses = restrictions.knownAddresses.filter((candidate) => candidate.streetId === streetId)
  const exact = house
    ? houses.find((candidate) => houseText(candidate.house) === houseText(house))
    : undefined
  const found = exact ?? (restrictions.requireExactAddressForGeocoding ? undefined : houses[0])
  const point = found ? { latitude: found.latitude, longitude: found.longitude } : null
  return { point, streetId, house, index }
}

/** By id, else by the names of street and city as the dictionary writes them. */
function findStreet(catalog: Catalog, { streetId, streetName, city }: RestrictionAddress): Uuid | null {
  if (streetId) return catalog.living('street', streetId)?.id ?? null
  if (!streetName) return null
  const found = catalog.all('street').find(({ isDeleted, body }) => {
    const isNamed = !isDeleted && sameName(body.name, streetName)
    return isNamed && (!city || sameName(catalog.living('city', body.cityId)?.body.name ?? '', city))
  })
  return found?.id ?? null
}

const houseText = (house: string): string => house.toLowerCase().replace(/[\s.]/g, '')
const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()
