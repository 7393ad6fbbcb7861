import { describe, expect, test } from 'vitest'
import type { DeliveryZone, HouseRange } from '../reference/books.ts'
import { aCatalog } from '../reference/testing/a-catalog.ts'
import { ids } from '../reference/testing/catalog-ids.ts'
import { isInStreets, isInZone, locate } from './zones.ts'

const at = (latitude: number, longitude: number) => ({ latitude, longitude })
const square = [at(0, 0), at(0, 10), at(10, 10), at(10, 0)]
const aZone = (changes: Partial<DeliveryZone>): DeliveryZone => ({
  name: 'North',
  coordinates: [],
  addresses: [],
  ...changes,
})
const nowhere = { point: null, streetId: null, house: null, index: null }
const isInside = (corners: typeof square, latitude: number, longitude: number) =>
  isInZone(aZone({ coordinates: corners }), { ...nowhere, point: at(latitude, longitude) }, 0)

describe('polygons [cloud-api §5.3]', () => {
  test('inside and outside', () => {
    expect([isInside(square, 5, 5), isInside(square, 5, 11), isInside(square, -1, 5)]).toEqual([
      true,
      false,
      false,
    ])
  })
  test('the border is inside', () => {
    expect([isInside(square, 0, 5), isInside(square, 10, 10), isInside(square, 5, 0)]).toEqual([
      true,
      true,
      true,
    ])
  })
  test('open and closed polygons are the same', () => {
    expect(isInside([...square, at(0, 0)], 5, 5)).toBe(true)
  })
  test('even-odd: the middle of a pentagram is outside, its points are inside', () => {
    const star = [at(10, 0), at(-8, 6), at(3, -9.5), at(3, 9.5), at(-8, -6)]
    expect([isInside(star, 0, 0), isInside(star, 8, 0), isInside(star, -6, 5)]).toEqual([false, true, true])
  })
  test('two corners are no zone', () => {
    expect(isInside([at(0, 0), at(10, 10)], 5, 5)).toBe(false)
  })
  test('the map is not asked where zones are lists of streets', () => {
    expect(isInZone(aZone({ coordinates: square }), { ...nowhere, point: at(5, 5) }, 1)).toBe(false)
  })
})

describe('lists of streets', () => {
  const all: HouseRange = {
    type: 'all',
    startingNumber: 3,
    maxNumber: 9,
    isUnlimitedRange: false,
    specificNumbers: [],
  }
  const houses = (changes: Partial<HouseRange>, postcode: string | null = null) =>
    aZone({ addresses: [{ streetId: ids.street, postcode, houses: { ...all, ...changes } }] })
  const lists = (zone: DeliveryZone, house: string | null, index: string | null = null) =>
    isInStreets(zone, { point: null, streetId: ids.street, house, index })
  const served = (changes: Partial<HouseRange>) =>
    ['2', '3', '4', '9', '10'].filter((house) => lists(houses(changes), house))

  test('all, even and odd numbers of a range, borders inside', () => {
    expect(served({})).toEqual(['3', '4', '9'])
    expect(served({ type: 'even' })).toEqual(['4'])
    expect(served({ type: 'odd' })).toEqual(['3', '9'])
  })
  test('a range without an end', () => {
    expect(served({ isUnlimitedRange: true })).toEqual(['3', '4', '9', '10'])
  })
  test('numbers with letters and fractions count by their number; no number is no house', () => {
    expect([lists(houses({}), '5/2'), lists(houses({}), '5a'), lists(houses({}), 'a5')]).toEqual([
      true,
      true,
      false,
    ])
    expect(lists(houses({}), null)).toBe(false)
  })
  test('single houses as they are written', () => {
    const zone = houses({ type: 'specific', specificNumbers: ['5 A', '7'] })
    expect([lists(zone, '5a'), lists(zone, '7'), lists(zone, '5')]).toEqual([true, true, false])
  })
  test('a postcode counts where both sides name one', () => {
    const zone = houses({}, '420000')
    expect([lists(zone, '5', '420000'), lists(zone, '5', null), lists(zone, '5', '420001')]).toEqual([
      true,
      true,
      false,
    ])
  })
  test('another street', () => {
    expect(isInStreets(houses({}), { point: null, streetId: ids.order, house: '5', index: null })).toBe(false)
  })
})

describe('locating an address', () => {
  const knownAddresses = [
    { streetId: ids.street, house: '1', ...at(1, 1) },
    { streetId: ids.street, house: '5/2', ...at(5, 5) },
  ]
  const address = {
    city: null,
    streetName: null,
    streetId: ids.street,
    house: '5',
    building: '2',
    index: null,
  }
  const pointOf = (
    changes: Partial<typeof address> | { streetName: string; city: string | null },
    requireExactAddressForGeocoding = false,
  ) => {
    const catalog = aCatalog({ restrictions: { knownAddresses, requireExactAddressForGeocoding } })
    const settings = catalog.living('deliveryRestrictions', ids.organization)?.body
    if (!settings) throw new Error('no restrictions')
    return locate(catalog, settings, null, { ...address, ...changes }).point
  }
  const byName = (streetName: string, city: string | null = null) =>
    ({ streetId: null, streetName, city }) as never

  test('by house and building', () => {
    expect(pointOf({})).toEqual(at(5, 5))
  })
  test('by street where the house is not known, unless it must be exact', () => {
    expect(pointOf({ house: '99' })).toEqual(at(1, 1))
    expect(pointOf({ house: '99' }, true)).toBeNull()
  })
  test('by the names of street and city', () => {
    expect(pointOf(byName(' green STREET ', 'Kazan'))).toEqual(at(5, 5))
    expect(pointOf(byName('Green street', 'Omsk'))).toBeNull()
    expect(pointOf(byName('Red street'))).toBeNull()
    expect(pointOf({ streetId: ids.order })).toBeNull()
  })
  test('given coordinates win', () => {
    const catalog = aCatalog()
    const settings = catalog.living('deliveryRestrictions', ids.organization)?.body
    if (!settings) throw new Error('no restrictions')
    expect(locate(catalog, settings, at(7, 7), address)).toEqual({
      point: at(7, 7),
      streetId: ids.street,
      house: '5/2',
      index: null,
    })
    expect(locate(catalog, settings, null, null)).toEqual(nowhere)
  })
})
