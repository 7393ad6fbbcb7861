import { expect, test } from 'vitest'
import { placeForCorner, projectionOf, scaleBar } from './projection.ts'

const moscow = { latitude: 55.7558, longitude: 37.6173 }

test('a point is found again where it was drawn, to a hand’s breadth', () => {
  const far = { latitude: 55.8, longitude: 37.7 }
  const map = projectionOf([moscow, far], moscow)
  for (const point of [moscow, far]) {
    const { x, y } = map.toMap(point)
    expect(x).toBeGreaterThan(0)
    expect(x).toBeLessThan(map.width)
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(map.height)
    expect(map.toPoint(x, y)).toEqual(point)
  }
})

test('a kilometre north and a kilometre east are equally long', () => {
  const map = projectionOf([moscow], moscow)
  const at = map.toMap(moscow)
  const north = map.toMap({ ...moscow, latitude: moscow.latitude + 1000 / 111_320 })
  const perLongitude = 111_320 * Math.cos((moscow.latitude * Math.PI) / 180)
  const east = map.toMap({ ...moscow, longitude: moscow.longitude + 1000 / perLongitude })
  expect(at.y - north.y).toBeCloseTo(1000, 3)
  expect(east.x - at.x).toBeCloseTo(1000, 3)
})

test('a new corner goes into the nearest side', () => {
  const square = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
    { x: 0, y: 10 },
  ]
  expect(placeForCorner(square, 5, 1)).toBe(1)
  expect(placeForCorner(square, 11, 5)).toBe(2)
  expect(placeForCorner(square, -1, 5)).toBe(4)
  expect(placeForCorner(square.slice(0, 2), 5, 5)).toBe(2)
})

test.each([
  [2000, 200],
  [12_000, 2000],
  [7600, 1000],
])('a picture of %i m has a scale of %i m', (width, metres) => {
  expect(scaleBar(width)).toBe(metres)
})
