import type { Point } from '../types.ts'

/** A flat picture of a town: metres east and south of a corner. Good to a few hundred kilometres. */
export type Projection = {
  width: number
  height: number
  toMap(point: Point): { x: number; y: number }
  toPoint(x: number, y: number): Point
}

const metresPerDegree = 111_320
const marginShare = 0.15
const sizeMinMetres = 2000

/** Shows all of `points`, with room around them. */
export function projectionOf(points: readonly Point[], centre: Point): Projection {
  const all = points.length > 0 ? points : [centre]
  const [south, north] = [
    Math.min(...all.map((one) => one.latitude)),
    Math.max(...all.map((one) => one.latitude)),
  ]
  const [west, east] = [
    Math.min(...all.map((one) => one.longitude)),
    Math.max(...all.map((one) => one.longitude)),
  ]
  const middle = (south + north) / 2
  const perLongitude = metresPerDegree * Math.cos((middle * Math.PI) / 180)
  const grown = (metres: number): number => Math.max(metres * (1 + 2 * marginShare), sizeMinMetres)
  const width = grown((east - west) * perLongitude)
  const height = grown((north - south) * metresPerDegree)
  const left = (west + east) / 2 - width / 2 / perLongitude
  const top = middle + height / 2 / metresPerDegree
  return {
    width,
    height,
    toMap: ({ latitude, longitude }) => ({
      x: (longitude - left) * perLongitude,
      y: (top - latitude) * metresPerDegree,
    }),
    toPoint: (x, y) => ({
      latitude: rounded(top - y / metresPerDegree),
      longitude: rounded(left + x / perLongitude),
    }),
  }
}

/** Six decimals are a hand's breadth. */
const rounded = (degrees: number): number => Number(degrees.toFixed(6))

/** Where a new corner belongs: into the side of the outline that it is nearest to. */
export function placeForCorner(corners: readonly { x: number; y: number }[], x: number, y: number): number {
  if (corners.length < 3) return corners.length
  const distances = corners.map((from, i) => {
    const to = corners[(i + 1) % corners.length] ?? from
    return distanceToSide(x, y, from, to)
  })
  return distances.indexOf(Math.min(...distances)) + 1
}

function distanceToSide(
  x: number,
  y: number,
  from: { x: number; y: number },
  to: { x: number; y: number },
): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / length
  const along = Math.min(1, Math.max(0, share))
  return Math.hypot(x - from.x - along * dx, y - from.y - along * dy)
}

/** A round distance that is about a fifth of the picture, for its scale. */
export function scaleBar(width: number): number {
  const wanted = width / 5
  const power = 10 ** Math.floor(Math.log10(wanted))
  const step = [5, 2, 1].find((one) => one * power <= wanted) ?? 1
  return step * power
}
