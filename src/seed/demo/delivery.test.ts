import { describe, expect, test } from 'vitest'
import type { DeliveryRestrictions } from '../../domain/reference/books.ts'
import { demoChain } from './index.ts'
import { type OutletKey, outletId, type TillKey, tillId } from './outlets.ts'

const { items } = demoChain()
function restrictions(outlet: OutletKey): DeliveryRestrictions {
  const found = items.find(({ book, id }) => book === 'deliveryRestrictions' && id === outletId(outlet))
  if (found?.book !== 'deliveryRestrictions') throw new Error(`no restrictions of ${outlet}`)
  return found.body
}
const streets = new Map(
  items.flatMap((item) => (item.book === 'street' ? [[item.id, item.body.name] as const] : [])),
)

type Point = DeliveryRestrictions['deliveryZones'][number]['coordinates'][number]
const edges = (polygon: readonly Point[]) =>
  polygon.map((point, index) => [point, polygon[(index + 1) % polygon.length] ?? point] as const)
/** Twice the signed area of a triangle. */
const turn = (a: Point, b: Point, c: Point) =>
  (b.longitude - a.longitude) * (c.latitude - a.latitude) -
  (b.latitude - a.latitude) * (c.longitude - a.longitude)
const cross = ([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]) =>
  Math.sign(turn(a, b, c)) * Math.sign(turn(a, b, d)) < 0 &&
  Math.sign(turn(c, d, a)) * Math.sign(turn(c, d, b)) < 0
const contains = (polygon: readonly Point[], point: Point) =>
  edges(polygon).filter(
    ([a, b]) =>
      a.latitude > point.latitude !== b.latitude > point.latitude &&
      turn(a, b, point) > 0 === b.latitude > a.latitude,
  ).length %
    2 ===
  1

const { deliveryZones, knownAddresses } = restrictions('pokrovka')
const zonesOf = (street: string, house: string): string[] => {
  const address = knownAddresses.find(
    (known) => streets.get(known.streetId) === street && known.house === house,
  )
  if (!address) throw new Error(`${street}, ${house} is not known`)
  return deliveryZones.filter(({ coordinates }) => contains(coordinates, address)).map(({ name }) => name)
}

describe('polygons', () => {
  test.each(deliveryZones.map((zone) => [zone.name, zone.coordinates] as const))(
    '%s is simple',
    (_, polygon) => {
      expect(polygon.length).toBeGreaterThanOrEqual(3)
      expect(new Set(polygon.map(({ latitude, longitude }) => `${latitude} ${longitude}`)).size).toBe(
        polygon.length,
      )
      const lines = edges(polygon)
      for (const [index, one] of lines.entries()) {
        for (const other of lines.slice(index + 1)) expect(cross(one, other)).toBe(false)
      }
      const area = lines.reduce((sum, [a, b]) => sum + a.longitude * b.latitude - b.longitude * a.latitude, 0)
      expect(Math.abs(area)).toBeGreaterThan(1e-4)
    },
  )
})

describe('known addresses', () => {
  test.each([
    ['Покровка', '17', ['Центр']],
    ['Покровка', '43', ['Центр', 'Басманный']],
    ['Мясницкая', '38', ['Центр']],
    ['Старая Басманная', '15', ['Басманный']],
    ['Таганская', '29', ['Таганка']],
    ['Пятницкая', '18', ['Замоскворечье']],
    ['Тверская', '15', []],
    ['Преображенская', '5', []],
  ])('%s, %s lies in %j', (street, house, zones) => {
    expect(zonesOf(street, house)).toEqual(zones)
  })

  test('are many, each once, on streets of the directory', () => {
    for (const [outlet, atLeast] of [
      ['pokrovka', 60],
      ['baumana', 20],
    ] as const) {
      const known = restrictions(outlet).knownAddresses
      expect(known.length).toBeGreaterThanOrEqual(atLeast)
      expect(new Set(known.map(({ streetId, house }) => `${streetId} ${house}`)).size).toBe(known.length)
      for (const { streetId } of known) expect(streets.has(streetId)).toBe(true)
    }
  })
})

describe('rows', () => {
  test.each(['pokrovka', 'baumana'] as const)('of %s name zones that exist', (outlet) => {
    const { restrictions: rows, deliveryZones: zones } = restrictions(outlet)
    const names = zones.map(({ name }) => name)
    for (const { zone } of rows) expect(names).toContain(zone)
    expect(new Set(rows.map(({ zone }) => zone))).toEqual(new Set(names))
  })

  test('let two kitchens compete, one of them over midnight', () => {
    const rows = restrictions('pokrovka').restrictions.filter(({ zone }) => zone === 'Центр')
    const of = (till: TillKey) => rows.find(({ terminalGroupId }) => terminalGroupId === tillId(till))
    expect(of('pokrovka')?.priority).toBeLessThan(of('taganka')?.priority ?? 0)
    expect(of('taganka')?.to).toBeLessThan(of('taganka')?.from ?? 0)
    expect(of('taganka')?.minSum).toBeGreaterThan(of('pokrovka')?.minSum ?? 0n)
  })

  test('zones by hand use every way to give houses', () => {
    const houses = restrictions('baumana').deliveryZones.flatMap(({ addresses }) =>
      addresses.map(({ houses }) => houses.type),
    )
    expect(new Set(houses)).toEqual(new Set(['all', 'odd', 'even', 'specific']))
  })
})

describe('streets', () => {
  const ofCity = (name: string) => {
    const city = items.find((item) => item.book === 'city' && item.body.name === name)
    return items.flatMap((item) =>
      item.book === 'street' && item.body.cityId === city?.id && !item.isDeleted ? [item.body] : [],
    )
  }

  test('of the large city are many, each once, with classifier ids of their own', () => {
    const moscow = ofCity('Москва')
    expect(moscow.length).toBeGreaterThanOrEqual(80)
    expect(new Set(moscow.map(({ name }) => name)).size).toBe(moscow.length)
    expect(new Set(moscow.map(({ classifierId }) => classifierId)).size).toBe(moscow.length)
    for (const { classifierId } of moscow) expect(classifierId).toMatch(/^77\d{15}$/)
  })
})
